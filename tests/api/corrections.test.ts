import { createExecutionContext, evictDurableObject, reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Cluster } from '../../src/contract/cluster.ts';
import type { Correction, CorrectionPage } from '../../src/contract/correction.ts';
import type { Placement } from '../../src/contract/placement.ts';
import worker from '../../src/index.ts';
import { get, post, remove, send, TOKENS } from './client.ts';
import { ELECTION, SHIP, SHIP_REPRINT } from './stories.ts';

beforeEach(reset);

const place = async (article: object): Promise<Placement> => (await post<Placement>('/v1/articles', article)).body;
const clusterOf = async (id: string): Promise<string> =>
  (await get<{ cluster_id: string }>(`/v1/articles/${id}`)).body.cluster_id;

/** The ship in two papers, and the election. */
const fill = async () => ({ ship: await place(SHIP), reprint: await place(SHIP_REPRINT), vote: await place(ELECTION) });

const ANOTHER = { ...SHIP_REPRINT, url: 'https://daily.example/ship' };

describe('a correction', () => {
  it('is obeyed by the next article, survives a restart, and can be undone', async () => {
    const { ship, reprint, vote } = await fill();
    expect(reprint.cluster_id).toBe(ship.cluster_id);
    const moved = await post<Correction>(`/v1/articles/${reprint.article_id}/move`, {
      cluster_id: vote.cluster_id,
      why: 'a test',
    });
    expect(moved).toMatchObject({ status: 200, body: { kind: 'move', why: 'a test', undone_by: null } });
    await evictDurableObject(env.STORY_INDEX.getByName('tests'));
    const next = await place(ANOTHER);
    expect(next.cluster_id).toBe(vote.cluster_id);
    expect((await place({ ...SHIP_REPRINT, headline: 'Ship is free' })).cluster_id).toBe(vote.cluster_id);
    expect((await post(`/v1/corrections/${moved.body.id}/undo`, {})).status).toBe(200);
    expect(await clusterOf(reprint.article_id)).toBe(ship.cluster_id);
    expect((await post(`/v1/corrections/${moved.body.id}/undo`, {})).status).toBe(409);
    const { body } = await get<CorrectionPage>('/v1/corrections');
    expect(body.corrections).toMatchObject([{ undoes: moved.body.id }, { id: moved.body.id }]);
    expect(body.corrections[1]?.undone_by).toBe(body.corrections[0]?.id);
    expect(body.corrections[0]?.articles.length).toBeGreaterThan(0);
  });

  it('is told as an event', async () => {
    const { ship, reprint } = await fill();
    const { body } = await post<Correction>(`/v1/clusters/${ship.cluster_id}/split`, {
      articles: [reprint.article_id],
    });
    const events = await get<{ events: { type: string; data: object }[] }>('/v1/events?after=3');
    expect(events.body.events).toMatchObject([
      {
        type: 'cluster.split',
        data: { article_id: reprint.article_id, from: ship.cluster_id, cluster_id: body.articles[0]?.to },
      },
    ]);
  });

  it('needs the right to correct', async () => {
    const { ship } = await fill();
    for (const token of [TOKENS.read, TOKENS.write]) {
      const headers = { authorization: `Bearer ${token}` };
      expect((await post(`/v1/clusters/${ship.cluster_id}/confirm`, {}, headers)).status).toBe(403);
      expect((await get('/v1/corrections', token)).status).toBe(403);
      expect((await get('/v1/corrections/labels', token)).status).toBe(403);
    }
    const stranger = { authorization: `Bearer ${TOKENS.other}` };
    expect((await post(`/v1/clusters/${ship.cluster_id}/confirm`, {}, stranger)).status).toBe(404);
  });

  it('leaves the log with the last of its articles', async () => {
    const { ship, reprint } = await fill();
    await post(`/v1/articles/${reprint.article_id}/reject`, { cluster_id: ship.cluster_id });
    await remove(`/v1/articles/${reprint.article_id}`);
    expect((await get<CorrectionPage>('/v1/corrections')).body).toEqual({ corrections: [], next: null });
  });
});

describe('two editors at once', () => {
  const read = async (id: string, query = '') => {
    const { body, headers } = await get<Cluster>(`/v1/clusters/${id}${query}`);
    return { version: body.version, tag: headers.get('etag') as string };
  };

  it('do not lose each other’s change', async () => {
    const { ship, reprint, vote } = await fill();
    const [one, two] = [await read(ship.cluster_id), await read(ship.cluster_id, '?limit=1')];
    const path = `/v1/clusters/${ship.cluster_id}`;
    expect((await post(`${path}/split`, { articles: [reprint.article_id] }, { 'if-match': one.tag })).status).toBe(200);
    for (const [body, headers] of [
      [{}, { 'if-match': two.tag }],
      [{ version: two.version }, {}],
      [{}, { 'if-match': '"nothing of the kind"' }],
    ] as const) {
      const { status, body: problem } = await post(`${path}/confirm`, body, headers);
      expect([status, problem.type]).toEqual([412, 'urn:samewire:problem:precondition-failed']);
    }
    const late = await post(`${path}/merge`, { with: [vote.cluster_id] }, { 'if-match': two.tag });
    expect(late.body.detail).toContain('has 1 articles now, 2 when it was read');
    expect((await post(`${path}/confirm`, {}, { 'if-match': (await read(ship.cluster_id)).tag })).status).toBe(200);
    expect((await post(`${path}/confirm`, '', { 'if-match': '*' })).status).toBe(200);
  });

  it('who move one article find that it has gone', async () => {
    const { ship, reprint, vote } = await fill();
    const { version } = await read(ship.cluster_id);
    const move = (cluster_id: string | null) =>
      post(`/v1/articles/${reprint.article_id}/move`, { cluster_id, version });
    expect((await move(vote.cluster_id)).status).toBe(200);
    expect((await move(null)).status).toBe(412);
  });
});

