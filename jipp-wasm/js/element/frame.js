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
  f.needText = el('textarea', { id: 'need-text', rows: '4', maxlength: '1500', 'aria-describedby': 'need-hint' });
  f.needClear = text('needClear', 'needClear', 'button', { type: 'button', class: 'example' });
  f.needForm = el('form', {}, text('needLabel', 'needLabel', 'label', { for: 'need-text' }), f.needText,
    text('needHint', 'needHint', 'p', { id: 'need-hint' }),
    el('div', { class: 'need-go' }, text('needGo', 'needGo', 'button', { type: 'submit', part: 'button', id: 'need-go' }), f.needClear));
  f.need = el('details', { id: 'need', class: 'need', part: 'need', hidden: true }, text('needSummary', 'need', 'summary'), f.needForm);
  f.tiles = el('div', { id: 'tiles', class: 'tiles', role: 'group' });
  f.map = el('details', { id: 'map', class: 'map', part: 'map', hidden: true }, text('mapSummary', 'map', 'summary'), el('div', { class: 'wide' }, f.tiles));
  f.chosenCount = el('span', { 'aria-live': 'polite' });
  f.openComparison = text('openComparison', 'compareOpen', 'button', { type: 'button', class: 'strong', id: 'open-comparison', 'aria-haspopup': 'dialog' });
  f.clearChosen = text('clearChosen', 'compareClear', 'button', { type: 'button', class: 'plain', id: 'clear-chosen' });
  f.chosen = el('div', { id: 'chosen', class: 'chosen', role: 'region', hidden: true }, f.chosenCount, f.openComparison, f.clearChosen);
  f.comparison = el('dialog', { id: 'comparison', part: 'comparison', 'aria-labelledby': 'comparison-title' });
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
    f.reading, f.chips, f.map, f.list, f.pages, f.chosen);
  f.directory = el('div', { id: 'directory', class: 'directory', hidden: true }, f.filters, f.results);
  f.detail = el('dialog', { id: 'detail', part: 'detail', 'aria-labelledby': 'detail-title' });
  f.root = el('div', { class: 'root' },
    el('div', { class: 'head', part: 'head' }, el('slot', { name: 'heading' }), f.form, f.examples, f.need),
    el('div', { class: 'body', part: 'body' }, el('slot', { name: 'notice' }), f.announce, f.loading, f.failure, f.fallback, f.directory),
    f.detail, f.comparison);
  f.words = (t) => {
    for (const [element, key] of texts) element.textContent = t[key];
    f.query.placeholder = t.placeholder;
    f.suggestions.setAttribute('aria-label', t.suggestions);
    f.tiles.setAttribute('aria-label', t.map);
    f.chosen.setAttribute('aria-label', t.compare);
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
