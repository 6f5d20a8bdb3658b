/** A leaf, in logits, or a split: feature, threshold, what is below it, what from it on, and what where it is missing (NaN). */
export type Tree = number | readonly [feature: number, threshold: number, below: Tree, above: Tree, missing: Tree];

/** Boosted trees of depth three at most: the few ways in which measures hang together. */
export interface Trees {
  bias: number;
  trees: readonly Tree[];
}

/** The sum of all trees, in logits. */
export const sumTrees = ({ bias, trees }: Trees, values: Float64Array): number => {
  let sum = bias;
  for (const tree of trees) sum += leafOf(tree, values);
  return sum;
};

const leafOf = (tree: Tree, values: Float64Array): number => {
  let node = tree;
  while (typeof node !== 'number') {
    const x = values[node[0]] as number;
    node = Number.isNaN(x) ? node[4] : x < node[1] ? node[2] : node[3];
  }
  return node;
};

/** The sum told apart. */
export interface Parts {
  /** What is said where nothing is measured, in logits. */
  base: number;
  /** What each value adds to it, in logits. `base` and all parts are the sum of the trees. */
  parts: Float64Array;
}

/**
 * Each value's part in the sum: its Shapley value in the game in which a value takes part or is missing (Lundberg and Lee, "A
 * unified approach to interpreting model predictions", NIPS 2017). Exact: small trees have few leaves to look at.
 */
export const partsOf = ({ bias, trees }: Trees, values: Float64Array): Parts => {
  const result: Parts = { base: bias, parts: new Float64Array(values.length) };
  for (const tree of trees) share(tree, values, [], [], result);
  return result;
};

/** Shares a leaf among the values that lead to it: `present` must take part, `absent` must not. */
const share = (tree: Tree, values: Float64Array, present: number[], absent: number[], result: Parts): void => {
  if (typeof tree === 'number') {
    if (present.length === 0) result.base += tree;
    const [p, a] = [present.length, absent.length];
    for (const feature of present) add(result, feature, (tree * factorial(p - 1) * factorial(a)) / factorial(p + a));
    for (const feature of absent) add(result, feature, (-tree * factorial(p) * factorial(a - 1)) / factorial(p + a));
    return;
  }
  const [feature, threshold, below, above, missing] = tree;
  const x = values[feature] as number;
  const found = x < threshold ? below : above;
  if (Number.isNaN(x) || absent.includes(feature)) share(missing, values, present, absent, result);
  else if (present.includes(feature)) share(found, values, present, absent, result);
  else {
    share(found, values, [...present, feature], absent, result);
    share(missing, values, present, [...absent, feature], result);
  }
};

const add = ({ parts }: Parts, feature: number, amount: number): void => {
  parts[feature] = (parts[feature] as number) + amount;
};

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
