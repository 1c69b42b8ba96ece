// What can a page search before the engine is there?

import type { SearchOptions, SearchResponse, Suggestion } from './index.js';

/** Titles, names, owners and facets of a directory, from the file that `jipp export --format lite` writes. No engine is loaded. */
export class Lite {
  private constructor();
  static load(source: string | URL | Response | Promise<Response> | Blob | BufferSource): Promise<Lite>;
  /** Number of innovations. */
  readonly size: number;
  /** As `search` of a directory: words, beginnings, names and typing errors of titles and owners; without snippets, reasons and needs. */
  search(request?: SearchOptions): Promise<SearchResponse>;
  /** Innovations whose title completes what is being typed. */
  suggest(typed: string, limit?: number): Promise<Suggestion[]>;
}
