import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Postings } from '../../../src/story-index/retrieval/postings.ts';
import { propose } from '../../../src/story-index/retrieval/proposing.ts';
import { Shares } from '../../../src/story-index/retrieval/shares.ts';
import { TERMS } from '../../../src/story-index/retrieval/tier.ts';

type Model = { number: number; day: number; terms: number[] }[];

const padded = (terms: number[]): Uint32Array => {
  const all = new Uint32Array(TERMS);
  all.set(terms);
  return all;
};

const candidates = (postings: Postings, terms: Uint32Array, oldest: number, limit: number): number[] =>
  propose([postings.find(terms, oldest)], terms, limit, new Shares());

/** What candidates() must answer while no term is hot. */
const expected = (model: Model, query: number[], oldest: number): number[] =>
  model
    .filter((text) => text.day >= oldest)
    .map((text) => ({
      number: text.number,
      shared:
        text.terms.filter((t, i) => t !== 0 && query.includes(t) && i > 0).length +
        (text.terms[0] === query[0] ? 2 : 0),
    }))
    .filter((text) => text.shared >= 2)
    .sort((a, b) => b.shared - a.shared || b.number - a.number)
    .map((text) => text.number);

/** A digest no anchor has, and a few anchors. */
const text = fc.tuple(
  fc.integer({ min: 1000, max: 1020 }),
  fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 }),
);

test('candidates are those that a plain search finds, whatever was added, taken out, undone and dropped', () => {
  const step = fc.record({
    kind: fc.constantFrom('add', 'add', 'add', 'remove', 'narrow', 'undone', 'drop'),
    text,
    pick: fc.nat(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), text, (steps, asked) => {
      const postings = new Postings();
      let model: Model = [];
      steps.forEach(({ kind, text: [digest, anchors], pick }, i) => {
        const entry = { number: i + 1, day: 1 + Math.floor(i / 10), terms: [digest, ...anchors] };
        const other = model[pick % Math.max(1, model.length)];
        postings.begin();
        if (kind === 'add' || kind === 'undone') postings.add(entry.number, entry.day, padded(entry.terms));
        if (kind === 'add') model.push(entry);
        if ((kind === 'remove' || kind === 'undone') && other) postings.retain(other.number, new Set());
        if (kind === 'undone') postings.undo();
        if (kind === 'remove' && other) other.terms = [];
        if (kind === 'narrow' && other) {
          postings.retain(other.number, new Set(anchors));
          other.terms = other.terms.map((term) => (anchors.includes(term) ? term : 0));
        }
        if (kind === 'drop') {
          postings.dropBefore(entry.day - 1);
          model = model.filter((m) => m.day >= entry.day - 1);
        }
      });
      const query = [asked[0], ...asked[1]];
      for (const oldest of [0, 3]) {
        expect(candidates(postings, padded(query), oldest, 1000)).toEqual(expected(model, query, oldest));
      }
    }),
    { numRuns: 300 },
  );
});

test('a hot term still counts for every text that a rarer term proposes', () => {
  const postings = new Postings();
  const [hot, rare] = [7, 8];
  postings.add(1, 1, padded([1000, rare, hot]));
  for (let number = 2; number <= 5000; number++)
    postings.add(number, 1, padded([1000 + number, hot, 100_000 + number]));
  expect(candidates(postings, padded([999, hot, rare]), 0, 50)).toEqual([1]);
});

test('of texts that share hot terms alone the newest are proposed', () => {
  const postings = new Postings();
  for (let number = 1; number <= 5000; number++) postings.add(number, 1, padded([100_000 + number, 7, 8]));
  const found = candidates(postings, padded([999, 7, 8]), 0, 50);
  expect(found).toEqual(Array.from({ length: 50 }, (_, i) => 5000 - i));
});
