import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Article } from '../../../src/contract/article.ts';
import { readArticle, readDraft } from '../../../src/intake/article.ts';
import { parseJson } from '../../../src/intake/json.ts';
import { readPayload } from '../../../src/intake/payload.ts';
import { ProblemError } from '../../../src/intake/problems.ts';
import { PAYLOADS } from './payloads.ts';

/** Every name in the payloads, so that any of them may hold anything. */
const namesIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => [name, ...namesIn(inner)])
    : [];

const NAMES = new Set(Object.values(PAYLOADS).flatMap((payload) => namesIn(parseJson(payload))));

const { thing } = fc.letrec<{ thing: unknown; object: unknown }>((tie) => ({
  thing: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.constantFrom('NewsArticle', 'crawl.page', 'save_entry')),
    tie('object'),
    fc.array(tie('object'), { maxLength: 3 }),
  ),
  object: fc.dictionary(fc.constantFrom(...NAMES, '__proto__', '@graph'), tie('thing'), { maxKeys: 12 }),
}));

it('whatever the names of the shapes hold is read or refused, never thrown at', async () => {
  await fc.assert(
    fc.asyncProperty(thing, async (value) => {
      const body = JSON.stringify(value);
      for (const item of [...itemsOf(body), { value: parseJson(body) }]) {
        if ('problem' in item) continue;
        const reading = await ('draft' in item ? readDraft(item.draft) : readArticle(item.value));
        if ('problem' in reading) expect([413, 422]).toContain(reading.problem.status);
        else Article.parse(reading.article);
      }
    }),
    { numRuns: 500 },
  );
});

const itemsOf = (body: string) => {
  try {
    return readPayload(body, 'application/json').items;
  } catch (error) {
    if (error instanceof ProblemError) return [];
    throw error;
  }
};
