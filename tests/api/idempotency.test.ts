import { evictDurableObject, reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StoredArticle } from '../../src/contract/article.ts';
import type { Placement } from '../../src/contract/placement.ts';
import { SECRETS } from '../webhooks/senders.ts';
import { signHex, signStandard } from '../webhooks/signing.ts';
import { get, post, type Results, remove, send, TOKENS } from './client.ts';
import { ELECTION, SHIP, SHIP_REPRINT } from './stories.ts';

beforeEach(reset);
afterEach(() => vi.restoreAllMocks());

const stub = () => env.STORY_INDEX.getByName('tests');
const REVISED = { ...SHIP, text: SHIP.text.replace('19 people', '20 people') };

const postKeyed = <Body = Placement>(key: string, body: unknown, more: Record<string, string> = {}) =>
  post<Body>('/v1/articles', body, { 'idempotency-key': key, ...more });

const replayed = ({ headers }: { headers: Headers }): boolean => headers.get('idempotency-replayed') === 'true';

const textOf = async (id: string): Promise<string | null> => (await get<StoredArticle>(`/v1/articles/${id}`)).body.text;

/** Every row of the collection's tables, but of the list of migrations. */
const tables = (): Promise<Record<string, unknown[]>> =>
  runInDurableObject(stub(), (_, { storage }) => {
    const names = storage.sql
      .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_cf_*'")
      .toArray();
    return Object.fromEntries(names.map(({ name }) => [name, storage.sql.exec(`SELECT * FROM ${name}`).toArray()]));
  });

/** Waits until the alarm has left one text in the bucket, where texts lie there. */
const oneTextOutside = async (): Promise<void> => {
  await runDurableObjectAlarm(stub());
  await vi.waitUntil(async () => ((await env.TEXTS?.list())?.objects.length ?? 1) === 1);
};

/** Makes the collection's database fail wherever such a row is written, until it is mended. */
const breakWriting = (where = '1', table = 'article'): Promise<void> =>
  runInDurableObject(stub(), (_, { storage }) => {
    storage.sql.exec(
      `CREATE TRIGGER broken BEFORE INSERT ON ${table} WHEN ${where} BEGIN SELECT raise(ABORT, 'disk full'); END`,
    );
  });

const mend = (): Promise<void> =>
  runInDurableObject(stub(), (_, { storage }) => {
    storage.sql.exec('DROP TRIGGER broken');
  });

const silence = () => vi.spyOn(console, 'error').mockImplementation(() => undefined);

