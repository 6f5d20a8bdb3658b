/** A leaf, in logits, or a split: feature, threshold, what is below it, what from it on, and what where it is missing (NaN). */
export type Tree = number | readonly [feature: number, threshold: number, below: Tree, above: Tree, missing: Tree];

/** Boosted trees of depth three at most: the few ways in which measures hang together. */
export interface Trees {
  bias: number;
  trees: readonly Tree[];
}

/** The sum of all trees, in logits. */
export const sumTrees = (trees: Trees, values: Float64Array): number => {
  const { roots, features, numbers, next } = layOut(trees);
  let sum = trees.bias;
  for (let tree = 0; tree < roots.length; tree++) {
    let node = roots[tree] as number;
    for (let feature = features[node] as number; feature >= 0; feature = features[node] as number) {
      const x = values[feature] as number;
      node = next[3 * node + (Number.isNaN(x) ? 2 : x < (numbers[node] as number) ? 0 : 1)] as number;
    }
    sum += numbers[node] as number;
  }
  return sum;
};

/** All nodes in a row: a cache holds them better than nested arrays. */
interface Layout {
  roots: Int32Array;
  /** The feature that a node splits by, -1 for a leaf. */
  features: Int16Array;
  /** A split's threshold, a leaf's value. */
  numbers: Float64Array;
  /** Of each node the ones below, above, and where the value is missing. */
  next: Int32Array;
}

const layouts = new WeakMap<Trees, Layout>();

const layOut = (trees: Trees): Layout => {
  const known = layouts.get(trees);
  if (known !== undefined) return known;
  const features: number[] = [];
  const numbers: number[] = [];
  const next: number[] = [];
  const add = (tree: Tree): number => {
    const node = features.length;
    const [feature, number, ...branches] = typeof tree === 'number' ? [-1, tree] : tree;
    features.push(feature);
    numbers.push(number);
    next.push(0, 0, 0);
    branches.forEach((branch, i) => {
      next[3 * node + i] = add(branch);
    });
    return node;
  };
  const roots = Int32Array.from(trees.trees, add);
  const layout = {
    roots,
    features: Int16Array.from(features),
    numbers: Float64Array.from(numbers),
    next: Int32Array.from(next),
  };
  layouts.set(trees, layout);
  return layout;
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
