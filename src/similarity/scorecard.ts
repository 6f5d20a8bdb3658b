/** One signal's part in the score: a step function of its value, in logits. What could not be measured says nothing: 0. */
export interface Curve {
  /** Ascending; values[i] holds below thresholds[i], the last value from the last threshold on. */
  thresholds: readonly number[];
  values: readonly number[];
}

/** An additive model: what a person reads as the parts of a score is all there is to it. */
export interface Scorecard {
  bias: number;
  /** One curve a signal, in the order of SIGNALS. */
  curves: readonly Curve[];
}

/** The parts of the score, one a signal, in logits. */
export const partsOf = (card: Scorecard, values: Float64Array): number[] =>
  card.curves.map((curve, i) => valueAt(curve, values[i] as number));

/** The score in logits. */
export const totalOf = (card: Scorecard, values: Float64Array): number => {
  let total = card.bias;
  for (let i = 0; i < card.curves.length; i++) total += valueAt(card.curves[i] as Curve, values[i] as number);
  return total;
};

const valueAt = ({ thresholds, values }: Curve, x: number): number => {
  if (Number.isNaN(x)) return 0;
  let low = 0;
  let high = thresholds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (x >= (thresholds[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return values[low] as number;
};

/** Logits to probability. */
export const probability = (logit: number): number => 1 / (1 + Math.exp(-logit));
