// What happens on the page, from loading to the answer?
//
// The state is what the address says (address.js). Every change goes through `change`, which writes the address and asks the
// engine again; an answer that arrives after a newer question is dropped. The engine runs in a worker.

import { PAGE, addressOf, readAddress } from './address.js';
import { card } from './card.js';
import { combobox } from './combobox.js';
import { absent, detail } from './detail.js';
import { byId, el } from './dom.js';
import { drawChips, drawFacets } from './facets.js';
import { shortLabel } from './labels.js';
import { EXAMPLES, FACETS, STRINGS } from './strings.js';

/** Wait this long after a key before asking. */
const PAUSE = 90;

let state = readAddress();
let t = STRINGS[state.lang];
let directory;
let catalog;
let shownResults = '';
let shownDetail = '';
let latest = 0;
let timer;

const number = (value) => new Intl.NumberFormat(state.lang).format(value);
const addressOfId = (id) => addressOf({ ...state, id });

// ---- asking -----------------------------------------------------------------------------------------------------------

/** Changes the state, writes it into the address and shows its answer. Typing replaces the entry of the history. */
function change(changes, { replace = false } = {}) {
  state = { ...state, ...changes };
  if (replace) history.replaceState(null, '', addressOf(state));
  else history.pushState(null, '', addressOf(state));
  return show();
}

async function show() {
  if (!directory) return;
  await Promise.all([showResults(), showDetail()]);
}

async function showResults() {
  const { query, filters, sort, page, lang } = state;
  const wanted = JSON.stringify([query, filters, sort, page, lang]);
  // opening and closing an innovation leaves the list alone, so that the focus can come back to where it was
  if (wanted === shownResults) return;
  shownResults = wanted;
  latest += 1;
  const mine = latest;
  const answer = await asked(() => Promise.all([
    directory.search({ query, filters, sort, facets: FACETS, limit: PAGE, offset: (page - 1) * PAGE, explain: query.trim() !== '' }),
    ...ownCounts(query, filters),
  ]));
  if (!answer || mine !== latest) return;
  const [result, ...own] = answer;
  for (const counts of own) Object.assign(result.facets, counts);
  draw(result);
}

/** A facet with ticked values also shows what else could be ticked: its own filter does not count for it. */
function ownCounts(query, filters) {
  return Object.keys(filters).map(async (facet) => {
    const others = Object.fromEntries(Object.entries(filters).filter(([name]) => name !== facet));
    return (await directory.search({ query, filters: others, facets: [facet], limit: 0 })).facets;
  });
}

async function suggest() {
  const typed = byId('query').value;
  const suggestions = typed.trim().length < 2 ? [] : await asked(() => directory.suggest(typed, 6));
  if (suggestions && byId('query').value === typed) box.show(suggestions);
}

/** Asks the engine; a failure is shown, not thrown. */
async function asked(work) {
  try {
    return await work();
  } catch (error) {
    shownResults = '';
    shownDetail = '';
    fail(error);
    return undefined;
  }
}

// ---- drawing ----------------------------------------------------------------------------------------------------------

function draw(result) {
  const query = state.query.trim();
  const pages = Math.max(1, Math.ceil(result.total / PAGE));
  const took = new Intl.NumberFormat(state.lang, { maximumFractionDigits: 1 }).format(result.took_us / 1000);
  byId('failure').hidden = true;
  byId('count').replaceChildren(query ? t.countFor(number(result.total), query) : t.count(number(result.total)));
  if (query) byId('count').append(el('span', { class: 'took' }, t.took(took)));
  byId('announce').textContent = t.announce(number(result.total));
  byId('list').replaceChildren(...result.hits.map((hit) => card(hit, state.lang, t, addressOfId, openDetail)));
  byId('list').start = (state.page - 1) * PAGE + 1;
  if (!result.hits.length) byId('list').append(el('li', { class: 'nothing' }, el('p', {}, t.nothing), el('p', {}, t.nothingHint)));
  drawChips(byId('chips'), state.filters, state.lang, t, toggle, () => change({ filters: {}, page: 1 }));
  drawFacets(byId('facets'), result.facets, state.filters, state.lang, t, toggle, () => draw(result));
  drawPages(pages);
  const ticked = Object.values(state.filters).flat().length;
  byId('open-filters').hidden = !byId('facets').children.length;
  byId('open-filters').textContent = ticked ? `${t.filters} (${ticked})` : t.filters;
}

function drawPages(pages) {
  const go = (page) => change({ page }).then(() => {
    byId('results').scrollIntoView();
    byId('results').focus({ preventScroll: true });
  });
  const button = (text, page) => el('button', { type: 'button', class: 'quiet', disabled: page < 1 || page > pages, on: { click: () => go(page) } }, text);
  byId('pages').replaceChildren(...(pages > 1 || state.page > 1
    ? [button(t.previous, state.page - 1), el('span', {}, t.page(number(state.page), number(pages))), button(t.next, state.page + 1)] : []));
}

function toggle(facet, value) {
  const before = state.filters[facet] ?? [];
  const after = before.includes(value) ? before.filter((each) => each !== value) : [...before, value];
  const filters = { ...state.filters, [facet]: after };
  if (!after.length) delete filters[facet];
  return change({ filters, page: 1 });
}

// ---- one innovation ---------------------------------------------------------------------------------------------------

const openDetail = (id) => change({ id });
const closeDetail = () => state.id && change({ id: '' });

