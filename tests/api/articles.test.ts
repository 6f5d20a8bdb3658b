import { reset } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import type { StoredArticle } from '../../src/contract/article.ts';
import type { Cluster } from '../../src/contract/cluster.ts';
import { Placement } from '../../src/contract/placement.ts';
import { get, post, type Results, remove, TOKENS } from './client.ts';
import { ELECTION, SHIP, SHIP_REPRINT } from './stories.ts';

beforeEach(reset);

describe('POST /v1/articles', () => {
  it('founds a cluster, joins the next copy to it, and leaves another story alone', async () => {
    const founder = await post<Placement>('/v1/articles', SHIP);
    expect(founder.status).toBe(201);
    expect(founder.body).toMatchObject({ decision: 'founded', relation: null, score: 0, cluster: { size: 1 } });
    const copy = await post<Placement>('/v1/articles', SHIP_REPRINT);
    expect(copy.status).toBe(200);
    expect(copy.body).toMatchObject({
      decision: 'joined',
      cluster_id: founder.body.cluster_id,
      nearest: { article_id: founder.body.article_id, source: 'evening-post.example' },
      cluster: { size: 2, sources: 2, origin: founder.body.article_id },
    });
    const other = await post<Placement>('/v1/articles', ELECTION);
    expect(other.body.cluster_id).not.toBe(founder.body.cluster_id);
    for (const { body } of [founder, copy, other]) Placement.parse(body);
  });

  it('knows an article that is sent again', async () => {
    const first = await post<Placement>('/v1/articles', SHIP);
    const again = await post<Placement>('/v1/articles', { ...SHIP, url: `${SHIP.url}?utm_source=feed` });
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ decision: 'unchanged', article_id: first.body.article_id });
    const text = SHIP.text.replace('19 people', '20 people');
    const revised = await post<Placement>('/v1/articles', { ...SHIP, text });
    expect(revised.body).toMatchObject({
      decision: 'revised',
      cluster_id: first.body.cluster_id,
      cluster: { size: 1 },
    });
  });

  it('places a text that is too short to judge alone, and says so', async () => {
    const short = { text: 'Ship aground off Port Ellery; more follows.' };
    const first = await post<Placement>('/v1/articles', { ...short, id: 'flash-1' });
    const second = await post<Placement>('/v1/articles', { ...short, id: 'flash-2' });
    expect(second.body.decision).toBe('founded');
    expect(second.body.cluster_id).not.toBe(first.body.cluster_id);
    expect(second.body.notes.join()).toContain('too short');
  });

  it('keeps collections apart', async () => {
    const founder = await post<Placement>('/v1/articles', SHIP);
    const foreign = await post<Placement>('/v1/articles', SHIP_REPRINT, { authorization: `Bearer ${TOKENS.other}` });
    expect(foreign.body.decision).toBe('founded');
    expect((await get(`/v1/articles/${founder.body.article_id}`, TOKENS.other)).status).toBe(404);
  });
});

describe('POST /v1/articles with several', () => {
  const lines = (articles: unknown[]): string => articles.map((article) => JSON.stringify(article)).join('\n');

  it.each([
    ['a list', (articles: unknown[]) => JSON.stringify(articles), 'application/json'],
    ['a wrapped list', (articles: unknown[]) => JSON.stringify({ articles }), 'application/json'],
    ['lines', lines, 'application/x-ndjson'],
    ['unlabelled lines', lines, 'text/plain'],
  ])('answers %s in order; a bad one does not fail the rest', async (_name, write, type) => {
    const sent = [SHIP, { title: 'no text' }, SHIP_REPRINT, 'x', ELECTION, { ...ELECTION, published_at: 'never' }];
    const { status, body } = await post<Results>('/v1/articles', write(sent), { 'content-type': type });
    expect(status).toBe(200);
    expect(body.errors).toBe(true);
    const [ship, noText, reprint, noObject, election, noDate] = body.results;
    expect(ship?.decision).toBe('founded');
    expect(noText).toMatchObject({ status: 422, errors: [{ field: 'text' }] });
    expect(reprint).toMatchObject({ decision: 'joined', cluster_id: ship?.cluster_id });
    expect(noObject?.status).toBe(422);
    expect(election?.decision).toBe('founded');
    expect(noDate).toMatchObject({ status: 422, errors: [{ field: 'published_at' }] });
    expect(body.results).toHaveLength(6);
  });

  it('takes an empty list', async () => {
    expect((await post('/v1/articles', [])).body).toEqual({ results: [], errors: false });
  });

  it('places more than one call of the object holds, with repeats as revisions', async () => {
    const sent = Array.from({ length: 120 }, (_, n) => ({
      ...SHIP,
      url: undefined,
      id: n < 110 ? `ship-${n}` : 'ship-0',
    }));
    const { body } = await post<Results>('/v1/articles', sent);
    expect(body.errors).toBe(false);
    expect(body.results.map((placement) => placement.article_id)).toEqual(sent.map(({ id }) => id));
    expect(new Set(body.results.map((placement) => placement.cluster_id)).size).toBe(1);
    expect(body.results.slice(110).map((placement) => placement.decision)).toEqual(Array(10).fill('unchanged'));
    expect(body.results.at(-1)?.cluster.size).toBe(110);
  });
});

describe('GET and DELETE /v1/articles/{id}', () => {
  it('reads back what was sent, under the contract’s names', async () => {
    const { body: placement } = await post<Placement>('/v1/articles', SHIP_REPRINT);
    const { status, body } = await get<StoredArticle>(`/v1/articles/${placement.article_id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: placement.article_id,
      url: SHIP_REPRINT.url,
      title: SHIP_REPRINT.headline,
      text: SHIP_REPRINT.articleBody,
      published_at: '2026-03-02T08:00:00.000Z',
      source: 'kell-courier.example',
      cluster_id: placement.cluster_id,
      revisions: 0,
    });
  });

  it.each(['https://a.example/5?b=1#c', 'ä/ö ü', '100%', 'a+b', '%2e', '日本'])('finds the id %s', async (id) => {
    const { body } = await post<Placement>('/v1/articles', { ...SHIP, id });
    expect(body.article_id).toBe(id);
    const path = `/v1/articles/${encodeURIComponent(id)}`;
    expect((await get<StoredArticle>(path)).body.id).toBe(id);
    expect((await remove(path)).status).toBe(204);
    expect((await get(path)).status).toBe(404);
  });

  it('takes a deleted article out of its cluster', async () => {
    const { body: first } = await post<Placement>('/v1/articles', SHIP);
    const { body: second } = await post<Placement>('/v1/articles', SHIP_REPRINT);
    expect((await remove(`/v1/articles/${first.article_id}`)).status).toBe(204);
    expect((await remove(`/v1/articles/${first.article_id}`)).status).toBe(404);
    const { body: cluster } = await get<Cluster>(`/v1/clusters/${second.cluster_id}`);
    expect(cluster.members.map((member) => member.article_id)).toEqual([second.article_id]);
  });
});
