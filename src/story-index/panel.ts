import { FOUNDER, JOIN } from '../similarity/decide.ts';
import { createJudge, type Judgement, type Report } from '../similarity/judge.ts';
import type { ClusterRecord } from './cluster-record.ts';
import { readCluster } from './cluster-table.ts';
import { type DistinctText, readTexts } from './distinct-texts.ts';
import type { Store } from './store.ts';

/** A cluster's founder and its next distinct texts speak for it. */
const REPRESENTATIVES = 4;

export const representativesOf = (store: Store, record: ClusterRecord): DistinctText[] => {
  const numbers = record.texts.slice(0, REPRESENTATIVES);
  return readTexts(store.sql, numbers).sort((a, b) => numbers.indexOf(a.number) - numbers.indexOf(b.number));
};

/** Judges stored texts against one report, each once. */
export const createPanel = (store: Store, report: Report) => {
  const judge = createJudge(report);
  const judged = new Map<number, Judgement>();
  const one = (text: DistinctText): Judgement => {
    const known = judged.get(text.number);
    if (known !== undefined) return known;
    const judgement = judge(text);
    judged.set(text.number, judgement);
    return judgement;
  };
  return {
    judge: one,
    /** The report against a cluster's representatives, founder first. */
    representatives: (cluster: number): Judgement[] => {
      const record = readCluster(store.sql, cluster);
      return record === null ? [] : representativesOf(store, record).map(one);
    },
  };
};

/**
 * Whether two clusters are one story by themselves, whatever article has brought them together: their founders hold as for any
 * member, and most of their representatives would join each other.
 */
export const representativesAgree = (store: Store, a: ClusterRecord, b: ClusterRecord): boolean => {
  const others = representativesOf(store, b);
  const scores = representativesOf(store, a).flatMap((text) => others.map((other) => createJudge(text)(other).score));
  const founders = scores[0];
  if (founders === undefined || founders < FOUNDER) return false;
  return scores.filter((score) => score >= JOIN).length * 2 > scores.length;
};
