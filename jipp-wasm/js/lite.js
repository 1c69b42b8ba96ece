// How is a directory searched before its engine is here?
//
// Titles, names, owners and facets in one small file (`jipp export --format lite`), asked by plain JavaScript: words and beginnings of
// words, names and acronyms however they are spaced, typing errors, filters and counts. No body texts, no word forms, no synonyms: the
// engine knows those, and its answers take the place of these as soon as it has arrived. Answers have the same shape.

import { JippError } from './error.js';
import { inflated } from './inflate.js';

const MAGIC = 'JIPPLIT1';
const FORMAT = 1;
/** What a word is worth in a title and in the name of the owner, the unit or the place. */
const TITLE = 3;
const OWNER = 1;
/** Share of the worth for a word that is completed, and for each edit of a typing error. */
const BEGUN = 0.8;
const EDIT = 0.6;
/** What a whole name is worth, beside words. */
const NAME = 30;
/** What divides a title into names: `LOCEP (Loket Cepat)`. The exporter leaves out what is found so. */
const SIGNS = /[()[\]:–—"“”]/;
const OWNERS = ['agency', 'province', 'region'];
const MOST_VALUES = 200;

/** Titles, names and facets of a directory. */
export class Lite {
  #ids; #titles; #facets; #names = new Map(); #words = new Map(); #sorted;

  /** Not for callers: use `load`. */
  constructor(data) {
    this.#ids = data.ids;
    this.#titles = data.titles;
    this.#facets = data.facets;
    data.titles.forEach((title, number) => {
      const parts = [title, ...title.split(SIGNS)].map((part) => words(part).join(''));
      for (const name of new Set([...parts, ...data.names[number].split(' ')])) if (name.length > 1) add(this.#names, name, number);
      for (const word of new Set(words(title))) add(this.#words, word, number * 2 + 1);
    });
    for (const facet of OWNERS.filter((name) => data.facets[name])) {
      const split = data.facets[facet].values.map(words);
      data.facets[facet].of.forEach((of, number) => { for (const value of list(of)) for (const word of split[value]) add(this.#words, word, number * 2); });
    }
    this.#sorted = [...this.#words.keys()].sort();
  }

  /**
   * Opens the file: an address, a Response, or the bytes.
   * @returns {Promise<Lite>}
   */
  static async load(source) {
    const bytes = await bytesOf(await source);
    if (new TextDecoder().decode(bytes.subarray(0, 8)) !== MAGIC) throw new JippError('not_an_index', `this is no file of names of jipp: it does not start with \`${MAGIC}\``);
    let data;
    try {
      data = JSON.parse(new TextDecoder().decode(await inflated(bytes.subarray(8))));
    } catch (error) {
      throw error instanceof JippError ? error : new JippError('index_damaged', `the file of names cannot be read: ${error.message}`, { cause: error });
    }
    if (data?.format !== FORMAT) throw new JippError('index_incompatible', `the file of names has format ${data?.format}, this version needs ${FORMAT}: export it again`);
    try {
      return new Lite(data);
    } catch (error) {
      throw new JippError('index_damaged', `the file of names is not whole: ${error.message}`, { cause: error });
    }
  }

  /** Number of innovations. */
  get size() {
    return this.#ids.length;
  }

  /** As `search` of a directory, without snippets and reasons. */
  async search({ query = '', filters = {}, facets = [], limit = 10, offset = 0, sort = 'relevance' } = {}) {
    const started = performance.now();
    const { scores, forms } = this.#matches(query);
    for (const name of [...facets, ...Object.keys(filters)]) if (!this.#facets[name]) throw new JippError('unknown_facet', `there is no facet \`${name}\``);
    const wanted = Object.entries(filters).map(([facet, values]) => {
      const asked = [values].flat().filter((value) => value !== undefined && value !== null).map(String);
      return [this.#facets[facet].of, new Set(asked.map((value) => this.#facets[facet].values.indexOf(value)))];
    }).filter(([, values]) => values.size);
    const found = [...scores.keys()].filter((number) => wanted.every(([of, values]) => list(of[number]).some((value) => values.has(value))));
    const year = (number) => Number(this.#value('year', number) ?? 0);
    const by = {
      relevance: (a, b) => scores.get(b) - scores.get(a) || a - b,
      year: (a, b) => year(b) - year(a) || a - b,
      title: (a, b) => compare(words(this.#titles[a]).join(' '), words(this.#titles[b]).join(' ')) || a - b,
    };
    found.sort(by[sort] ?? by.relevance);
    return {
      total: found.length,
      hits: found.slice(offset, offset + limit).map((number) => this.#hit(number, scores.get(number), forms)),
      facets: Object.fromEntries(facets.map((name) => [name, this.#count(name, found)])),
      // a word that is in no title may be right all the same: only the engine knows
      did_you_mean: null,
      mode: 'words',
      took_us: Math.round((performance.now() - started) * 1000),
    };
  }

  /** Innovations whose title completes what is being typed. */
  async suggest(typed, limit = 6) {
    if (!String(typed).trim()) return [];
    const { hits } = await this.search({ query: typed, limit });
    return hits.map(({ id, title, agency }) => ({ kind: 'title', id, title, agency }));
  }

  /** Scores by number, and the words that answered with how they did. */
  #matches(query) {
    const asked = words(String(query));
    const scores = new Map();
    const forms = new Map();
    if (!asked.length) {
      if (!String(query).trim()) this.#ids.forEach((_, number) => scores.set(number, 0));
      return { scores, forms };
    }
    asked.forEach((word, at) => {
      const best = new Map();
      for (const { word: form, share, how } of this.#forms(word, at === asked.length - 1)) {
        const places = this.#words.get(form);
        const weight = share * Math.log(1 + this.#ids.length / places.length);
        if (!forms.has(form)) forms.set(form, how);
        for (const place of places) {
          const [number, worth] = [place >> 1, weight * (place & 1 ? TITLE : OWNER)];
          if (worth > (best.get(number) ?? 0)) best.set(number, worth);
        }
      }
      for (const [number, worth] of best) {
        const before = scores.get(number) ?? [0, 0];
        scores.set(number, [before[0] + worth, before[1] + 1]);
      }
    });
    // a document that answers half of the question counts half
    for (const [number, [worth, answered]] of scores) scores.set(number, worth * (answered / asked.length));
    this.#named(asked, (number, worth) => scores.set(number, (scores.get(number) ?? 0) + worth));
    return { scores, forms };
  }

  /** What a word may mean: itself, what it begins, else what is near to it. */
  #forms(word, last) {
    const found = this.#words.has(word) ? [{ word, share: 1, how: 'exact' }] : [];
    if (last) {
      for (let at = first(this.#sorted, word); at < this.#sorted.length && this.#sorted[at].startsWith(word) && found.length < 40; at += 1) {
        if (this.#sorted[at] !== word) found.push({ word: this.#sorted[at], share: BEGUN, how: 'prefix' });
      }
    }
    if (found.length) return found;
    const most = allowed(word);
    let nearest = most + 1;
    for (const other of most ? this.#sorted : []) {
      const edits = distance(word, other, Math.min(most, nearest));
      if (edits < nearest) [nearest, found.length] = [edits, 0];
      if (edits <= most && edits === nearest) found.push({ word: other, share: EDIT ** edits, how: 'typo' });
    }
    found.sort((a, b) => this.#words.get(b.word).length - this.#words.get(a.word).length || compare(a.word, b.word));
    found.length = Math.min(found.length, 8);
    return found;
  }

  /** Names that the question spells, with at most two errors, or that a part of it spells. */
  #named(asked, raise) {
    const whole = asked.join('');
    const exact = this.#names.get(whole);
    if (exact) return exact.forEach((number) => raise(number, NAME));
    const most = allowed(whole);
    let nearest = most + 1;
    let near = [];
    for (const name of most ? this.#names.keys() : []) {
      const edits = distance(whole, name, Math.min(most, nearest));
      if (edits < nearest) [nearest, near] = [edits, []];
      if (edits <= most && edits === nearest) near.push(name);
    }
    for (const name of near) for (const number of this.#names.get(name)) raise(number, NAME * EDIT ** nearest);
    for (const word of asked.length > 1 ? asked.filter((each) => each.length > 3) : []) {
      for (const number of this.#names.get(word) ?? []) raise(number, NAME * (word.length / whole.length));
    }
    return undefined;
  }

  #value(facet, number) {
    const { values, of } = this.#facets[facet] ?? { values: [], of: [] };
    return values[list(of[number])[0]] ?? null;
  }

  #hit(number, score, forms) {
    const one = (facet) => this.#value(facet, number);
    const all = (facet) => list(this.#facets[facet]?.of[number]).map((value) => this.#facets[facet].values[value]);
    const title = this.#titles[number];
    const year = one('year');
    return {
      id: this.#ids[number], score: Math.round(score * 1e4) / 1e4, title, agency: one('agency'), unit: null, region: one('region'), province: one('province'),
      year: year === null ? null : Number(year), snippet: '', title_highlights: highlights(title, forms), snippet_highlights: [],
      sources: all('source').map((system) => ({ system, external_id: null, url: null })), awards: all('award'), status: one('status'), group: [], why: [],
    };
  }

  #count(facet, numbers) {
    const { values, of } = this.#facets[facet];
    const counts = new Uint32Array(values.length);
    for (const number of numbers) for (const value of list(of[number])) counts[value] += 1;
    const found = values.flatMap((value, at) => (counts[at] ? [{ value, count: counts[at] }] : []));
    return found.sort((a, b) => b.count - a.count || compare(a.value, b.value)).slice(0, MOST_VALUES);
  }
}

async function bytesOf(source) {
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  const response = typeof source?.arrayBuffer === 'function' ? source : await fetch(source).catch((error) => {
    throw new JippError('download_failed', `${source} cannot be read: ${error?.message ?? error}`, { cause: error });
  });
  if (response.ok === false) throw new JippError('download_failed', `${response.url} answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** The words of a text in small letters without accents. */
function words(text) {
  return fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

const fold = (text) => text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase();

/** Values of an innovation: one number, several, or none. */
function list(of) {
  if (Array.isArray(of)) return of;
  return of >= 0 ? [of] : [];
}

function add(map, key, value) {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** Where this or what comes behind it stands in a sorted list. */
function first(sorted, wanted) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Most typing errors in a word: those that the engine allows. */
const allowed = (word) => (word.length < 4 || /\d/.test(word) ? 0 : word.length < 8 ? 1 : 2);

/** Edits between two words, two letters exchanged being one (optimal string alignment); more than `most` if there are more. */
function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, row] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      let edits = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) edits = Math.min(edits, before[j - 2] + 1);
      next.push(edits);
      least = Math.min(least, edits);
    }
    if (least > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[b.length];
}

/** Where the words that answer stand in a title, in Unicode scalar values. */
function highlights(title, forms) {
  const found = [];
  for (const { 0: word, index } of title.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const form = forms.get(fold(word));
    const start = form && Array.from(title.slice(0, index)).length;
    if (form) found.push({ start, end: start + Array.from(word).length, form });
  }
  return found;
}
