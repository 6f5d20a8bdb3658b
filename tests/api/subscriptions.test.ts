import {
  createExecutionContext,
  createMessageBatch,
  evictDurableObject,
  getQueueResult,
  reset,
  runDurableObjectAlarm,
  runInDurableObject,
} from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Event, EventPage } from '../../src/contract/event.ts';
import type { Delivery } from '../../src/contract/message.ts';
import { type Subscription, SubscriptionList, SubscriptionWithSecret } from '../../src/contract/subscription.ts';
import worker from '../../src/index.ts';
import { deliveryOf } from '../../src/story-index/events/delivery.ts';
import type { StoryIndex } from '../../src/story-index/story-index.ts';
import { type Answer, get, post, remove, TOKENS } from './client.ts';
import { faultsOfEvent } from './openapi/conformity.ts';
import { SHIP, SHIP_REPRINT } from './stories.ts';

const URL = 'https://receiver.example/hook';
const QUEUE = 'samewire-event-deliveries';

/** What reached the receiver. */
let received: { url: string; init: RequestInit; headers: Record<string, string>; body: string }[] = [];
/** What it answers; an error is thrown. */
let answer: () => Response | Error;

beforeEach(async () => {
  await reset();
  received = [];
  answer = () => new Response('thank you');
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    received.push({ url, init, headers: init.headers as Record<string, string>, body: String(init.body) });
    const given = answer();
    return given instanceof Error ? Promise.reject(given) : Promise.resolve(given);
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  expect(received.flatMap(({ body, headers }) => faultsOfEvent(body, headers))).toEqual([]);
});

const subscribe = async (more: object = {}): Promise<SubscriptionWithSecret> => {
  const { status, body } = await post('/v1/subscriptions', { url: URL, ...more });
  expect(status).toBe(201);
  return SubscriptionWithSecret.parse(body);
};

const list = async (): Promise<Subscription[]> =>
  SubscriptionList.parse((await get('/v1/subscriptions')).body).subscriptions;

const collection = (): DurableObjectStub<StoryIndex> => env.STORY_INDEX.getByName('tests');

/** What the object hands to the queue with its alarm, which then has it in place of the real one. */
const handOn = async (): Promise<Delivery[]> => {
  const sent: Delivery[] = [];
  await runInDurableObject(collection(), (object) => {
    const { EVENT_DELIVERIES } = (object as unknown as { env: Cloudflare.Env }).env;
    vi.spyOn(EVENT_DELIVERIES, 'sendBatch').mockImplementation((messages) => {
      for (const { body } of messages) sent.push(body);
      return Promise.resolve({} as QueueSendBatchResponse);
    });
  });
  await runDurableObjectAlarm(collection());
  return sent;
};

/** What became of a batch: places of the messages that are done with, and the delays of those that come again. */
interface Consumed {
  acknowledged: string[];
  delays: (number | undefined)[];
}

/** Gives the messages to the Worker as the queue would, each for the given time. */
const consume = async (deliveries: Delivery[], attempts = 1, given = env): Promise<Consumed> => {
  const messages = deliveries.map((body, i) => ({ id: `${i}`, timestamp: new Date(), attempts, body }));
  const batch = createMessageBatch(QUEUE, messages);
  const retries = batch.messages.map((message) => vi.spyOn(message, 'retry'));
  await worker.queue(batch, given);
  const { explicitAcks, retryMessages } = await getQueueResult(batch, createExecutionContext());
  const delays = retries.flatMap(({ mock }) => mock.calls.map(([options]) => options?.delaySeconds));
  expect(retryMessages).toHaveLength(delays.length);
  return { acknowledged: explicitAcks, delays };
};

/** As the published library reads what arrived. */
const verified = (secret: string, index = 0): Event => {
  const { body, headers } = received[index] as (typeof received)[number];
  return new Webhook(secret).verify(body, headers) as Event;
};

it('what is placed reaches the subscribed URL by the queue, signed, once, and is seen to have', async () => {
  const { id, secret } = await subscribe({ events: ['cluster.joined'] });
  await post('/v1/articles', SHIP);
  await post('/v1/articles', SHIP_REPRINT);
  await runDurableObjectAlarm(collection());
  await vi.waitFor(async () => expect(await list()).toMatchObject([{ id, delivered: 1, pending: 0, sequence: 2 }]), {
    timeout: 20_000,
  });
  expect(received).toHaveLength(1);
  const { events } = (await get<EventPage>('/v1/events')).body;
  expect(verified(secret)).toEqual(events[1]);
  expect(received[0]).toMatchObject({ url: URL, init: { method: 'POST', redirect: 'manual' } });
  expect(received[0]?.headers['webhook-id']).toBe(`evt_${id}_2`);
});

