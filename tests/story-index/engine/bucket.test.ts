import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  BUCKETS,
  bucketOf,
  findTerm,
  packBucket,
  RUN_TEXTS,
  unpackBucket,
} from '../../../src/story-index/retrieval/bucket.ts';

const BUCKET = BUCKETS - 1;
const TERMS = 2 ** 32 / BUCKETS;
const FIRST = 2 ** 32 - TERMS;

const packed = (lists: Map<number, number[]>): ArrayBuffer =>
  packBucket([...lists].sort(([a], [b]) => a - b).map(([term, places]) => ({ term, places }))).buffer as ArrayBuffer;

const descending = (places: number[]): number[] => [...new Set(places)].sort((a, b) => b - a);

const visited = (list: ReturnType<typeof findTerm>): number[] => {
  const places: number[] = [];
  list?.each((place) => places.push(place) > 0);
  return places;
};

test('a bucket gives back what was packed, term by term and as a whole', () => {
  const lists = fc
    .dictionary(
      fc.nat({ max: TERMS - 1 }).map(String),
      fc.array(fc.nat({ max: RUN_TEXTS - 1 }), { minLength: 1, maxLength: 20 }).map(descending),
    )
    .map((all) => new Map(Object.entries(all).map(([low, places]) => [FIRST + Number(low), places])));
  fc.assert(
    fc.property(lists, (lists) => {
      const bytes = packed(lists);
      const all = unpackBucket(BUCKET, bytes).map(({ term, places }) => [term, places] as const);
      expect(all).toEqual([...lists].sort(([a], [b]) => a - b));
      for (const [term, places] of lists) {
        expect(bucketOf(term)).toBe(BUCKET);
        const found = findTerm(bytes, 0, term);
        expect(visited(found)).toEqual(places);
        expect(found?.length).toBe(places.length);
        for (const place of places) {
          expect(found?.has(place)).toBe(true);
          expect(found?.has(place + 1)).toBe(places.includes(place + 1));
        }
        if (term + 1 < 2 ** 32 && !lists.has(term + 1)) expect(findTerm(bytes, 0, term + 1)).toBeNull();
      }
    }),
  );
});

test.each([4095, 4096, 4097, RUN_TEXTS])('a term of %d texts takes 8 KiB at most and is found in full', (count) => {
  const places = Array.from({ length: count }, (_, i) => RUN_TEXTS - 1 - i);
  const bytes = packed(
    new Map([
      [FIRST, [7]],
      [FIRST + 1, places],
      [FIRST + 2, [9, 8]],
    ]),
  );
  expect(bytes.byteLength).toBeLessThanOrEqual(8192 + 32);
  const found = findTerm(bytes, 0, FIRST + 1);
  expect(visited(found)).toEqual(places);
  expect(visited(findTerm(bytes, 0, FIRST + 2))).toEqual([9, 8]);
  expect(found?.has(RUN_TEXTS - count)).toBe(true);
  if (count < RUN_TEXTS) expect(found?.has(RUN_TEXTS - count - 1)).toBe(false);
  expect(unpackBucket(BUCKET, bytes)[1]?.places).toEqual(places);
});
