// How is the engine used from a page without making the page wait?
//
// The page's side of `worker.js`: every call is a message and every answer a promise. If the engine stops (a bug, or no memory
// left) the calls under way fail with `engine_stopped`, and the next call starts a new worker and opens the directory again.

import { JippError } from './error.js';

/**
 * Starts the engine in a module worker.
 * @param {{ worker?: () => Worker, wasm?: Partial<Record<import('./engine.js').Part, string | URL | WebAssembly.Module>> }} [options]
 */
export function openWorker(options = {}) {
  if (typeof Worker === 'undefined' && !options.worker) {
    throw new JippError('worker_failed', 'there are no web workers here: use `Directory.load`');
  }
  return new JippWorker(options);
}

const ownWorker = () => new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });

class JippWorker {
  #options;
  #worker;
  #waiting = new Map();
  #last = 0;
  #closed = false;
  /** Counts the workers started, so that a directory knows whether its worker is still the same. */
  generation = 0;

  constructor(options) {
    this.#options = options;
  }

  /** As `Directory.load`. */
  async load(source, { closes = false, integrity, progress } = {}) {
    const options = { integrity, progress: Boolean(progress) };
    const directory = new RemoteDirectory(this, () => this.call('load', [absolute(source), options], undefined, progress), closes);
    return directory.open();
  }

  /** As `Directory.build`. */
  async build(records, options = {}) {
    return new RemoteDirectory(this, () => this.call('build', [records, options]), false).open();
  }

  /** As `validate`. */
  validate(records, options = {}) {
    return this.call('validate', [records, options]);
  }

  /** As `validateReport`. */
  validateReport(records, options = {}) {
    return this.call('validateReport', [records, options]);
  }

  /** As `reportHtml`. */
  reportHtml(report) {
    return this.call('reportHtml', [report]);
  }

  /** As `mergeReports`. */
  mergeReports(one, other) {
    return this.call('mergeReports', [one, other]);
  }

  /** As `figures`. */
  figures(question) {
    return this.call('figures', [question]);
  }

  /** As `fix`. */
  fix(records, options = {}) {
    return this.call('fix', [records, options]);
  }

  /** As `validateReplications`. */
  validateReplications(question) {
    return this.call('validateReplications', [question]);
  }

  /** As `validateHubs`. */
  validateHubs(question) {
    return this.call('validateHubs', [question]);
  }

  /** As `evidenceGrade`. */
  evidenceGrade(question) {
    return this.call('evidenceGrade', [question]);
  }

  /** As `indexScore`. */
  indexScore(question) {
    return this.call('indexScore', [question]);
  }

  /** As `dedupe`, without functions: they cannot be sent. */
  async dedupe(records, options = {}) {
    if (Object.keys(options?.measures ?? {}).length > 0) {
      const instead = 'call `dedupe` where the functions are (on the page, in a worker of your own, in Node), or give their answers as a table, `[[measure]]` of the settings';
      throw new JippError('worker_no_functions', `\`measures\` are functions, which cannot be sent to this worker: ${instead}`);
    }
    return this.call('dedupe', [records, options]);
  }

  /** As `resolve`. */
  resolve(names, options = {}) {
    return this.call('resolve', [names, options]);
  }

  /** As `reconcile`. */
  reconcile(batch, options = {}) {
    return this.call('reconcile', [batch, options]);
  }

  /** As `reconcileManifest`. */
  reconcileManifest(identifierSpace, schemaSpace, options = {}) {
    return this.call('reconcileManifest', [String(identifierSpace), String(schemaSpace), options]);
  }

  /** As `vocabularies`. */
  vocabularies(options = {}) {
    return this.call('vocabularies', [options]);
  }

  /** As `vocabulary`. */
  vocabulary(name, options = {}) {
    return this.call('vocabulary', [name, options]);
  }

  /** As `parseTitle`. */
  parseTitle(title) {
    return this.call('parseTitle', [title]);
  }

  /** As `analyze`. */
  analyze(texts) {
    return this.call('analyze', [texts]);
  }

  /** As `lookup`. */
  lookup(name, text, options = {}) {
    return this.call('lookup', [name, text, options]);
  }

