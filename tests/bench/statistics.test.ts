import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratiosIn } from '../../bench/speed/ratios.ts';
import { median, quantile, ratioOf } from '../../bench/speed/statistics.ts';

describe('quantile', () => {
  it.each([
    [[3, 1, 2], 0.5, 2],
    [[3, 1, 2], 0, 1],
    [[3, 1, 2], 1, 3],
    [[4], 0.99, 4],
    [Array.from({ length: 100 }, (_, i) => i + 1), 0.99, 99],
    [[], 0.5, Number.NaN],
  ])('of %j at %d is %d', (values, share, expected) => {
    expect(quantile(values, share)).toBe(expected);
  });
});

describe('median', () => {
  it('is the middle, or the mean of the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([])).toBeNaN();
  });

  it('has as many values below as above, and leaves its input alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
        const before = [...values];
        const middle = median(values);
        expect(values).toEqual(before);
        const [below, above] = [values.filter((x) => x < middle), values.filter((x) => x > middle)];
        expect(Math.max(below.length, above.length)).toBeLessThanOrEqual(values.length / 2);
      }),
    );
  });
});

describe('ratios', () => {
  it('compare round with round, so a slow round of the machine changes nothing', () => {
    expect(ratioOf([10, 100, 10], [5, 50, 5])).toBe(2);
  });

  it('are told for each host where both sides were measured', () => {
    const costs = [
      { name: 'floor', host: 'Node' as const, rounds: [10, 20, 10] },
      { name: 'fingerprint', host: 'Node' as const, rounds: [40, 80, 50] },
      { name: 'fingerprint', host: 'workerd' as const, rounds: [40] },
    ];
    expect(ratiosIn({ costs })).toEqual([{ name: 'fingerprint / floor', host: 'Node', value: 4 }]);
    expect(ratiosIn({})).toEqual([]);
  });
});
