/// <reference lib="esnext.disposable" />
// What are the types of the package? Those of calls and answers come from the core (`jipp_wasm.d.ts`, derived from the Rust
// structs); only the shape of the wrapper is written here.

import type {
  AgenciesCall,
  AgencyRow,
  AnalyzedText,
  BuildOptions,
  CodeScheme,
  ComparedFigures,
  DedupeAnswer,
  DedupeOptions,
  EvidenceGrade,
  EvidenceGradeCall,
  FiguresCall,
  FixAnswer,
  Highlight,
  Hit,
  HubsCall,
  IndexScore,
  IndexScoreCall,
  Lang,
  LookUp,
  LookupAnswer,
  NameAsWritten,
  NearRegionRow,
  ParsedTitle,
  NearestRegions,
  ReconcileAnswer,
  ReconcileManifest,
  ReconcileQuery,
  RegionRow,
  ReplicationsCall,
  Report,
  Resolution,
  ResolveNames,
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
  AffairCount,
  AgencyRow,
  Alternative,
  AnalyzedText,
  AnalyzedToken,
  Attributes,
  Award,
  BlockingAnalysis,
  BlockingReason,
  BothLanguages,
  BuildOptions,
  Candidate,
  CellChange,
  ChangeGain,
  ClusterQualityRow,
  ClusterRow,
  Code,
  CodeScheme,
  ComparedCount,
  ComparedField,
  ComparedFigure,
  ComparedFigures,
  CriterionResult,
  CurvePoint,
  DeclaredFigure,
  DeclaredFigures,
  DedupeAnswer,
  DedupeOptions,
  ErrorKind,
  Estimate,
  EvidenceGrade,
  EvidenceGradeCall,
  EvidenceStep,
  Explanation,
  FacetCount,
  FieldStatistics,
  FiguresCall,
  FileSummary,
  FindingRow,
  Fix,
  FixAnswer,
  GroupStatistics,
  Highlight,
  Hit,
  HubRecord,
  HubsCall,
  IndexDifference,
  IndexFigures,
  IndexProblem,
  IndexProblemKind,
  IndexScore,
  IndexScoreCall,
  IndicatorLevel,
  IndicatorScore,
  Innovation,
  InnovationLevels,
  InnovationScore,
  Interval,
  IslandGroup,
  LabelRows,
  Lang,
  LevelChange,
  LinkEvaluation,
  LinkNote,
  LinkNoteCode,
  LookupAnswer,
  LookupStatus,
  MatchedBy,
  NameAsWritten,
  NameInContext,
  NearRegionRow,
  NextLevel,
  NextStep,
  OneOrEach,
  OutsideWindow,
  PairError,
  PairLabel,
  PairRow,
  ParsedTitle,
  PartialDate,
  Portfolio,
  QuantityRule,
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
  RegionLevels,
  RegionRow,
  ReliabilityBin,
  ReplicationsCall,
  Report,
  RequiredFields,
  Resolution,
  ReviewRow,
  RuleAnalysis,
  RuleCount,
  RuleVerdict,
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
  StageCounts,
  Status,
  StatusCounts,
  Suggestion,
  Totals,
  ValidateAnswer,
  ValidateOptions,
  VocabularyAnswer,
  VocabularyRow,
  WhatIf,
  YearAsWritten,
  YearStatistics,
} from './jipp_wasm.js';

/** Records: a list of objects whose keys are the columns of a source, or the JSON text of such a list. */
export type Records = readonly object[] | string;

/** How a file is fetched. */
export interface LoadOptions {
  /**
   * The checksum that the file must have, as Subresource Integrity writes it: `sha256-` and base64. A file of another checksum is refused
   * (`integrity_failed`); one that an earlier visit left in Cache Storage is taken from there without a request.
   */
  integrity?: string;
  /** Told while bytes arrive; `total` where the host says it and the file is not compressed on its way. */
  progress?: (at: { loaded: number; total?: number }) => void;
}

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

/**
 * How alike two values are, 0 to 1 (true is 1); nothing if it can say nothing about them, as NaN. The same two values give the same answer,
 * whichever comes first.
 */
export type Measure = (left: string, right: string) => number | boolean | null | undefined;

/** How duplicates are sought, with functions for levels of kind `custom`, by the name that `measure` of the level gives. */
export interface DedupeCall extends DedupeOptions {
  measures?: Record<string, Measure>;
}

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
  /** Innovations about the same thing; 5 if no limit is given. An id that nothing has is the error `unknown_innovation`. */
  similar(id: string, limit?: number): Promise<Hit[]>;
  /** One innovation, or null. */
  get(id: string): Promise<InnovationDocument | null>;
  /** The directory as one file. Not of a directory in pieces. */
  toBytes(): Promise<Uint8Array>;
  /** Loads what is not here yet of a directory in pieces, the documents only if wanted, so that it can be asked without a network. */
  download(options?: { documents?: boolean }): Promise<void>;
  /** Gives the memory back; ends the worker that `Directory.inWorker` started. */
  free(): void;
}