describe('what is no correction', () => {
  it.each<[string, object | string, number, string[]]>([
    ['articles/none/move', { cluster_id: null }, 404, []],
    ['clusters/none/confirm', {}, 404, []],
    ['corrections/none/undo', {}, 404, []],
    ['articles/SHIP/move', {}, 422, ['cluster_id']],
    ['articles/SHIP/move', { cluster_id: 7 }, 422, ['cluster_id']],
    ['articles/SHIP/move', { cluster_id: 'c_00000000000' }, 422, ['cluster_id']],
    ['articles/SHIP/move', { cluster_id: null, why: 'x'.repeat(2001) }, 422, ['why']],
    ['articles/SHIP/move', '{"cluster_id":null,"__proto__":1,"more":2}', 422, ['__proto__', 'more']],
    ['articles/SHIP/reject', { cluster_id: null }, 422, ['cluster_id']],
    ['clusters/SHIP/merge', { with: [] }, 422, ['with']],
    ['clusters/SHIP/merge', { with: ['c_00000000000'] }, 422, ['with[0]']],
    ['clusters/SHIP/split', { articles: [3] }, 422, ['articles[0]']],
    ['clusters/SHIP/split', { articles: ['none'] }, 422, ['articles[0]']],
    ['clusters/SHIP/split', { articles: Array(2001).fill('a') }, 422, ['articles']],
    ['clusters/SHIP/confirm', { who: '' }, 422, ['who']],
    ['clusters/SHIP/confirm', '[]', 400, []],
    ['clusters/SHIP/confirm', '{', 400, ['body']],
  ])('%s %j: %i', async (path, body, status, fields) => {
    const { ship } = await fill();
    const id = path.startsWith('articles') ? ship.article_id : ship.cluster_id;
    const answer = await post(`/v1/${path.replace('SHIP', encodeURIComponent(id))}`, body);
    expect(answer.status).toBe(status);
    expect(answer.body.errors.map(({ field }) => field).sort()).toEqual(fields.sort());
    expect((await get<CorrectionPage>('/v1/corrections')).body.corrections).toEqual([]);
  });
});

it('labels are lines that say of each article of a corrected cluster which story it tells', async () => {
  const { ship, reprint } = await fill();
  await post(`/v1/clusters/${ship.cluster_id}/split`, { articles: [reprint.article_id] });
  const { body, headers } = await send<string>('/v1/corrections/labels');
  expect(headers.get('content-type')).toBe('application/x-ndjson');
  const lines = body
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.map(({ id, story, text }) => [id, story, text])).toEqual([
    [ship.article_id, ship.cluster_id, SHIP.text],
    [reprint.article_id, await clusterOf(reprint.article_id), SHIP_REPRINT.articleBody],
  ]);
});

describe('the log says who', () => {
  /** Corrects in a Worker that was set up otherwise. */
  const whoIs = async (given: Partial<Cloudflare.Env>, authorization: string, who?: string): Promise<string> => {
    const ask = (path: string, body: object) =>
      worker.fetch(
        new Request(`http://localhost${path}`, {
          method: 'POST',
          body: JSON.stringify(body),
          headers: { authorization },
        }),
        { STORY_INDEX: env.STORY_INDEX, ...given },
        createExecutionContext(),
      );
    const { cluster_id } = (await (await ask('/v1/articles', SHIP)).json()) as Placement;
    const made = await ask(`/v1/clusters/${cluster_id}/confirm`, who === undefined ? {} : { who });
    return ((await made.json()) as Correction).who;
  };
  const token = (name?: string) => ({
    API_TOKENS: JSON.stringify({ 'secret-of-the-desk': { collection: 'who', rights: ['write', 'correct'], name } }),
  });
  const bearer = 'Bearer secret-of-the-desk';

  it('by the name of the token, and the person that it speaks for', async () => {
    expect(await whoIs(token('news desk'), bearer)).toBe('news desk');
    expect(await whoIs(token('news desk'), bearer, ' Ada ')).toBe('Ada (news desk)');
  });
  it('without a name by a hash, the same each time', async () => {
    const who = await whoIs(token(), bearer);
    expect(who).toMatch(/^token [0-9a-f]{8}$/);
    expect(await whoIs(token(), bearer)).toBe(who);
  });
  it('locally', async () => {
    expect(await whoIs({ LOCAL_USE: '1' }, '')).toBe('local');
  });
});
