import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import type { Placement } from '../../src/contract/placement.ts';
import { type Bindings, sendTo } from './bound.ts';
import { TOKENS } from './client.ts';
import { createQueue, deliverAll, withQueue } from './queue.ts';
import { ELECTION, SHIP, SHIP_REPRINT } from './stories.ts';

type Line = Record<string, unknown>;

let log: MockInstance<typeof console.log>;

beforeEach(() => {
  log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
});

afterEach(() => vi.restoreAllMocks());

const written = (): string[] => log.mock.calls.map(([line]) => line as string);
const lines = (): Line[] => written().map((line) => JSON.parse(line));
const ofEvent = (event: string): Line[] => lines().filter((line) => line.event === event);

/** A collection that nobody else writes to. */
const tokenFor = (collection: string): Bindings => ({
  API_TOKENS: JSON.stringify({ [TOKENS.all]: { collection, rights: ['read', 'write'] } }),
});

const postTo = (bindings: Bindings, path: string, body: unknown): Promise<Response> =>
  sendTo(bindings, path, { method: 'POST', body: JSON.stringify(body) });

describe('the log', () => {
  it('has a line for the request and one for each placement', async () => {
    const bindings = { LOG: 'all', ...tokenFor('log-lines') };
    const answer = await postTo(bindings, '/v1/articles', [SHIP, { title: 'no text' }, SHIP_REPRINT]);
    const { results } = await answer.json<{ results: Placement[] }>();
    const request_id = answer.headers.get('x-request-id');
    expect(lines().every((line) => line.request_id === request_id)).toBe(true);
    expect(ofEvent('request')).toEqual([
      {
        event: 'request',
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        request_id,
        method: 'POST',
        route: '/v1/articles',
        status: 200,
        problem: null,
        ms: expect.any(Number),
        collection: 'log-lines',
        job_id: null,
        articles: 3,
        errors: 1,
        bytes: null,
        colo: null,
      },
    ]);
    const [ship, , reprint] = results;
    expect(ofEvent('placement')).toMatchObject([
      { article_id: ship?.article_id, cluster_id: ship?.cluster_id, decision: 'founded', relation: null, score: 0 },
      { article_id: reprint?.article_id, cluster_id: ship?.cluster_id, decision: 'joined', relation: 'reprint' },
    ]);
    expect(lines()).toHaveLength(3);
  });

  it('holds nothing of what was said, asked or kept secret', async () => {
    const bindings = { LOG: 'all', ...tokenFor('log-secrets') };
    const { article_id } = await (await postTo(bindings, '/v1/articles?token=hidden', ELECTION)).json<Placement>();
    await postTo(bindings, '/v1/check', SHIP);
    await postTo(bindings, '/v1/compare', { a: SHIP, b: ELECTION });
    await sendTo(bindings, '/v1/clusters?q=Quillby');
    await sendTo(bindings, `/v1/articles/${article_id}/matches`);
    await sendTo(bindings, '/v1/articles/a-private-name');
    await sendTo(bindings, '/private/place?q=hidden');
    await sendTo(bindings, '/v1/clusters', { headers: { authorization: 'Bearer hidden' } });
    const all = written().join('\n');
    expect(ofEvent('request')).toHaveLength(8);
    for (const said of ['Quillby', 'Lamm', 'Halvard', 'evening-post', TOKENS.all, 'hidden', 'private', 'Bearer']) {
      expect(all).not.toContain(said);
    }
  });

  it('names routes without ids, and problems by their type', async () => {
    const bindings = { LOG: 'requests', ...tokenFor('log-routes') };
    await sendTo(bindings, '/v1/articles/none');
    await sendTo(bindings, '/v1/clusters/none/', { method: 'HEAD' });
    await sendTo(bindings, '/v1/clusters?limit=many');
    await sendTo(bindings, '/v1/nowhere');
    await sendTo(bindings, '/healthz', { method: 'POST' });
    await sendTo(bindings, '/v1/settings', { headers: { authorization: 'Bearer x' } });
    expect(lines()).toMatchObject([
      { route: '/v1/articles/:id', status: 404, problem: 'not-found', collection: 'log-routes' },
      { route: '/v1/clusters/:id', status: 404, method: 'HEAD' },
      { route: '/v1/clusters', status: 400, problem: 'bad-query' },
      { route: null, status: 404, problem: 'not-found' },
      { route: '/healthz', status: 405, problem: 'wrong-method' },
      { route: '/v1/settings', status: 401, problem: 'unknown-token', collection: null },
    ]);
  });

  it('tells the size that the sender told', async () => {
    const body = JSON.stringify(SHIP);
    const sized = { method: 'POST', body, headers: { 'content-length': `${body.length}` } };
    await sendTo({ LOG: 'requests' }, '/v1/check', sized);
    await sendTo({ LOG: 'requests' }, '/v1/check', { ...sized, headers: { 'content-length': '9'.repeat(40) } });
    expect(lines()).toMatchObject([{ bytes: body.length }, { bytes: null }]);
  });

  it('tells of no placement where nothing was stored', async () => {
    await postTo({ LOG: 'all' }, '/v1/check', SHIP);
    expect(ofEvent('placement')).toEqual([]);
    expect(ofEvent('request')).toMatchObject([{ route: '/v1/check', articles: 1, errors: 0 }]);
  });

  it('has a line for a job that is done, which its request names, and one for each of its placements', async () => {
    const queue = createQueue();
    const bound = { ...withQueue(queue), LOG: 'all', ...tokenFor('log-jobs') } as Cloudflare.Env;
    await postTo(bound, '/v1/articles?mode=async', [SHIP, { title: 'no text' }, SHIP_REPRINT]);
    const [request] = ofEvent('request');
    expect(request).toMatchObject({ status: 202, job_id: expect.stringMatching(/^j_/), articles: 0 });
    expect(lines()).toHaveLength(1);
    await deliverAll(queue, bound);
    const job_id = request?.job_id;
    expect(ofEvent('job')).toMatchObject([{ job_id, collection: 'log-jobs', articles: 3, errors: 1 }]);
    expect(ofEvent('placement')).toMatchObject([
      { job_id, decision: 'founded' },
      { job_id, decision: 'joined', relation: 'reprint' },
    ]);
    for (const said of ['Halvard', 'evening-post', 'hidden']) expect(written().join('\n')).not.toContain(said);
  });

  it('does not tell a second time what was answered before', async () => {
    const bound = { LOG: 'all', ...tokenFor('log-replays') };
    const headers = { 'idempotency-key': 'once' };
    for (const _ of [1, 2])
      await sendTo(bound, '/v1/articles', { method: 'POST', headers, body: JSON.stringify(SHIP) });
    expect(ofEvent('placement')).toHaveLength(1);
    expect(ofEvent('request')).toHaveLength(2);
  });

  it('has only requests, or nothing, where LOG says so', async () => {
    await postTo({ LOG: 'requests', ...tokenFor('log-switch') }, '/v1/articles', SHIP);
    expect(lines().map(({ event }) => event)).toEqual(['request']);
    log.mockClear();
    for (const LOG of ['off', '', 'everything', undefined]) await postTo({ LOG }, '/v1/articles', ELECTION);
    expect(log).not.toHaveBeenCalled();
  });
});

