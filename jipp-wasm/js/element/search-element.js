// What happens in `<jipp-search>`, from loading to the answer?
//
// Every change goes through `#change`, which writes the address (if the element has one) and asks the engine again; an answer that
// arrives after a newer question is dropped. The engine runs in a worker.

import { addressOf, nothingAsked, readAddress } from './address.js';
import { card } from './card.js';
import { combobox } from './combobox.js';
import { MOST, comparison } from './compare.js';
import { csv } from './csv.js';
import { absent, detail } from './detail.js';
import { el } from './dom.js';
import { drawChips, drawFacets } from './facets.js';
import { frame } from './frame.js';
import { drawMap } from './map.js';
import { pageName } from './page-name.js';
import { FACETS, LINKED, STRINGS } from './strings.js';
import { sheet } from './style.js';

/** Wait this long after a key before asking, in milliseconds. */
const PAUSE = 90;
/** Hits on one page of results, if the element does not say. */
const PAGE = 20;
/** Below this width, in pixels, the filters lie over the results instead of beside them. */
const NARROW = 832;

const REASONS = {
  webassembly_missing: 'failWasm', engine_unusable: 'failWasm', download_failed: 'failDownload',
  not_an_index: 'failData', index_damaged: 'failData', index_incompatible: 'failData', integrity_failed: 'failData',
};

/**
 * `<jipp-search src="national.bundle" lang="id">`: a directory of innovations to search, filter and read, in one element.
 *
 * Attributes: `src` the file of the directory, or in pieces; `lite` a small file of names that answers until it is here; `integrity` its checksum, by which a later visit finds it in the browser; `lang` `id` (default) or `en`; `address` keeps the state in the address of the page (its
 * value is a prefix of the names there, for two elements on one page or a page that uses `q`, `page`, `id` or the name of a facet itself); `need` a box for a need told in sentences; `compare` a few innovations side by side; `map` a
 * map of provinces; `pages` the folder of the pages of single innovations that `jipp export` writes; `facets` names of facets, with commas; `page-size`; `examples` questions to try, with
 * semicolons. Slots: `heading` above the search field, `notice` below it, and what is shown where the engine cannot run (a plain list).
 * Events: `jipp-ready`, `jipp-early`, `jipp-search` ({query, need, filters, sort, page, total}), `jipp-open` ({id}; preventDefault keeps the panel shut), `jipp-error`
 * ({code}). Looks: custom properties `--jipp-*` and parts `head`, `body`, `field`, `input`, `button`, `facets`, `card`, `detail`,
 * `need`, `map`, `comparison`.
 */
export class JippSearch extends HTMLElement {
  static observedAttributes = ['src', 'lang'];

  #f = frame();
  #state = nothingAsked();
  #directory;
  /** Answers while the directory is on its way. */
  #lite;
  #box;
  #timer;
  #latest = 0;
  #shownResults = '';
  #shownDetail = '';
  #expanded = new Set();
  #resized;
  #started;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet()];
    root.append(this.#f.root);
    this.#box = combobox(this.#f.query, this.#f.suggestions, ({ id }) => this.#open(id));
    this.#listen();
  }

