import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agree, calibrate, type Gold, scoreWritten } from '../../bench/quality/evaluation/scores.ts';

const GOLD: Gold[] = [
  { id: 'o', story: 's1', kind: 'original' },
  { id: 'r1', story: 's1', kind: 'reprint' },
  { id: 'r2', story: 's1', kind: 'reprint' },
  { id: 'i', story: 's1', kind: 'independent' },
  { id: 'f', story: 's1-n1', kind: 'followup' },
  { id: 'p', story: 's2', kind: 'original' },
  { id: 't', story: 's2-n1', kind: 'twin' },
];
const placed = (clusters: Record<string, string>) => new Map(Object.entries(clusters));

describe('the score of written stories', () => {
  it('counts by kind who shares the cluster of the original, rightly or wrongly', () => {
    const score = scoreWritten(GOLD, placed({ o: 'a', r1: 'a', r2: 'b', i: 'a', f: 'a', p: 'c', t: 'd' }));
    expect(Object.fromEntries(score.joined)).toEqual({
      reprint: { all: 2, joined: 1 },
      independent: { all: 1, joined: 1 },
      followup: { all: 1, joined: 1 },
      twin: { all: 1, joined: 0 },
    });
    expect(score.foreign).toBe(0);
  });

  it('measures agreement without the independent reports', () => {
    const score = scoreWritten(GOLD, placed({ o: 'a', r1: 'a', r2: 'b', i: 'z', f: 'a', p: 'c', t: 'd' }));
    // o and r1 stand with f: two of three. Story s1 is o, r1, r2: two of three, two of three, one of three.
    expect(score.precision).toBeCloseTo((2 / 3 + 2 / 3 + 1 + 1 / 3 + 1 + 1) / 6);
    expect(score.recall).toBeCloseTo((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1 + 1) / 6);
    // Three true pairs, three found ones, one in common, of fifteen.
    expect(score.ari).toBeCloseTo((1 - 9 / 15) / (3 - 9 / 15));
    expect([score.clusters, score.stories]).toEqual([4, 4]);
  });

  it('counts as foreign what is in a cluster of another story, be it of another stream', () => {
    const clusters = placed({ o: 'a', r1: 'a', r2: 'a', i: 'a', f: 'a', p: 'a', t: 'd', x: 'd', y: 'e', z: 'e' });
    expect(scoreWritten(GOLD, clusters).foreign).toBe(1);
    expect(scoreWritten(GOLD, clusters, ['x', 'y', 'z']).foreign).toBe(2);
  });

  it('refuses a clustering that leaves an article out', () => {
    expect(() => scoreWritten(GOLD, placed({ o: 'a' }))).toThrow(/r1 was not placed/);
  });
});

describe('agreement of two partitions', () => {
  const labels = fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { minLength: 2, maxLength: 40 });
  const split = (pairs: [number, number][]) => [pairs.map(([x]) => `t${x}`), pairs.map(([, y]) => `f${y}`)] as const;

  it('counts the pairs that it says it counts', () => {
    fc.assert(
      fc.property(labels, (pairs) => {
        const [truth, found] = split(pairs);
        let [both, inFound, inTruth] = [0, 0, 0];
        for (let i = 0; i < pairs.length; i++) {
          for (let j = 0; j < i; j++) {
            if (truth[i] === truth[j]) inTruth++;
            if (found[i] === found[j]) inFound++;
            if (truth[i] === truth[j] && found[i] === found[j]) both++;
          }
        }
        const score = agree(truth, found);
        expect(score.pairPrecision).toBeCloseTo(inFound === 0 ? 1 : both / inFound);
        expect(score.pairRecall).toBeCloseTo(inTruth === 0 ? 1 : both / inTruth);
      }),
    );
  });

  it('is whole for the same partition under other names, and never more than that', () => {
    fc.assert(
      fc.property(labels, (pairs) => {
        const [truth, found] = split(pairs);
        const renamed = truth.map((label) => `${label}!`);
        expect(agree(truth, renamed)).toMatchObject({ f1: 1, ari: 1, pairF1: 1 });
        expect(agree(truth, found).ari).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  it('changes precision for recall when the sides are changed', () => {
    fc.assert(
      fc.property(labels, (pairs) => {
        const [truth, found] = split(pairs);
        const [there, back] = [agree(truth, found), agree(found, truth)];
        expect(there.precision).toBeCloseTo(back.recall);
        expect(there.ari).toBeCloseTo(back.ari);
      }),
    );
  });
});

describe('calibration', () => {
  const forecast = (probability: number, together: boolean, weight = 1) => ({ probability, together, weight });

  it('is the weighted distance between what was said and what was', () => {
    const { error, bins } = calibrate([
      forecast(0.95, true),
      forecast(0.95, false),
      forecast(0.1, false, 2),
      forecast(1, true, 0),
    ]);
    expect(bins.map(({ said, was, forecasts }) => [said, was, forecasts])).toEqual([
      [0.1, 0, 1],
      [0.95, 0.5, 3],
    ]);
    expect(error).toBeCloseTo(0.5 * 0.1 + 0.5 * 0.45);
  });

  it('is naught where nine of ten of what was given 0.9 came true', () => {
    const forecasts = Array.from({ length: 10 }, (_, i) => forecast(0.9, i > 0));
    expect(calibrate(forecasts).error).toBeCloseTo(0);
  });
});
