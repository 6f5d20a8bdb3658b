import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EVENT_TYPES, type EventType } from '../../../src/contract/event.ts';
import type { Delivery } from '../../../src/contract/message.ts';
import type { Outcome } from '../../../src/story-index/events/delivery.ts';
import { EventLog } from '../../../src/story-index/events/event-log.ts';
import { MAX_SUBSCRIPTIONS, Outbox, PIECE } from '../../../src/story-index/events/outbox.ts';
import { showSubscription } from '../../../src/story-index/events/subscription-table.ts';
import type { Sql } from '../../../src/story-index/sql.ts';
import { rows } from './agreement.ts';
import { NOW, openEngine } from './opening.ts';

const DAY = 86_400_000;

const tell = (log: EventLog, count: number, type: EventType = 'cluster.founded'): void =>
  log.gather(NOW, () => {
    for (let i = 0; i < count; i++) log.tell({ type, cluster: i, article: `${i}` });
  });

const open = (sql: Sql = openEngine().sql, run = 'first', ring?: number) => {
  const log = new EventLog(sql, ring);
  return { sql, log, outbox: new Outbox(sql, log, run) };
};

const subscribe = (outbox: Outbox, events: EventType[] | null = null): string =>
  outbox.subscribe({ collection: 'tests', url: 'https://a.example/', events }, NOW)?.id as string;

const sequenceOf = ({ event }: Delivery): number => (event.type === 'ping' ? 0 : event.sequence);
const outcomes = (deliveries: Delivery[], result: Outcome['result'], reason = ''): Outcome[] =>
  deliveries.map((delivery) => ({ delivery, result, reason }));

const show = (outbox: Outbox, id: string) => {
  const record = outbox.find(id);
  return record === null ? null : showSubscription(record);
};

test('a subscription is sent what it wants, from the next event on, in order, with an id that stays', () => {
  const { outbox, log } = open();
  tell(log, 3);
  const id = subscribe(outbox, ['cluster.merged', 'article.removed']);
  expect(outbox.isWaiting(NOW)).toBe(false);
  for (const type of EVENT_TYPES) tell(log, 1, type);
  expect(outbox.isWaiting(NOW)).toBe(true);
  const deliveries = outbox.take(NOW);
  expect(deliveries.map(({ event, id }) => [event.type, id])).toEqual([
    ['cluster.merged', `evt_${id}_6`],
    ['article.removed', `evt_${id}_9`],
  ]);
  outbox.markSent(deliveries, NOW);
  expect(outbox.isWaiting(NOW)).toBe(false);
  expect(show(outbox, id)).toMatchObject({ sequence: 9, pending: 2 });
  outbox.settle(outcomes(deliveries, 'delivered'), NOW + 1);
  expect(show(outbox, id)).toMatchObject({ pending: 0, delivered: 2, last_success: new Date(NOW + 1).toISOString() });
});

test('what was not handed on is taken again; what a queue has forgotten is sent again, what has ended is not', () => {
  const { outbox, log, sql } = open();
  const id = subscribe(outbox);
  tell(log, 4);
  const taken = outbox.take(NOW);
  const woken = open(sql).outbox;
  expect(woken.take(NOW)).toEqual(taken);
  woken.markSent(taken, NOW);
  woken.settle(outcomes(taken.slice(1, 3), 'delivered'), NOW);
  expect(open(sql).outbox.take(NOW)).toEqual([]);
  const next = open(sql, 'second').outbox;
  expect(next.take(NOW).map(sequenceOf)).toEqual([1, 4]);
  expect(show(next, id)).toMatchObject({ pending: 2, delivered: 2 });
});

test('what ends while it is being handed on is not thought to be open', () => {
  const { outbox, log } = open();
  const id = subscribe(outbox);
  tell(log, 2);
  const taken = outbox.take(NOW);
  outbox.settle(outcomes(taken.slice(0, 1), 'delivered'), NOW);
  outbox.markSent(taken, NOW);
  expect(show(outbox, id)).toMatchObject({ pending: 1, delivered: 1 });
});

test('failures are noted when they begin and once a minute, an end at once', () => {
  const { outbox, log } = open();
  const id = subscribe(outbox);
  tell(log, 2);
  const taken = outbox.take(NOW);
  outbox.markSent(taken, NOW);
  outbox.settle(outcomes(taken, 'failed', 'status 500'), NOW);
  const noted = {
    state: 'failing',
    pending: 2,
    last_failure: { at: new Date(NOW).toISOString(), reason: 'status 500' },
  };
  expect(show(outbox, id)).toMatchObject(noted);
  outbox.settle(outcomes(taken, 'failed', 'status 502'), NOW + 59_000);
  expect(show(outbox, id)).toMatchObject(noted);
  outbox.settle(outcomes(taken, 'failed', 'status 503'), NOW + 61_000);
  expect(show(outbox, id)).toMatchObject({ last_failure: { reason: 'status 503' } });
  outbox.settle(outcomes(taken.slice(0, 1), 'given_up', 'status 504'), NOW + 62_000);
  expect(show(outbox, id)).toMatchObject({ state: 'failing', pending: 1, given_up: 1 });
  outbox.settle(outcomes(taken.slice(1), 'delivered'), NOW + 63_000);
  expect(show(outbox, id)).toMatchObject({ state: 'active', pending: 0, delivered: 1, given_up: 1 });
});

