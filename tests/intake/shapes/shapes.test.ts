import { describe, expect, it } from 'vitest';
import { Article } from '../../../src/contract/article.ts';
import { readArticle, readDraft } from '../../../src/intake/article.ts';
import { idFromUrl } from '../../../src/intake/ids.ts';
import { parseJson } from '../../../src/intake/json.ts';
import { readPayload } from '../../../src/intake/payload.ts';
import { CASES } from './expected.ts';
import { PAYLOADS } from './payloads.ts';

const readAll = (body: string, type = 'application/json') =>
  Promise.all(
    readPayload(body, type).items.map(async (item) => {
      if ('problem' in item) throw new Error(item.problem.detail);
      const reading = await ('draft' in item ? readDraft(item.draft) : readArticle(item.value));
      if ('problem' in reading) throw new Error(reading.problem.detail);
      Article.parse(reading.article);
      return reading;
    }),
  );

/** Paragraphs are set off by blank lines where HTML was read, however many. */
const paragraphs = (text: string): string[] => text.trim().split(/\s*\n\s*/);

const PLAIN = parseJson(PAYLOADS['samewire.json']) as Article;
const SECOND = 'The town council of Brackwater has put off its decision';

describe('a payload as the tool documents it', () => {
  it.each(CASES)('$file is read as $shape', async ({ file, shape, single, articles, names }) => {
    const body = PAYLOADS[file];
    const readings = await readAll(body);
    expect(readPayload(body, '').single).toBe(single);
    expect(readings).toHaveLength(articles.length);
    for (const [n, { article, intake }] of readings.entries()) {
      const { text, ...others } = article;
      const wanted = articles[n];
      expect(others).toEqual({ id: wanted?.url ? await idFromUrl(wanted.url) : '', ...wanted });
      expect(intake.shape).toBe(shape);
      if (n === 0) expect(paragraphs(text)).toEqual(paragraphs(PLAIN.text));
      else
        expect(paragraphs(text)).toMatchObject([expect.stringContaining(SECOND), expect.anything(), expect.anything()]);
    }
    expect(readings[0]?.intake.fields).toMatchObject(names);
  });

  it('a web page is read as html', async () => {
    for (const [body, type] of [
      [PAYLOADS['page.html'], 'application/json'],
      [`<?xml version="1.0"?>\n<!-- made by hand -->${PAYLOADS['page.html']}`, 'application/xhtml+xml'],
      [PAYLOADS['page.html'].slice(PAYLOADS['page.html'].indexOf('<article>')), 'text/html'],
    ] as const) {
      expect(readPayload(body, type).single).toBe(true);
      const [reading] = await readAll(body, type);
      expect(reading?.intake.shape).toBe('html');
      expect(reading?.intake.fields?.text).toBe('body (html)');
      for (const paragraph of paragraphs(PLAIN.text)) expect(reading?.article.text).toContain(paragraph);
    }
  });

  it('is read with all that it says of itself', async () => {
    const [reading] = await readAll(PAYLOADS['page.html'], 'text/html');
    expect(reading?.article).toEqual({
      id: expect.stringMatching(/^u_[0-9a-f]{32}$/),
      url: 'https://harbour-post.example/news/ferries-resume',
      title: PLAIN.title,
      text: paragraphs(PLAIN.text).join('\n\n'),
      published_at: '2026-02-11T16:30:00.000Z',
      source: 'Harbour Post',
      language: 'en',
      author: 'Mara Lindqvist',
    });
  });
});

describe('articles by themselves', () => {
  /** What stands in the lists of the payloads, alone. */
  const bare: [shape: string, item: unknown][] = [
    ['schema.org', { '@type': 'ReportageNewsArticle', headline: PLAIN.title, articleBody: PLAIN.text }],
    ['firecrawl', (parseJson(PAYLOADS['firecrawl.json']) as { data: unknown[] }).data[0]],
    ['crawl4ai', (parseJson(PAYLOADS['crawl4ai.json']) as { results: unknown[] }).results[0]],
    ['miniflux', (parseJson(PAYLOADS['miniflux.json']) as { entries: unknown[] }).entries[0]],
    ['json-feed', (parseJson(PAYLOADS['json-feed.json']) as { items: unknown[] }).items[0]],
    ['zyte', (parseJson(PAYLOADS['zyte.json']) as { article: unknown }).article],
    [
      'event-registry',
      (parseJson(PAYLOADS['event-registry.json']) as { articles: { results: unknown[] } }).articles.results[0],
    ],
    ['newspaper4k', parseJson(PAYLOADS['newspaper4k.json'])],
    ['samewire', PLAIN],
    // An answer that holds one article stands for it.
    ['firecrawl', parseJson(PAYLOADS['firecrawl-scrape.json'])],
    ['schema.org', parseJson(PAYLOADS['schema-org.json'])],
  ];
  const items = bare.map(([, item]) => item);
  const shapes = bare.map(([shape]) => shape);

  it.each([
    ['a list', JSON.stringify(items), 'application/json'],
    ['a wrapped list', JSON.stringify({ articles: items }), 'application/json'],
    ['lines', items.map((item) => JSON.stringify(item)).join('\n'), 'application/x-ndjson'],
  ])('are known in %s that mixes them', async (_name, body, type) => {
    const readings = await readAll(body, type);
    expect(readings.map(({ intake }) => intake.shape)).toEqual(shapes);
    for (const { article } of readings) {
      expect(article.title).toBe(PLAIN.title);
      expect(paragraphs(article.text)).toEqual(paragraphs(PLAIN.text));
    }
  });

  it('an item of a feed is one article', async () => {
    const item = /<item>[\s\S]*?<\/item>/.exec(PAYLOADS['rss.xml'])?.[0] ?? '';
    const entry = /<entry>[\s\S]*?<\/entry>/.exec(PAYLOADS['atom.xml'])?.[0] ?? '';
    for (const body of [item, entry]) {
      expect(readPayload(body, 'application/xml').single).toBe(true);
      const [reading] = await readAll(body);
      expect(reading?.article).toMatchObject({ title: PLAIN.title, url: PLAIN.url, source: 'Harbour Post' });
    }
  });

  it('all articles of a graph are read', async () => {
    const node = (url: string) => ({ '@type': 'Article', url, articleBody: PLAIN.text, publisher: [{ '@id': '#p' }] });
    const graph = [node('https://a.example/1'), { '@id': '#p', name: 'Post' }, node('https://a.example/2')];
    const readings = await readAll(JSON.stringify({ '@context': 'https://schema.org', '@graph': graph }));
    expect(readings.map(({ article }) => [article.url, article.source])).toEqual([
      ['https://a.example/1', 'Post'],
      ['https://a.example/2', 'Post'],
    ]);
  });

  it('of a page that failed beside others are refused by name', () => {
    const { data } = parseJson(PAYLOADS['firecrawl.json']) as { data: unknown[] };
    const { single, items } = readPayload(JSON.stringify({ success: true, data: [{ error: 'timeout' }, ...data] }), '');
    expect(single).toBe(false);
    expect(items).toMatchObject([{ draft: { fields: { text: { name: 'data[0].markdown' } } } }, { draft: {} }]);
  });

  it('several of them in place of one are refused', async () => {
    const reading = await readArticle(parseJson(PAYLOADS['miniflux.json']), 'a.');
    expect(reading).toMatchObject({ problem: { status: 422, errors: [{ field: 'a' }] } });
    const none = await readArticle({ success: true, type: 'crawl.started', id: 'x', data: [] });
    expect(none).toMatchObject({ problem: { status: 422, errors: [{ field: 'body' }] } });
  });
});