  connectedCallback() {
    if (this.hasAttribute('address')) {
      window.addEventListener('popstate', this.#follow);
      this.#state = this.#read();
    }
    this.#resized = new ResizeObserver(() => this.#fit());
    this.#resized.observe(this);
    this.#words();
    this.#start();
  }

  disconnectedCallback() {
    window.removeEventListener('popstate', this.#follow);
    this.#resized?.disconnect();
    clearTimeout(this.#timer);
    this.#latest += 1;
    this.#directory?.free();
    this.#directory = undefined;
    this.#lite = undefined;
    this.#started = undefined;
  }

  attributeChangedCallback(name, before, now) {
    if (!this.isConnected || before === now) return;
    if (name === 'lang') {
      this.#words();
      this.#show();
    } else {
      this.#directory?.free();
      this.#directory = undefined;
      this.#lite = undefined;
      this.#started = undefined;
      this.#start();
    }
  }

  /** What is asked now: `{ query, filters, sort, page, id }`. */
  get state() {
    return structuredClone(this.#state);
  }

  /** Asks something: any of `{ query, filters, sort, page, id }`. */
  ask(changes = {}) {
    return this.#change({ page: 1, ...changes });
  }

  /** Puts the focus on the results, as a link "skip to results" wants. */
  focusResults() {
    this.#f.results.scrollIntoView();
    this.#f.results.focus({ preventScroll: true });
  }

  // ---- settings ----------------------------------------------------------------------------------------------------------

  get #lang() {
    const own = this.getAttribute('lang') ?? this.closest('[lang]')?.getAttribute('lang') ?? 'id';
    return own.toLowerCase().startsWith('en') ? 'en' : 'id';
  }

  get #t() {
    return STRINGS[this.#lang];
  }

  get #facets() {
    return this.getAttribute('facets')?.split(',').map((name) => name.trim()).filter(Boolean) ?? FACETS;
  }

  /** The facets that an address may filter by: those shown, and those that the pages of single innovations link to. On a page without such pages `?status=` belongs to the page. */
  get #known() {
    return [...new Set([...this.#facets, ...(this.hasAttribute('pages') ? LINKED : [])])];
  }

  get #page() {
    const size = Number.parseInt(this.getAttribute('page-size') ?? '', 10);
    return size >= 1 && size <= 200 ? size : PAGE;
  }

  #number(value) {
    return new Intl.NumberFormat(this.#lang).format(value);
  }

  // ---- address -----------------------------------------------------------------------------------------------------------

  #read() {
    return readAddress(location.search, this.#known, this.getAttribute('address') ?? '');
  }

  #address(state) {
    return this.hasAttribute('address') ? addressOf(state, location.search, this.#known, this.getAttribute('address')) : undefined;
  }

  #addressOfId = (id) => this.#address({ ...this.#state, id });

  /** The visitor went back or forward. */
  #follow = () => {
    this.#state = this.#read();
    this.#words();
    this.#show();
  };

  // ---- asking ------------------------------------------------------------------------------------------------------------

  /** Changes the state, writes it into the address and shows its answer. Typing replaces the entry of the history. */
  #change(changes, { replace = false } = {}) {
    this.#state = { ...this.#state, ...changes };
    const address = this.#address(this.#state);
    if (address !== undefined) history[replace ? 'replaceState' : 'pushState'](null, '', address);
    return this.#show();
  }

  async #show() {
    if (!this.#directory) return this.#lite && !this.#state.need ? this.#showResults() : undefined;
    this.#drawChosen();
    await Promise.all([this.#showResults(), this.#showDetail()]);
  }

  async #showResults() {
    const { query, need, filters, sort, page } = this.#state;
    const [lang, facets, limit] = [this.#lang, this.#facets, this.#page];
    const wanted = JSON.stringify([query, need, filters, sort, page, lang]);
    // opening and closing an innovation leaves the list alone, so that the focus can come back to where it was
    if (wanted === this.#shownResults) return;
    this.#shownResults = wanted;
    this.#latest += 1;
    const mine = this.#latest;
    const asked = question(this.#state);
    const counted = this.hasAttribute('map') ? [...new Set([...facets, 'province'])] : facets;
    const answer = await this.#asked((directory) => Promise.all([
      directory.search({ ...asked, filters, sort, facets: counted, limit, offset: (page - 1) * limit, explain: asked.query.trim() !== '', lang }),
      ...ownCounts(directory, asked, filters),
    ]).catch(impossible));
    if (!answer || mine !== this.#latest) return;
    const [result, ...own] = answer;
    // a link to a page that is no more; names alone may have found less
    const last = Math.max(1, Math.ceil(result.total / limit));
    if (page > last && this.#directory) return this.#change({ page: last }, { replace: true });
    for (const counts of own) Object.assign(result.facets, counts);
    this.#draw(result);
    this.#tell('jipp-search', { query, need, filters, sort, page, total: result.total });
  }

  async #suggest() {
    const typed = this.#f.query.value;
    const suggestions = typed.trim().length < 2 ? [] : await this.#asked((directory) => directory.suggest(typed, 6));
    if (suggestions && this.#f.query.value === typed) this.#box.show(suggestions);
  }

  /** Asks the engine; a failure is shown, not thrown. */
  async #asked(work) {
    const directory = this.#directory ?? this.#lite;
    if (!directory) return undefined;
    try {
      return await work(directory);
    } catch (error) {
      if (directory !== this.#directory) return undefined; // the element went away or has another directory now
      this.#shownResults = '';
      this.#shownDetail = '';
      this.#fail(error);
      return undefined;
    }
  }

  // ---- drawing -----------------------------------------------------------------------------------------------------------

  #draw(result) {
    const [f, t, lang, state] = [this.#f, this.#t, this.#lang, this.#state];
    const query = state.query.trim();
    const asked = query || state.need;
    const took = new Intl.NumberFormat(lang, { maximumFractionDigits: 1 }).format(result.took_us / 1000);
    f.failure.hidden = true;
    const total = this.#number(result.total);
    f.count.replaceChildren(state.need ? t.countNeed(total) : query ? t.countFor(total, query) : t.count(total));
    if (asked) f.count.append(el('span', { class: 'took' }, t.took(took)));
    const ask = (words) => { f.query.value = words; this.#change({ query: words, need: '', page: 1 }); };
    f.reading.replaceChildren(...[
      result.mode === 'need' && t.asNeed,
      result.did_you_mean && el('span', {}, t.didYouMean, ' ', el('button', { type: 'button', class: 'plain', on: { click: () => ask(result.did_you_mean) } }, result.did_you_mean)),
    ].filter(Boolean));
    f.announce.textContent = t.announce(this.#number(result.total));
    const choice = this.hasAttribute('compare') && { has: (id) => this.#state.compare.includes(id), toggle: (id) => this.#choose(id) };
    f.list.replaceChildren(...result.hits.map((hit) => card(hit, lang, t, this.#addressOfId, (id) => this.#open(id), choice)));
    f.list.start = (state.page - 1) * this.#page + 1;
    if (!result.hits.length) f.list.append(this.#nothing());
    const facets = { facets: this.#facets, counts: result.facets, filters: state.filters, expanded: this.#expanded, lang, t };
    const toggle = (facet, value) => this.#toggle(facet, value);
    drawChips(f.chips, { ...facets, facets: this.#known }, toggle, () => this.#change({ filters: {}, page: 1 }));
    drawFacets(f.facets, facets, toggle, () => this.#draw(result));
    // without a result every tile is empty, unless a province is why
    f.map.hidden = !this.hasAttribute('map') || !(result.total || state.filters.province);
    if (!f.map.hidden) drawMap(f.tiles, { counts: result.facets.province ?? [], ticked: state.filters.province ?? [], lang }, toggle);
    this.#drawChosen();
    this.#drawPages(Math.max(1, Math.ceil(result.total / this.#page)));
    const ticked = Object.values(state.filters).flat().length;
    f.openFilters.hidden = !f.facets.children.length;
    f.openFilters.textContent = ticked ? `${t.filters} (${ticked})` : t.filters;
    f.download.disabled = !result.total;
  }

  /** What helps where nothing was found. */
  #nothing() {
    const [f, t, { query, filters }] = [this.#f, this.#t, this.#state];
    const button = (text, click) => el('button', { type: 'button', class: 'quiet', on: { click } }, text);
    return el('li', { class: 'nothing' }, el('p', {}, t.nothing), el('p', {}, t.nothingHint),
      Object.keys(filters).length > 0 && button(t.without, () => this.#change({ filters: {}, page: 1 }).then(() => this.focusResults())),
      query && !f.need.hidden && button(t.need, () => { f.need.open = true; f.needText.value ||= query; f.needText.focus(); }));
  }

  #drawPages(pages) {
    const [t, page] = [this.#t, this.#state.page];
    const go = (to) => this.#change({ page: to }).then(() => this.focusResults());
    const button = (text, to) => el('button', { type: 'button', class: 'quiet', disabled: to < 1 || to > pages, on: { click: () => go(to) } }, text);
    this.#f.pages.replaceChildren(...(pages > 1 || page > 1
      ? [button(t.previous, page - 1), el('span', {}, t.page(this.#number(page), this.#number(pages))), button(t.next, page + 1)] : []));
  }

  #toggle(facet, value) {
    const before = this.#state.filters[facet] ?? [];
    const after = before.includes(value) ? before.filter((each) => each !== value) : [...before, value];
    const filters = { ...this.#state.filters, [facet]: after };
    if (!after.length) delete filters[facet];
    return this.#change({ filters, page: 1 });
  }

  // ---- one innovation ----------------------------------------------------------------------------------------------------

  #open(id) {
    if (this.#tell('jipp-open', { id }, true)) this.#change({ id });
  }

  #close = () => this.#state.id && this.#change({ id: '' });

  async #showDetail() {
    const [{ id }, lang, t, panel] = [this.#state, this.#lang, this.#t, this.#f.detail];
    if (!id) {
      this.#shownDetail = '';
      if (panel.open) panel.close();
      return;
    }
    if (this.#shownDetail === `${lang} ${id}`) return;
    this.#shownDetail = `${lang} ${id}`;
    const found = await this.#asked(async (directory) => {
      const innovation = await directory.get(id);
      if (!innovation) return {};
      const [similar, ...related] = await Promise.all([directory.similar(id, 4), ...innovation.related.map((each) => directory.get(each))]);
      const known = related.filter(Boolean);
      return { innovation, related: known, similar: similar.filter((hit) => !innovation.related.includes(hit.id)) };
    });
    if (!found || this.#state.id !== id) return;
    const share = this.hasAttribute('address') && ((button) => this.#share(button));
    const actions = { addressOf: this.#addressOfId, page: this.#pageOf(id), open: (other) => this.#open(other), close: this.#close, share };
    panel.replaceChildren(...(found.innovation ? detail(found, lang, t, actions) : absent(t, this.#close)));
    if (!panel.open) panel.showModal();
    panel.scrollTop = 0;
    panel.querySelector('#detail-title').focus();
  }

  /** The address of the page of an innovation, if the site has such pages. */
  #pageOf(id) {
    const folder = this.getAttribute('pages');
    return folder === null ? undefined : new URL(`${folder.replace(/\/*$/, '')}/${pageName(id)}.html`, document.baseURI).href;
  }

  // ---- a few side by side ------------------------------------------------------------------------------------------------

  #choose(id) {
    const { compare } = this.#state;
    const after = compare.includes(id) ? compare.filter((each) => each !== id) : [...compare, id].slice(0, MOST);
    return this.#change({ compare: after }, { replace: true });
  }

  /** The bar below the results, and which boxes can be ticked. */
  #drawChosen() {
    const [f, t, chosen] = [this.#f, this.#t, this.#state.compare];
    f.chosen.hidden = !this.hasAttribute('compare') || !chosen.length;
    f.chosenCount.textContent = t.chosen(this.#number(chosen.length), MOST);
    f.openComparison.disabled = chosen.length < 2;
    for (const box of f.list.querySelectorAll('input[data-compare]')) {
      box.checked = chosen.includes(box.dataset.compare);
      box.disabled = !box.checked && chosen.length >= MOST;
    }
  }

  async #compare() {
    const [ids, lang, t, dialog] = [this.#state.compare, this.#lang, this.#t, this.#f.comparison];
    const all = await this.#asked((directory) => Promise.all(ids.map((id) => directory.get(id))));
    const found = all?.filter(Boolean) ?? [];
    if (found.length < 2 || ids !== this.#state.compare) return dialog.close();
    const close = () => dialog.close();
    dialog.replaceChildren(...comparison(found, lang, t, {
      close,
      share: this.hasAttribute('address') && ((button) => this.#share(button, { compare: ids })),
      open: (id) => { close(); this.#open(id); },
      remove: async (id) => { await this.#choose(id); await this.#compare(); },
    }));
    if (!dialog.open) dialog.showModal();
    dialog.querySelector('#comparison-title').focus();
  }

  async #share(button, what = { id: this.#state.id }) {
    try {
      const alone = { ...nothingAsked(), ...what };
      await navigator.clipboard.writeText(new URL(this.#address(alone), location.href).href);
      button.textContent = this.#t.shared;
    } catch {
      // without permission for the clipboard the address bar holds the same link
    }
  }

  /** All hits of the question as a file. */
  async #download() {
    const { filters, sort } = this.#state;
    const all = await this.#asked((directory) => directory.search({ ...question(this.#state), filters, sort, limit: directory.size }));
    if (!all) return;
    const url = URL.createObjectURL(new Blob([csv(all.hits)], { type: 'text/csv;charset=utf-8' }));
    const link = el('a', { href: url, download: this.#t.downloadName });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }

  // ---- loading, language, failing ----------------------------------------------------------------------------------------

  async #start() {
    const src = this.getAttribute('src');
    if (!src || this.#started === src) return;
    this.#started = src;
    const f = this.#f;
    f.loading.hidden = false;
    f.loading.classList.remove('slim');
    f.failure.hidden = true;
    f.fallback.hidden = true;
    this.#early(src);
    let directory;
    try {
      const { Directory } = await import('../index.js');
      const address = new URL(src, document.baseURI);
      const options = { integrity: this.getAttribute('integrity') ?? undefined };
      directory = await Directory.inWorker(address, options).catch((error) => {
        if (error?.code !== 'worker_failed') throw error;
        return Directory.load(address, options);
      });
    } catch (error) {
      if (this.#started === src) this.#fail(error);
      return;
    }
    if (this.#started !== src || !this.isConnected) return directory.free();
    this.#directory = directory;
    this.#lite = undefined;
    this.#shownResults = '';
    f.loading.hidden = true;
    f.directory.hidden = false;
    f.query.disabled = false;
    this.#fit();
    this.#words();
    await this.#show();
    // a link to a comparison opens it
    if (this.hasAttribute('compare') && this.#state.compare.length > 1 && !this.#state.id) await this.#compare();
    this.toggleAttribute('ready', true);
    this.#tell('jipp-ready', { size: directory.size });
  }

  /** While the directory is on its way a small file of names answers, if there is one. That it fails matters to nobody. */
  async #early(src) {
    const address = this.getAttribute('lite');
    if (!address) return;
    const { Lite } = await import('../lite.js');
    const lite = await Lite.load(new URL(address, document.baseURI)).catch(() => undefined);
    if (!lite || this.#started !== src || this.#directory || !this.isConnected || !this.#f.failure.hidden) return;
    this.#lite = lite;
    const f = this.#f;
    f.loading.classList.add('slim');
    f.directory.hidden = false;
    f.query.disabled = false;
    this.#fit();
    this.#words();
    await this.#show();
    if (this.#lite) this.#tell('jipp-early', { size: lite.size });
  }

  /** Texts and controls follow the language and the state. */
  #words() {
    const [f, t, state] = [this.#f, this.#t, this.#state];
    f.root.lang = this.#lang;
    f.words(t);
    if (this.shadowRoot.activeElement !== f.query) f.query.value = state.query;
    f.sort.value = state.sort;
    f.need.hidden = !this.#directory || !this.hasAttribute('need');
    if (state.needOpen) f.need.open = true;
    const examples = this.getAttribute('examples')?.split(';').map((each) => each.trim()).filter(Boolean) ?? [];
    f.examples.hidden = !this.#directory || !examples.length;
    f.examples.replaceChildren(el('span', {}, t.try), ...examples.map((query) =>
      el('button', { type: 'button', class: 'example', on: { click: () => { f.query.value = query; this.#change({ query, need: '', page: 1, filters: {} }); } } }, query)));
  }

  #fail(error) {
    const [f, t] = [this.#f, this.#t];
    f.loading.hidden = true;
    f.failure.hidden = false;
    f.fallback.hidden = Boolean(this.#directory);
    const again = () => (this.#directory ? location.reload() : ((this.#started = undefined), this.#start()));
    f.failure.replaceChildren(el('p', {}, t[REASONS[error?.code] ?? 'failOther']),
      el('p', { class: 'code' }, [error?.code, error?.message].filter(Boolean).join(': ')),
      el('button', { type: 'button', class: 'quiet', on: { click: again } }, t.retry));
    this.#tell('jipp-error', { code: error?.code ?? 'unknown' });
  }

  /** Tells the page; answers whether the page left the matter to the element. */
  #tell(name, detailOf, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(name, { detail: detailOf, bubbles: true, composed: true, cancelable }));
  }

  // ---- room --------------------------------------------------------------------------------------------------------------

  /** Filters beside the results where there is room, else in a panel of their own. */
  #fit() {
    const narrow = this.clientWidth < NARROW;
    if (this.#f.root.classList.contains('narrow') === narrow) return;
    this.#f.root.classList.toggle('narrow', narrow);
    this.#f.filters.close();
    if (!narrow) this.#f.filters.setAttribute('open', '');
  }

  #listen() {
    const f = this.#f;
    f.query.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        this.#change({ query: f.query.value, need: '', page: 1 }, { replace: true });
        this.#suggest();
      }, PAUSE);
    });
    f.form.addEventListener('submit', (event) => {
      event.preventDefault();
      clearTimeout(this.#timer);
      this.#box.close();
      this.#change({ query: f.query.value, need: '', page: 1 });
    });
    f.needForm.addEventListener('submit', (event) => {
      event.preventDefault();
      const need = f.needText.value.trim();
      if (!need) return f.needText.focus();
      clearTimeout(this.#timer);
      f.query.value = '';
      this.#change({ query: '', need, page: 1, sort: 'relevance' }).then(() => this.focusResults());
    });
    f.needClear.addEventListener('click', () => {
      f.needText.value = '';
      f.needText.focus();
      if (this.#state.need) this.#change({ need: '', page: 1 });
    });
    f.openComparison.addEventListener('click', () => this.#compare());
    f.clearChosen.addEventListener('click', () => this.#change({ compare: [] }, { replace: true }).then(() => this.focusResults()));
    f.comparison.addEventListener('click', (event) => event.target === f.comparison && f.comparison.close());
    f.sort.addEventListener('change', () => this.#change({ sort: f.sort.value, page: 1 }));
    f.download.addEventListener('click', () => this.#download());
    f.openFilters.addEventListener('click', () => f.filters.showModal());
    f.closeFilters.addEventListener('click', () => f.filters.close());
    f.filters.addEventListener('close', () => f.root.classList.contains('narrow') && f.openFilters.focus());
    f.detail.addEventListener('close', this.#close);
    f.detail.addEventListener('click', (event) => event.target === f.detail && this.#close());
  }
}

/** What the engine is asked: the words of the field, or the need told in the box. */
function question({ query, need }) {
  return need ? { query: need, mode: 'need' } : { query };
}

/** A link may filter by what the facet cannot have: nothing is found, and the filter can be taken away. Other errors stay errors. */
function impossible(error) {
  if (error?.code !== 'unknown_facet_value') throw error;
  return [{ hits: [], total: 0, facets: {}, took_us: 0 }];
}

/** A facet with ticked values also shows what else could be ticked: its own filter does not count for it. */
function ownCounts(directory, asked, filters) {
  return Object.keys(filters).map(async (facet) => {
    const others = Object.fromEntries(Object.entries(filters).filter(([name]) => name !== facet));
    return (await directory.search({ ...asked, filters: others, facets: [facet], limit: 0 })).facets;
  });
}
