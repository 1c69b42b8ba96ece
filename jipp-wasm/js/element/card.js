// What does one result look like?

import { el, marked } from './dom.js';
import { label, shortLabel } from './labels.js';

/** A result: title, owner, the passage that answers, sources and awards. `open(id)` shows all of it; `choice` lets it be picked for a comparison. */
export function card(hit, lang, t, addressOf, open, choice) {
  const read = hit.why.filter((reason) => reason.form === 'typo').map((reason) => t.read(reason.asked, reason.found));
  return el('li', {}, el('article', { class: 'card', part: 'card' },
    el('h3', {}, openLink(hit.id, marked(hit.title, hit.title_highlights), addressOf, open)),
    el('p', { class: 'where' }, ...dotted(where(hit))),
    hit.snippet && el('p', { class: 'snippet', lang: 'id' }, marked(hit.snippet, hit.snippet_highlights)),
    el('div', { class: 'foot' }, badges(hit, lang, t), choice && el('label', { class: 'pick' },
      el('input', { type: 'checkbox', 'data-compare': hit.id, checked: choice.has(hit.id), on: { change: () => choice.toggle(hit.id) } }),
      t.compare, el('span', { class: 'sr' }, `: ${hit.title}`))),
    read.length > 0 && el('p', { class: 'why' }, [...new Set(read)].join(' · '))));
}

/** A link, by a title in Indonesian, that opens the detail here, and in a new tab if the visitor wants one; a button where innovations have no address. */
export function openLink(id, content, addressOf, open) {
  const href = addressOf(id);
  if (href === undefined) return el('button', { type: 'button', class: 'link', lang: 'id', 'data-id': id, on: { click: () => open(id) } }, content);
  const click = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    open(id);
  };
  return el('a', { href, lang: 'id', 'data-id': id, on: { click } }, content);
}

/** Owner, unit, province and year; the province only if the owner's name does not say it. */
function where(hit) {
  const province = hit.agency?.includes(hit.province) ? undefined : hit.province;
  return [hit.agency, hit.unit === hit.agency ? undefined : hit.unit, province, hit.year && String(hit.year)].filter(Boolean);
}

function dotted(parts) {
  return parts.flatMap((part, number) => (number ? [el('span', { class: 'dot', 'aria-hidden': 'true' }, ' · '), part] : [part]));
}

/** Systems it stands on, whether it was merged, whether it still runs, and its awards. */
export function badges({ sources, awards, status }, lang, t) {
  const systems = [...new Set(sources.map((source) => source.system))];
  const items = systems.map((system) => el('li', { class: `badge ${system.replace(/[^a-z_]/g, '')}`, title: label('source', system, lang) }, shortLabel(system)));
  if (sources.length > 1) items.push(el('li', { class: 'badge merged' }, t.merged(sources.length)));
  if (status) items.push(el('li', { class: 'badge status', title: t.status }, label('status', status, lang)));
  items.push(...awards.map((award) => el('li', { class: 'badge award' }, award)));
  return items.length > 0 && el('ul', { class: 'badges' }, ...items);
}
