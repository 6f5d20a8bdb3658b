import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Article } from '../../src/contract/article.ts';
import { readArticle } from '../../src/intake/article.ts';
import { FIELD_NAMES, type Field } from '../../src/intake/fields.ts';

const TEXT = 'Tugs freed the ship at high tide.';

const read = async (value: unknown): Promise<Article> => {
  const reading = await readArticle(value);
  if ('problem' in reading) throw new Error(reading.problem.detail);
  return reading.article;
};

const faults = async (value: unknown, at?: string): Promise<string[]> => {
  const reading = await readArticle(value, at);
  return 'problem' in reading ? reading.problem.errors.map(({ field }) => field) : [];
};

describe('readArticle', () => {
  it('takes the contract’s own names', async () => {
    const sent = {
      id: 'a-1',
      url: 'https://news.example/a',
      title: 'Ship  freed\n',
      text: TEXT,
      published_at: '2026-03-04T05:06:07+01:00',
      source: 'Evening Post',
      language: 'en_GB',
      author: 'A. Writer',
    };
    expect(await read(sent)).toEqual({
      ...sent,
      title: 'Ship freed',
      published_at: '2026-03-04T04:06:07.000Z',
      language: 'en-GB',
    });
  });

  const samples: Record<Field, [unknown, unknown]> = {
    id: ['x-7', 'x-7'],
    url: ['https://news.example/7', 'https://news.example/7'],
    title: ['Ship freed', 'Ship freed'],
    text: ['Another text.', 'Another text.'],
    published_at: [1772600767, '2026-03-04T05:06:07.000Z'],
    source: ['Post', 'Post'],
    language: ['de', 'de'],
    author: [['A', { name: 'B' }], 'A, B'],
  };
  const names = Object.entries(FIELD_NAMES).flatMap(([field, all]) =>
    all.map((name) => [name, field as Field] as const),
  );

  it.each(names)('takes %s for %s', async (name, field) => {
    const [sent, expected] = samples[field];
    const article = await read(field === 'text' ? { [name]: sent } : { text: TEXT, [name]: sent });
    expect(article[field]).toBe(expected);
  });

  it('prefers the contract’s name and passes over what is empty', async () => {
    expect(await read({ text: ' ', articleBody: null, content: 'Third.', body: 'Fourth.' })).toMatchObject({
      text: 'Third.',
    });
    expect(await read({ body: 'B.', text: TEXT })).toMatchObject({ text: TEXT });
  });

  it('takes a state for no date', async () => {
    const sent = { text: TEXT, published: true, date: '2026-03-04' };
    expect(await read(sent)).toMatchObject({ published_at: '2026-03-04T00:00:00.000Z' });
  });

  it.each([
    [{ source: { name: 'Post' } }, 'Post'],
    [{ source: { id: null, name: ' ', url: 'https://www.post.example/' } }, 'post.example'],
    [{ publisher: { '@type': 'Organization', name: 'Post' } }, 'Post'],
    [{ url: 'https://www.post.example/a' }, 'post.example'],
    [{ url: 'https://www.post.example/a', source: {} }, 'post.example'],
    [{}, null],
  ])('finds the source in %j', async (sent, expected) => {
    expect(await read({ text: TEXT, ...sent })).toMatchObject({ source: expected });
  });

  it('derives one id from the addresses of one article, and others from its content', async () => {
    const first = await read({ text: TEXT, url: 'https://www.post.example/a?utm_source=x' });
    const second = await read({ text: 'Revised.', url: 'http://post.example/a#top' });
    expect(first.id).toMatch(/^u_[0-9a-f]{32}$/);
    expect(second.id).toBe(first.id);
    const unnamed = await read({ text: TEXT, title: 'T' });
    expect(unnamed.id).toMatch(/^t_[0-9a-f]{32}$/);
    expect((await read({ text: TEXT, title: 'T' })).id).toBe(unnamed.id);
    expect((await read({ text: TEXT, title: 'T', source: 'Post' })).id).not.toBe(unnamed.id);
  });

  it('makes texts storable', async () => {
    expect(await read({ title: 'a\0b\ud800', text: 'One\0 two \udc00 three' })).toMatchObject({
      title: 'ab\ufffd',
      text: 'One two \ufffd three',
    });
  });

  it.each([
    [{}, ['text']],
    [{ text: '  \n' }, ['text']],
    [{ text: '— … !' }, ['text']],
    [{ articleBody: 5 }, ['articleBody']],
    [{ text: TEXT, pubDate: 'soon' }, ['pubDate']],
    [{ text: TEXT, id: {} }, ['id']],
    [{ text: TEXT, id: 2 ** 60 }, ['id']],
    [{ text: TEXT, id: 'a\nb' }, ['id']],
    [{ text: TEXT, id: '..' }, ['id']],
    [{ text: TEXT, id: 'x'.repeat(201) }, ['id']],
    [{ text: TEXT, link: 'javascript:alert(1)' }, ['link']],
    [{ text: TEXT, headline: ['T'] }, ['headline']],
    [{ text: TEXT, source: 5 }, ['source']],
    [{ id: true, url: '/a', title: 7, date: 'x', source: [] }, ['url', 'source', 'title', 'text', 'date', 'id']],
  ])('names the faulty fields of %j', async (sent, expected) => {
    expect(await faults(sent)).toEqual(expected);
  });

  it.each(['html', 'content_html', 'body_html', 'raw_html'])('reads %s where no text was sent', async (name) => {
    const html = `<p>${TEXT}</p>`;
    expect(await read({ [name]: html })).toMatchObject({ text: TEXT });
    expect(await read({ [name]: html, body: 'Plain.' })).toMatchObject({ text: 'Plain.' });
    expect(await faults({ [name]: '<p> </p>' })).toEqual([name]);
  });

  it('says which article it means', async () => {
    expect(await faults({}, 'b.')).toEqual(['b.text']);
    expect(await faults('text', 'b.')).toEqual(['b']);
    expect(await faults([])).toEqual(['body']);
  });

  it.each([
    ['text', { text: 'x'.repeat(200_001) }],
    ['title', { text: TEXT, title: 'x'.repeat(2_001) }],
    ['url', { text: TEXT, url: `https://a.example/${'x'.repeat(2_048)}` }],
    ['source', { text: TEXT, source: 'x'.repeat(201) }],
  ])('finds %s too large', async (field, sent) => {
    expect(await readArticle(sent)).toMatchObject({ problem: { status: 413, errors: [{ field }] } });
  });

  it('leaves out what decides nothing instead of refusing the article', async () => {
    expect(await read({ text: TEXT, language: '??', author: [5, null] })).toMatchObject({
      language: null,
      author: null,
    });
  });

  it('answers anything with a storable article or a problem that names a field', async () => {
    const field = fc.constantFrom(...Object.values(FIELD_NAMES).flat());
    const sent = fc.oneof(fc.anything(), fc.dictionary(field, fc.oneof(fc.anything(), fc.string({ unit: 'binary' }))));
    await fc.assert(
      fc.asyncProperty(sent, async (value) => {
        const reading = await readArticle(value);
        if ('problem' in reading) {
          expect(reading.problem.errors.length).toBeGreaterThan(0);
          expect([413, 422]).toContain(reading.problem.status);
          return;
        }
        Article.parse(reading.article);
        for (const part of Object.values(reading.article)) {
          expect(part?.isWellFormed() ?? true).toBe(true);
          expect(part ?? '').not.toContain('\0');
        }
      }),
    );
  });
});
