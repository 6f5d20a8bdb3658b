import type { Event, EventType } from '../../contract/event.ts';
import type { Delivery } from '../../contract/message.ts';
import { isoTime } from '../article-table.ts';
import type { Sql } from '../sql.ts';
import { deliveryOf, type Outcome, type Receiver } from './delivery.ts';
import type { BadSequence, EventLog } from './event-log.ts';
import { withOutcomes } from './outcomes.ts';
import { newSecret, newSubscriptionId } from './secret.ts';
import {
  deleteSubscription,
  pendingOf,
  readSubscriptions,
  type SubscriptionRecord,
  writeSubscription,
} from './subscription-table.ts';

/** Most subscriptions of a collection. */
export const MAX_SUBSCRIPTIONS = 20;
/** Events of a subscription that are looked at, and handed on, with one alarm: the queue takes 100 messages a call. */
export const PIECE = 100;
/** Deliveries of a subscription that may be without an end; what follows waits in the log. As JSON they are a row of some 150 KB. */
const MOST_PENDING = 20_000;
/** The queue is done with a delivery by then, whatever became of it: the retries take three days, and four is what a queue keeps. */
const FORGET_AFTER = 4 * 86_400_000;
/** Both secrets sign so long after a rotation. */
const ROTATION = 86_400_000;

/**
 * The collection's subscriptions, and which events are still to be handed to the queue for them. Each step is written before the
 * next one begins, so an event is handed on at least once: noted as unsent, handed on, noted as open, ended.
 */
export class Outbox {
  private readonly sql: Sql;
  private readonly log: EventLog;
  private readonly run: string;
  private readonly records: Map<string, SubscriptionRecord>;

  /** @param run Another one where a queue begins that has forgotten what the former had: all that was open is sent again. */
  constructor(sql: Sql, log: EventLog, run: string) {
    this.sql = sql;
    this.log = log;
    this.run = run;
    this.records = new Map(readSubscriptions(sql).map((record) => [record.id, record]));
    for (const record of this.list()) if (record.run !== run) this.save({ ...record, ...reopened(record), run });
  }

  list(): SubscriptionRecord[] {
    return [...this.records.values()];
  }

  find(id: string): SubscriptionRecord | null {
    return this.records.get(id) ?? null;
  }

  /** From the next event on; null where there are too many. */
  subscribe(
    wanted: { collection: string; url: string; events: EventType[] | null },
    now: number,
  ): SubscriptionRecord | null {
    if (this.records.size >= MAX_SUBSCRIPTIONS) return null;
    return this.save({
      id: newSubscriptionId(),
      ...wanted,
      created: now,
      gone: false,
      secret: newSecret(),
      former_secret: null,
      former_until: null,
      run: this.run,
      sequence: this.log.last,
      unsent: [],
      open: [],
      delivered: 0,
      given_up: 0,
      last_success: null,
      last_failure: null,
      failure: null,
      failing: false,
      ping: null,
    });
  }

  /** False where there is none. */
  unsubscribe(id: string): boolean {
    deleteSubscription(this.sql, id);
    return this.records.delete(id);
  }

  /** A new secret; the one before signs along for a day. */
  rotate(record: SubscriptionRecord, now: number): SubscriptionRecord {
    return this.save({
      ...record,
      secret: newSecret(),
      former_secret: record.secret,
      former_until: now + ROTATION,
    });
  }

  /** All events after this sequence are sent again. */
  replay(record: SubscriptionRecord, after: number): SubscriptionRecord | BadSequence {
    const page = this.log.page(after, 0);
    if ('error' in page) return page;
    return this.save({ ...record, sequence: after, unsent: [], open: [] });
  }

  ping(record: SubscriptionRecord, now: number): { record: SubscriptionRecord; delivery: Delivery } {
    const [sent_at, id] = [isoTime(now), `ping_${newSubscriptionId()}`];
    const event = { type: 'ping' as const, timestamp: sent_at, data: { subscription_id: record.id } };
    const made = this.save({ ...record, ping: { id, sent_at, outcome: null } });
    return {
      record: made,
      delivery: { kind: 'delivery', collection: record.collection, subscription: record.id, id, event },
    };
  }

