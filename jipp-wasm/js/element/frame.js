// What stands in the element before anything is found? The search field, the filters, the place of the results and of the panel.

import { el } from './dom.js';

const SVG = 'http://www.w3.org/2000/svg';

/** The elements of the frame, by name; texts come with `words(t)`. */
export function frame() {
  const f = {};
  const text = (name, key, tag, attributes = {}, ...children) => {
    f[name] = el(tag, attributes, ...children);
    texts.push([f[name], key]);
    return f[name];
  };
  const texts = [];
  f.suggestions = el('ul', { id: 'suggestions', role: 'listbox', hidden: true });
  f.query = el('input', {
    id: 'query', part: 'input', type: 'search', role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false',
    'aria-controls': 'suggestions', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', enterkeyhint: 'search',
    // a need may be told in some 200 words
    maxlength: '1500', disabled: true,
  });
  f.form = el('form', { id: 'form', class: 'search', role: 'search' },
    text('queryLabel', 'search', 'label', { class: 'sr', for: 'query' }),
    el('div', { class: 'field', part: 'field' }, lens(), f.query, text('go', 'go', 'button', { type: 'submit', part: 'button' }), f.suggestions));
  f.examples = el('div', { id: 'examples', class: 'examples', hidden: true });
  f.announce = el('p', { id: 'announce', class: 'sr', role: 'status', 'aria-live': 'polite' });
  f.loading = el('div', { id: 'loading', class: 'state' }, text('loadingText', 'loading', 'p'), text('slow', 'slow', 'p', { class: 'slow' }));
  f.failure = el('div', { id: 'failure', class: 'state failure', role: 'alert', hidden: true });
  f.fallback = el('div', { class: 'fallback', hidden: true }, el('slot'));
  f.facets = el('div', { id: 'facets', part: 'facets' });
  f.closeFilters = text('closeFilters', 'done', 'button', { type: 'button', class: 'plain', id: 'close-filters' });
  // open without being modal where there is room beside the results; modal on a narrow screen
  f.filters = el('dialog', { id: 'filters', open: true, 'aria-labelledby': 'filters-title' },
    el('div', { class: 'filters-head' }, text('filtersTitle', 'filters', 'h2', { id: 'filters-title' }), f.closeFilters), f.facets);
  f.count = el('h2', { id: 'count' });
  f.openFilters = el('button', { type: 'button', class: 'quiet', id: 'open-filters', 'aria-haspopup': 'dialog' });
  f.download = text('download', 'download', 'button', { type: 'button', class: 'quiet', id: 'download' });
  f.sort = el('select', { id: 'sort' }, ...['relevance', 'year', 'title'].map((order) =>
    text(`sort ${order}`, `sort${order[0].toUpperCase()}${order.slice(1)}`, 'option', { value: order })));
  f.reading = el('p', { id: 'reading', class: 'note' });
  f.chips = el('ul', { id: 'chips', class: 'chips' });
  f.list = el('ol', { id: 'list', class: 'list' });
  f.pages = el('nav', { id: 'pages', class: 'pages' });
  f.results = el('section', { id: 'results', 'aria-labelledby': 'count', tabindex: '-1' },
    el('div', { class: 'results-head' }, f.count,
      el('div', { class: 'tools' }, f.openFilters, f.download, el('label', {}, text('sortLabel', 'sort', 'span'), f.sort))),
    f.reading, f.chips, f.list, f.pages);
  f.directory = el('div', { id: 'directory', class: 'directory', hidden: true }, f.filters, f.results);
  f.detail = el('dialog', { id: 'detail', part: 'detail', 'aria-labelledby': 'detail-title' });
  f.root = el('div', { class: 'root' },
    el('div', { class: 'head', part: 'head' }, el('slot', { name: 'heading' }), f.form, f.examples),
    el('div', { class: 'body', part: 'body' }, el('slot', { name: 'notice' }), f.announce, f.loading, f.failure, f.fallback, f.directory),
    f.detail);
  f.words = (t) => {
    for (const [element, key] of texts) element.textContent = t[key];
    f.query.placeholder = t.placeholder;
    f.suggestions.setAttribute('aria-label', t.suggestions);
    f.chips.setAttribute('aria-label', t.active);
    f.pages.setAttribute('aria-label', t.pages);
  };
  return f;
}

function lens() {
  const svg = document.createElementNS(SVG, 'svg');
  for (const [name, value] of Object.entries({ class: 'lens', viewBox: '0 0 24 24', width: 22, height: 22, 'aria-hidden': true })) svg.setAttribute(name, value);
  const circle = document.createElementNS(SVG, 'circle');
  for (const [name, value] of Object.entries({ cx: 10.5, cy: 10.5, r: 6.5 })) circle.setAttribute(name, value);
  const handle = document.createElementNS(SVG, 'path');
  handle.setAttribute('d', 'm15.5 15.5 5 5');
  svg.append(circle, handle);
  return svg;
}
