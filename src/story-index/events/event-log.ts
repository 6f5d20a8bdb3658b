import { EVENT_TYPES, type Event, type EventData, type EventPage, type EventType } from '../../contract/event.ts';
import { isoTime } from '../article-table.ts';
import { clusterId } from '../cluster-number.ts';
import { firstRow, type Sql } from '../sql.ts';

/** Rows of the log; the next takes the place of the oldest, so nothing has to be deleted. At 50 articles a call three million events. */
export const RING = 65_536;

/** `after` lies before the first event that is still there, or beyond the last. */
export interface BadSequence {
  error: 'events_gone' | 'sequence_unknown';
  first: number;
  last: number;
}

/** One call's events. `number` counts rows without end; `key` is its place in the ring. `events` is JSON. */
type Row = { number: number; first: number; last: number; time: number; events: string };

/** An event as a row keeps it. */
type Packed = [
  type: number,
  cluster: number,
  article: string | null,
  from: number | null,
  relation: EventData['relation'],
  score: number | null,
];

/** What is told of an event; clusters by number. */
export interface Told {
  type: EventType;
  cluster: number;
  article?: string;
  from?: number | null;
  relation?: EventData['relation'];
  score?: number;
}

const WRITE = `INSERT INTO event_log (key, number, first, last, time, events) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET number = excluded.number, first = excluded.first, last = excluded.last, time = excluded.time,
    events = excluded.events`;

/**
 * What happened in the collection, in order and without a gap: what is told while articles are placed or removed is written as one
 * row by the same synchronous step. Told and not written is what a rollback takes back.
 */
export class EventLog {
  private readonly sql: Sql;
  private readonly ring: number;
  private told: Packed[] = [];
  /** Told before the transaction that is under way. */
  private mark = 0;
  private gathering = false;
  private lastRow: number;
  /** Sequence of the newest event; 0 before the first. */
  last: number;

  constructor(sql: Sql, ring = RING) {
    this.sql = sql;
    this.ring = ring;
    this.lastRow = this.findLastRow();
    this.last = this.rowOf(this.lastRow)?.last ?? 0;
  }

  tell({ type, cluster, article, from, relation, score }: Told): void {
    const packed: Packed = [
      EVENT_TYPES.indexOf(type),
      cluster,
      article ?? null,
      from ?? null,
      relation ?? null,
      score ?? null,
    ];
    this.told.push(packed);
  }

  begin(): void {
    this.mark = this.told.length;
  }

  /** Takes back what was told since `begin`. */
  undo(): void {
    this.told.length = this.mark;
  }

  /** One row for all that the transactions of this work tell, in place of one for each. */
  gather<T>(now: number, work: () => T): T {
    this.gathering = true;
    try {
      const result = work();
      this.write(now);
      return result;
    } finally {
      this.gathering = false;
    }
  }

  /** Writes what a transaction has told, as its last act. */
  commit(now: number): void {
    if (!this.gathering) this.write(now);
  }

  private write(now: number): void {
    if (this.told.length === 0) return;
    const number = this.lastRow + 1;
    const last = this.last + this.told.length;
    this.sql.exec(WRITE, number % this.ring, number, this.last + 1, last, now, JSON.stringify(this.told));
    this.told = [];
    this.lastRow = number;
    this.last = last;
  }

  /** Events in order, from the one after this sequence on; null for the first there is. */
  page(after: number | null, limit: number): EventPage | BadSequence {
    const { first, last } = this;
    const start = after ?? first - 1;
    if (start < first - 1) return { error: 'events_gone', first, last };
    if (start > last) return { error: 'sequence_unknown', first, last };
    const events = this.read(start, limit);
    return { events, next: events.at(-1)?.sequence ?? start, last };
  }

  /** At most `limit` events after this sequence; what is no longer there is left out. */
  read(after: number, limit: number): Event[] {
    const events: Event[] = [];
    const start = this.findRow(after + 1);
    for (let number = start; number <= this.lastRow && events.length < limit; number++) {
      const row = this.rowOf(number);
      if (row !== null) events.push(...unpack(row).filter(({ sequence }) => sequence > after));
    }
    return events.slice(0, limit);
  }

  /** The events of these sequences, ascending; what is no longer there is left out. */
  pick(sequences: number[]): Event[] {
    const picked: Event[] = [];
    let row: Row | null = null;
    let events: Event[] = [];
    for (const sequence of sequences) {
      if (row === null || sequence > row.last) {
        const next: Row | null = row === null ? null : this.rowOf(row.number + 1);
        row = next !== null && sequence <= next.last ? next : this.rowOf(this.findRow(sequence));
        events = row === null ? [] : unpack(row);
      }
      const event = row === null ? undefined : events[sequence - row.first];
      if (event !== undefined) picked.push(event);
    }
    return picked;
  }

  /** Sequence of the oldest event that is still there; of the one to come where there is none. */
  get first(): number {
    return this.rowOf(this.oldestRow)?.first ?? 1;
  }

  private get oldestRow(): number {
    return Math.max(0, this.lastRow - this.ring + 1);
  }

  private rowOf(number: number): Row | null {
    if (number < 0) return null;
    const query = 'SELECT number, first, last, time, events FROM event_log WHERE key = ?';
    const row = firstRow<Row>(this.sql, query, number % this.ring);
    return row?.number === number ? row : null;
  }

  /** The first row that ends at or after this sequence, by halving. */
  private findRow(sequence: number): number {
    let [low, high] = [this.oldestRow, this.lastRow + 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((this.rowOf(middle)?.last ?? 0) >= sequence) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** -1 where there is none. The places before the newest row's are of this lap, those after it of the lap before. */
  private findLastRow(): number {
    const numberAt = (key: number): number =>
      firstRow<{ number: number }>(this.sql, 'SELECT number FROM event_log WHERE key = ?', key)?.number ?? -1;
    const lap = numberAt(0);
    let [low, high] = [0, this.ring];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (lap >= 0 && numberAt(middle) === lap + middle) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? -1 : lap + low - 1;
  }
}

const unpack = ({ first, time, events }: Row): Event[] =>
  (JSON.parse(events) as Packed[]).map(([type, cluster, article, from, relation, score], i) => ({
    type: EVENT_TYPES[type] as EventType,
    sequence: first + i,
    timestamp: isoTime(time),
    data: {
      cluster_id: clusterId(cluster),
      article_id: article,
      from: from === null ? null : clusterId(from),
      relation,
      score,
    },
  }));
