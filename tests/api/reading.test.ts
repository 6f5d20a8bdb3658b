import { reset } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { Cluster, ClusterPage } from '../../src/contract/cluster.ts';
import { Comparison } from '../../src/contract/comparison.ts';
import { Placement } from '../../src/contract/placement.ts';
import { get, post, type Results, send } from './client.ts';
import { ELECTION, SHIP, SHIP_REPRINT } from './stories.ts';

beforeEach(reset);

const postAll = async (): Promise<(string | undefined)[]> => {
  const { body } = await post<Results>('/v1/articles', [SHIP, SHIP_REPRINT, ELECTION]);
  return body.results.map((placement) => placement.cluster_id);
};

describe('GET /v1/clusters/{id}', () => {
  it('shows the members, the origin and how they hold together', async () => {
    const [ship] = await postAll();
    const { status, body } = await get<Cluster>(`/v1/clusters/${ship}`);
    expect(status).toBe(200);
    expect(Cluster.parse(body)).toMatchObject({ id: ship, size: 2, sources: 2, distinct_texts: 1, next: null });
    expect(body.members.map((member) => member.source).sort()).toEqual([
      'evening-post.example',
      'kell-courier.example',
    ]);
    expect(body.cohesion).toBeGreaterThan(0.5);
  });

  it('pages through the members', async () => {
    const [ship] = await postAll();
    const { body: first } = await get<Cluster>(`/v1/clusters/${ship}?limit=1`);
    expect(first.members).toHaveLength(1);
    const { body: second } = await get<Cluster>(`/v1/clusters/${ship}?limit=1&cursor=${first.next}`);
    expect(new Set([...first.members, ...second.members].map((member) => member.article_id)).size).toBe(2);
    expect(second.next).toBeNull();
  });

  it('does not know what is not there', async () => {
    for (const id of ['c_00000000000', 'x', '%00', '~', 'c_'.repeat(200)]) {
      expect((await get(`/v1/clusters/${id}`)).status).toBe(404);
    }
  });
});

describe('GET /v1/clusters', () => {
  const ids = async (query: string): Promise<string[]> => {
    const { status, body } = await get<ClusterPage>(`/v1/clusters${query}`);
    expect(status).toBe(200);
    return ClusterPage.parse(body).clusters.map((cluster) => cluster.id);
  };

  it('lists and filters', async () => {
    const [ship, , election] = await postAll();
    expect((await ids('')).sort()).toEqual([ship, election].sort());
    expect(await ids('?min_size=2')).toEqual([ship]);
    expect(await ids('?source=kell-courier.example')).toEqual([ship]);
    expect(await ids('?q=mayor')).toEqual([election]);
    expect(await ids('?until=2001-01-01')).toEqual([]);
    expect(await ids('?since=2999-01-01T00:00:00%2B01:00')).toEqual([]);
  });

  it('pages', async () => {
    await postAll();
    const { body: first } = await get<ClusterPage>('/v1/clusters?limit=1');
    const { body: second } = await get<ClusterPage>(`/v1/clusters?limit=1&cursor=${first.next}`);
    expect(first.clusters).toHaveLength(1);
    expect(second.clusters).toHaveLength(1);
    expect(second.clusters).not.toEqual(first.clusters);
    expect(second.next).toBeNull();
  });

  it('is empty before the first article', async () => {
    expect((await get('/v1/clusters')).body).toEqual({ clusters: [], next: null });
  });
});

describe('POST /v1/check', () => {
  it('answers as if it stored, and stores nothing', async () => {
    const { body: founder } = await post<Placement>('/v1/articles', SHIP);
    const { status, body } = await post<Placement>('/v1/check', SHIP_REPRINT);
    expect(status).toBe(200);
    expect(Placement.parse(body)).toMatchObject({ decision: 'joined', cluster_id: founder.cluster_id });
    expect((await get(`/v1/articles/${body.article_id}`)).status).toBe(404);
    expect((await get<Cluster>(`/v1/clusters/${founder.cluster_id}`)).body.size).toBe(1);
  });

  it('takes several, and a founder gets 200', async () => {
    const { body } = await post<Results>('/v1/check', [SHIP, {}]);
    expect(body).toMatchObject({ results: [{ decision: 'founded' }, { status: 422 }], errors: true });
    expect((await post('/v1/check', SHIP)).status).toBe(200);
  });
});

describe('POST /v1/compare', () => {
  it('says how two articles stand to each other and why', async () => {
    const { status, body } = await post<Comparison>('/v1/compare', { a: SHIP, b: SHIP_REPRINT });
    expect(status).toBe(200);
    expect(['reprint', 'rewrite']).toContain(Comparison.parse(body).relation);
    expect(body.score).toBeGreaterThan(0.5);
    expect(body.verdict).not.toBe('');
    for (const { a, b } of body.passages) {
      expect(SHIP.text.slice(...a)).not.toBe('');
      expect(SHIP_REPRINT.articleBody.slice(...b)).not.toBe('');
    }
    const apart = await post<Comparison>('/v1/compare', { a: SHIP, b: ELECTION });
    expect(apart.body.score).toBeLessThan(0.5);
    expect(['related', 'none']).toContain(apart.body.relation);
  });

  it('names the side that is at fault', async () => {
    expect((await post('/v1/compare', { a: SHIP })).body.errors).toMatchObject([{ field: 'b' }]);
    expect((await post('/v1/compare', { a: {}, b: SHIP })).body.errors).toMatchObject([{ field: 'a.text' }]);
  });
});

describe('GET /healthz', () => {
  it('answers anyone, and counts for those who may know', async () => {
    await postAll();
    expect((await get('/healthz')).body).toMatchObject({ status: 'ok', collection: { articles: 3, clusters: 2 } });
    const { status, body } = await send('/healthz', { headers: { authorization: '' } });
    expect([status, body]).toEqual([200, { status: 'ok' }]);
    expect((await get('/healthz', 'wrong')).status).toBe(401);
  });
});