/** A directory of innovations with its search index. */
export class Directory implements Searchable {
  private constructor();
  /**
   * Opens a directory from its file; from an address that ends in `.pieces` or `.pieces/`, a directory in pieces, of which each question loads
   * what it needs.
   */
  static load(source: Source, options?: LoadOptions): Promise<Directory>;
  /** Builds a directory of records. Records without a title are left out; duplicates are merged unless `merge` is false. */
  static build(records: Records, options?: BuildOptions): Promise<Directory>;
  /** Opens a directory in a worker of its own, so that the page never waits. */
  static inWorker(source: string | URL | Blob | BufferSource, options?: WorkerOptions & LoadOptions): Promise<Searchable>;
  readonly size: number;
  search(request?: SearchOptions): Promise<SearchResponse>;
  suggest(typed: string, limit?: number): Promise<Suggestion[]>;
  similar(id: string, limit?: number): Promise<Hit[]>;
  get(id: string): Promise<InnovationDocument | null>;
  toBytes(): Promise<Uint8Array>;
  download(options?: { documents?: boolean }): Promise<void>;
  free(): void;
}

/** An edge of the lineage. */
export interface LineageEdge {
  origin: string;
  /** The innovation that came of it, or the code or name of the replicator. */
  replica: string;
  kind: 'replication' | 'inspired_by';
  region_code: string | null;
  /** Latitude and longitude of the middle of the region. */
  place: [number, number] | null;
  year: number | null;
  replication: string | null;
}

/** Who has what from whom. */
export interface Lineage {
  titles: Record<string, string>;
  edges: LineageEdge[];
  /** Number of different regions to which each origin spread. */
  regions: Record<string, number>;
  years: Record<string, number>;
}

/** The edges from and to one innovation. */
export interface LineageOf {
  titles: Record<string, string>;
  edges: LineageEdge[];
  origins: LineageEdge[];
  replicas: LineageEdge[];
  /** Number of different regions to which it spread. */
  regions: number;
}

/** What people did with an innovation. */
export interface InteractionCounts {
  kinds: Record<string, number>;
  rating: number | null;
  replications: number;
}

/** Rows of a catalog as the core writes them; `jipp_core::catalog` says what each key means. */
export type CatalogRow = Record<string, unknown>;

/** What lies around a directory: the file of `jipp export --format surroundings`. Records may be named by any source record. */
export class Surroundings {
  private constructor();
  /** Opens the file. */
  static load(source: Source, options?: LoadOptions): Promise<Surroundings>;
  /** What the catalog holds, counted: as `jipp status`. */
  readonly status: CatalogRow;
  readonly hubs: CatalogRow[];
  /** What each campaign came to. */
  readonly campaigns: CatalogRow[];
  /** The innovation behind a record. */
  innovation(record: string): string;
  lineage(): Lineage;
  lineage(record: string): LineageOf;
  /** Every replication, or those of one innovation. */
  replications(record?: string): CatalogRow[];
  /** Articles, guides and tutorials: all, or those about one innovation. */
  articles(record?: string): CatalogRow[];
  /** The replication guide of an innovation as far as its record goes, and what is missing; null if nobody replicated it or wrote an article about it. */
  guide(record: string): CatalogRow | null;
  /** How much people said about it, the mean rating, and how many replications are recorded; zeros if there is nothing. */
  counters(record: string): InteractionCounts;
}

/** How the engine is started in a worker. */
export interface WorkerOptions {
  /** Makes the worker, where `worker.js` does not lie beside `index.js`. */
  worker?: () => Worker;
  /** Where parts of the compiled engine are, where they do not lie beside `index.js`. */
  wasm?: Partial<Record<Part, string | URL | WebAssembly.Module>>;
}

