import type { Relation } from '../contract/placement.ts';
import type { Fingerprint } from '../text/fingerprint.ts';
import { measureSignals } from './signals.ts';

/** A text and when it came: what is judged. Times are milliseconds since the epoch. */
export interface Report {
  fingerprint: Fingerprint;
  /** When the article says it was published; null where it does not say. */
  published: number | null;
  received: number;
}

export interface Judgement {
  /** Probability that the two belong to one cluster, 0..1. */
  score: number;
  relation: Relation;
  /** Identical, or so near that it needs no index entry of its own. */
  copy: boolean;
}

/** Judges stored reports against one new report. */
export const createJudge = (a: Report): ((b: Report) => Judgement) => {
  return (b) => {
    if (a.fingerprint.digest === b.fingerprint.digest) return { score: 1, relation: 'identical', copy: true };
    const s = measureSignals(a, b);
    const score = 1 / (1 + Math.exp(-12 * (s.overlap - 0.25)));
    return { score, relation: score >= 0.5 ? 'rewrite' : score > 0.2 ? 'related' : 'none', copy: s.overlap > 0.85 };
  };
};