test('after a 410 nothing more is sent', () => {
  const { outbox, log, sql } = open();
  const [id, other] = [subscribe(outbox), subscribe(outbox)];
  tell(log, 2);
  const taken = outbox.take(NOW).filter(({ subscription }) => subscription === id);
  outbox.settle(outcomes(taken.slice(0, 1), 'gone', 'status 410'), NOW);
  tell(log, 1);
  for (const one of [outbox, open(sql, 'second').outbox]) {
    expect(show(one, id)).toMatchObject({ state: 'gone', pending: 0 });
    expect(one.take(NOW).every(({ subscription }) => subscription === other)).toBe(true);
    expect(one.receivers([id, other], NOW).map((receiver) => receiver.id)).toEqual([other]);
  }
});

test('for a day after a rotation both secrets sign', () => {
  const { outbox } = open();
  const record = outbox.find(subscribe(outbox));
  if (record === null) throw new Error('no subscription');
  const { secret } = outbox.rotate(record, NOW);
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const secretsAt = (time: number) => outbox.receivers([record.id], time)[0]?.secrets;
  expect(secretsAt(NOW + DAY - 1)).toEqual([secret, record.secret]);
  expect(secretsAt(NOW + DAY)).toEqual([secret]);
});

test('what the ring has lost before it could be sent is counted as given up', () => {
  const { outbox, log, sql } = open(undefined, 'first', 3);
  const id = subscribe(outbox);
  tell(log, 2);
  outbox.take(NOW);
  for (let i = 0; i < 5; i++) tell(log, 1);
  const woken = open(sql, 'first', 3).outbox;
  const taken = woken.take(NOW);
  woken.markSent(taken, NOW);
  expect(taken.map(sequenceOf)).toEqual([5, 6, 7]);
  expect(show(woken, id)).toMatchObject({ pending: 3, given_up: 4, sequence: 7 });
});

test('a receiver that is down holds a bounded number of deliveries; the rest waits in the log, and what was forgotten makes room', () => {
  const { outbox, log } = open();
  const id = subscribe(outbox);
  for (let i = 0; i < 300; i++) tell(log, 100);
  const drain = (now: number): number => {
    let count = 0;
    for (let taken = outbox.take(now); taken.length > 0; taken = outbox.take(now)) {
      outbox.markSent(taken, now);
      count += taken.length;
    }
    return count;
  };
  expect(drain(NOW)).toBe(20_000);
  expect(outbox.isWaiting(NOW)).toBe(false);
  expect(show(outbox, id)).toMatchObject({ pending: 20_000, sequence: 20_000 });
  expect(outbox.isWaiting(NOW + 4 * DAY)).toBe(true);
  expect(drain(NOW + 4 * DAY)).toBe(10_000);
  expect(show(outbox, id)).toMatchObject({ pending: 10_000, given_up: 20_000, sequence: 30_000 });
});

test('so many subscriptions and no more, each with an id and a secret of its own', () => {
  const { outbox, sql } = open();
  for (let i = 0; i < MAX_SUBSCRIPTIONS; i++) subscribe(outbox);
  expect(outbox.subscribe({ collection: 'tests', url: 'https://a.example/', events: null }, NOW)).toBeNull();
  expect(new Set(rows(sql, 'subscription').map(({ secret }) => secret)).size).toBe(MAX_SUBSCRIPTIONS);
  expect(new Set(rows(sql, 'subscription').map(({ id }) => id)).size).toBe(MAX_SUBSCRIPTIONS);
});

const step = fc.record({
  kind: fc.constantFrom('tell', 'take', 'lose', 'settle', 'settle', 'wake', 'kill'),
  count: fc.nat({ max: 2 * PIECE }),
  fate: fc.constantFrom<Outcome['result']>('delivered', 'failed', 'given_up'),
});

test('whatever fails, wakes up or is killed, every wanted event is delivered or given up, and nothing else', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let [opened, run] = [open(), 0];
      const { sql } = opened;
      const wanted: EventType[] = ['cluster.joined', 'article.removed'];
      const id = subscribe(opened.outbox, wanted);
      /** What the queue has. */
      let queue: Delivery[] = [];
      const ended = new Set<number>();
      const handOn = (): Delivery[] => {
        const taken = opened.outbox.take(NOW);
        queue.push(...taken);
        return taken;
      };
      const settle = (count: number, fate: Outcome['result']): void => {
        const batch = queue.splice(0, count);
        if (fate === 'failed') queue.push(...batch);
        else for (const delivery of batch) ended.add(sequenceOf(delivery));
        opened.outbox.settle(outcomes(batch, fate), NOW);
      };
      for (const { kind, count, fate } of steps) {
        if (kind === 'tell') tell(opened.log, count, EVENT_TYPES[count % EVENT_TYPES.length]);
        if (kind === 'take') opened.outbox.markSent(handOn(), NOW);
        if (kind === 'lose') handOn();
        if (kind === 'settle') settle(count, fate);
        if (kind === 'kill') [queue, run] = [[], run + 1];
        if (kind === 'wake' || kind === 'kill') opened = open(sql, `${run}`.padStart(5, 'first'));
      }
      opened = open(sql, 'the last');
      queue = [];
      while (opened.outbox.isWaiting(NOW)) opened.outbox.markSent(handOn(), NOW);
      settle(queue.length, 'delivered');
      expect(show(opened.outbox, id)).toMatchObject({ pending: 0, sequence: opened.log.last });
      const due = opened.log.read(0, 1e6).filter(({ type }) => wanted.includes(type));
      expect([...ended].sort((a, b) => a - b)).toEqual(due.map(({ sequence }) => sequence));
    }),
    { numRuns: 200 },
  );
});
