import type { Scorecard } from '../../src/similarity/scorecard.ts';
import type { Tree, Trees } from '../../src/similarity/trees.ts';

/** One weighted example: what was measured (NaN: missing) and whether it belongs together. */
export interface Example {
  values: Float64Array;
  together: boolean;
  weight: number;
}

export interface BoostingOptions {
  trees: number;
  depth: number;
  rate: number;
  /** Ridge on the leaves. */
  lambda: number;
  /** Least sum of second derivatives in a leaf. */
  leafWeight: number;
  /** Direction of each feature, -1, 0 or 1. */
  directions: readonly number[];
}

const BINS = 48;
const MISSING = 255;
const LEAST_ROWS = 20;
const LEAST_GAIN = 1e-3;
const LEAF_LIMIT = 6;

interface Binned {
  thresholds: number[][];
  bins: Uint8Array[];
}

/**
 * Newton boosting of logistic loss on histograms, with monotone constraints by bounds that children inherit
 * (Chen and Guestrin, "XGBoost", KDD 2016). Rows without the feature gain nothing from the tree.
 * No randomness: the same examples give the same trees.
 */
export const boost = (examples: Example[], options: BoostingOptions): Trees => {
  const binned = binFeatures(examples, options.directions.length);
  const positive = sum(examples, (e) => (e.together ? e.weight : 0));
  const bias = Math.log(positive / sum(examples, (e) => (e.together ? 0 : e.weight)));
  const scores = new Float64Array(examples.length).fill(bias);
  const gradients = new Float64Array(examples.length);
  const curvatures = new Float64Array(examples.length);
  const rows = Int32Array.from(examples, (_, i) => i);
  const trees: Tree[] = [];
  for (let n = 0; n < options.trees; n++) {
    examples.forEach(({ together, weight }, i) => {
      const p = 1 / (1 + Math.exp(-(scores[i] as number)));
      gradients[i] = weight * (p - (together ? 1 : 0));
      curvatures[i] = weight * p * (1 - p);
    });
    const grower = new Grower(binned, gradients, curvatures, scores, options);
    trees.push(grower.grow(rows, options.depth, -LEAF_LIMIT, LEAF_LIMIT));
  }
  return { bias: round(bias), trees };
};

const binFeatures = (examples: Example[], features: number): Binned => {
  const binned: Binned = { thresholds: [], bins: [] };
  for (let f = 0; f < features; f++) {
    const sorted = examples.map((e) => e.values[f] as number).filter((x) => !Number.isNaN(x));
    sorted.sort((a, b) => a - b);
    const thresholds: number[] = [];
    for (let b = 1; b < BINS; b++) {
      const cut = round(sorted[Math.floor((b * sorted.length) / BINS)] as number);
      if (sorted.length > 0 && (thresholds.length === 0 || cut > (thresholds.at(-1) as number))) thresholds.push(cut);
    }
    binned.thresholds.push(thresholds);
    binned.bins.push(Uint8Array.from(examples, (e) => binOf(thresholds, e.values[f] as number)));
  }
  return binned;
};

const binOf = (thresholds: number[], x: number): number => {
  if (Number.isNaN(x)) return MISSING;
  const above = thresholds.findIndex((threshold) => x < threshold);
  return above < 0 ? thresholds.length : above;
};

interface Sums {
  gradient: number;
  curvature: number;
}

interface Split {
  feature: number;
  bin: number;
  below: Sums;
  above: Sums;
  gain: number;
}

class Grower {
  private readonly data: Binned;
  private readonly gradients: Float64Array;
  private readonly curvatures: Float64Array;
  private readonly scores: Float64Array;
  private readonly options: BoostingOptions;

  constructor(
    data: Binned,
    gradients: Float64Array,
    curvatures: Float64Array,
    scores: Float64Array,
    options: BoostingOptions,
  ) {
    this.data = data;
    this.gradients = gradients;
    this.curvatures = curvatures;
    this.scores = scores;
    this.options = options;
  }

