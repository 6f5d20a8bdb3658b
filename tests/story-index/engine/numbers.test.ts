import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBase32, toBase32 } from '../../../src/story-index/base32.ts';
import { clusterId, clusterNumber, nextClusterNumber } from '../../../src/story-index/cluster-number.ts';

const safe = fc.maxSafeNat();

test('cluster ids sort as their numbers and give them back', () => {
  fc.assert(
    fc.property(safe, safe, (a, b) => {
      expect(clusterNumber(clusterId(a))).toBe(a);
      expect(Math.sign(a - b)).toBe(clusterId(a) < clusterId(b) ? -1 : clusterId(a) > clusterId(b) ? 1 : 0);
    }),
  );
});

test('no other text is read as a number', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 14 }), (text) => {
      const number = fromBase32(text);
      expect(number === null || toBase32(number) === text).toBe(true);
    }),
  );
  for (const id of ['', 'c_', 'c_0', 'x_00000000000', 'c_0000000000u', 'c_zzzzzzzzzzz', 'C_00000000001']) {
    expect(clusterNumber(id)).toBeNull();
  }
});

test('numbers rise, also when the clock stands still or goes back', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1.7e12, max: 1.9e12 }), { minLength: 2 }), (clocks) => {
      let last = 0;
      for (const now of clocks) {
        const next = nextClusterNumber(last, now);
        expect(next).toBeGreaterThan(last);
        expect(Number.isSafeInteger(next)).toBe(true);
        last = next;
      }
    }),
  );
});