describe('a POST with an Idempotency-Key', () => {
  it('that comes again gets the answer of the first time, and changes nothing', async () => {
    await post('/v1/articles', SHIP);
    const first = await postKeyed('a', SHIP_REPRINT);
    expect([first.status, first.body.decision, replayed(first)]).toEqual([200, 'joined', false]);
    const before = await tables();
    await evictDurableObject(stub());
    const again = await postKeyed('a', SHIP_REPRINT);
    expect([again.status, replayed(again)]).toEqual([200, true]);
    expect(again.body).toEqual(first.body);
    expect(await tables()).toEqual(before);
  });

  it('that founded a cluster says so again', async () => {
    await postKeyed('a', SHIP);
    const again = await postKeyed('a', SHIP);
    expect([again.status, again.body.decision, replayed(again)]).toEqual([201, 'founded', true]);
  });

  it('does not undo a later revision', async () => {
    const { body } = await postKeyed('a', SHIP);
    await postKeyed('b', REVISED);
    await oneTextOutside();
    expect(replayed(await postKeyed('a', SHIP))).toBe(true);
    expect(await textOf(body.article_id)).toBe(REVISED.text);
    await oneTextOutside();
  });

  it('does not bring a removed article back', async () => {
    const { body } = await postKeyed('a', SHIP);
    await remove(`/v1/articles/${body.article_id}`);
    expect((await postKeyed('a', SHIP)).body).toEqual(body);
    expect((await get(`/v1/articles/${body.article_id}`)).status).toBe(404);
  });

  it('with another body is refused, and nothing of it is stored', async () => {
    await postKeyed('a', SHIP);
    const before = await tables();
    for (const other of [ELECTION, REVISED, [SHIP], [ELECTION, SHIP_REPRINT]]) {
      const { status, body } = await postKeyed<{ type: string }>('a', other);
      expect([status, body.type]).toEqual([422, 'urn:samewire:problem:idempotency-key-reused']);
    }
    if (env.TEXTS === undefined) expect(await tables()).toEqual(before);
    expect((await tables()).article).toEqual(before.article);
  });

  it.each(['', 'a b', 'a\tb', 'x'.repeat(256)])('is refused with the key "%s"', async (key) => {
    const { status, body } = await postKeyed<{ type: string; errors: unknown[] }>(key, SHIP);
    expect([status, body.type]).toEqual([400, 'urn:samewire:problem:bad-idempotency-key']);
    expect(body.errors).toMatchObject([{ field: 'Idempotency-Key' }]);
  });

  it('may have any visible ASCII in it', async () => {
    for (const key of ['"8e03978e-40d5-43dd-bc93-6894a57f9324"', 'x'.repeat(255), '#0', '__proto__']) {
      expect(replayed(await postKeyed(key, ELECTION))).toBe(false);
      expect(replayed(await postKeyed(key, ELECTION))).toBe(true);
    }
  });

  it('is known in its collection alone', async () => {
    await postKeyed('a', SHIP);
    const other = await postKeyed('a', ELECTION, { authorization: `Bearer ${TOKENS.other}` });
    expect([other.status, replayed(other)]).toEqual([201, false]);
  });

  it('is repeated as a whole, with problems in their places, over several calls of the object', async () => {
    const sent = Array.from({ length: 130 }, (_, i) =>
      i < 60 ? { title: `${i}` } : { ...SHIP, url: null, id: `${i}` },
    );
    const first = await postKeyed<Results>('a', sent);
    const again = await postKeyed<Results>('a', sent);
    expect(again.body.results.map(({ status, decision }) => status ?? decision)).toEqual([
      ...Array(60).fill(422),
      'founded',
      ...Array(69).fill('joined'),
    ]);
    expect(again.body).toEqual(first.body);
    expect([replayed(first), replayed(again)]).toEqual([false, true]);
    expect((await postKeyed('a', sent.slice(1))).status).toBe(422);
  });

  it('is not used up by articles that could not be stored', async () => {
    silence();
    await breakWriting();
    expect((await postKeyed('a', SHIP)).status).toBe(500);
    await mend();
    const second = await postKeyed('a', SHIP);
    expect([second.status, replayed(second)]).toEqual([201, false]);
    await breakWriting("new.id = 'b'");
    const two = [SHIP_REPRINT, { ...ELECTION, id: 'b' }];
    expect((await postKeyed<Results>('b', two)).body.results).toMatchObject([{ decision: 'joined' }, { status: 500 }]);
    await mend();
    const mended = await postKeyed<Results>('b', two);
    expect(mended.body.results).toMatchObject([{ decision: 'unchanged' }, { decision: 'founded' }]);
    expect(replayed(await postKeyed<Results>('b', two))).toBe(true);
  });

  it('is not acknowledged where its answer cannot be remembered, and loses nothing by being sent again', async () => {
    silence();
    await breakWriting('1', 'remembered_answer');
    expect((await postKeyed('a', SHIP)).status).toBe(500);
    await mend();
    const second = await postKeyed('a', SHIP);
    expect([second.status, second.body.decision, replayed(second)]).toEqual([201, 'founded', false]);
    expect(replayed(await postKeyed('a', SHIP))).toBe(true);
  });

  it('that broke off half-way is finished: what was answered is answered again, the rest is placed', async () => {
    silence();
    const sent = Array.from({ length: 120 }, (_, i) => ({ ...SHIP, url: null, id: `${i}` }));
    await breakWriting("new.id = '70'");
    const { results } = (await postKeyed<Results>('a', sent)).body;
    expect(results.flatMap(({ status }, i) => (status ? [[i, status]] : []))).toEqual([[70, 500]]);
    await mend();
    const again = await postKeyed<Results>('a', sent);
    expect(replayed(again)).toBe(false);
    expect(again.body.results.map(({ decision }) => decision)).toEqual([
      'founded',
      ...Array(49).fill('joined'),
      ...Array(50).fill('unchanged').with(20, 'joined'),
      ...Array(20).fill('joined'),
    ]);
    expect((await get<{ clusters: unknown[] }>('/v1/clusters')).body.clusters).toHaveLength(1);
    expect(replayed(await postKeyed<Results>('a', sent))).toBe(true);
  });

  it('is no key for what stores nothing', async () => {
    for (const [path, body] of [
      ['/v1/check', SHIP],
      ['/v1/compare', { a: SHIP, b: ELECTION }],
    ] as const) {
      for (const key of ['a', 'not a key']) {
        const answer = await post(path, body, { 'idempotency-key': key });
        expect([answer.status, replayed(answer)]).toEqual([200, false]);
      }
    }
    expect((await tables()).remembered_answer).toEqual([]);
  });

  it('leaves nothing behind of an article that is removed but its id', async () => {
    const { body } = await postKeyed('a', SHIP);
    const copy = await postKeyed('b', SHIP_REPRINT);
    expect(copy.body.nearest?.title).toBe(SHIP.title);
    await remove(`/v1/articles/${body.article_id}`);
    const left = JSON.stringify((await tables()).remembered_answer);
    for (const word of ['Halvard', 'evening-post']) expect(left).not.toContain(word);
    const again = await postKeyed('b', SHIP_REPRINT);
    expect(again.body).toEqual({ ...copy.body, nearest: null });
  });
});

