/** What an article is in a written corpus. A follow-up's story is named after the one it follows, with `-n1` and so on behind. */
export interface Gold {
  id: string;
  story: string;
  kind: string;
}

/** Cluster of each article by id. */
export type Clustering = ReadonlyMap<string, string>;

/** Of `all`, so many are in the cluster of their story's original. */
export interface Share {
  all: number;
  joined: number;
}

export interface Agreement {
  /** BCubed. */
  precision: number;
  recall: number;
  f1: number;
  /** Over pairs of articles. */
  pairPrecision: number;
  pairRecall: number;
  pairF1: number;
  /** Adjusted Rand index. */
  ari: number;
  clusters: number;
  stories: number;
}

export interface WrittenScore extends Agreement {
  joined: ReadonlyMap<string, Share>;
  /** Articles in a cluster that is mostly another story's. */
  foreign: number;
}

/** Kinds that belong to the original's cluster; `independent` better does too and is not in the agreement. */
export const TOGETHER = ['reprint', 'rewrite', 'brief', 'spin', 'update', 'backtranslation'] as const;
export const APART = ['followup', 'twin', 'sidebar', 'analysis', 'roundup'] as const;
const IN_AGREEMENT: readonly string[] = ['original', ...TOGETHER, ...APART];

export const baseStory = (story: string): string => story.replace(/-n\d$/, '');

/** Kinds that count in BCubed and ARI. */
export const inAgreement = (kind: string): boolean => IN_AGREEMENT.includes(kind);

/**
 * Scores a clustering of written stories. `strangers` are articles of other streams, each a story of its own here: those in a
 * cluster with written ones are foreign. Throws where an article has no cluster.
 */
export const scoreWritten = (gold: Gold[], clusters: Clustering, strangers: string[] = []): WrittenScore => {
  const scored = gold.filter(({ kind }) => inAgreement(kind));
  return {
    ...agree(
      scored.map((g) => g.story),
      scored.map((g) => clusterOf(clusters, g.id)),
    ),
    joined: shareByKind(gold, clusters),
    foreign: countForeign(gold, clusters, strangers),
  };
};

export const clusterOf = (clusters: Clustering, id: string): string => {
  const cluster = clusters.get(id);
  if (cluster === undefined) throw new Error(`article ${id} was not placed`);
  return cluster;
};

const shareByKind = (gold: Gold[], clusters: Clustering): Map<string, Share> => {
  const homes = new Map(gold.filter((g) => g.kind === 'original').map((g) => [g.story, clusterOf(clusters, g.id)]));
  const shares = new Map<string, Share>();
  for (const { id, story, kind } of gold) {
    if (kind === 'original') continue;
    const share = shares.get(kind) ?? { all: 0, joined: 0 };
    shares.set(kind, share);
    share.all++;
    if (homes.get(baseStory(story)) === clusterOf(clusters, id)) share.joined++;
  }
  return shares;
};

const countForeign = (gold: Gold[], clusters: Clustering, strangers: string[]): number => {
  const members = new Map<string, string[]>();
  for (const { id, story } of gold) {
    const cluster = clusterOf(clusters, id);
    members.set(cluster, [...(members.get(cluster) ?? []), baseStory(story)]);
  }
  for (const id of strangers) members.get(clusterOf(clusters, id))?.push(`stranger ${id}`);
  return [...members.values()].reduce((sum, bases) => sum + bases.length - Math.max(...count(bases).values()), 0);
};

/** How well a partition (`found`) agrees with the true one (`truth`), item by item in the same order. */
export const agree = (truth: string[], found: string[]): Agreement => {
  const both = truth.map((label, i) => `${label}\u0000${found[i]}`);
  const [t, f, b] = [count(truth), count(found), count(both)];
  const mean = (of: ReadonlyMap<string, number>, labels: string[]): number =>
    labels.reduce((sum, label, i) => sum + (b.get(both[i] as string) as number) / (of.get(label) as number), 0) /
    labels.length;
  const [precision, recall] = [mean(f, found), mean(t, truth)];
  const [truePairs, foundPairs, commonPairs] = [pairsIn(t), pairsIn(f), pairsIn(b)];
  const pairPrecision = foundPairs === 0 ? 1 : commonPairs / foundPairs;
  const pairRecall = truePairs === 0 ? 1 : commonPairs / truePairs;
  return {
    precision,
    recall,
    f1: harmonic(precision, recall),
    pairPrecision,
    pairRecall,
    pairF1: harmonic(pairPrecision, pairRecall),
    ari: adjustedRand(commonPairs, truePairs, foundPairs, (truth.length * (truth.length - 1)) / 2),
    clusters: f.size,
    stories: t.size,
  };
};

/** Hubert and Arabie 1985; two partitions without any pair agree. */
const adjustedRand = (common: number, a: number, b: number, all: number): number => {
  const expected = all === 0 ? 0 : (a * b) / all;
  const most = (a + b) / 2;
  return most === expected ? 1 : (common - expected) / (most - expected);
};

const harmonic = (x: number, y: number): number => (x + y === 0 ? 0 : (2 * x * y) / (x + y));

const count = (labels: string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
};

const pairsIn = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);

/** A probability that was given, what came true, and how much it counts. */
export interface Forecast {
  probability: number;
  together: boolean;
  weight: number;
}

export interface CalibrationBin {
  /** Mean of the probabilities given, and share that came true. */
  said: number;
  was: number;
  weight: number;
  forecasts: number;
}

export const CALIBRATION_BINS = 10;

/** Expected calibration error over ten bins of equal width (Naeini et al. 2015), and the bins that hold something. */
export const calibrate = (forecasts: Forecast[]): { error: number; bins: CalibrationBin[] } => {
  const bins = Map.groupBy(forecasts, ({ probability }) =>
    Math.min(CALIBRATION_BINS - 1, Math.floor(probability * CALIBRATION_BINS)),
  );
  const summed = [...bins].sort(([x], [y]) => x - y).map(([, inside]) => summarise(inside));
  const total = summed.reduce((sum, bin) => sum + bin.weight, 0);
  const error = summed.reduce((sum, bin) => sum + (bin.weight / total) * Math.abs(bin.said - bin.was), 0);
  return { error, bins: summed };
};

const summarise = (inside: Forecast[]): CalibrationBin => {
  const weight = inside.reduce((sum, forecast) => sum + forecast.weight, 0);
  const said = inside.reduce((sum, forecast) => sum + forecast.weight * forecast.probability, 0) / weight;
  const was = inside.reduce((sum, forecast) => sum + (forecast.together ? forecast.weight : 0), 0) / weight;
  return { said, was, weight, forecasts: inside.length };
};
