// What is known about one innovation? All texts, every source, and where to look further.

import { badges, openLink } from './card.js';
import { el, paragraphs, webAddress } from './dom.js';
import { label } from './labels.js';

/** The content of the panel. `related` and `similar` are `{ id, title, agency, year }`. */
export function detail({ innovation, related, similar }, lang, t, { addressOf, open, close, share, page }) {
  const i = innovation;
  const facts = [
    [t.agency, i.agency],
    [t.unit, i.unit],
    [t.place, placeOf(i)],
    [t.year, i.year && String(i.year)],
    [t.levelField, i.level && label('level', i.level, lang)],
    [t.affairs, i.affairs.map((code) => label('affair', code, lang)).join('; ')],
    [t.sdgs, i.sdgs.map((code) => label('sdg', code, lang)).join('; ')],
    [t.status, i.status && label('status', i.status, lang)],
  ].filter(([, value]) => value);
  return [
    bar(t, close, share),
    el('div', { class: 'sheet' },
      el('h2', { id: 'detail-title', lang: 'id', tabindex: '-1' }, i.title),
      badges(i, lang, t),
      el('dl', { class: 'facts' }, ...facts.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value)))),
      page && el('p', { class: 'whole' }, el('a', { href: page }, t.wholePage), ' · ', el('a', { href: `${page}#guide` }, t.guide)),
      ...i.texts.map(([field, text]) => el('section', { class: 'text' }, el('h3', {}, label('field', field, lang)), el('div', { lang: 'id' }, ...paragraphs(text)))),
      i.other_titles.length > 0 && el('section', {}, el('h3', {}, t.otherTitles), el('ul', { class: 'titles', lang: 'id' }, ...i.other_titles.map((title) => el('li', {}, title)))),
      el('section', { class: 'sources' }, el('h3', {}, t.sources),
        i.sources.length > 1 && el('p', { class: 'note' }, t.sourcesMerged(i.sources.length)),
        el('ul', {}, ...i.sources.map((source) => sourceItem(source, lang, t)))),
      further(t.related, related, addressOf, open),
      further(t.similar, similar, addressOf, open)),
  ];
}

/** The panel for an id that the directory does not have. */
export function absent(t, close) {
  return [bar(t, close), el('div', { class: 'sheet' }, el('h2', { id: 'detail-title', tabindex: '-1' }, t.missing))];
}

/** Where an innovation is at home: its region and province, once if they are the same. */
export const placeOf = ({ region, province }) => [...new Set([region, province].filter(Boolean))].join(', ');

/** The bar above a panel. */
export function bar(t, close, share) {
  const copy = share && el('button', { type: 'button', class: 'quiet', on: { click: (event) => share(event.currentTarget) } }, t.share);
  return el('div', { class: 'detail-bar' }, copy, el('button', { type: 'button', class: 'quiet', on: { click: close } }, t.close));
}

function sourceItem({ system, external_id: number, url }, lang, t) {
  const address = webAddress(url);
  const link = address && el('a', { href: address.href, target: '_blank', rel: 'noopener noreferrer' }, address.hostname,
    el('span', { class: 'sr' }, ` (${t.newTab})`), el('span', { 'aria-hidden': 'true' }, ' ↗'));
  return el('li', {}, el('span', { class: `stripe ${system.replace(/[^a-z_]/g, '')}`, 'aria-hidden': 'true' }),
    el('span', { class: 'system' }, label('source', system, lang)), el('span', { class: 'number' }, number ?? t.noNumber),
    link || el('span', { class: 'muted' }, t.noLink));
}

function further(heading, innovations, addressOf, open) {
  if (!innovations.length) return undefined;
  return el('section', { class: 'further' }, el('h3', {}, heading), el('ul', {}, ...innovations.map((each) =>
    el('li', {}, openLink(each.id, each.title, addressOf, open), el('span', { class: 'of' }, [each.agency, each.year].filter(Boolean).join(' · '))))));
}
