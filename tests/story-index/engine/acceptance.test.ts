import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OVERTAKEN } from '../../../src/story-index/jobs/acceptance.ts';
import { incoming, inventStory } from '../invented.ts';
import { NOW, openEngine } from './opening.ts';

const VERSIONS = [1, 2, 3].map((seed) => inventStory(seed));

test('of an article that comes in many versions the one accepted last stays, in whatever order they are placed', () => {
  const sent = fc.array(fc.nat(VERSIONS.length - 1), { minLength: 1, maxLength: 6 });
  const orders = sent.chain((versions) =>
    fc.shuffledSubarray(
      versions.map((version, accepted) => ({ version, accepted })),
      { minLength: versions.length },
    ),
  );
  fc.assert(
    fc.property(orders, (placed) => {
      const { engine, place } = openEngine();
      placed.forEach(({ version, accepted }, i) => {
        const item = incoming('x', VERSIONS[version] as (typeof VERSIONS)[0]);
        place({ ...item, accepted: NOW + accepted }, NOW + 1000 + i);
      });
      const last = placed.reduce((a, b) => (a.accepted > b.accepted ? a : b));
      expect(engine.article('x')?.title).toBe(VERSIONS[last.version]?.title);
    }),
    { numRuns: 200 },
  );
});

test('what came at once is as new as when it came; what waited says that it was overtaken', () => {
  const { place, engine } = openEngine();
  const [one, two, three] = VERSIONS.map((version) => incoming('x', version));
  if (!one || !two || !three) throw new Error('three versions');
  place(one, NOW);
  expect(place({ ...two, accepted: NOW - 1 }, NOW + 5)).toMatchObject({ decision: 'unchanged', notes: [OVERTAKEN] });
  expect(place({ ...two, accepted: NOW + 1 }, NOW + 6).decision).toBe('revised');
  expect(place(three, NOW + 7).decision).toBe('revised');
  expect(place({ ...one, accepted: NOW + 2 }, NOW + 8).decision).toBe('unchanged');
  expect(place({ ...three, accepted: NOW + 2 }, NOW + 9)).toMatchObject({ decision: 'unchanged', notes: [] });
  expect(engine.article('x')?.title).toBe(three.article.title);
});
