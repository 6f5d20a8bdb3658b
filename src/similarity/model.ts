import type { Scorecard } from './scorecard.ts';
import type { Trees } from './trees.ts';

/**
 * What was learned. Twice, because evidence that is missing must not count as evidence: once for reports whose outlets are both
 * known, once for the rest. Made by `npm run train`.
 */
export interface Model {
  /** Two reports: SIGNALS → logit that they belong together. */
  pair: { sourced: Scorecard; unsourced: Scorecard };
  /** A report and a cluster: STANDING → logit that it belongs there. */
  cluster: { sourced: Trees; unsourced: Trees };
}
