/** What something costs an article, in microseconds, round by round. */
export interface Figure {
  name: string;
  host: HostName;
  rounds: number[];
}

export type HostName = 'Node' | 'workerd';

/** Placing in one Durable Object with so many articles in its window. Times are microseconds an article. */
export interface PlacementFigure {
  window: number;
  /** Calls with a single article: a p50 each round, and the p99 of all rounds' calls. */
  p50: number[];
  p99: number;
  /** Calls with fifty articles, one time a call. */
  batched: number[];
  rowsWritten: number;
  rowsRead: number;
  bytes: number;
}

/** What an object read and wrote since it was last asked. */
export interface Tally {
  rowsRead: number;
  rowsWritten: number;
  /** Size of the database now. */
  bytes: number;
}

/** One way of posting, round by round. Waits are milliseconds a request. */
export interface HttpFigure {
  name: string;
  /** Articles in one request; 1 posts a bare article, as a crawler does. */
  perRequest: number;
  /** Requests under way at the same time. */
  concurrency: number;
  articlesPerSecond: number[];
  p50: number[];
  p99: number[];
}

/** A long stream, µs of processor time an article. */
export interface StreamFigures {
  window: number;
  /** Retrieval and judging in this window, without storage. */
  judged: number;
  /** Members of the cluster of one story's copies at the end; a copy at the tenth and at the last. */
  copies: number;
  tenth: number;
  last: number;
}

/** What was measured; a part that was not asked for is missing. */
export interface Results {
  costs?: Figure[];
  placement?: PlacementFigure[];
  stream?: StreamFigures;
  http?: HttpFigure[];
  peers?: Figure[];
}
