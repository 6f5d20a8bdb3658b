import type { Judgement } from './judge.ts';

/** A stored article that retrieval proposed, judged. */
export interface Contender {
  /** Key of the article and number of its cluster. */
  article: number;
  cluster: number;
  judgement: Judgement;
}

export interface Verdict {
  /** The nearest member of the cluster to join; null to found one. */
  join: Contender | null;
  /** The nearest article at all. */
  nearest: Contender | null;
  /** Clusters that were near and are not joined, nearest first. */
  related: { cluster: number; score: number; reason: string }[];
  /** Further clusters that the article belongs to as well: to be merged if their representatives agree. */
  bridges: number[];
}

/** The best member must be this close. */
export const JOIN = 0.5;
/** And the founder this close, against drift. */
export const FOUNDER = 0.2;
/** Under this a cluster is not worth a word. */
const WORTH_A_WORD = 0.15;

export const decide = (contenders: Contender[], representatives: (cluster: number) => Judgement[]): Verdict => {
  const sorted = [...contenders].sort((a, b) => b.judgement.score - a.judgement.score);
  const best = new Map<number, Contender>();
  for (const c of sorted) if (!best.has(c.cluster)) best.set(c.cluster, c);
  const verdict: Verdict = { join: null, nearest: sorted[0] ?? null, related: [], bridges: [] };
  for (const contender of best.values()) {
    const { score } = contender.judgement;
    if (score >= JOIN && holds(representatives(contender.cluster))) {
      if (verdict.join === null) verdict.join = contender;
      else verdict.bridges.push(contender.cluster);
    } else if (score >= WORTH_A_WORD) {
      verdict.related.push({ cluster: contender.cluster, score, reason: score >= JOIN ? 'near one member, far from the founder' : 'shares background, leads differ' });
    }
  }
  return verdict;
};

const holds = (judgements: Judgement[]): boolean => {
  const founder = judgements[0];
  if (founder === undefined || founder.score >= FOUNDER) return true;
  return judgements.filter((j) => j.score >= JOIN).length * 2 > judgements.length;
};
