/// <reference lib="esnext.disposable" />
// What are the types of the package? Those of calls and answers come from the core (`jipp_wasm.d.ts`, derived from the Rust
// structs); only the shape of the wrapper is written here.

import type {
  BuildOptions,
  DedupeAnswer,
  DedupeOptions,
  Highlight,
  Hit,
  ResolveNames,
  Resolution,
  SearchDocument,
  SearchRequest,
  SearchResponse,
  Suggestion,
  ValidateAnswer,
  ValidateOptions,
} from './jipp_wasm.js';

export type {
  Award,
  BuildOptions,
  Candidate,
  ClusterRow,
  DedupeAnswer,
  DedupeOptions,
  FacetCount,
  FindingRow,
  Highlight,
  Hit,
  Lang,
  PairRow,
  PartialDate,
  Reason,
  RecordCounts,
  Resolution,
  RuleCount,
  SearchDocument,
  SearchRequest,
  SearchResponse,
  Severity,
  Sort,
  SourceKey,
  Status,
  Suggestion,
  Totals,
  ValidateAnswer,
  ValidateOptions,
} from './jipp_wasm.js';

/** Records: a list of objects whose keys are the columns of a source, or the JSON text of such a list. */
export type Records = readonly object[] | string;

/** Where the file of a directory is, or its bytes. */
export type Source = string | URL | Request | Response | Promise<Response> | Blob | BufferSource;

/** One value of a facet, or several of which one must hold. */
export type FilterValue = string | number | readonly (string | number)[] | null | undefined;

/** A question to a directory: a `SearchRequest` whose filters may be written shorter. */
export interface SearchOptions extends Omit<SearchRequest, 'filters'> {
  filters?: Record<string, FilterValue>;
}

/** One innovation with all its texts and sources. */
export type InnovationDocument = Required<SearchDocument>;

/** What can be asked of a directory, be its engine in this thread or in a worker. */
export interface Searchable {
  /** Number of innovations. */
  readonly size: number;
  /** Answers a question. `took_us` is measured where the engine is. */
  search(request?: SearchOptions): Promise<SearchResponse>;
  /** Innovations whose title completes what is being typed; 6 if no limit is given. */
  suggest(typed: string, limit?: number): Promise<Suggestion[]>;
  /** Innovations about the same thing; 5 if no limit is given. */
  similar(id: string, limit?: number): Promise<Hit[]>;
  /** One innovation, or null. */
  get(id: string): Promise<InnovationDocument | null>;
  /** The directory as one file. */
  toBytes(): Promise<Uint8Array>;
  /** Gives the memory back; ends the worker that `Directory.inWorker` started. */
  free(): void;
}

/** A directory of innovations with its search index. */
export class Directory implements Searchable {
  private constructor();
  /** Opens a directory from its file. */
  static load(source: Source): Promise<Directory>;
  /** Builds a directory of records. Records without a title are left out; duplicates are merged unless `merge` is false. */
  static build(records: Records, options?: BuildOptions): Promise<Directory>;
  /** Opens a directory in a worker of its own, so that the page never waits. */
  static inWorker(source: string | URL | Blob | BufferSource, options?: WorkerOptions): Promise<Searchable>;
  readonly size: number;
  search(request?: SearchOptions): Promise<SearchResponse>;
  suggest(typed: string, limit?: number): Promise<Suggestion[]>;
  similar(id: string, limit?: number): Promise<Hit[]>;
  get(id: string): Promise<InnovationDocument | null>;
  toBytes(): Promise<Uint8Array>;
  free(): void;
}

/** How the engine is started in a worker. */
export interface WorkerOptions {
  /** Makes the worker, where `worker.js` does not lie beside `index.js`. */
  worker?: () => Worker;
  /** Where the compiled engine is, where it does not lie beside `index.js`. */
  wasm?: string | URL | WebAssembly.Module;
}

/** The engine in a worker. */
export interface JippWorker {
  load(source: string | URL | Blob | BufferSource): Promise<Searchable>;
  build(records: Records, options?: BuildOptions): Promise<Searchable>;
  validate(records: Records, options?: ValidateOptions): Promise<ValidateAnswer>;
  dedupe(records: Records, options?: DedupeOptions): Promise<DedupeAnswer>;
  resolve(names: string | readonly string[], options?: Omit<ResolveNames, 'names'>): Promise<Resolution[]>;
  version(): Promise<string>;
  /** Ends the worker. Calls under way fail with `worker_closed`. */
  close(): void;
}

/** Starts the engine in a module worker. */
export function openWorker(options?: WorkerOptions): JippWorker;

/** Loads the engine early or from elsewhere. Every function does so by itself; further calls wait for the first. */
export function init(options?: { wasm?: Source | WebAssembly.Module }): Promise<void>;

/** Checks records: what is wrong in which row and field, and what to do about it. */
export function validate(records: Records, options?: ValidateOptions): Promise<ValidateAnswer>;

/** Finds records that are the same innovation, or the same thing by any `settings`. */
export function dedupe(records: Records, options?: DedupeOptions): Promise<DedupeAnswer>;

/** Resolves names of agencies, as written, to codes. One answer for each name. */
export function resolve(names: string | readonly string[], options?: Omit<ResolveNames, 'names'>): Promise<Resolution[]>;

/** The version of the engine. */
export function version(): Promise<string>;

/** Cuts a text where its highlights begin and end, for text nodes and `<mark>`. */
export function segments(text: string, highlights?: readonly Highlight[]): { text: string; match: boolean }[];

/** An error of jipp. */
export class JippError extends Error {
  constructor(code: string, message: string, options?: { cause?: unknown });
  readonly name: 'JippError';
  /** A stable slug for programs, the same in Rust and Python. */
  readonly code: string;
  static from(error: unknown): unknown;
}
