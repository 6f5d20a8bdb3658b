import { reset } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import type { StoredArticle } from '../../src/contract/article.ts';
import type { Comparison } from '../../src/contract/comparison.ts';
import { Placement } from '../../src/contract/placement.ts';
import { MAX_ITEMS, MAX_TEXT_LENGTH } from '../../src/intake/limits.ts';
import { CASES } from '../intake/shapes/expected.ts';
import { PAYLOADS } from '../intake/shapes/payloads.ts';
import { get, post, type Results } from './client.ts';

beforeEach(reset);

const TYPES: Record<string, string> = { json: 'application/json', xml: 'application/xml', html: 'text/html' };
const typeOf = (file: string): string => TYPES[file.slice(file.lastIndexOf('.') + 1)] ?? '';

const place = async (path: string, file: keyof typeof PAYLOADS): Promise<Placement[]> => {
  const { status, body } = await post<Placement & Results>(path, PAYLOADS[file], { 'content-type': typeOf(file) });
  expect([200, 201]).toContain(status);
  if (!('results' in body)) return [Placement.parse(body)];
  expect(body.errors).toBe(false);
  return body.results.map((result) => Placement.parse(result));
};

describe('POST /v1/articles understands', () => {
  it.each(CASES)('$file', async ({ file, shape, articles }) => {
    const placements = await place('/v1/articles', file);
    expect(placements.map(({ intake }) => intake)).toEqual(articles.map(() => ({ shape })));
    for (const [n, { article_id }] of placements.entries()) {
      const { body } = await get<StoredArticle>(`/v1/articles/${encodeURIComponent(article_id)}`);
      expect(body).toMatchObject({ ...articles[n], id: article_id });
    }
  });

  it('a web page', async () => {
    const [placement] = await place('/v1/articles', 'page.html');
    expect(placement?.intake).toEqual({ shape: 'html' });
    const { body } = await get<StoredArticle>(`/v1/articles/${placement?.article_id}`);
    expect(body.title).toBe('Ferries to the outer islands resume on Thursday');
    expect(body.text).toContain('harbour master Ines Okafor');
  });

  it('one article in all of them', async () => {
    const clusters = new Set<string>();
    for (const { file } of CASES) {
      const [placement] = await place('/v1/articles', file);
      if (placement) clusters.add(placement.cluster_id);
    }
    expect(clusters.size).toBe(1);
  });
});

describe('?explain=intake', () => {
  it.each(CASES)('names the fields of $file', async ({ file, names }) => {
    const [placement] = await place('/v1/check?explain=intake', file);
    expect(placement?.intake.fields).toMatchObject(names);
  });

  it('asks for nothing else', async () => {
    const { status, body } = await post('/v1/articles?explain=all', PAYLOADS['samewire.json']);
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ field: '?explain' }]);
  });
});

it('POST /v1/compare takes them as its sides', async () => {
  const a: unknown = JSON.parse(PAYLOADS['firecrawl-scrape.json']);
  const b: unknown = JSON.parse(PAYLOADS['ninjs.json']);
  const { status, body } = await post<Comparison>('/v1/compare', { a, b });
  expect(status).toBe(200);
  expect(body.relation).toBe('identical');
});

describe('a payload of several', () => {
  const entries = (JSON.parse(PAYLOADS['miniflux.json']) as { entries: object[] }).entries;
  const send = (list: unknown[]) =>
    post<Results>('/v1/check', { event_type: 'new_entries', feed: { title: 'Post' }, entries: list });

  it('goes on beside what is wrong in it', async () => {
    const sent = [{ ...entries[0], content: '' }, 5, { ...entries[0], url: 'x' }, entries[1]];
    const { status, body } = await send(sent);
    expect(status).toBe(200);
    expect(body.errors).toBe(true);
    expect(body.results).toMatchObject([
      { status: 422, errors: [{ field: 'entries[0].content' }] },
      { status: 422, errors: [{ field: 'entries[1].content' }] },
      { status: 422, errors: [{ field: 'entries[2].url' }] },
      { decision: 'founded', intake: { shape: 'miniflux' } },
    ]);
  });

  it('may be empty', async () => {
    expect((await send([])).body).toEqual({ results: [], errors: false });
    const started = { success: true, type: 'crawl.started', id: 'c', data: [], metadata: {} };
    expect((await post('/v1/articles', started)).body).toEqual({ results: [], errors: false });
  });

  it('is limited as any list is', async () => {
    expect((await send(Array(MAX_ITEMS + 1).fill({}))).status).toBe(413);
    const items = '<item/>'.repeat(MAX_ITEMS + 1);
    expect((await post('/v1/articles', `<rss><channel>${items}</channel></rss>`)).status).toBe(413);
  });

  it('names HTML with too long a text', async () => {
    const content = `<p>${'The tugs freed the ship. '.repeat(MAX_TEXT_LENGTH / 25 + 1)}</p>`;
    const { body } = await send([{ ...entries[0], content }]);
    expect(body.results).toMatchObject([{ status: 413, errors: [{ field: 'entries[0].content' }] }]);
  });
});
