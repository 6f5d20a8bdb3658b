import { type Judge, type Judgement, signalOf } from './judge.ts';
import { scoreOf } from './logit.ts';
import { weighStanding } from './standing.ts';

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

/**
 * Log-odds of belonging to the cluster from which on a report joins it. Of 0, 0.25 and 0.5 on stories kept apart (`npm run eval --
 * --sweep`) this kept round-ups and follow-ups out at the least cost in paraphrases.
 */
const JOIN = 0.25;
/** Mean log-odds between representatives from which on two clusters that a report belongs to are one. */
export const MERGE = 0;
/**
 * The bar for joining where an outlet is unknown: most of what tells a follow-up from a rewrite is missing then, and a text without a
 * source is more often a copy that was stripped than news.
 */
const JOIN_UNSOURCED = -1;

/** No report belongs to a cluster to whose nearest member its log-odds are lower: of 11,022 joins in the labelled streams the lowest was -1.2. */
const UNLIKELY = -3;

/**
 * Decides where a report belongs. `representatives(c)` are its judgements against the founder (first) and up to three further
 * fixed representatives of cluster c.
 */
export const decide = (
  judge: Judge,
  contenders: Contender[],
  representatives: (cluster: number) => Judgement[],
): Verdict => {
  const sorted = [...contenders].sort((a, b) => b.judgement.logit - a.judgement.logit);
  const verdict: Verdict = { join: null, nearest: sorted[0] ?? null, related: [], bridges: [] };
  const standings = [...Map.groupBy(sorted, ({ cluster }) => cluster)].map(([cluster, members]) => {
    const nearest = members[0] as Contender;
    const { logit } = nearest.judgement;
    // To ask for the representatives costs more than all judging; most candidates have nothing to do with the report.
    if (logit < UNLIKELY) return { cluster, nearest, fixed: [], logit };
    const fixed = representatives(cluster);
    const others = members.map((member) => member.judgement);
    return { cluster, nearest, fixed, logit: weighStanding(judge, fixed.length > 0 ? fixed : others, others) };
  });
  // A copy goes to its original, whatever else it is near to.
  standings.sort((a, b) => Number(isCopy(b)) - Number(isCopy(a)) || b.logit - a.logit);
  for (const { cluster, nearest, fixed, logit } of standings) {
    if (nearest.judgement.copy || logit >= barFor(nearest.judgement)) {
      if (verdict.join === null) verdict.join = asMember(nearest);
      else verdict.bridges.push(cluster);
    } else if (nearest.judgement.relation !== 'none') {
      const score = Math.min(nearest.judgement.score, scoreOf(logit));
      verdict.related.push({ cluster, score, reason: reasonAgainst(nearest.judgement, fixed) });
    }
  }
  return verdict;
};

const isCopy = ({ nearest }: { nearest: Contender }): boolean => nearest.judgement.copy;

const barFor = (judgement: Judgement): number =>
  Number.isNaN(signalOf(judgement, 'sameSource')) ? JOIN_UNSOURCED : JOIN;

/** A report that joins by the standing with all members is a member to the nearest one too. */
export const asMember = (contender: Contender): Contender => {
  const { relation } = contender.judgement;
  if (relation !== 'related' && relation !== 'none') return contender;
  return { ...contender, judgement: { ...contender.judgement, relation: 'coverage' } };
};

/** Two days: beyond it hardly any paper still runs the first report. */
const LATE_HOURS = 36;

const reasonAgainst = (nearest: Judgement, representatives: Judgement[]): string => {
  const hours = signalOf(nearest, 'hours');
  if (hours > LATE_HOURS) return `shares background, ${Math.round(hours / 24)} days apart`;
  const founder = representatives[0];
  if (nearest.logit >= 0 && founder !== undefined && founder.logit < 0) return 'near one member, far from the founder';
  if (nearest.logit >= 0) return 'shares a part, but tells news that the cluster does not have';
  return 'shares background, leads differ';
};
