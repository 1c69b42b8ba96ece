// How many innovations does each province have? A map of equal tiles, each a button that filters.

import { el } from './dom.js';
import { TILES } from './tiles.js';

/** Draws the map. `counts` are `{ value, count }` by name of province; `ticked` the provinces that are filtered for. */
export function drawMap(place, { counts, ticked, lang }, toggle) {
  const focused = place.getRootNode().activeElement?.dataset?.province;
  const number = new Intl.NumberFormat(lang);
  const by = new Map(counts.map(({ value, count }) => [value, count]));
  const largest = Math.max(1, ...by.values());
  place.replaceChildren(...TILES.map(([name, short, column, row]) => {
    const count = by.get(name) ?? 0;
    const pressed = ticked.includes(name);
    return el('button', {
      type: 'button', class: `tile x${column} y${row} t${shade(count, largest)}`, 'data-province': name, 'aria-pressed': String(pressed),
      title: `${name}: ${number.format(count)}`, disabled: count === 0 && !pressed,
      on: { click: () => toggle('province', name) },
    }, el('span', { class: 'sr' }, name), el('span', { 'aria-hidden': 'true' }, short), el('span', { class: 'number' }, number.format(count)));
  }));
  if (focused) place.querySelector(`[data-province="${CSS.escape(focused)}"]`)?.focus();
}

/** From 0 (nothing) to 5 (as many as the largest), by the square root: the shades of the portal's own map. */
const shade = (count, largest) => (count ? Math.min(5, Math.max(1, Math.floor(Math.sqrt((25 * count) / largest)))) : 0);
