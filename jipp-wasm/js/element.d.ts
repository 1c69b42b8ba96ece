// What are the types of `<jipp-search>`?

/** What is asked of the element. */
export interface SearchState {
  query: string;
  filters: Record<string, string[]>;
  sort: 'relevance' | 'year' | 'title';
  page: number;
  /** The innovation that is open, or an empty text. */
  id: string;
  /** A need told in sentences, which is asked instead of `query`; never in the address. */
  need: string;
  /** Whether the address asks for the box of needs to be open. */
  needOpen: boolean;
  /** Ids picked to be compared, four at most. */
  compare: string[];
}

/** Events of the element; all bubble out of shadow trees. */
export interface JippSearchEvents {
  'jipp-ready': CustomEvent<{ size: number }>;
  /** The small file named by `lite` answers; the directory is still on its way. */
  'jipp-early': CustomEvent<{ size: number }>;
  'jipp-search': CustomEvent<Omit<SearchState, 'id' | 'needOpen' | 'compare'> & { total: number }>;
  /** Can be cancelled: then the element does not open its own panel. */
  'jipp-open': CustomEvent<{ id: string }>;
  'jipp-error': CustomEvent<{ code: string }>;
}

/** A directory of innovations to search, filter and read. Attributes, slots, events and parts: see the README of the package. */
export class JippSearch extends HTMLElement {
  readonly state: SearchState;
  /** Asks something; the first page of it if `page` is not said. */
  ask(changes?: Partial<SearchState>): Promise<void>;
  /** Puts the focus on the results. */
  focusResults(): void;
  addEventListener<K extends keyof JippSearchEvents>(type: K, listener: (event: JippSearchEvents[K]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'jipp-search': JippSearch;
  }
}
