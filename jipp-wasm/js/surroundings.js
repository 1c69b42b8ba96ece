// What lies around a directory: figures, lineage, hubs, articles, guides, campaigns, counters?
//
// The search index holds innovations; everything else of a catalog that may be public is one JSON file, written by
// `jipp export CATALOG --format surroundings` and read here without the compiled engine.

import { bytesOf } from './engine.js';
import { JippError } from './error.js';

/** The layout that this version reads. */
const FORMAT = 1;

/** What lies around a directory. Records may be named by any of the source records behind an innovation. */
export class Surroundings {
  #all;

  /** Not for callers: use `load`. */
  constructor(all) {
    this.#all = all;
  }

  /**
   * Opens the file: an address, a Response, a Blob, or the bytes; `integrity` and `progress` as for `Directory.load`.
   * @returns {Promise<Surroundings>}
   */
  static async load(source, options = {}) {
    const bytes = await bytesOf(source, options);
    let all;
    try {
      all = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    } catch (error) {
      throw new JippError('not_surroundings', 'this is no file of `jipp export --format surroundings`', { cause: error });
    }
    if (all?.format !== FORMAT) {
      throw new JippError('surroundings_incompatible', `the file has layout ${all?.format}, this version reads ${FORMAT}: export it again`);
    }
    return new Surroundings(all);
  }

  /** What the catalog holds, counted: as `jipp status`. */
  get status() {
    return this.#all.status;
  }

  /** The innovation behind a record. */
  innovation(record) {
    const id = String(record);
    return Object.hasOwn(this.#all.innovation_of, id) ? this.#all.innovation_of[id] : id;
  }

  /** Who has what from whom: the whole graph, or the edges from and to one innovation. */
  lineage(record) {
    const graph = this.#all.lineage;
    if (record === undefined) return graph;
    const id = this.innovation(record);
    const edges = graph.edges.filter(({ origin, replica }) => origin === id || replica === id);
    const named = new Set(edges.flatMap(({ origin, replica }) => [origin, replica]));
    const titles = Object.fromEntries(Object.entries(graph.titles).filter(([one]) => named.has(one)));
    return { titles, edges, origins: edges.filter((edge) => edge.replica === id), replicas: edges.filter((edge) => edge.origin === id), regions: graph.regions[id] ?? 0 };
  }

  /** Every replication, or those of one innovation. */
  replications(record) {
    const all = this.#all.replications;
    if (record === undefined) return all;
    const id = this.innovation(record);
    const same = (one) => one !== undefined && one !== null && this.innovation(one) === id;
    return all.filter((one) => same(one.origin.record_id) || same(one.result_record_id));
  }

  /** Articles, guides and tutorials: all, or those about one innovation. */
  articles(record) {
    const all = this.#all.articles;
    if (record === undefined) return all;
    const id = this.innovation(record);
    return all.filter((one) => one.innovations.some((about) => this.innovation(about) === id));
  }

  /** The replication guide of an innovation as far as its record goes, and what is missing; null where nobody replicated it yet. */
  guide(record) {
    const id = this.innovation(record);
    return Object.hasOwn(this.#all.guides, id) ? this.#all.guides[id] : null;
  }

  /** Hubs with their members and scores. */
  get hubs() {
    return this.#all.hubs;
  }

  /** What each campaign came to. */
  get campaigns() {
    return this.#all.campaigns;
  }

  /** How much people said about an innovation: numbers by kind, the mean rating, and the replications that are recorded. */
  counters(record) {
    const id = this.innovation(record);
    return Object.hasOwn(this.#all.counters, id) ? this.#all.counters[id] : { kinds: {}, rating: null, replications: 0 };
  }
}