  /** Those of these subscriptions that are to be sent to. */
  receivers(ids: string[], now: number): Receiver[] {
    return this.list()
      .filter(({ id, gone }) => !gone && ids.includes(id))
      .map(({ id, url, secret, former_secret, former_until }) => ({
        id,
        url,
        secrets: former_secret !== null && now < (former_until ?? 0) ? [secret, former_secret] : [secret],
      }));
  }

  /** Whether there is anything to hand on. */
  isWaiting(now: number): boolean {
    return this.list().some((record) => !record.gone && (record.unsent.length > 0 || this.hasRoom(record, now)));
  }

  /** Whether the queue has deliveries whose end is not known. */
  get open(): boolean {
    return this.list().some(({ open }) => open.length > 0);
  }

  /** A piece of what is to be handed on, noted as unsent. */
  take(now: number): Delivery[] {
    return this.list().flatMap((record) => {
      if (record.gone) return [];
      const made = this.hasRoom(record, now) ? this.lookFurther(withoutForgotten(record, now)) : record;
      const events = this.log.pick(made.unsent.slice(0, PIECE));
      return events.map((event) => deliveryOf(made.id, made.collection, event));
    });
  }

  /** The queue has them. What has left the log meanwhile is given up. */
  markSent(deliveries: Delivery[], now: number): void {
    for (const record of this.list()) {
      const sent = deliveries.flatMap(({ subscription, event }) =>
        subscription === record.id && event.type !== 'ping' ? [event.sequence] : [],
      );
      // What has ended meanwhile is no longer among the unsent.
      const unsent = new Set(record.unsent);
      const sequences = sent.filter((sequence) => unsent.delete(sequence));
      const { first } = this.log;
      const left = [...unsent].filter((sequence) => sequence >= first);
      if (sequences.length === 0 && left.length === record.unsent.length) continue;
      const open = sequences.length === 0 ? record.open : [...record.open, { at: now, sequences }];
      this.save({ ...record, unsent: left, open, given_up: record.given_up + unsent.size - left.length });
    }
  }

  /** Notes how deliveries went. */
  settle(outcomes: Outcome[], now: number): void {
    for (const record of this.list()) {
      const own = outcomes.filter(({ delivery }) => delivery.subscription === record.id);
      const made = own.length === 0 ? null : withOutcomes(record, own, now);
      if (made !== null) this.save(made);
    }
  }

  private hasRoom(record: SubscriptionRecord, now: number): boolean {
    return record.sequence < this.log.last && pendingOf(withoutForgotten(record, now)) < MOST_PENDING;
  }

  /** Looks through the next events of the log for wanted ones. That there were none is written down now and then. */
  private lookFurther(record: SubscriptionRecord): SubscriptionRecord {
    const events = this.log.read(record.sequence, PIECE);
    const missed = Math.max(0, this.log.first - 1 - record.sequence);
    const wanted = events.filter((event) => wants(record, event)).map(({ sequence }) => sequence);
    const made = {
      ...record,
      sequence: events.at(-1)?.sequence ?? record.sequence,
      unsent: [...record.unsent, ...wanted],
      given_up: record.given_up + missed,
    };
    const far = Math.floor(made.sequence / PIECE) > Math.floor(record.sequence / PIECE);
    if (wanted.length > 0 || far) return this.save(made);
    this.records.set(made.id, made);
    return made;
  }

  private save(record: SubscriptionRecord): SubscriptionRecord {
    writeSubscription(this.sql, record);
    this.records.set(record.id, record);
    return record;
  }
}

const wants = ({ events }: SubscriptionRecord, { type }: Event): boolean => events === null || events.includes(type);

const reopened = ({ unsent, open }: SubscriptionRecord): Pick<SubscriptionRecord, 'unsent' | 'open'> => ({
  unsent: [...open.flatMap(({ sequences }) => sequences), ...unsent].sort((a, b) => a - b),
  open: [],
});

/** The queue may have let messages go without a word: they are given up. */
const withoutForgotten = (record: SubscriptionRecord, now: number): SubscriptionRecord => {
  const made = { ...record, open: record.open.filter(({ at }) => at > now - FORGET_AFTER) };
  return { ...made, given_up: record.given_up + pendingOf(record) - pendingOf(made) };
};
