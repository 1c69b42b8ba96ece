// How are results narrowed? Checkboxes with counts beside the results, and a chip for each one that is ticked.

import { el } from './dom.js';
import { label } from './labels.js';

/** Values shown before "show all". */
const FIRST = 7;

/**
 * Draws the facets. `counts` are those of the answer, `expanded` the facets shown whole; `toggle(facet, value)` is called when a box is
 * ticked or unticked.
 */
export function drawFacets(place, { facets, counts, filters, expanded, lang, t }, toggle, redraw) {
  const focused = place.getRootNode().activeElement?.dataset?.key;
  const groups = facets.map((facet) => group(facet, values(facet, counts[facet] ?? [], filters[facet] ?? []), filters[facet] ?? [])).filter(Boolean);
  const closed = new Set([...place.querySelectorAll('details:not([open])')].map((each) => each.dataset.facet));
  groups.forEach((each) => (each.open = !closed.has(each.dataset.facet)));
  place.replaceChildren(...groups);
  // the box that was just ticked is a new element now
  if (focused) place.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();

  function group(facet, all, ticked) {
    if (!all.length) return undefined;
    const open = expanded.has(facet);
    // ticked values are never hidden behind "show all"
    const shown = all.filter(({ value }, number) => open || number < FIRST || ticked.includes(value));
    const more = all.length > FIRST && el('button', {
      type: 'button', class: 'plain more', 'data-key': `more ${facet}`, 'aria-expanded': String(open),
      on: { click: () => { open ? expanded.delete(facet) : expanded.add(facet); redraw(); } },
    }, open ? t.fewer : t.all(all.length));
    return el('details', { 'data-facet': facet }, el('summary', {}, el('h3', {}, t.facet[facet] ?? facet)),
      el('ul', { class: open && all.length > 12 && 'long', 'aria-label': t.facet[facet] ?? facet }, ...shown.map((each) => box(facet, each, ticked))), more);
  }

  function box(facet, { value, count }, ticked) {
    const input = el('input', {
      type: 'checkbox', 'data-key': `${facet} ${value}`, checked: ticked.includes(value), on: { change: () => toggle(facet, value) },
    });
    return el('li', {}, el('label', { class: count === 0 && 'none' }, input, el('span', { class: 'value' }, label(facet, value, lang)),
      el('span', { class: 'number' }, new Intl.NumberFormat(lang).format(count))));
  }
}

/** Counted values and ticked ones, which may have no match left. Years in their own order, all others by count. */
function values(facet, counted, ticked) {
  const known = new Set(counted.map(({ value }) => value));
  const all = [...counted, ...ticked.filter((value) => !known.has(value)).map((value) => ({ value, count: 0 }))];
  return facet === 'year' ? all.sort((a, b) => b.value.localeCompare(a.value)) : all;
}

/** Draws a chip for each ticked value. */
export function drawChips(place, { facets, filters, lang, t }, toggle, clear) {
  const ticked = facets.flatMap((facet) => (filters[facet] ?? []).map((value) => ({ facet, value })));
  const chips = ticked.map(({ facet, value }) => {
    const name = label(facet, value, lang);
    return el('li', {}, el('button', { type: 'button', class: 'chip', on: { click: () => toggle(facet, value) } },
      el('span', { class: 'sr' }, t.remove, ' '), el('span', { class: 'kind' }, t.facet[facet] ?? facet), name,
      el('span', { class: 'cross', 'aria-hidden': 'true' }, '×')));
  });
  if (chips.length) chips.push(el('li', {}, el('button', { type: 'button', class: 'plain', on: { click: clear } }, t.clear)));
  place.replaceChildren(...chips);
}
