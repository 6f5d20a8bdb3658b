/**
 * A leaf, in logits, or a split: feature, threshold, what is below it, what from it on, and what a missing value is worth:
 * nothing, or as near to nothing as the directions of the splits above allow.
 */
export type Tree = number | readonly [feature: number, threshold: number, below: Tree, above: Tree, missing: number];

/** Small boosted trees: the few ways in which the standing in a cluster hangs together. */
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
    const [feature, threshold, below, above, missing] = node;
    const x = values[feature] as number;
    if (Number.isNaN(x)) return missing;
    node = x < threshold ? below : above;
  }
  return node;
};
