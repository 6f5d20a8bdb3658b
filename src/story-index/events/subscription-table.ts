import type { EventType } from '../../contract/event.ts';
import type { Ping, Subscription } from '../../contract/subscription.ts';
import { isoTime, isoTimeOrNull } from '../article-table.ts';
import type { Sql, SqlRow } from '../sql.ts';

/** Deliveries that were handed to the queue together. */
export interface Sent {
  at: number;
  sequences: number[];
}

/** All that is kept of a subscription. Times are milliseconds since the epoch. */
export interface SubscriptionRecord {
  id: string;
  /** The queue's messages say whose they are. */
  collection: string;
  url: string;
  /** Types that it wants; null for all. */
  events: EventType[] | null;
  created: number;
  gone: boolean;
  secret: string;
  former_secret: string | null;
  former_until: number | null;
  /** Run of the queue that `open` was handed to. */
  run: string;
  /** The log was looked through up to here. */
  sequence: number;
  /** Wanted events that the queue does not have, for all that is known. */
  unsent: number[];
  /** Those it has, and of which no end is known. */
  open: Sent[];
  delivered: number;
  given_up: number;
  last_success: number | null;
  last_failure: number | null;
  failure: string | null;
  failing: boolean;
  ping: Ping | null;
}

const JSON_COLUMNS = ['events', 'unsent', 'open', 'ping'] as const;
const FLAGS = ['gone', 'failing'] as const;

export const readSubscriptions = (sql: Sql): SubscriptionRecord[] =>
  sql.exec('SELECT * FROM subscription ORDER BY created, id').toArray().map(fromRow);

const fromRow = (row: SqlRow): SubscriptionRecord => {
  const record: Record<string, unknown> = { ...row };
  for (const column of JSON_COLUMNS) record[column] = row[column] === null ? null : JSON.parse(row[column] as string);
  for (const column of FLAGS) record[column] = row[column] === 1;
  return record as unknown as SubscriptionRecord;
};

/** Writes one row, new or not. */
export const writeSubscription = (sql: Sql, record: SubscriptionRecord): void => {
  const row: Record<string, unknown> = { ...record };
  for (const column of JSON_COLUMNS) row[column] = record[column] === null ? null : JSON.stringify(record[column]);
  for (const column of FLAGS) row[column] = Number(record[column]);
  const columns = Object.keys(row);
  const changes = columns.filter((column) => column !== 'id').map((column) => `${column} = excluded.${column}`);
  sql.exec(
    `INSERT INTO subscription (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
      ON CONFLICT DO UPDATE SET ${changes.join(', ')}`,
    ...(Object.values(row) as (string | number | null)[]),
  );
};

export const deleteSubscription = (sql: Sql, id: string): void => {
  sql.exec('DELETE FROM subscription WHERE id = ?', id);
};

/** Deliveries without an end. */
export const pendingOf = ({ unsent, open }: SubscriptionRecord): number =>
  open.reduce((count, { sequences }) => count + sequences.length, unsent.length);

/** As the contract shows it: without its secrets. */
export const showSubscription = (record: SubscriptionRecord): Subscription => ({
  id: record.id,
  url: record.url,
  events: record.events,
  state: record.gone ? 'gone' : record.failing ? 'failing' : 'active',
  created_at: isoTime(record.created),
  sequence: record.sequence,
  pending: pendingOf(record),
  delivered: record.delivered,
  given_up: record.given_up,
  last_success: isoTimeOrNull(record.last_success),
  last_failure:
    record.last_failure === null ? null : { at: isoTime(record.last_failure), reason: record.failure ?? '' },
  last_ping: record.ping,
});
