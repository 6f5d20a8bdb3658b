/** A leaf, in logits, or a split: feature, threshold, what is below it, what from it on. A missing value says nothing: 0. */
export type Tree = number | readonly [feature: number, threshold: number, below: Tree, above: Tree];

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
    const [feature, threshold, below, above] = node;
    const x = values[feature] as number;
    if (Number.isNaN(x)) return 0;
    node = x < threshold ? below : above;
  }
  return node;
};
