// What can a page, a worker or Node do with jipp?
//
// Open or build a directory of innovations and search it; check, fix and grade records, find duplicates, resolve names of
// agencies; score the innovation index of a region; look up vocabularies and regions. Calls and answers are the plain data of
// `jipp_core::wire`, the same in Rust and Python. Everything is asynchronous, so the same code works with the engine in this
// thread and with the engine in a worker (`Directory.inWorker`, `openWorker`).

import { bytesOf, call, core, init } from './engine.js';
import { JippError } from './error.js';
import { Pieces, inPieces, triples } from './pieces.js';
import { openWorker } from './remote.js';

export { init, JippError, openWorker };
export { segments } from './segments.js';
export { Surroundings } from './surroundings.js';

/** A directory of innovations with its search index. */
export class Directory {
  #engine;
  #pieces;

  /** Not for callers: use `load`, `build` or `inWorker`. */
  constructor(engine, pieces) {
    this.#engine = engine;
    this.#pieces = pieces;
  }

  /**
   * Opens a directory from its file (`national.bundle`): an address, a Response, a Blob, or the bytes. `integrity` (`sha256-...`) is the
   * checksum that it must have; by it a file of an earlier visit is known again. `progress` hears how much has arrived. An address that
   * ends in `.pieces` or `.pieces/` is that of a directory in pieces, of which only the head is loaded now.
   * @returns {Promise<Directory>}
   */
  static async load(source, options = {}) {
    if (inPieces(source)) {
      if (options.integrity) throw new JippError('unknown_value', '`integrity` is the checksum of a whole file: leave it out for a directory in pieces');
      const pieces = new Pieces(source, options);
      const [head, { Engine }] = await Promise.all([pieces.head(), core('search')]);
      return new Directory(call(() => Engine.openHead(head)), pieces);
    }
    const [bytes, { Engine }] = await Promise.all([bytesOf(source, options), core('search')]);
    return new Directory(call(() => Engine.open(bytes)));
  }

  /**
   * Builds a directory of records: a list of objects whose keys are the columns of a source, or their JSON text. Records
   * without a title are left out, duplicates are merged unless `merge` is false.
   * @returns {Promise<Directory>}
   */
  static async build(records, options = {}) {
    const { Engine } = await core('all');
    return new Directory(call(() => Engine.build(json(records), json(options))));
  }

  /** Opens a directory in a worker of its own, so that the page never waits. `free()` ends the worker. */
  static async inWorker(source, { integrity, progress, ...options } = {}) {
    const worker = openWorker(options);
    try {
      return await worker.load(source, { integrity, progress, closes: true });
    } catch (error) {
      worker.close();
      throw error;
    }
  }

  /** Number of innovations. */
  get size() {
    return this.#call((engine) => engine.size);
  }

