import { expect, test, vi } from 'vitest';
import { generateArticles } from '../../bench/speed/articles.ts';
import { createClient, inBatches } from '../../demo/client.ts';
import { freePort } from '../../demo/server.ts';
import type { EventPage } from '../../src/contract/event.ts';
import type { Placement } from '../../src/contract/placement.ts';
import type { Subscription, SubscriptionList, SubscriptionWithSecret } from '../../src/contract/subscription.ts';
import { runReceiver, verified } from './receiver.ts';
import { runServer, temporaryFolder } from './running.ts';

const SHIP =
  'The main channel of Port Ellery was blocked on Monday after a cargo ship ran aground off the harbour. The coast guard said ' +
  'no one was hurt and that tugs will try to free the vessel at high tide in the evening. Ferries to the islands were cancelled.';

const send = async <Body>(url: string, body?: object): Promise<Body> => {
  const answer = await fetch(url, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) });
  expect(answer.ok, `${url}: ${answer.status}`).toBe(true);
  return (await answer.json()) as Body;
};

const connect = (server: string) => ({
  subscribe: (url: string) => send<SubscriptionWithSecret>(`${server}/v1/subscriptions`, { url }),
  post: (id: string) => send<Placement>(`${server}/v1/articles`, { id, title: 'Ship aground', text: SHIP }),
  events: () => send<EventPage>(`${server}/v1/events`),
  find: async (id: string): Promise<Subscription> => {
    const { subscriptions } = await send<SubscriptionList>(`${server}/v1/subscriptions`);
    return subscriptions.find((one) => one.id === id) as Subscription;
  },
});

const WAIT = { timeout: 120_000, interval: 200 };

test('receivers that are down, slow, failing, busy, gone or lead elsewhere: no event is lost, none goes where it must not', async () => {
  const trap = await runReceiver();
  const receiver = await runReceiver({
    '/slow': (answer, times) => void (times > 1 && answer.end()),
    '/fails': (answer, times) => void answer.writeHead(times === 1 ? 500 : 200).end(),
    '/busy': (answer, times) => void answer.writeHead(times === 1 ? 429 : 204, { 'retry-after': '7' }).end(),
    '/gone': (answer) => void answer.writeHead(410).end(),
    '/redirects': (answer) => void answer.writeHead(307, { location: trap.url }).end(),
  });
  const down = await freePort();
  const server = await runServer(await temporaryFolder(), { privateReceivers: true });
  const api = connect(server.url);
  const subscribed = new Map<string, SubscriptionWithSecret>();
  for (const path of ['/well', '/slow', '/fails', '/busy', '/gone', '/redirects']) {
    subscribed.set(path, await api.subscribe(receiver.url + path));
  }
  subscribed.set('/down', await api.subscribe(`http://127.0.0.1:${down}/down`));
  const of = (path: string): SubscriptionWithSecret => subscribed.get(path) as SubscriptionWithSecret;

  await api.post('one');
  await api.post('two');
  const { events } = await api.events();
  expect(events.map(({ type }) => type)).toEqual(['cluster.founded', 'cluster.joined']);

  await vi.waitFor(async () => expect(await api.find(of('/down').id)).toMatchObject({ state: 'failing' }), WAIT);
  const late = await runReceiver({}, down);
  for (const [path, tries] of [
    ['/well', 1],
    ['/slow', 2],
    ['/fails', 2],
    ['/busy', 2],
    ['/down', 1],
  ] as const) {
    const { id, secret } = of(path);
    await vi.waitFor(async () => {
      expect(await api.find(id)).toMatchObject({ state: 'active', delivered: 2, pending: 0, given_up: 0 });
    }, WAIT);
    const arrived = (path === '/down' ? late : receiver).at(path);
    const came = arrived.map((one) => [one.id, verified(secret, one)] as const);
    const expected = events.map((event) => [`evt_${id}_${event.sequence}`, event] as const);
    const repeated = Array.from({ length: tries }, () => expected).flat();
    const inOrder = (pairs: (readonly [string, object])[]) => pairs.map((pair) => JSON.stringify(pair)).sort();
    expect(inOrder(came), path).toEqual(inOrder(repeated));
  }
  expect(await api.find(of('/gone').id)).toMatchObject({ state: 'gone', delivered: 0, pending: 0 });
  expect(receiver.at('/gone').length).toBeLessThanOrEqual(2);
  expect(await api.find(of('/redirects').id)).toMatchObject({
    state: 'failing',
    pending: 2,
    last_failure: { reason: expect.stringContaining('redirects are not followed') },
  });
  expect(trap.received).toEqual([]);
});

test('what a killed server had not delivered is delivered by the next one', async () => {
  const folder = await temporaryFolder();
  const port = await freePort();
  const server = await runServer(folder, { privateReceivers: true });
  const { id, secret } = await connect(server.url).subscribe(`http://127.0.0.1:${port}/hook`);
  await connect(server.url).post('one');
  await vi.waitFor(async () => {
    expect(await connect(server.url).find(id)).toMatchObject({ state: 'failing', pending: 1 });
  }, WAIT);
  await connect(server.url).post('two');
  await server.kill();

  const receiver = await runReceiver({}, port);
  const api = connect((await runServer(folder, { privateReceivers: true })).url);
  await vi.waitFor(async () => expect(await api.find(id)).toMatchObject({ pending: 0, delivered: 2 }), WAIT);
  const { events } = await api.events();
  const arrived = receiver.received.map((one) => verified(secret, one)).sort((a, b) => a.sequence - b.sequence);
  expect(arrived).toEqual(events);
});

const ARTICLES = 600;
const PER_REQUEST = 50;
/** Then the receiver says nothing until the server is killed. */
const ANSWERED_BEFORE_KILL = 130;

test('of hundreds of events, through a receiver that often fails and a server that is killed meanwhile, each arrives', async () => {
  const folder = await temporaryFolder();
  let [deliveries, killed] = [0, false];
  const receiver = await runReceiver({
    '/hook': (answer, times) => {
      deliveries++;
      if (!killed && deliveries > ANSWERED_BEFORE_KILL) return;
      answer.writeHead(times === 1 && deliveries % 5 === 0 ? 500 : 200).end();
    },
  });
  const first = await runServer(folder, { privateReceivers: true });
  const { id, secret } = await connect(first.url).subscribe(`${receiver.url}/hook`);
  for (const batch of inBatches(generateArticles(ARTICLES), PER_REQUEST)) {
    await createClient(first.url).postBatch(batch);
  }
  await vi.waitFor(() => expect(deliveries).toBeGreaterThan(ANSWERED_BEFORE_KILL), WAIT);
  await first.kill();
  killed = true;

  const api = connect((await runServer(folder, { privateReceivers: true })).url);
  await vi.waitFor(async () => expect(await api.find(id)).toMatchObject({ pending: 0, given_up: 0 }), WAIT);
  const { last } = await api.events();
  expect(last).toBeGreaterThanOrEqual(ARTICLES);
  const arrived = new Set(receiver.received.map((one) => verified(secret, one).sequence));
  expect([...arrived].sort((a, b) => a - b)).toEqual(Array.from({ length: last }, (_, i) => i + 1));
});