  /** As `regions`. */
  regions() {
    return this.call('regions', []);
  }

  /** As `region`. */
  region(code, scheme) {
    return this.call('region', [code, scheme]);
  }

  /** As `nearestRegions`. */
  nearestRegions(code, options = {}) {
    return this.call('nearestRegions', [code, options]);
  }

  /** As `similarRegions`. */
  similarRegions(code, options = {}) {
    return this.call('similarRegions', [code, options]);
  }

  /** As `agencies`. */
  agencies(options = {}) {
    return this.call('agencies', [options]);
  }

  /** As `version`. */
  version() {
    return this.call('version', []);
  }

  /** Ends the worker. Calls under way fail. */
  close() {
    this.#closed = true;
    this.#stop(new JippError('worker_closed', 'the worker was closed'));
  }

  /** Whether a worker is there to be asked. */
  get running() {
    return this.#worker !== undefined;
  }

  /** Sends one call and waits for its answer. */
  async call(call, args, directory, progress) {
    if (this.#closed) throw new JippError('worker_closed', 'the worker was closed');
    this.#worker ??= this.#start();
    return this.#send(call, args, directory, progress);
  }

  #send(call, args, directory, progress) {
    return new Promise((resolve, reject) => {
      this.#last += 1;
      this.#waiting.set(this.#last, { resolve, reject, progress });
      this.#worker.postMessage({ id: this.#last, call, args, directory });
    });
  }

  #start() {
    const worker = (this.#options.worker ?? ownWorker)();
    let answered = false;
    worker.addEventListener('message', ({ data: { id, value, error, progress } }) => {
      answered = true;
      const waiting = this.#waiting.get(id);
      if (progress) return waiting?.progress?.(progress);
      this.#waiting.delete(id);
      if (!error) return waiting?.resolve(value);
      const thrown = error.name === 'JippError' ? new JippError(error.code, error.message) : new Error(error.message);
      waiting?.reject(thrown);
      if (error.code === 'engine_stopped') this.#stop(thrown);
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      const reason = event.message || 'its script cannot be loaded';
      const stopped = new JippError('engine_stopped', `the engine stopped unexpectedly: ${reason}`);
      this.#stop(answered ? stopped : new JippError('worker_failed', `the worker cannot be started: ${reason}`));
    });
    this.#worker = worker;
    this.generation += 1;
    for (const [part, wasm] of Object.entries(this.#options.wasm ?? {})) this.#send('place', [part, absolute(wasm)]).catch(() => {});
    return worker;
  }

  #stop(error) {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/** A directory whose engine is in a worker. The same methods as `Directory`. */
class RemoteDirectory {
  #worker;
  #reopen;
  #closes;
  #number;
  #generation;

  constructor(worker, reopen, closes) {
    this.#worker = worker;
    this.#reopen = reopen;
    this.#closes = closes;
  }

  /** Opens it in the current worker. */
  async open() {
    const { directory, size } = await this.#reopen();
    this.#generation = this.#worker.generation;
    this.#number = directory;
    this.size = size;
    return this;
  }

  search(request = {}) {
    return this.#call('search', [request]);
  }

  suggest(typed, limit) {
    return this.#call('suggest', [typed, limit]);
  }

  similar(id, limit) {
    return this.#call('similar', [id, limit]);
  }

  get(id) {
    return this.#call('get', [id]);
  }

  download(options) {
    return this.#call('download', [options]);
  }

  toBytes() {
    return this.#call('toBytes', []);
  }

  free() {
    const number = this.#number;
    this.#number = undefined;
    if (this.#closes) this.#worker.close();
    else if (number !== undefined) this.#worker.call('free', [], number).catch(() => {});
  }

  async #call(call, args) {
    if (this.#number === undefined) throw new JippError('directory_freed', 'this directory was freed; open it again');
    if (!this.#worker.running || this.#generation !== this.#worker.generation) await this.open();
    return this.#worker.call(call, args, this.#number);
  }
}

/** A relative address means one relative to the page, not to the worker's script. */
function absolute(source) {
  if (source instanceof URL) return source.href;
  return typeof source === 'string' ? new URL(source, globalThis.document?.baseURI ?? globalThis.location?.href).href : source;
}
