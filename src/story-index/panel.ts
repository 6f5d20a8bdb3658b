import { MERGE } from '../similarity/decide.ts';
import { createJudge, type Judge, type Judgement, type Report } from '../similarity/judge.ts';
import type { Model } from '../similarity/model.ts';
import type { ClusterRecord } from './cluster-record.ts';
import { readCluster } from './cluster-table.ts';
import { type DistinctText, readTexts } from './distinct-texts.ts';
import type { Store } from './store.ts';

/** A cluster's founder and its next distinct texts speak for it. */
const REPRESENTATIVES = 4;

export const representativesOf = (store: Store, record: ClusterRecord): DistinctText[] => {
  const numbers = record.texts.slice(0, REPRESENTATIVES);
  return readTexts(store, numbers).sort((a, b) => numbers.indexOf(a.number) - numbers.indexOf(b.number));
};

export interface Panel {
  judge: Judge;
  /** The report against one text. */
  judgeText: (text: DistinctText) => Judgement;
  /** The report against a cluster's representatives, founder first. */
  representatives: (cluster: number) => Judgement[];
}

/** Judges stored texts against one report, each once. */
export const createPanel = (store: Store, report: Report, model: Model): Panel => {
  const judge = createJudge(report, model);
  const judged = new Map<number, Judgement>();
  const one = (text: DistinctText): Judgement => {
    const known = judged.get(text.number);
    if (known !== undefined) return known;
    const judgement = judge.judge(text);
    judged.set(text.number, judgement);
    return judgement;
  };
  return {
    judge,
    judgeText: one,
    representatives: (cluster) => {
      const record = readCluster(store.sql, cluster);
      return record === null ? [] : representativesOf(store, record).map(one);
    },
  };
};

/**
 * Whether two clusters are one story by themselves, whatever article has brought them together: log-odds between every two of
 * their representatives are even on average, also where outlets are unknown: a cluster is no lone report.
 */
export const representativesAgree = (store: Store, a: ClusterRecord, b: ClusterRecord, model: Model): boolean => {
  const others = representativesOf(store, b);
  const logits = representativesOf(store, a).flatMap((text) => {
    const { judge } = createJudge(text, model);
    return others.map((other) => judge(other).logit);
  });
  return logits.length > 0 && logits.reduce((sum, logit) => sum + logit, 0) / logits.length >= MERGE;
};