  /** Answers a question. Values of `filters` may be one value or a list. */
  async search(request = {}) {
    const asked = json({ ...request, filters: lists(request.filters) });
    return this.#ask((engine) => {
      const started = performance.now();
      const answer = JSON.parse(engine.search(asked));
      answer.took_us = Math.round((performance.now() - started) * 1000);
      return answer;
    });
  }

  /** Innovations whose title completes what is being typed. */
  async suggest(typed, limit = 6) {
    return JSON.parse(await this.#ask((engine) => engine.suggest(String(typed), most(limit))));
  }

  /** Innovations about the same thing. */
  async similar(id, limit = 5) {
    return JSON.parse(await this.#ask((engine) => engine.similar(String(id), most(limit))));
  }

  /** One innovation with all its texts and sources, or null. */
  async get(id) {
    return JSON.parse(await this.#ask((engine) => engine.get(String(id))));
  }

  /** The directory as one file, to be opened by `load`, by Rust or by Python. */
  async toBytes() {
    return this.#call((engine) => engine.toBytes());
  }

  /** Loads what is not here yet of a directory in pieces, so that it can be asked without a network; the documents only if wanted. */
  async download({ documents = true } = {}) {
    await this.#pieces?.bring(this.#engine, triples(this.#call((engine) => engine.absent(Boolean(documents)))));
  }

  /** Gives the memory back. The directory cannot be used any more. */
  free() {
    this.#engine?.free();
    this.#engine = undefined;
  }

  /** Does something that may need pieces of the index which are not here. */
  async #ask(work) {
    return this.#pieces ? this.#pieces.answer(this.#engine, () => this.#call(work)) : this.#call(work);
  }

  #call(work) {
    if (!this.#engine) throw new JippError('directory_freed', 'this directory was freed; open it again');
    return call(() => work(this.#engine));
  }
}

/** Checks records: what is wrong in which row and field, and what to do about it. */
export async function validate(records, options = {}) {
  return asked('validate', 'validate', json(records), json(options));
}

/** Checks records: the whole report, for `reportHtml`, `mergeReports` and `figures`. */
export async function validateReport(records, options = {}) {
  return asked('validate', 'validateReport', json(records), json(options));
}

/** A report as one HTML page that needs no network: its text. */
export async function reportHtml(report) {
  const { reportHtml: html } = await core('report');
  return call(() => html(json(report)));
}

/** Puts the reports of two parts together. Rules about all records together have seen their part only. */
export async function mergeReports(one, other) {
  return asked('report', 'mergeReports', json(one), json(other));
}

/** Says which declared figures agree, with each other and with a report. */
export async function figures(question) {
  return asked('report', 'figures', json(question));
}

/** Applies the safe fixes. `records` of the answer is the JSON text of the fixed records; those given stay as they are. */
export async function fix(records, options = {}) {
  return asked('validate', 'fix', json(records), json(options));
}

/** Checks replications, against the records of their origins if they are given. */
export async function validateReplications(question) {
  return asked('assess', 'validateReplications', json(question));
}

/** Checks hubs. */
export async function validateHubs(question) {
  return asked('assess', 'validateHubs', json(question));
}

/** Grades how well a record documents its effect. */
export async function evidenceGrade(question) {
  return asked('assess', 'evidenceGrade', json(question));
}

/** Recomputes and explains the innovation index of a region. */
export async function indexScore(question) {
  return asked('assess', 'indexScore', json(question));
}

/**
 * Finds records that are the same innovation, or the same thing by any `settings`; learns, measures itself and keeps its model if asked.
 * `measures` are functions for levels of kind `custom`, by name; what one of them throws is thrown here.
 */
export async function dedupe(records, options = {}) {
  if (options?.measures === undefined) return asked('dedupe', 'dedupe', json(records), json(options));
  const { measures, ...others } = options;
  // loaded by those only who bring functions
  const [{ dedupeWith }, { measured }] = await Promise.all([core('dedupe'), import('./measures.js')]);
  return JSON.parse(measured(measures ?? {}, (names, ask) => call(() => dedupeWith(json(records), json(others), names, ask))));
}

/** Resolves names of agencies, as written, each alone or with its record, to codes. One answer for each name. */
export async function resolve(names, options = {}) {
  return asked('resolve', 'resolve', JSON.stringify({ ...options, names: [names].flat() }));
}

/** Answers a batch of queries of the W3C reconciliation protocol: its object, or the JSON text of the form field `queries`. */
export async function reconcile(batch, { lang = 'id' } = {}) {
  return asked('resolve', 'reconcile', json(batch), JSON.stringify(lang));
}

/** What a reconciliation service says of itself: `identifierSpace` and `schemaSpace` are addresses of its host. */
export async function reconcileManifest(identifierSpace, schemaSpace, { lang = 'id' } = {}) {
  return asked('resolve', 'reconcileManifest', String(identifierSpace), String(schemaSpace), JSON.stringify(lang));
}

/** The vocabularies, without their values. */
export async function vocabularies(options = {}) {
  return asked('codes', 'vocabularies', JSON.stringify(options));
}

/** A vocabulary with its values, of one year if one is given. */
export async function vocabulary(name, options = {}) {
  return asked('codes', 'vocabulary', JSON.stringify({ ...options, name }));
}

/** What a text means in a vocabulary, how that is known, and if it means nothing what may have been meant. */
export async function lookup(name, text, options = {}) {
  return asked('codes', 'lookup', JSON.stringify({ ...options, name, text }));
}

/** The parts of a title: name, acronym, expansion, aliases, generic word, place and unit. Parts that it does not have are left out. */
export async function parseTitle(title) {
  return asked('codes', 'parseTitle', JSON.stringify({ title }));
}

/** The words of each text as search reads them, with their lemmas. */
export async function analyze(texts) {
  return asked('codes', 'analyze', JSON.stringify({ texts }));
}

/** Every province, regency and city. */
export async function regions() {
  return asked('codes', 'regions');
}

/** The region with this code or name, or null. A code does not say whose it is: `kemendagri` (35.78) or `bps` (3578). */
export async function region(code, scheme = 'kemendagri') {
  return asked('codes', 'region', JSON.stringify({ code, scheme }));
}

/** The regions of the same level nearest to this one. */
export async function nearestRegions(code, options = {}) {
  return asked('codes', 'nearestRegions', JSON.stringify({ ...options, code }));
}

/** The regions of the same level most like this one, with reasons. */
export async function similarRegions(code, { lang, ...options } = {}) {
  return asked('codes', 'similarRegions', JSON.stringify({ code, lang, options }));
}

/** The agencies, of one year if one is given. */
export async function agencies(options = {}) {
  return asked('codes', 'agencies', JSON.stringify(options));
}

/** The version of the engine. */
export async function version() {
  const { version: number } = await core('search');
  return call(number);
}

/** Asks a part once it is loaded. */
async function asked(part, name, ...args) {
  const module = await core(part);
  return JSON.parse(call(() => module[name](...args)));
}

const json = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

/** `{ year: 2021, source: ['a'], level: undefined }` as `{ year: ['2021'], source: ['a'] }`. */
function lists(filters) {
  const given = Object.entries(filters ?? {}).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(given.map(([facet, value]) => [facet, [value].flat().map(String)]));
}

function most(limit) {
  if (Number.isInteger(limit) && limit >= 0 && limit <= 0xffff) return limit;
  throw new JippError('unknown_value', `\`${limit}\` is no number of answers: give 0 to 65535`);
}
