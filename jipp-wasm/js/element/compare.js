// What is different about a few innovations? They stand side by side, fact by fact.

import { bar, placeOf } from './detail.js';
import { el, paragraphs } from './dom.js';
import { label } from './labels.js';

/** Innovations side by side at most: more columns are not read on any screen. */
export const MOST = 4;
/** Texts that are compared, in this order, if one of them has it. */
const TEXTS = ['summary', 'objective', 'novelty', 'design', 'impact', 'benefit', 'resources', 'replication_prerequisites', 'adaptability', 'drivers', 'obstacles', 'sustainability_strategy'];

/** The content of the dialog. `innovations` are whole ones. */
export function comparison(innovations, lang, t, { close, share, open, remove }) {
  const named = (kind, codes) => codes.map((code) => label(kind, code, lang)).join('; ');
  const facts = [
    [t.agency, (i) => i.agency],
    [t.unit, (i) => i.unit],
    [t.place, placeOf],
    [t.year, (i) => i.year && String(i.year)],
    [t.status, (i) => i.status && label('status', i.status, lang)],
    [t.affairs, (i) => named('affair', i.affairs)],
    [t.sdgs, (i) => named('sdg', i.sdgs)],
    [t.awards, (i) => i.awards.join('; ')],
    [t.sources, (i) => named('source', [...new Set(i.sources.map(({ system }) => system))])],
    [t.replicated, (i) => i.related.length && String(i.related.length)],
  ];
  const text = (i, field) => i.texts.find(([name]) => name === field)?.[1];
  const row = (name, cells) => cells.some(Boolean)
    && el('tr', {}, el('th', { scope: 'row' }, name), ...cells.map((cell) => el('td', {}, cell || el('span', { class: 'muted' }, t.notSaid))));
  const head = innovations.map((i) => el('th', { scope: 'col' },
    el('button', { type: 'button', class: 'link', lang: 'id', on: { click: () => open(i.id) } }, i.title),
    el('button', { type: 'button', class: 'plain', on: { click: () => remove(i.id) } }, t.compareRemove, el('span', { class: 'sr' }, `: ${i.title}`))));
  return [
    bar(t, close, share),
    el('div', { class: 'sheet' }, el('h2', { id: 'comparison-title', tabindex: '-1' }, t.comparison),
      el('div', { class: 'wide', tabindex: '0', role: 'region', 'aria-labelledby': 'comparison-title' },
        el('table', {}, el('thead', {}, el('tr', {}, el('td', {}), ...head)),
          el('tbody', {},
            ...facts.map(([name, of]) => row(name, innovations.map(of))),
            ...TEXTS.map((field) => row(label('field', field, lang), innovations.map((i) => {
              const found = text(i, field);
              return found && el('div', { lang: 'id' }, ...paragraphs(found));
            }))))))),
  ];
}
