import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Placement } from '../../src/contract/placement.ts';
import { Problem } from '../../src/contract/problem.ts';
import { FIELD_NAMES } from '../../src/intake/fields.ts';
import { type Results, send } from './client.ts';

const RUNS = { numRuns: 150 };

const field = fc.constantFrom(...Object.values(FIELD_NAMES).flat(), 'articles', 'a', 'b', '__proto__');
const words = fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { maxLength: 80 }).map((list) => list.join(' '));
const article = fc.dictionary(field, fc.oneof(fc.jsonValue(), words, fc.double(), fc.webUrl()));
const body = fc.oneof(
  article.map((value) => JSON.stringify(value)),
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc.uint8Array({ maxLength: 200 }),
);

it('no body gets a 5xx', async () => {
  const path = fc.constantFrom('/v1/articles', '/v1/check', '/v1/compare');
  const type = fc.constantFrom('application/json', 'application/x-ndjson', 'text/html', 'a;b="');
  await fc.assert(
    fc.asyncProperty(path, type, body, async (to, contentType, content) => {
      const init = { method: 'POST', body: content, headers: { 'content-type': contentType } };
      const { status, headers } = await send(to, init);
      expect(status).toBeLessThan(500);
      if (status >= 400) expect(headers.get('content-type')).toBe('application/problem+json');
    }),
    RUNS,
  );
});

it('every item of a batch gets a placement or a problem of its own', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(article, { maxLength: 5 }), async (list) => {
      const { body: answer } = await send<Results>('/v1/articles', { method: 'POST', body: JSON.stringify(list) });
      expect(answer.results).toHaveLength(list.length);
      for (const result of answer.results) {
        const wrong = Problem.safeParse(result);
        if (wrong.success) expect([413, 422]).toContain(wrong.data.status);
        else Placement.parse(result);
      }
    }),
    RUNS,
  );
});

it('no path or query gets a 5xx', async () => {
  const path = fc.constantFrom('/v1/clusters?', '/v1/clusters/', '/v1/articles/', '/v1/');
  const rest = fc.oneof(fc.webPath(), fc.webQueryParameters(), fc.string({ unit: 'binary' }).map(escapeAll));
  const query = fc.tuple(fc.constantFrom('cursor', 'since', 'until', 'limit', 'q', 'source'), rest);
  await fc.assert(
    fc.asyncProperty(path, rest, query, async (start, end, [name, value]) => {
      expect((await send(`${start}${end}`)).status).toBeLessThan(500);
      expect((await send(`/v1/clusters?${name}=${value}`)).status).toBeLessThan(500);
      expect((await send(`/v1/articles/x/matches?${name}=${value}`)).status).toBeLessThan(500);
    }),
    RUNS,
  );
});

/** Each UTF-16 unit as bytes in percent signs, whether that is UTF-8 or not. */
const escapeAll = (text: string): string =>
  Array.from(text, (char) => `%${(char.charCodeAt(0) % 256).toString(16).padStart(2, '0')}`).join('');
