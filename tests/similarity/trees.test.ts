import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOf, sumTrees, type Tree, type Trees } from '../../src/similarity/trees.ts';

const FEATURES = 4;

const { tree } = fc.letrec<{ tree: Tree; split: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    fc.integer({ min: -50, max: 50 }).map((x) => x / 10),
    tie('split'),
  ),
  split: fc.tuple(
    fc.nat(FEATURES - 1),
    fc.integer({ min: 0, max: 10 }).map((x) => x / 10),
    tie('tree'),
    tie('tree'),
    tie('tree'),
  ),
}));
const trees = fc.record({ bias: fc.integer({ min: -3, max: 3 }), trees: fc.array(tree, { maxLength: 5 }) });
const value = fc.oneof(
  fc.integer({ min: 0, max: 10 }).map((x) => x / 10),
  fc.constant(Number.NaN),
);
const values = fc
  .array(value, { minLength: FEATURES, maxLength: FEATURES })
  .map((all): Float64Array<ArrayBufferLike> => Float64Array.from(all));

const sum = (all: Iterable<number>): number => [...all].reduce((x, y) => x + y, 0);

/** Shapley values by their definition: the mean, over all orders, of what a value adds to those before it. */
const byDefinition = (model: Trees, all: Float64Array): number[] => {
  const parts = Array.from({ length: FEATURES }, () => 0);
  const orders = permutations([...parts.keys()]);
  for (const order of orders) {
    const known = new Float64Array(FEATURES).fill(Number.NaN);
    for (const feature of order) {
      const before = sumTrees(model, known);
      known[feature] = all[feature] as number;
      parts[feature] = (parts[feature] as number) + (sumTrees(model, known) - before) / orders.length;
    }
  }
  return parts;
};

const permutations = (items: number[]): number[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((first, i) => permutations(items.toSpliced(i, 1)).map((rest) => [first, ...rest]));

describe('the parts of a score', () => {
  it('add up to it', () => {
    fc.assert(
      fc.property(trees, values, (model, all) => {
        const { base, parts } = partsOf(model, all);
        expect(base + sum(parts)).toBeCloseTo(sumTrees(model, all), 9);
      }),
    );
  });

  it('are Shapley values, with "missing" for taking no part', () => {
    fc.assert(
      fc.property(trees, values, (model, all) => {
        const { parts } = partsOf(model, all);
        byDefinition(model, all).forEach((part, i) => {
          expect(parts[i]).toBeCloseTo(part, 9);
        });
      }),
    );
  });

  it('of a missing value are nothing', () => {
    const model: Trees = { bias: 1, trees: [[0, 0.5, -2, 3, 0.25]] };
    expect(partsOf(model, Float64Array.of(Number.NaN))).toEqual({ base: 1.25, parts: Float64Array.of(0) });
    expect(partsOf(model, Float64Array.of(0.7))).toEqual({ base: 1.25, parts: Float64Array.of(2.75) });
  });
});
