import type { Scorecard } from './scorecard.ts';
import type { Trees } from './trees.ts';

/**
 * What is known besides the texts: when both came and from which outlets (`full`), all but when (`undated`), all but the outlets
 * (`unsourced`), nothing (`bare`). Each has a model of its own, because evidence that is missing must not count as evidence.
 */
export const SITUATIONS = ['full', 'undated', 'unsourced', 'bare'] as const;
export type Situation = (typeof SITUATIONS)[number];

export const situationOf = (dated: boolean, sourced: boolean): Situation =>
  sourced ? (dated ? 'full' : 'undated') : dated ? 'unsourced' : 'bare';

/** What was learned, by `npm run train`. */
export interface Model {
  /** Two reports: SIGNALS → log-odds that they belong together. */
  pair: Record<Situation, Scorecard>;
  /** A report and a cluster: STANDING → log-odds that it belongs there. */
  cluster: Record<Situation, Trees>;
}
