import { asMember, type Contender, type Verdict } from '../../similarity/decide.ts';
import type { ArticleRow } from '../article-table.ts';
import type { ClusterRecord } from '../cluster-record.ts';
import { type Panel, representativesOf } from '../panel.ts';
import type { Store } from '../store.ts';
import type { Facts } from './facts.ts';

const TAKEN_OUT = 'somebody took the text that is nearest to this article out of it';

/**
 * The verdict as people would have it: who would join a cluster from which the text that is nearest to him was taken out goes where that
 * text is. Of texts that are equally near the one that was corrected last leads. Reads nothing where nothing near was corrected.
 */
export const obey = (facts: Facts, contenders: readonly Contender[], verdict: Verdict): Verdict => {
  const { join } = verdict;
  if (join === null) return verdict;
  const led = nearestOf(contenders)
    .filter(({ article }) => facts.concern(article))
    .map((contender) => ({ contender, bars: facts.barsOf(contender.article, contender.cluster) }))
    .sort((a, b) => newest(b) - newest(a));
  const [leader] = led;
  if (leader === undefined || !leader.bars.some(({ cluster }) => cluster === join.cluster)) return verdict;
  const { contender } = leader;
  return {
    ...verdict,
    join: asMember(contender),
    bridges: verdict.bridges.filter((cluster) => cluster !== contender.cluster),
    related: [
      ...verdict.related.filter(({ cluster }) => cluster !== contender.cluster),
      { cluster: join.cluster, score: join.judgement.score, reason: TAKEN_OUT },
    ],
  };
};

const newest = ({ bars }: { bars: { correction: number }[] }): number =>
  bars.reduce((latest, { correction }) => Math.max(latest, correction), 0);

/** Those of the same text, however far apart in time; else the nearest. */
const nearestOf = (contenders: readonly Contender[]): Contender[] => {
  const same = contenders.filter(({ judgement }) => judgement.relation === 'identical');
  if (same.length > 0) return same;
  const highest = contenders.reduce((most, { judgement }) => Math.max(most, judgement.logit), Number.NEGATIVE_INFINITY);
  return contenders.filter(({ judgement }) => judgement.logit === highest);
};

/**
 * Clusters that a revised article may not join: it keeps out of them, or its cluster, which it has left vacant, would become one with
 * what was taken out of it.
 */
export const closedTo = (facts: Facts, row: ArticleRow, vacant: ClusterRecord | null): number[] => [
  ...facts.barsOf(row.key, row.cluster).map(({ cluster }) => cluster),
  ...(vacant === null ? [] : facts.avoiding(vacant)),
];

/** A pinned article stays in its cluster, null where it is alone there; its relation is that to the nearest member. */
export const stayIn = (
  home: ClusterRecord | null,
  store: Store,
  contenders: readonly Contender[],
  panel: Panel,
): Verdict => {
  const speakers = home === null ? [] : representativesOf(store, home);
  const own = [
    ...contenders.filter(({ cluster }) => cluster === home?.number),
    ...speakers.map((text) => ({ article: text.article, cluster: text.cluster, judgement: panel.judgeText(text) })),
  ];
  return { join: nearer(own), nearest: nearer(contenders), related: [], bridges: [] };
};

const nearer = (contenders: readonly Contender[]): Contender | null =>
  contenders.reduce<Contender | null>(
    (best, one) => (best === null || one.judgement.logit > best.judgement.logit ? one : best),
    null,
  );
