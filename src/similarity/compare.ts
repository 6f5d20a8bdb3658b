import type { Comparison } from '../contract/comparison.ts';
import { takeFingerprint } from '../text/fingerprint.ts';
import { createJudge, type Report } from './judge.ts';

export interface Comparable {
  title: string;
  text: string;
  /** ISO 8601. */
  published_at: string | null;
}

/** How two articles stand to each other. */
export const compare = (a: Comparable, b: Comparable): Comparison => {
  const { relation, score } = createJudge(toReport(a)).judge(toReport(b));
  return { relation, score, verdict: `${relation}, score ${score.toFixed(2)}`, signals: [], passages: [] };
};

const toReport = ({ title, text, published_at }: Comparable): Report => {
  const published = published_at === null ? null : Date.parse(published_at);
  return { fingerprint: takeFingerprint({ title, text }), published, received: published ?? 0, source: 0 };
};