/** The engine in a worker. */
export interface JippWorker {
  load(source: string | URL | Blob | BufferSource, options?: LoadOptions): Promise<Searchable>;
  build(records: Records, options?: BuildOptions): Promise<Searchable>;
  validate(records: Records, options?: ValidateOptions): Promise<ValidateAnswer>;
  validateReport(records: Records, options?: ValidateOptions): Promise<Report>;
  reportHtml(report: Report | string): Promise<string>;
  mergeReports(one: Report | string, other: Report | string): Promise<Report>;
  figures(question: FiguresCall | string): Promise<ComparedFigures>;
  fix(records: Records, options?: ValidateOptions): Promise<FixAnswer>;
  validateReplications(question: ReplicationsCall | string): Promise<ValidateAnswer>;
  validateHubs(question: HubsCall | string): Promise<ValidateAnswer>;
  evidenceGrade(question: EvidenceGradeCall | string): Promise<EvidenceGrade>;
  indexScore(question: IndexScoreCall | string): Promise<IndexScore>;
  /** Without `measures`: functions cannot be sent to a worker (`worker_no_functions`). */
  dedupe(records: Records, options?: DedupeOptions & { measures?: never }): Promise<DedupeAnswer>;
  resolve(names: NameAsWritten | readonly NameAsWritten[], options?: ResolveOptions): Promise<Resolution[]>;
  reconcile(batch: ReconcileBatch, options?: { lang?: Lang }): Promise<Record<string, ReconcileAnswer>>;
  reconcileManifest(identifierSpace: string | URL, schemaSpace: string | URL, options?: { lang?: Lang }): Promise<ReconcileManifest>;
  vocabularies(options?: VocabulariesCall): Promise<VocabularyRow[]>;
  vocabulary(name: string, options?: Omit<VocabularyCall, 'name'>): Promise<VocabularyAnswer>;
  lookup(name: string, text: string, options?: Omit<LookUp, 'name' | 'text'>): Promise<LookupAnswer>;
  parseTitle(title: string): Promise<ParsedTitle>;
  analyze(texts: readonly string[]): Promise<AnalyzedText[]>;
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

/**
 * A part of the engine, a WebAssembly module that is loaded when it is first needed: `search` (`jipp_search_bg.wasm`) opens and asks a
 * directory, `validate` (`jipp_validate_bg.wasm`, and so on) checks and fixes records, `report` shows what a check found, `dedupe` finds records that
 * are the same, `resolve` knows which agency a name means, `codes` has vocabularies, regions, agencies and the words of texts, `assess` looks at
 * replications, hubs, evidence and the innovation index, `tools` has these six, for pages that need several, `all` (`jipp_wasm_bg.wasm`) has everything and
 * makes directories of records.
 */
export type Part = 'search' | 'validate' | 'report' | 'dedupe' | 'resolve' | 'codes' | 'assess' | 'tools' | 'all';

/** Loads a part of the engine (`search` if not said) early or from elsewhere. Every function does so by itself; further calls wait. */
export function init(options?: { part?: Part; wasm?: Source | WebAssembly.Module }): Promise<void>;

/**
 * Checks records: what is wrong in which row and field, and what to do about it. `settings` is the text of a `jipp.toml`, as TOML
 * or JSON.
 */
export function validate(records: Records, options?: ValidateOptions): Promise<ValidateAnswer>;

/** Checks records, as `validate`: the whole report, for `reportHtml`, `mergeReports` and `figures`. */
export function validateReport(records: Records, options?: ValidateOptions): Promise<Report>;

/** A report as one HTML page that needs no network and runs nothing of the data: its text. */
export function reportHtml(report: Report | string): Promise<string>;

/**
 * Puts the reports of two parts together, in any order. Rules about all records together have seen their part only. Fails with
 * `report_languages`, `report_versions` or `report_days` if the two do not speak of the same thing.
 */
export function mergeReports(one: Report | string, other: Report | string): Promise<Report>;

/** Says which declared figures agree, with each other and with a report. */
export function figures(question: FiguresCall | string): Promise<ComparedFigures>;

/** Applies the safe fixes. `records` of the answer is the JSON text of the fixed records; those given stay as they are. */
export function fix(records: Records, options?: ValidateOptions): Promise<FixAnswer>;

/** Checks replications, against the records of their origins if they are given. */
export function validateReplications(question: ReplicationsCall | string): Promise<ValidateAnswer>;

/** Checks hubs. */
export function validateHubs(question: HubsCall | string): Promise<ValidateAnswer>;

/** Grades how well a record documents its effect, and says what would raise the grade. */
export function evidenceGrade(question: EvidenceGradeCall | string): Promise<EvidenceGrade>;

/** Recomputes and explains the innovation index of a region. Fails if the form of the year is not known. */
export function indexScore(question: IndexScoreCall | string): Promise<IndexScore>;

/**
 * Finds records that are the same innovation, or the same thing by any `settings`. On request it learns from `labels`, links a later `batch`,
 * measures itself (`evaluate`), says what blocking costs (`analyze_blocking`), asks a person (`to_review`), and keeps its model
 * (`save_model`), which `model` takes. Fails with `settings_invalid` if settings, model, labels or ids do not fit. `measures` are functions for
 * levels of kind `custom`: they are asked while pairs are compared and explained, what one throws is what this fails with, and one that gives
 * something else than a number is a `TypeError`.
 */
export function dedupe(records: Records, options?: DedupeCall): Promise<DedupeAnswer>;

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

/** The parts of a title: name, acronym, expansion, aliases, generic word, place and unit. Parts that it does not have are left out. */
export function parseTitle(title: string): Promise<ParsedTitle>;

/** The words of each text as search reads them, with their lemmas. `start` and `end` count characters (code points), as `segments` takes them. */
export function analyze(texts: readonly string[]): Promise<AnalyzedText[]>;

/** Every province, regency and city, in code order. */
export function regions(): Promise<RegionRow[]>;

/** The region with this code or name, or null; a name that means several is an error with their codes. A code does not say whose it is: `kemendagri` (the default, 35.78) or `bps` (3578). */
export function region(code: string, scheme?: CodeScheme): Promise<RegionRow | null>;

/** The regions of the same level nearest to this one (code of Kemendagri, or name); 10 if no limit is given. */
export function nearestRegions(code: string, options?: Omit<NearestRegions, 'code'>): Promise<NearRegionRow[]>;

/** The regions of the same level most like this one (code of Kemendagri, or name) by type, population, density and group of islands, with reasons. */
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