describe('Server-Timing', () => {
  const partsOf = (answer: Response): string[] =>
    (answer.headers.get('server-timing') ?? '').split(', ').map((part) => part.replace(/;dur=\d+$/, ''));

  it('tells the parts of taking articles, however many batches there are', async () => {
    const many = Array.from({ length: 120 }, (_, i) => ({ id: `timed ${i}`, text: 'too short' }));
    const parts = ['total', 'read', 'prepare', 'place'];
    for (const body of [SHIP, many]) expect(partsOf(await postTo({}, '/v1/articles', body))).toEqual(parts);
  });

  it('tells the whole of everything else', async () => {
    for (const path of ['/v1/clusters', '/healthz', '/nowhere', '/v1/clusters/none']) {
      expect(partsOf(await sendTo({}, path))).toEqual(['total']);
    }
  });
});

describe('the binding METRICS', () => {
  it('gets one data point a request', async () => {
    const writeDataPoint = vi.fn<AnalyticsEngineDataset['writeDataPoint']>();
    const bindings = { METRICS: { writeDataPoint }, ...tokenFor('metrics') };
    await postTo(bindings, '/v1/articles', [SHIP, { title: 'no text' }, SHIP_REPRINT, SHIP]);
    await sendTo(bindings, '/v1/articles/none', { headers: { authorization: 'Bearer x' } });
    const [placed, refused] = writeDataPoint.mock.calls.map(([point]) => point);
    expect(writeDataPoint).toHaveBeenCalledTimes(2);
    expect(placed).toEqual({
      indexes: ['metrics'],
      blobs: ['POST', '/v1/articles', '', ''],
      doubles: [200, expect.any(Number), 4, 1, 0, 1, 1, 0, 1],
    });
    expect(refused).toMatchObject({ indexes: [''], blobs: ['GET', '/v1/articles/:id', 'unknown-token', ''] });
    expect(refused?.doubles?.[0]).toBe(401);
  });

  it('counts what is placed later when it is done', async () => {
    const writeDataPoint = vi.fn<AnalyticsEngineDataset['writeDataPoint']>();
    const queue = createQueue();
    const bound = { ...withQueue(queue), METRICS: { writeDataPoint }, ...tokenFor('metrics-jobs') } as Cloudflare.Env;
    await postTo(bound, '/v1/articles?mode=async', [SHIP, { title: 'no text' }, SHIP_REPRINT]);
    await deliverAll(queue, bound);
    const [accepted, done] = writeDataPoint.mock.calls.map(([point]) => point);
    expect(accepted?.doubles?.slice(2)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(done).toEqual({
      indexes: ['metrics-jobs'],
      blobs: ['QUEUE', '/v1/jobs/:id', '', ''],
      doubles: [200, expect.any(Number), 3, 1, 0, 1, 1, 0, 0],
    });
  });
});
