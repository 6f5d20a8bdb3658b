import type { Tree, Trees } from '../../../src/similarity/trees.ts';

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
  /** Share of the features that each tree may look at: signals say much the same, and no few of them are to do all the work. */
  features: number;
  /** Direction of each feature, -1, 0 or 1. */
  directions: readonly number[];
}

const BINS = 40;
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
 * (Chen and Guestrin, "XGBoost", KDD 2016). Rows without a feature go a way of their own. Deterministic: the same examples give
 * the same trees.
 */
export const boost = (examples: Example[], options: BoostingOptions): Trees => {
  const binned = binFeatures(examples, options.directions.length);
  const positive = sum(examples, (e) => (e.together ? e.weight : 0));
  const bias = Math.log(positive / sum(examples, (e) => (e.together ? 0 : e.weight)));
  const scores = new Float64Array(examples.length).fill(bias);
  const gradients = new Float64Array(examples.length);
  const curvatures = new Float64Array(examples.length);
  const rows = Int32Array.from(examples, (_, i) => i);
  const draw = drawFeatures(options);
  const trees: Tree[] = [];
  for (let n = 0; n < options.trees; n++) {
    for (let i = 0; i < examples.length; i++) {
      const { together, weight } = examples[i] as Example;
      const p = 1 / (1 + Math.exp(-(scores[i] as number)));
      gradients[i] = weight * (p - (together ? 1 : 0));
      curvatures[i] = weight * p * (1 - p);
    }
    const grower = new Grower(binned, gradients, curvatures, scores, options, draw());
    trees.push(grower.grow(rows, options.depth, -LEAF_LIMIT, LEAF_LIMIT));
  }
  return { bias: round(bias), trees };
};

/** Draws the features of a tree, in an order that is always the same. */
const drawFeatures = ({ features, directions }: BoostingOptions): (() => number[]) => {
  let state = 1;
  const chance = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 0x100000000;
  };
  return () => [...directions.keys()].filter(() => chance() < features);
};

const binFeatures = (examples: Example[], features: number): Binned => {
  const binned: Binned = { thresholds: [], bins: [] };
  for (let f = 0; f < features; f++) {
    const measured = examples.map((e) => e.values[f] as number).filter((x) => !Number.isNaN(x));
    const sorted = Float64Array.from(measured).sort();
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

/** Sums of first and second derivatives. */
interface Sums {
  gradient: number;
  curvature: number;
}

interface Split {
  feature: number;
  bin: number;
  below: number;
  above: number;
  gain: number;
}

type Bounds = readonly [lowest: number, highest: number];

class Grower {
  private readonly data: Binned;
  private readonly gradients: Float64Array;
  private readonly curvatures: Float64Array;
  private readonly scores: Float64Array;
  private readonly options: BoostingOptions;
  private readonly features: number[];
  /** Of each bin the gradient, then the curvature. */
  private readonly histogram = new Float64Array(2 * (MISSING + 1));

  constructor(
    data: Binned,
    gradients: Float64Array,
    curvatures: Float64Array,
    scores: Float64Array,
    options: BoostingOptions,
    features: number[],
  ) {
    this.data = data;
    this.gradients = gradients;
    this.curvatures = curvatures;
    this.scores = scores;
    this.options = options;
    this.features = features;
  }

  /** Grows a tree over the rows and adds its leaves to their scores. */
  grow(rows: Int32Array, depth: number, lowest: number, highest: number): Tree {
    const all = this.total(rows);
    const split = depth === 0 || rows.length < LEAST_ROWS ? null : this.bestSplit(rows, all, [lowest, highest]);
    if (split === null) return this.leaf(rows, clamp(this.step(all), lowest, highest));
    const { feature, bin } = split;
    const bins = this.data.bins[feature] as Uint8Array;
    const below = rows.filter((i) => (bins[i] as number) <= bin);
    const above = rows.filter((i) => (bins[i] as number) > bin && bins[i] !== MISSING);
    const missing = rows.filter((i) => bins[i] === MISSING);
    const direction = this.options.directions[feature] as number;
    const middle = (split.below + split.above) / 2;
    const [belowBounds, aboveBounds]: [Bounds, Bounds] =
      direction > 0
        ? [
            [lowest, middle],
            [middle, highest],
          ]
        : direction < 0
          ? [
              [middle, highest],
              [lowest, middle],
            ]
          : [
              [lowest, highest],
              [lowest, highest],
            ];
    return [
      feature,
      (this.data.thresholds[feature] as number[])[bin] as number,
      this.grow(below, depth - 1, ...belowBounds),
      this.grow(above, depth - 1, ...aboveBounds),
      this.grow(missing, depth - 1, lowest, highest),
    ];
  }

  private leaf(rows: Int32Array, step: number): number {
    const value = round(step * this.options.rate);
    for (const i of rows) this.scores[i] = (this.scores[i] as number) + value;
    return value;
  }

  private bestSplit(rows: Int32Array, all: Sums, bounds: Bounds): Split | null {
    let best: Split | null = null;
    for (const feature of this.features) {
      const bins = (this.data.thresholds[feature] as number[]).length;
      if (bins > 0) best = this.bestBin(rows, feature, bins, all, bounds, best);
    }
    return best;
  }

  private bestBin(
    rows: Int32Array,
    feature: number,
    bins: number,
    all: Sums,
    [lowest, highest]: Bounds,
    known: Split | null,
  ): Split | null {
    const { leafWeight, directions } = this.options;
    const { histogram } = this;
    this.fillHistogram(rows, feature);
    const measured = {
      gradient: all.gradient - (histogram[2 * MISSING] as number),
      curvature: all.curvature - (histogram[2 * MISSING + 1] as number),
    };
    let best = known;
    const [below, above] = [
      { gradient: 0, curvature: 0 },
      { gradient: 0, curvature: 0 },
    ];
    for (let bin = 0; bin < bins; bin++) {
      below.gradient += histogram[2 * bin] as number;
      below.curvature += histogram[2 * bin + 1] as number;
      above.gradient = measured.gradient - below.gradient;
      above.curvature = measured.curvature - below.curvature;
      if (below.curvature < leafWeight || above.curvature < leafWeight) continue;
      const gain = this.gain(below) + this.gain(above) - this.gain(measured);
      if (gain <= (best?.gain ?? LEAST_GAIN)) continue;
      const [low, high] = [clamp(this.step(below), lowest, highest), clamp(this.step(above), lowest, highest)];
      if ((high - low) * (directions[feature] as number) >= 0) best = { feature, bin, below: low, above: high, gain };
    }
    return best;
  }

  private fillHistogram(rows: Int32Array, feature: number): void {
    const { histogram, gradients, curvatures } = this;
    const bins = this.data.bins[feature] as Uint8Array;
    histogram.fill(0);
    for (const i of rows) {
      const at = 2 * (bins[i] as number);
      histogram[at] = (histogram[at] as number) + (gradients[i] as number);
      histogram[at + 1] = (histogram[at + 1] as number) + (curvatures[i] as number);
    }
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

const clamp = (x: number, low: number, high: number): number => Math.max(low, Math.min(high, x));
const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0);
const round = (x: number): number => Math.round(x * 1e4) / 1e4;