async function showDetail() {
  const { id, lang } = state;
  const panel = byId('detail');
  if (!id) {
    shownDetail = '';
    if (panel.open) panel.close();
    return;
  }
  if (shownDetail === `${lang} ${id}`) return;
  shownDetail = `${lang} ${id}`;
  const found = await asked(async () => {
    const innovation = await directory.get(id);
    if (!innovation) return {};
    const [similar, ...related] = await Promise.all([directory.similar(id, 4), ...innovation.related.map((each) => directory.get(each))]);
    const known = related.filter(Boolean);
    return { innovation, related: known, similar: similar.filter((hit) => !innovation.related.includes(hit.id)) };
  });
  if (!found || state.id !== id) return;
  const actions = { addressOf: addressOfId, open: openDetail, close: closeDetail, share };
  panel.replaceChildren(...(found.innovation ? detail(found, lang, t, actions) : absent(t, closeDetail)));
  if (!panel.open) panel.showModal();
  panel.scrollTop = 0;
  byId('detail-title').focus();
}

async function share(button) {
  try {
    await navigator.clipboard.writeText(new URL(addressOf({ ...state, query: '', filters: {}, page: 1, sort: 'relevance' }), location.href).href);
    button.textContent = t.shared;
  } catch {
    // without permission for the clipboard the address bar holds the same link
  }
}

// ---- language, loading, failing ---------------------------------------------------------------------------------------

function translate() {
  t = STRINGS[state.lang];
  document.documentElement.lang = state.lang;
  document.title = t.title;
  for (const each of document.querySelectorAll('[data-t]')) each.textContent = t[each.dataset.t];
  for (const each of document.querySelectorAll('[data-t-placeholder]')) each.placeholder = t[each.dataset.tPlaceholder];
  for (const each of document.querySelectorAll('[data-t-label]')) each.setAttribute('aria-label', t[each.dataset.tLabel]);
  for (const each of document.querySelectorAll('[data-lang]')) each.setAttribute('aria-pressed', String(each.dataset.lang === state.lang));
  for (const each of document.querySelectorAll('a[href^="provenance"]')) each.href = `provenance.html#${state.lang}`;
  byId('examples').replaceChildren(el('span', {}, t.try), ...EXAMPLES.map((query) =>
    el('button', { type: 'button', class: 'example', on: { click: () => { byId('query').value = query; change({ query, page: 1, filters: {} }); } } }, query)));
  byId('catalog').textContent = catalog ? catalogLine(catalog) : '';
}

/** How many innovations of how many records, from `status.json`; the portal works without it. */
function catalogLine({ innovations, accepted, records_by_source: records = {} }) {
  const sources = Object.entries(records).map(([system, count]) => `${shortLabel(system)} ${number(count)}`).join(', ');
  const read = Object.values(records).reduce((sum, count) => sum + count, 0);
  return t.catalog(number(innovations), number(read), sources, number(accepted));
}

/** Controls follow the state: at the start, and when the visitor goes back. */
function follow() {
  byId('query').value = state.query;
  byId('sort').value = state.sort;
  translate();
}

async function start() {
  byId('loading').hidden = false;
  byId('failure').hidden = true;
  try {
    const { Directory } = await import('./jipp/index.js');
    directory = await Directory.inWorker('national.bundle').catch((error) => {
      if (error?.code !== 'worker_failed') throw error;
      return Directory.load(new URL('national.bundle', document.baseURI));
    });
  } catch (error) {
    return fail(error);
  }
  catalog = await fetch('status.json').then((answer) => (answer.ok ? answer.json() : undefined)).catch(() => undefined);
  byId('loading').hidden = true;
  byId('directory').hidden = false;
  byId('examples').hidden = false;
  byId('query').disabled = false;
  follow();
  await show();
  document.documentElement.dataset.ready = 'true';
}

const REASONS = {
  webassembly_missing: 'failWasm', engine_unusable: 'failWasm', download_failed: 'failDownload',
  not_an_index: 'failData', index_damaged: 'failData', index_incompatible: 'failData',
};

function fail(error) {
  byId('loading').hidden = true;
  byId('failure').hidden = false;
  byId('failure').replaceChildren(el('p', {}, t[REASONS[error?.code] ?? 'failOther']),
    el('p', { class: 'code' }, [error?.code, error?.message].filter(Boolean).join(': ')),
    el('button', { type: 'button', class: 'quiet', on: { click: () => (directory ? location.reload() : start()) } }, t.retry));
}

const box = combobox(byId('query'), byId('suggestions'), ({ id }) => openDetail(id));
byId('query').addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    change({ query: byId('query').value, page: 1 }, { replace: true });
    suggest();
  }, PAUSE);
});
byId('form').addEventListener('submit', (event) => {
  event.preventDefault();
  clearTimeout(timer);
  box.close();
  if (directory) change({ query: byId('query').value, page: 1 });
});
byId('sort').addEventListener('change', (event) => change({ sort: event.target.value, page: 1 }));
for (const each of document.querySelectorAll('[data-lang]')) {
  each.addEventListener('click', () => { change({ lang: each.dataset.lang }); translate(); });
}
// On a narrow screen the filters cover the page, and what they cover is out of reach.
function cover(open) {
  document.documentElement.classList.toggle('filtering', open);
  byId('open-filters').setAttribute('aria-expanded', String(open));
  for (const each of document.querySelectorAll('[data-behind]')) each.inert = open;
}
byId('open-filters').addEventListener('click', () => { cover(true); byId('close-filters').focus(); });
byId('close-filters').addEventListener('click', () => { cover(false); byId('open-filters').focus(); });
byId('filters').addEventListener('keydown', (event) => event.key === 'Escape' && byId('close-filters').click());
window.matchMedia('(max-width: 52rem)').addEventListener('change', () => cover(false));
byId('detail').addEventListener('close', closeDetail);
byId('detail').addEventListener('click', (event) => event.target === byId('detail') && closeDetail());
window.addEventListener('popstate', () => { state = readAddress(); follow(); show(); });

follow();
start();