it('the secret is shown once, and the list never shows one', async () => {
  const made = await subscribe();
  expect(made.secret).toMatch(/^whsec_/);
  const { secret, ...shown } = made;
  const listed = await get('/v1/subscriptions');
  expect(listed.body).toEqual({ subscriptions: [shown] });
  expect(JSON.stringify(listed.body)).not.toContain('whsec_');
  expect(shown).toMatchObject({ url: URL, events: null, state: 'active', pending: 0 });
});

it('during a rotation both secrets sign, and the list shows neither', async () => {
  const { id, secret } = await subscribe();
  await post('/v1/articles', SHIP);
  const rotated = (await post<SubscriptionWithSecret>(`/v1/subscriptions/${id}/secret`, '')).body;
  expect(rotated.secret).not.toBe(secret);
  await evictDurableObject(collection());
  await consume(await handOn());
  expect(received).toHaveLength(1);
  expect(verified(secret)).toEqual(verified(rotated.secret));
  expect(() => verified(`whsec_${btoa('another secret of some length')}`)).toThrow();
  expect(JSON.stringify(await list())).not.toContain('whsec_');
});

it.each([
  [200, {}, 'ack', 'active'],
  [204, {}, 'ack', 'active'],
  [500, {}, 5, 'failing'],
  [404, {}, 5, 'failing'],
  [301, { location: 'https://169.254.169.254/' }, 5, 'failing'],
  [429, { 'retry-after': '77' }, 77, 'failing'],
  [503, { 'retry-after': '99999999' }, 3600, 'failing'],
  [429, { 'retry-after': 'later' }, 5, 'failing'],
  [500, { 'retry-after': '77' }, 5, 'failing'],
  [410, {}, 'ack', 'gone'],
] as const)('a receiver that answers %i %j', async (status, headers, expected, state) => {
  await subscribe();
  await post('/v1/articles', SHIP);
  const deliveries = await handOn();
  answer = () => new Response(null, { status, headers });
  const result = await consume(deliveries);
  const done = expected === 'ack';
  expect(result).toEqual({ acknowledged: done ? ['0'] : [], delays: done ? [] : [expected] });
  expect(await list()).toMatchObject([{ state, pending: state === 'failing' ? 1 : 0 }]);
  expect(received).toHaveLength(1);
});

it('a receiver that cannot be reached, or says nothing in time, is tried again, with the same id', async () => {
  await subscribe();
  await post('/v1/articles', SHIP);
  const deliveries = await handOn();
  answer = () => new TypeError('connection refused to 10.0.0.1');
  expect((await consume(deliveries)).delays).toEqual([5]);
  expect(await list()).toMatchObject([{ last_failure: { reason: 'cannot be reached' } }]);
  answer = () => new DOMException('late', 'TimeoutError');
  expect((await consume(deliveries, 2)).delays).toEqual([30]);
  answer = () => new Response();
  expect((await consume(deliveries, 3)).acknowledged).toEqual(['0']);
  expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(await list()).toMatchObject([{ state: 'active', delivered: 1, pending: 0 }]);
});

it('after the last try it is a dead letter, which may be sent again later', async () => {
  await subscribe();
  await post('/v1/articles', SHIP);
  const deliveries = await handOn();
  answer = () => new Response(null, { status: 500 });
  const last = await consume(deliveries, 15);
  expect([last.acknowledged, last.delays.length]).toEqual([[], 1]);
  expect(await list()).toMatchObject([{ state: 'failing', pending: 0, given_up: 1 }]);
  answer = () => new Response();
  await consume(deliveries);
  expect(await list()).toMatchObject([{ state: 'active', pending: 0, delivered: 1 }]);
});

it('one bad receiver does not hold up another', async () => {
  const [bad, good] = [await subscribe({ url: 'https://bad.example/' }), await subscribe()];
  await post('/v1/articles', [SHIP, SHIP_REPRINT]);
  const deliveries = await handOn();
  answer = () => (received.at(-1)?.url === URL ? new Response() : new Response(null, { status: 500 }));
  const result = await consume(deliveries);
  expect([result.acknowledged.length, result.delays.length]).toEqual([2, 2]);
  const states = new Map((await list()).map(({ id, state, pending }) => [id, [state, pending]]));
  expect([states.get(bad.id), states.get(good.id)]).toEqual([
    ['failing', 2],
    ['active', 0],
  ]);
});

