import type { Trees } from './trees.ts';

/** What was learned, by `npm run train`. */
export interface Model {
  /** Two reports: SIGNALS → log-odds that they belong together. */
  pair: Trees;
  /** A report and a cluster: STANDING → log-odds that it belongs there. */
  cluster: Trees;
}
