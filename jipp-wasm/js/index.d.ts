/// <reference lib="esnext.disposable" />
// What are the types of the package? Those of calls and answers come from the core (`jipp_wasm.d.ts`, derived from the Rust
// structs); only the shape of the wrapper is written here.

import type {
  AgenciesCall,
  AgencyRow,
  BuildOptions,
  CodeScheme,
  DedupeAnswer,
  DedupeOptions,
  Highlight,
  Hit,
  Lang,
  LookUp,
  LookupAnswer,
  NameAsWritten,
  NearRegionRow,
  NearestRegions,
  ReconcileAnswer,
  ReconcileManifest,
  ReconcileQuery,
  RegionRow,
  ResolveNames,
  Resolution,
  SearchDocument,
  SearchRequest,
  SearchResponse,
  SimilarRegionRow,
  SimilarityOptions,
  Suggestion,
  ValidateAnswer,
  ValidateOptions,
  VocabulariesCall,
  VocabularyAnswer,
  VocabularyCall,
  VocabularyRow,
} from './jipp_wasm.js';

export type {
  AgencyRow,
  Attributes,
  Award,
  BuildOptions,
  Candidate,
  ClusterRow,
  Code,
  CodeScheme,
  DedupeAnswer,
  DedupeOptions,
  FacetCount,
  FindingRow,
  Highlight,
  Hit,
  IslandGroup,
  Lang,
  LookupAnswer,
  LookupStatus,
  MatchedBy,
  NameAsWritten,
  NameInContext,
  NearRegionRow,
  OneOrEach,
  PairRow,
  PartialDate,
  Reason,
  ReconcileAnswer,
  ReconcileCandidate,
  ReconcileFeature,
  ReconcileManifest,
  ReconcileProperty,
  ReconcileQuery,
  ReconcileType,
  RecordCounts,
  RegionKind,
  RegionRow,
  Resolution,
  RuleCount,
  Scheme,
  SearchDocument,
  SearchRequest,
  SearchResponse,
  Severity,
  SimilarRegionRow,
  SimilarityOptions,
  Sort,
  SourceKey,
  Sourcing,
  Status,
  Suggestion,
  Totals,
  ValidateAnswer,
  ValidateOptions,
  VocabularyAnswer,
  VocabularyRow,
  YearAsWritten,
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

/** What holds for all names, once or for each of them. */
export type ResolveOptions = Omit<ResolveNames, 'names'>;

/** Queries of the W3C reconciliation protocol by the caller's keys, or their JSON text: the form field `queries`. */
export type ReconcileBatch = Record<string, ReconcileQuery> | string;

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
  resolve(names: NameAsWritten | readonly NameAsWritten[], options?: ResolveOptions): Promise<Resolution[]>;
  reconcile(batch: ReconcileBatch, options?: { lang?: Lang }): Promise<Record<string, ReconcileAnswer>>;
  reconcileManifest(identifierSpace: string | URL, schemaSpace: string | URL, options?: { lang?: Lang }): Promise<ReconcileManifest>;
  vocabularies(options?: VocabulariesCall): Promise<VocabularyRow[]>;
  vocabulary(name: string, options?: Omit<VocabularyCall, 'name'>): Promise<VocabularyAnswer>;
  lookup(name: string, text: string, options?: Omit<LookUp, 'name' | 'text'>): Promise<LookupAnswer>;
  regions(): Promise<RegionRow[]>;
  region(code: string, scheme?: CodeScheme): Promise<RegionRow | null>;
  nearestRegions(code: string, options?: Omit<NearestRegions, 'code'>): Promise<NearRegionRow[]>;
  similarRegions(code: string, options?: SimilarityOptions & { lang?: Lang }): Promise<SimilarRegionRow[]>;
  agencies(options?: AgenciesCall): Promise<AgencyRow[]>;
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

/** Resolves names of agencies, as written, each alone or with its record, to codes. One answer for each name. */
export function resolve(names: NameAsWritten | readonly NameAsWritten[], options?: ResolveOptions): Promise<Resolution[]>;

/** Answers a batch of queries of the W3C reconciliation protocol (OpenRefine): names of agencies, or of regions with type `region`. */
export function reconcile(batch: ReconcileBatch, options?: { lang?: Lang }): Promise<Record<string, ReconcileAnswer>>;

/** What a reconciliation service says of itself; both spaces are addresses of its host. */
export function reconcileManifest(identifierSpace: string | URL, schemaSpace: string | URL, options?: { lang?: Lang }): Promise<ReconcileManifest>;

/** The vocabularies, without their values. */
export function vocabularies(options?: VocabulariesCall): Promise<VocabularyRow[]>;

/** A vocabulary with its values, of one year if one is given. Fails with `unknown_value` if there is none of this name. */
export function vocabulary(name: string, options?: Omit<VocabularyCall, 'name'>): Promise<VocabularyAnswer>;

/** What a text means in a vocabulary, how that is known, and if it means nothing what may have been meant. */
export function lookup(name: string, text: string, options?: Omit<LookUp, 'name' | 'text'>): Promise<LookupAnswer>;

/** Every province, regency and city, in code order. */
export function regions(): Promise<RegionRow[]>;

/** The region with this code, or null. A code does not say whose it is: `kemendagri` (the default, 35.78) or `bps` (3578). */
export function region(code: string, scheme?: CodeScheme): Promise<RegionRow | null>;

/** The regions of the same level nearest to this one (code of Kemendagri); 10 if no limit is given. */
export function nearestRegions(code: string, options?: Omit<NearestRegions, 'code'>): Promise<NearRegionRow[]>;

/** The regions of the same level most like this one by type, population, density and group of islands, with reasons. */
export function similarRegions(code: string, options?: SimilarityOptions & { lang?: Lang }): Promise<SimilarRegionRow[]>;

/** The agencies, of one year if one is given. */
export function agencies(options?: AgenciesCall): Promise<AgencyRow[]>;

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