it('nothing is sent to a subscription that is gone or deleted meanwhile', async () => {
  const { id } = await subscribe();
  await post('/v1/articles', [SHIP, SHIP_REPRINT]);
  const [first, second] = (await handOn()) as [Delivery, Delivery];
  answer = () => new Response(null, { status: 410 });
  await consume([first]);
  expect((await consume([second])).acknowledged).toEqual(['0']);
  expect(received).toHaveLength(1);
  for (const what of ['ping', 'secret']) expect((await post(`/v1/subscriptions/${id}/${what}`, '')).status).toBe(409);
  expect((await remove(`/v1/subscriptions/${id}`)).status).toBe(204);
  expect((await consume([second])).acknowledged).toEqual(['0']);
  expect(received).toHaveLength(1);
  expect(await list()).toEqual([]);
  for (const what of ['ping', 'secret']) expect((await post(`/v1/subscriptions/${id}/${what}`, '')).status).toBe(404);
  expect((await remove(`/v1/subscriptions/${id}`)).status).toBe(404);
});

it('a stored URL is looked at again before each request', async () => {
  const { id } = await subscribe();
  await runInDurableObject(collection(), (_, { storage }) => {
    storage.sql.exec("UPDATE subscription SET url = 'https://10.0.0.1/'");
  });
  await evictDurableObject(collection());
  await post('/v1/articles', SHIP);
  await consume(await handOn());
  expect(received).toEqual([]);
  expect(await list()).toMatchObject([
    { id, state: 'failing', last_failure: { reason: expect.stringMatching(/private/) } },
  ]);
});

it('a ping is sent by the same way, shows how it went, and is not sent again', async () => {
  const { id, secret } = await subscribe();
  const pinged = await post<Subscription>(`/v1/subscriptions/${id}/ping`, '');
  expect([pinged.status, pinged.body.last_ping?.outcome]).toEqual([202, null]);
  const outcomeOf = async (): Promise<unknown> => (await list())[0]?.last_ping?.outcome;
  await vi.waitFor(async () => expect(await outcomeOf()).toBe('delivered'), { timeout: 20_000 });
  expect(verified(secret)).toMatchObject({ type: 'ping', data: { subscription_id: id } });
  expect(received[0]?.headers['webhook-id']).toBe(pinged.body.last_ping?.id);
  answer = () => new Response(null, { status: 418 });
  await post(`/v1/subscriptions/${id}/ping`, '');
  await vi.waitFor(async () => expect(await outcomeOf()).toBe('status 418'), { timeout: 20_000 });
  expect(received).toHaveLength(2);
  expect(await list()).toMatchObject([{ state: 'failing', pending: 0, delivered: 0, given_up: 0 }]);
});

it('events are sent again from a sequence on, with the ids they had', async () => {
  const { id } = await subscribe();
  await post('/v1/articles', [SHIP, SHIP_REPRINT]);
  const before = await handOn();
  await consume(before);
  const replayed = await post<Subscription>(`/v1/subscriptions/${id}/replay`, { after: 1 });
  expect([replayed.status, replayed.body.sequence]).toEqual([202, 1]);
  expect(await handOn()).toEqual(before.slice(1));
  for (const after of [-1, 1.5, '1', null, undefined, 1e300]) {
    const { status, body } = await post(`/v1/subscriptions/${id}/replay`, { after });
    expect([after, status, body.errors[0]?.field]).toEqual([after, 422, 'after']);
  }
  expect((await post(`/v1/subscriptions/${id}/replay`, { after: 3 })).status).toBe(400);
  expect((await post('/v1/subscriptions/s_none/replay', { after: 0 })).status).toBe(404);
});

it('events that the log no longer has are said to be gone, and from where on there are some', async () => {
  const { id } = await subscribe();
  await post('/v1/articles', [SHIP, SHIP_REPRINT]);
  await post('/v1/articles', { ...SHIP, id: 'third' });
  await runInDurableObject(collection(), (_, { storage }) => {
    // As after a whole turn of the ring.
    storage.sql.exec('UPDATE event_log SET number = number + 65536');
    storage.sql.exec('UPDATE event_log SET number = number - 65536 WHERE key = 1');
    storage.sql.exec('UPDATE event_log SET first = first + 10, last = last + 10 WHERE key = 0');
  });
  await evictDurableObject(collection());
  const gone = await get('/v1/events?after=1');
  expect([gone.status, gone.body.type]).toEqual([410, 'urn:samewire:problem:events-gone']);
  expect(gone.body.detail).toContain('the sequence 3');
  expect((await post(`/v1/subscriptions/${id}/replay`, { after: 1 })).status).toBe(410);
});

