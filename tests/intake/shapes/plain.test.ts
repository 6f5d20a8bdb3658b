import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readArticle } from '../../../src/intake/article.ts';
import { FIELD_NAMES, type Field, pick } from '../../../src/intake/fields.ts';
import { readPayload } from '../../../src/intake/payload.ts';
import { draftsOf } from '../../../src/intake/shapes/shapes.ts';

const FIELDS = Object.keys(FIELD_NAMES) as Field[];

describe('a plain article', () => {
  it('is never taken for another shape, whichever of the documented names it has', () => {
    const name = fc.constantFrom(...Object.values(FIELD_NAMES).flat());
    const value = fc.oneof(fc.string(), fc.jsonValue({ maxDepth: 1 }), fc.webUrl());
    fc.assert(
      fc.property(fc.dictionary(name, value), (sent) => {
        expect(readPayload(JSON.stringify(sent), 'application/json')).toMatchObject({ single: true, items: [{}] });
        const drafts = draftsOf(sent);
        expect(drafts.map(({ shape }) => shape)).toEqual(['samewire']);
        for (const field of FIELDS) {
          const { name, value } = pick(sent, field);
          const found = drafts[0]?.fields[field];
          expect(found?.value).toBe(value);
          if (value !== undefined) expect(found?.name).toBe(name);
        }
      }),
    );
  });

  it('keeps its own id beside its address', async () => {
    const sent = { id: 'desk-1', url: 'https://post.example/a', text: 'Tugs freed the ship.' };
    expect(await readArticle(sent)).toMatchObject({ article: { id: 'desk-1' } });
  });

  const html = '<p>Tugs freed the ship.</p><p>No one was hurt.</p>';

  it.each(['content', 'text', 'body', 'articleBody'])('may have HTML as its %s', async (name) => {
    const reading = await readArticle({ [name]: html });
    expect(reading).toMatchObject({ intake: { fields: { text: `${name} (html)` } } });
    if ('article' in reading) expect(reading.article.text).not.toMatch(/[<>]/);
  });

  it.each([
    'A <p> begins a paragraph in HTML; a </p> ends it.',
    'if a < b and c > d then <strong>nothing</strong> follows',
    '<3 from Port Ellery',
  ])('keeps %j as it is', async (text) => {
    expect(await readArticle({ text })).toMatchObject({ article: { text }, intake: { fields: { text: 'text' } } });
  });

  it('may be Markdown', async () => {
    expect(await readArticle({ markdown: 'Tugs freed the ship.' })).toMatchObject({
      article: { text: 'Tugs freed the ship.' },
      intake: { shape: 'samewire', fields: { text: 'markdown (markdown)' } },
    });
  });
});

describe('an id that a crawler made', () => {
  const entry = { feed_id: 1, starred: false, hash: 'f00', title: 'T', content: '<p>Tugs freed the ship.</p>' };

  it('gives way to the address, by which other crawlers know the article', async () => {
    const url = 'https://post.example/a';
    const [byMiniflux, plain] = [await readArticle({ ...entry, url }), await readArticle({ url, text: 'Other.' })];
    expect('article' in byMiniflux && byMiniflux.article.id).toBe('article' in plain && plain.article.id);
  });

  it('is not one that the sender added', async () => {
    const sent = {
      '@type': 'NewsArticle',
      id: 'desk-1',
      url: 'https://post.example/a',
      articleBody: 'Tugs freed the ship.',
    };
    expect(await readArticle(sent)).toMatchObject({ article: { id: 'desk-1' }, intake: { shape: 'schema.org' } });
  });

  it('stands in where there is no address, and is left out where it cannot be an id', async () => {
    expect(await readArticle(entry)).toMatchObject({ article: { id: 'f00' } });
    const unusable = await readArticle({ ...entry, hash: 'x'.repeat(300) });
    expect(unusable).toMatchObject({ article: { id: expect.stringMatching(/^t_/) } });
  });

  it('does not hide an address that is none', async () => {
    const reading = await readArticle({ ...entry, url: '/a' });
    expect(reading).toMatchObject({ problem: { errors: [{ field: 'url' }] } });
  });
});
