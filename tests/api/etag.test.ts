import { describe, expect, it } from 'vitest';
import type { Placement } from '../../src/contract/placement.ts';
import { type Answer, get, post, remove, send, TOKENS } from './client.ts';
import { ELECTION, SHIP, SHIP_REPRINT } from './stories.ts';

const ask = (path: string, tag: string, method = 'GET'): Promise<Answer<unknown>> =>
  send(path, { method, headers: { 'if-none-match': tag } });

const tagOf = async (path: string): Promise<string> => (await get(path)).headers.get('etag') as string;

describe('an article and a cluster', () => {
  it('are not sent again while they stay the same', async () => {
    const { body: placed } = await post<Placement>('/v1/articles', ELECTION);
    for (const path of [`/v1/articles/${placed.article_id}`, `/v1/clusters/${placed.cluster_id}`]) {
      const tag = await tagOf(path);
      for (const sent of [tag, tag.replace('W/', ''), `"other", ${tag}`, '*']) {
        const { status, headers, body } = await ask(path, sent);
        expect([status, body]).toEqual([304, null]);
        expect(headers.get('etag')).toBe(tag);
        expect(headers.get('cache-control')).toBe('private, no-cache');
        expect(headers.get('x-request-id')).not.toBeNull();
        expect(headers.get('content-type')).toBeNull();
      }
      expect((await ask(path, tag, 'HEAD')).status).toBe(304);
      for (const sent of ['"other"', '', tag.slice(0, -2), '"'.repeat(1001)]) {
        expect((await ask(path, sent)).status).toBe(200);
      }
    }
  });

  it('are sent when they have changed', async () => {
    const { body: placed } = await post<Placement>('/v1/articles', SHIP);
    const cluster = `/v1/clusters/${placed.cluster_id}`;
    const article = `/v1/articles/${placed.article_id}`;
    const tags = { cluster: await tagOf(cluster), article: await tagOf(article) };
    await post('/v1/articles', SHIP_REPRINT);
    expect((await ask(cluster, tags.cluster)).status).toBe(200);
    expect((await ask(article, tags.article)).status).toBe(304);
    expect(await tagOf(`${cluster}?limit=1`)).not.toBe(await tagOf(cluster));
    await post('/v1/articles', { ...SHIP, title: 'Freighter is off the sandbank' });
    expect((await ask(article, tags.article)).status).toBe(200);
  });

  it('are kept by nobody on the way, and never shown without asking', async () => {
    const { body: placed } = await post<Placement>('/v1/articles', SHIP);
    const path = `/v1/articles/${placed.article_id}`;
    expect((await get(path)).headers.get('cache-control')).toBe('private, no-cache');
    const tag = await tagOf(path);
    const headers = { 'if-none-match': tag, authorization: 'Bearer wrong' };
    expect((await send(path, { headers })).status).toBe(401);
    expect((await send(path, { headers: { ...headers, authorization: `Bearer ${TOKENS.other}` } })).status).toBe(404);
    await remove(path);
    const gone = await ask(path, tag);
    expect(gone.status).toBe(404);
    expect(gone.headers.get('etag')).toBeNull();
  });
});

it('all other answers are kept by nobody', async () => {
  const answers = [
    await post('/v1/articles', SHIP),
    await get('/v1/clusters'),
    await get('/v1/stats'),
    await get('/x'),
  ];
  for (const { headers } of answers) {
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('etag')).toBeNull();
  }
});