it('where the queue takes nothing, events wait and are sent later', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await subscribe();
  await post('/v1/articles', SHIP);
  await runInDurableObject(collection(), (object) => {
    const { EVENT_DELIVERIES } = (object as unknown as { env: Cloudflare.Env }).env;
    vi.spyOn(EVENT_DELIVERIES, 'sendBatch').mockRejectedValue(new Error('Too Many Requests'));
  });
  await runDurableObjectAlarm(collection());
  expect(log).toHaveBeenCalled();
  expect(await list()).toMatchObject([{ pending: 1, sequence: 1 }]);
  expect((await handOn()).map(({ id }) => id.split('_').at(-1))).toEqual(['1']);
});

it('where the collection cannot be asked, all is tried again later', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const data = { cluster_id: 'c_1', article_id: 'a', from: null, relation: null, score: null };
  const event: Event = { type: 'cluster.founded', sequence: 1, timestamp: '', data };
  const receivers = () => Promise.reject(new Error('overloaded'));
  const overloaded = { STORY_INDEX: { getByName: () => ({ receivers }) } } as unknown as Cloudflare.Env;
  const result = await consume([deliveryOf('s_1', 'tests', event)], 2, overloaded);
  expect(result).toEqual({ acknowledged: [], delays: [30] });
  expect([received.length, log.mock.calls.length]).toEqual([0, 1]);
});

it('messages of a queue that nothing takes are not lost', async () => {
  const batch = createMessageBatch('another-queue', [{ id: 'a', timestamp: new Date(), attempts: 1, body: {} }]);
  await expect(worker.queue(batch, env)).rejects.toThrow('another-queue');
});

it('every field at fault is named, and nothing is subscribed', async () => {
  const wrong: [object, string[]][] = [
    [{}, ['url']],
    [{ url: 7 }, ['url']],
    [{ url: 'http://receiver.example/' }, ['url']],
    [{ url: 'https://127.0.0.1/' }, ['url']],
    [{ url: URL, events: [] }, ['events']],
    [{ url: URL, events: ['cluster.exploded'] }, ['events']],
    [{ url: URL, events: 'cluster.joined', secret: 'mine' }, ['secret', 'events']],
  ];
  for (const [body, fields] of wrong) {
    const refused = await post('/v1/subscriptions', body);
    expect([refused.status, refused.body.errors.map(({ field }) => field)]).toEqual([422, fields]);
  }
  expect(await list()).toEqual([]);
});

it('there are at most twenty', async () => {
  for (let i = 0; i < 20; i++) await subscribe();
  const { status, body } = await post('/v1/subscriptions', { url: URL });
  expect([status, body.type]).toEqual([409, 'urn:samewire:problem:too-many-subscriptions']);
});

it('only who may administer subscribes, sees and changes subscriptions, each of the own collection', async () => {
  const { id } = await subscribe();
  const asReader = { authorization: `Bearer ${TOKENS.read}` };
  const tries: Promise<Answer<unknown>>[] = [
    get('/v1/subscriptions', TOKENS.read),
    post('/v1/subscriptions', { url: URL }, asReader),
    remove(`/v1/subscriptions/${id}`, TOKENS.write),
    ...['ping', 'replay', 'secret'].map((what) => post(`/v1/subscriptions/${id}/${what}`, { after: 0 }, asReader)),
  ];
  for (const { status } of await Promise.all(tries)) expect(status).toBe(403);
  expect((await get<SubscriptionList>('/v1/subscriptions', TOKENS.other)).body.subscriptions).toEqual([]);
  expect((await remove(`/v1/subscriptions/${id}`, TOKENS.other)).status).toBe(404);
  expect(await list()).toHaveLength(1);
});

it('what nobody subscribed to costs no alarm, and what nobody wants no message', async () => {
  await post('/v1/articles', SHIP);
  const alarm = () => runInDurableObject(collection(), (_, { storage }) => storage.getAlarm());
  expect(await alarm()).toBeGreaterThan(Date.now() + 86_400_000);
  await subscribe({ events: ['cluster.split'] });
  await post('/v1/articles', SHIP_REPRINT);
  expect(await handOn()).toEqual([]);
  expect(await alarm()).toBeGreaterThan(Date.now() + 86_400_000);
});
