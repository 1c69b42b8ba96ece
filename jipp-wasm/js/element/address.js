// What of a search can be shared as a link?
//
// Words, filters, order, page and open innovation live in the address of the page. Other parts of the address belong to the page and
// stay as they are. A need told in sentences is not written there, as it may say more of somebody than a link should. Two elements on one page use different prefixes.

const NOTHING = { query: '', filters: {}, sort: 'relevance', page: 1, id: '', need: '', needOpen: false, compare: [] };

/** The state of an element that was asked nothing. */
export const nothingAsked = () => ({ ...NOTHING, filters: {}, compare: [] });

/**
 * Reads the state from an address. Values that make no sense are left out.
 * @param {string} search the part of the address after `?`
 * @param {string[]} facets
 * @param {string} prefix
 */
export function readAddress(search, facets, prefix = '') {
  const given = new URLSearchParams(search);
  const filters = {};
  for (const facet of facets) {
    const values = given.getAll(prefix + facet).filter(Boolean);
    if (values.length) filters[facet] = values;
  }
  const sort = given.get(`${prefix}sort`);
  const page = Number.parseInt(given.get(`${prefix}page`) ?? '1', 10);
  return {
    query: (given.get(`${prefix}q`) ?? '').slice(0, 1500),
    filters,
    sort: ['year', 'title'].includes(sort) ? sort : NOTHING.sort,
    page: page >= 1 && page <= 10_000 ? page : NOTHING.page,
    id: given.get(`${prefix}id`) ?? '',
    need: '',
    needOpen: given.has(`${prefix}need`),
    compare: [...new Set(given.getAll(`${prefix}compare`).filter(Boolean))].slice(0, 4),
  };
}

/** The address of a state, relative to the page; defaults are left out, parts of others are kept. */
export function addressOf(state, search, facets, prefix = '') {
  const parts = new URLSearchParams(search);
  for (const name of ['q', 'sort', 'page', 'id', 'need', 'compare', ...facets]) parts.delete(prefix + name);
  const own = [['q', state.query.trim()], ...facets.flatMap((facet) => (state.filters[facet] ?? []).map((value) => [facet, value]))];
  if (state.sort !== NOTHING.sort) own.push(['sort', state.sort]);
  if (state.page > 1) own.push(['page', String(state.page)]);
  own.push(...state.compare.map((id) => ['compare', id]), ['id', state.id]);
  for (const [name, value] of own) if (value) parts.append(prefix + name, value);
  const text = parts.toString();
  return text ? `?${text}` : './';
}
