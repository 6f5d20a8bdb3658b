import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BoostingOptions, boost, type Example } from '../../bench/quality/training/boosting.ts';
import { sumTrees } from '../../src/similarity/trees.ts';

const FEATURES = 3;
const OPTIONS: BoostingOptions = {
  trees: 12,
  depth: 3,
  rate: 0.3,
  lambda: 1,
  leafWeight: 0.5,
  features: 0.8,
  directions: [1, -1, 0],
};

const value = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 20 }).map((x) => x / 20) },
  fc.constant(Number.NaN),
);
const row = fc.array(value, { minLength: FEATURES, maxLength: FEATURES });
const example = fc
  .record({ values: row, together: fc.boolean(), weight: fc.integer({ min: 1, max: 4 }) })
  .map((one): Example => ({ ...one, values: Float64Array.from(one.values) }));
/** Both classes, or there is nothing to learn. */
const examples = fc
  .array(example, { minLength: 40, maxLength: 120 })
  .filter((all) => all.some((e) => e.together) && all.some((e) => !e.together));

const withValue = (values: Float64Array, feature: number, x: number): Float64Array =>
  values.map((old, i) => (i === feature ? x : old));

describe('boosted trees', () => {
  it('never go against a direction, whatever the examples say', () => {
    fc.assert(
      fc.property(examples, row, fc.nat(20), fc.nat(20), (learned, at, x, y) => {
        const trees = boost(learned, OPTIONS);
        const values = Float64Array.from(at);
        const [low, high] = [Math.min(x, y) / 20, Math.max(x, y) / 20];
        const score = (feature: number, to: number): number => sumTrees(trees, withValue(values, feature, to));
        expect(score(0, high)).toBeGreaterThanOrEqual(score(0, low) - 1e-9);
        expect(score(1, high)).toBeLessThanOrEqual(score(1, low) + 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  it('are the same for the same examples', () => {
    fc.assert(
      fc.property(examples, (learned) => {
        expect(boost(learned, OPTIONS)).toEqual(boost(structuredClone(learned), OPTIONS));
      }),
      { numRuns: 20 },
    );
  });

  it('learn a rule that is there', () => {
    const learned = Array.from({ length: 200 }, (_, i): Example => {
      const x = (i % 20) / 20;
      return { values: Float64Array.of(x, Number.NaN, 0.5), together: x >= 0.5, weight: 1 };
    });
    const trees = boost(learned, OPTIONS);
    expect(sumTrees(trees, Float64Array.of(0.9, Number.NaN, 0.5))).toBeGreaterThan(1);
    expect(sumTrees(trees, Float64Array.of(0.1, Number.NaN, 0.5))).toBeLessThan(-1);
  });
});