  /** Grows a tree over the rows and adds its leaves to their scores. */
  grow(rows: Int32Array, depth: number, lowest: number, highest: number): Tree {
    const all = this.total(rows);
    const split = depth === 0 || rows.length < LEAST_ROWS ? null : this.bestSplit(rows, all, lowest, highest);
    if (split === null) return this.leaf(rows, clamp(this.step(all), lowest, highest));
    const bins = this.data.bins[split.feature] as Uint8Array;
    const below = rows.filter((i) => (bins[i] as number) <= split.bin);
    const above = rows.filter((i) => (bins[i] as number) > split.bin && bins[i] !== MISSING);
    const direction = this.options.directions[split.feature] as number;
    const middle =
      (clamp(this.step(split.below), lowest, highest) + clamp(this.step(split.above), lowest, highest)) / 2;
    const bounds = direction > 0 ? [lowest, middle, middle, highest] : [middle, highest, lowest, middle];
    const [bl, bh, al, ah] = (direction === 0 ? [lowest, highest, lowest, highest] : bounds) as [
      number,
      number,
      number,
      number,
    ];
    return [
      split.feature,
      (this.data.thresholds[split.feature] as number[])[split.bin] as number,
      this.grow(below, depth - 1, bl, bh),
      this.grow(above, depth - 1, al, ah),
      this.leaf(
        rows.filter((i) => bins[i] === MISSING),
        clamp(0, lowest, highest),
      ),
    ];
  }

  private leaf(rows: Int32Array, step: number): number {
    const value = round(step * this.options.rate);
    for (const i of rows) this.scores[i] = (this.scores[i] as number) + value;
    return value;
  }

  private bestSplit(rows: Int32Array, all: Sums, lowest: number, highest: number): Split | null {
    let best: Split | null = null;
    this.data.thresholds.forEach((thresholds, feature) => {
      if (thresholds.length === 0) return;
      const histogram = this.histogram(rows, feature);
      const measured = plus(all, histogram[MISSING] as Sums, -1);
      let below: Sums = { gradient: 0, curvature: 0 };
      for (let bin = 0; bin < thresholds.length; bin++) {
        below = plus(below, histogram[bin] as Sums, 1);
        const above = plus(measured, below, -1);
        const gain = this.gain(below) + this.gain(above) - this.gain(all);
        if (gain <= (best?.gain ?? LEAST_GAIN) || !this.allowed(feature, below, above, lowest, highest)) continue;
        best = { feature, bin, below, above, gain };
      }
    });
    return best;
  }

  private allowed(feature: number, below: Sums, above: Sums, lowest: number, highest: number): boolean {
    const { leafWeight, directions } = this.options;
    if (below.curvature < leafWeight || above.curvature < leafWeight) return false;
    const rise = clamp(this.step(above), lowest, highest) - clamp(this.step(below), lowest, highest);
    return rise * (directions[feature] as number) >= 0;
  }

  private histogram(rows: Int32Array, feature: number): Sums[] {
    const bins = this.data.bins[feature] as Uint8Array;
    const histogram = Array.from({ length: 256 }, () => ({ gradient: 0, curvature: 0 }));
    for (const i of rows) {
      const sums = histogram[bins[i] as number] as Sums;
      sums.gradient += this.gradients[i] as number;
      sums.curvature += this.curvatures[i] as number;
    }
    return histogram;
  }

  private total(rows: Int32Array): Sums {
    const sums = { gradient: 0, curvature: 0 };
    for (const i of rows) {
      sums.gradient += this.gradients[i] as number;
      sums.curvature += this.curvatures[i] as number;
    }
    return sums;
  }

  private step({ gradient, curvature }: Sums): number {
    return -gradient / (curvature + this.options.lambda);
  }

  private gain({ gradient, curvature }: Sums): number {
    return gradient ** 2 / (curvature + this.options.lambda);
  }
}

const plus = (a: Sums, b: Sums, sign: number): Sums => ({
  gradient: a.gradient + sign * b.gradient,
  curvature: a.curvature + sign * b.curvature,
});
const clamp = (x: number, low: number, high: number): number => Math.max(low, Math.min(high, x));
const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0);
const round = (x: number): number => Math.round(x * 1e5) / 1e5;

/** Trees of depth one add up to one step function a feature. */
export const toScorecard = ({ bias, trees }: Trees, features: number): Scorecard => {
  const curves = Array.from({ length: features }, (_, feature) => {
    const stumps = trees.filter((tree) => typeof tree !== 'number' && tree[0] === feature) as [
      number,
      number,
      number,
      number,
      number,
    ][];
    const thresholds = [...new Set(stumps.map((stump) => stump[1]))].sort((a, b) => a - b);
    const at = (x: number): number => round(sum(stumps, ([, t, below, above]) => (x < t ? below : above)));
    return {
      thresholds,
      values: [at(Number.NEGATIVE_INFINITY), ...thresholds.map(at)],
    };
  });
  const constant = sum(trees, (tree) => (typeof tree === 'number' ? tree : 0));
  return { bias: round(bias + constant), curves };
};