const deliver = (headers: Record<string, string>, body: string) =>
  send<Results>('/v1/webhooks/crawler', { method: 'POST', body, headers: { authorization: '', ...headers } });

describe('a webhook that is delivered again', () => {
  it('is answered from memory, though it is written anew and signed anew', async () => {
    const first = await deliver(signStandard(JSON.stringify(SHIP)), JSON.stringify(SHIP));
    const before = await tables();
    const anew = JSON.stringify({ ...SHIP, sent: 2 }, null, 2);
    const again = await deliver(signStandard(anew, { at: Date.now() + 1000 }), anew);
    expect([first.status, again.status, replayed(first), replayed(again)]).toEqual([200, 200, false, true]);
    expect(again.body).toEqual(first.body);
    expect((await tables()).article).toEqual(before.article);
  });

  it('with more articles than before has a problem for each of those', async () => {
    await deliver(signStandard(JSON.stringify([SHIP])), JSON.stringify([SHIP]));
    const more = JSON.stringify([SHIP, ELECTION]);
    const { status, body } = await deliver(signStandard(more), more);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      errors: true,
      results: [{ decision: 'founded' }, { type: 'urn:samewire:problem:idempotency-key-reused' }],
    });
  });

  it('is another one from another sender, and under another id', async () => {
    const body = JSON.stringify(SHIP);
    await deliver(signStandard(body), body);
    expect(replayed(await deliver(signStandard(body, { id: 'msg_2' }), body))).toBe(false);
    const bearer = { authorization: `Bearer ${SECRETS.bearer}` };
    expect(replayed(await deliver({ ...bearer, 'webhook-id': 'msg_1' }, body))).toBe(false);
    expect(replayed(await deliver({ ...bearer, 'webhook-id': 'msg_1' }, body))).toBe(true);
    expect(replayed(await deliver(bearer, body))).toBe(false);
    expect(replayed(await deliver(bearer, body))).toBe(false);
  });

  it('cannot undo a later revision where its signature is its only id', async () => {
    const sign = async (body: string) => ({ 'x-miniflux-signature': await signHex(SECRETS.miniflux, body) });
    const [old, revised] = [JSON.stringify(SHIP), JSON.stringify(REVISED)];
    const { body } = await deliver(await sign(old), old);
    await deliver(await sign(revised), revised);
    const shouted = { 'x-miniflux-signature': (await signHex(SECRETS.miniflux, old)).toUpperCase() };
    expect(replayed(await deliver(shouted, old))).toBe(true);
    expect(await textOf(body.results[0]?.article_id as string)).toBe(REVISED.text);
  });

  it('is asked for again where Samewire failed, and taken then', async () => {
    silence();
    const body = JSON.stringify([SHIP, ELECTION]);
    await breakWriting("new.title LIKE 'Quillby%'");
    expect((await deliver(signStandard(body), body)).status).toBe(500);
    await mend();
    const second = await deliver(signStandard(body), body);
    expect([second.status, replayed(second)]).toEqual([200, false]);
    expect(second.body.results).toMatchObject([{ decision: 'unchanged' }, { decision: 'founded' }]);
  });
});
