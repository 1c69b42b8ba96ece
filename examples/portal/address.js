// What of the page can be shared as a link?
//
// Everything that was asked: words, filters, order, page, open innovation and language live in the address, and only there.

import { FACETS } from './strings.js';

/** Hits on one page of results. */
export const PAGE = 20;

/** Reads the state of the page from its address. Values that make no sense are left out. */
export function readAddress(search = location.search) {
  const given = new URLSearchParams(search);
  const filters = {};
  for (const facet of FACETS) {
    const values = given.getAll(facet).filter(Boolean);
    if (values.length) filters[facet] = values;
  }
  const sort = given.get('sort');
  const page = Number.parseInt(given.get('page') ?? '1', 10);
  return {
    query: (given.get('q') ?? '').slice(0, 200),
    filters,
    sort: ['year', 'title'].includes(sort) ? sort : 'relevance',
    page: page >= 1 && page <= 10_000 ? page : 1,
    id: given.get('id') ?? '',
    lang: given.get('lang') === 'en' ? 'en' : 'id',
  };
}

/** The address of a state, relative to the page; defaults are left out. */
export function addressOf(state) {
  const parts = new URLSearchParams();
  if (state.query.trim()) parts.set('q', state.query.trim());
  for (const facet of FACETS) for (const value of state.filters[facet] ?? []) parts.append(facet, value);
  if (state.sort !== 'relevance') parts.set('sort', state.sort);
  if (state.page > 1) parts.set('page', state.page);
  if (state.id) parts.set('id', state.id);
  if (state.lang !== 'id') parts.set('lang', state.lang);
  const text = parts.toString();
  return text ? `?${text}` : './';
}
