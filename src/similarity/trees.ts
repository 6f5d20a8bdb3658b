/** A leaf, in logits, or a split: feature, threshold, where a missing value goes (0 left, 1 right), below, from it on. */
export type Tree = number | readonly [feature: number, threshold: number, missing: number, below: Tree, above: Tree];

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
    const [feature, threshold, missing, below, above] = node;
    const x = values[feature] as number;
    node = (Number.isNaN(x) ? missing === 0 : x < threshold) ? below : above;
  }
  return node;
};
