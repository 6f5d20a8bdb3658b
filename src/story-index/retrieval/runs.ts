import { firstRow, type Sql } from '../sql.ts';
import { BUCKETS, bucketOf, findTerm, type PlaceList, type Posted, packBucket, unpackBucket } from './bucket.ts';
import { PARTS, partStart, takePart, withPart } from './parts.ts';
import type { TermLists, Tier } from './tier.ts';

/** A bucket's rows lie side by side, those of the oldest runs first. */
const ROWS_OF_BUCKET = 65_536;

/** What a run is made from. */
export interface RunSource {
  /** The first text of each day, oldest first. */
  firsts(): [day: number, text: number][];
  /** The terms from `least` to `most` in ascending order, each with its texts, newest first. */
  postingsBetween(least: number, most: number): { term: number; texts: number[] }[];
}

interface Run {
  number: number;
  /** Buckets from the lowest on that are on disk. */
  written: number;
  expired: boolean;
  firsts: [day: number, text: number][];
}

type RunRow = { number: number; written: number; expired: number; firsts: string };
type PostingRow = { key: number; postings: ArrayBuffer };

/**
 * The tier on disk: runs of consecutive texts whose postings never change, except that texts are taken out. A query reads one row
 * for each of its terms and for each PARTS runs. A run is written and dropped piece by piece, and how far that is stands beside it.
 */
export class Runs implements Tier {
  private readonly sql: Sql;
  private readonly runTexts: number;
  private readonly piece: number;
  private runs: Run[];
  private begun: Run[] = [];

  /** @param runTexts texts of a run: number n is in run n / runTexts. @param piece buckets that one call writes or drops. */
  constructor(sql: Sql, runTexts: number, piece: number) {
    this.sql = sql;
    this.runTexts = runTexts;
    this.piece = piece;
    this.runs = sql
      .exec<RunRow>('SELECT number, written, expired, firsts FROM anchor_run ORDER BY number')
      .toArray()
      .map((row) => ({ ...row, expired: row.expired === 1, firsts: JSON.parse(row.firsts) as Run['firsts'] }));
  }

  /** The number after the newest run's last text. */
  get end(): number {
    const newest = this.runs.at(-1);
    return newest === undefined ? 0 : (newest.number + 1) * this.runTexts;
  }

  begin(): void {
    this.begun = this.runs;
  }

  /** Run records are replaced, never changed, so that this is enough. */
  undo(): void {
    this.runs = this.begun;
  }

  /** Whether a run is on disk as a whole, so that its source can go. */
  isWhole(number: number): boolean {
    return this.runs.some((run) => run.number === number && (run.written === BUCKETS || run.expired));
  }

  /** Writes the next piece of a run. */
  write(number: number, source: RunSource): void {
    const run = this.runs.find((run) => run.number === number);
    if (run === undefined) this.forgetEmpty();
    const from = run?.written ?? 0;
    const to = Math.min(from + this.piece, BUCKETS);
    const posted = source.postingsBetween(firstTerm(from), firstTerm(to) - 1);
    for (let bucket = from, i = 0; bucket < to; bucket++) {
      const own: Posted[] = [];
      for (; i < posted.length && bucketOf((posted[i] as { term: number }).term) === bucket; i++) {
        const { term, texts } = posted[i] as { term: number; texts: number[] };
        own.push({ term, places: texts.map((text) => text - number * this.runTexts) });
      }
      if (own.length > 0) this.writePart(bucket, number, packBucket(own));
    }
    this.keep({ number, written: to, expired: false, firsts: run?.firsts ?? source.firsts() });
  }

  /** Drops a piece of the runs that are older than a day; false where there is none. */
  dropBefore(day: number): boolean {
    const run = this.runs.find((run) => run.written > 0 && (run.expired || isBefore(run, day)));
    if (run === undefined) return false;
    const from = Math.max(0, run.written - this.piece);
    for (let bucket = from; bucket < run.written; bucket++) this.writePart(bucket, run.number, null);
    this.keep({ ...run, written: from, expired: true, firsts: from === 0 ? [] : run.firsts });
    return true;
  }

  find(terms: Uint32Array, oldestDay: number): TermLists {
    const live = this.runs.filter((run) => run.written === BUCKETS && !run.expired && !isBefore(run, oldestDay));
    const newest = live.at(-1);
    if (newest === undefined) return NO_LISTS;
    const oldest = live[0] as Run;
    const rows = this.read(terms, oldest.number, newest.number);
    const lists = Array.from(terms, (term) => {
      const found = new Map<number, PlaceList>();
      for (const { number } of term === 0 ? [] : live) {
        const row = rows.get(keyOf(bucketOf(term), number));
        const start = row === undefined ? 0 : partStart(row, number % PARTS);
        const list = row === undefined || start === 0 ? null : findTerm(row, start, term);
        if (list !== null) found.set(number, list);
      }
      return found;
    });
    const runs = live.map((run) => run.number).reverse();
    const first = oldest.firsts.find(([day]) => day >= oldestDay)?.[1] ?? 0;
    return listsOf(lists, runs, this.runTexts, first);
  }

  /** Takes these terms of a text out, as far as they are on disk; of a text whose terms are not known, all but `kept`. */
  retain(text: number, kept: ReadonlySet<number>, terms: Uint32Array | null): void {
    const number = Math.floor(text / this.runTexts);
    const run = this.runs.find((run) => run.number === number);
    if (run === undefined) return;
    const all = Array.from({ length: run.written }, (_, bucket) => bucket);
    const gone = terms?.filter((term) => term !== 0 && !kept.has(term));
    const buckets = gone === undefined ? all : new Set(Array.from(gone, bucketOf));
    for (const bucket of buckets) if (bucket < run.written) this.takeOut(bucket, number, text % this.runTexts, kept);
  }

  private takeOut(bucket: number, run: number, place: number, kept: ReadonlySet<number>): void {
    const row = this.readRow(keyOf(bucket, run));
    const packed = row === null ? null : takePart(row, run % PARTS);
    if (packed === null) return;
    const before = unpackBucket(bucket, packed);
    const after = before
      .map(({ term, places }) => ({
        term,
        places: kept.has(term) ? places : Array.from(places).filter((other) => other !== place),
      }))
      .filter(({ places }) => places.length > 0);
    this.writePart(bucket, run, after.length > 0 ? packBucket(after) : null);
  }

  /** Rows of the terms' buckets, by key. One statement with a list of keys took longer in workerd. */
  private read(terms: Uint32Array, oldest: number, newest: number): Map<number, ArrayBuffer> {
    const rows = new Map<number, ArrayBuffer>();
    const query = 'SELECT key, postings FROM anchor_posting WHERE key BETWEEN ? AND ?';
    for (const bucket of new Set(
      Array.from(
        terms.filter((term) => term !== 0),
        bucketOf,
      ),
    )) {
      const found = this.sql.exec<PostingRow>(query, keyOf(bucket, oldest), keyOf(bucket, newest));
      for (const { key, postings } of found.toArray()) rows.set(key, postings);
    }
    return rows;
  }

  private readRow(key: number): ArrayBuffer | null {
    const query = 'SELECT key, postings FROM anchor_posting WHERE key = ?';
    return firstRow<PostingRow>(this.sql, query, key)?.postings ?? null;
  }

  /** Writes the part of a run into the row that it shares with others, or takes it out. */
  private writePart(bucket: number, run: number, part: Uint8Array | null): void {
    const key = keyOf(bucket, run);
    const before = this.readRow(key);
    const after = withPart(before, run % PARTS, part);
    if (after !== null) {
      this.sql.exec('INSERT OR REPLACE INTO anchor_posting (key, postings) VALUES (?, ?)', key, after);
    } else if (before !== null) this.sql.exec('DELETE FROM anchor_posting WHERE key = ?', key);
  }

  private keep(run: Run): void {
    const { number, written, expired, firsts } = run;
    this.sql.exec(
      'INSERT OR REPLACE INTO anchor_run (number, written, expired, firsts) VALUES (?, ?, ?, ?)',
      number,
      written,
      expired ? 1 : 0,
      JSON.stringify(firsts),
    );
    this.runs = [...this.runs.filter((other) => other.number !== number), run].sort((a, b) => a.number - b.number);
  }

  /** The record of a run that was dropped stays until there is a newer one: it says where the numbers go on. */
  private forgetEmpty(): void {
    this.sql.exec('DELETE FROM anchor_run WHERE expired = 1 AND written = 0');
    this.runs = this.runs.filter((run) => !run.expired || run.written > 0);
  }
}

const firstTerm = (bucket: number): number => bucket * (2 ** 32 / BUCKETS);
const keyOf = (bucket: number, run: number): number => bucket * ROWS_OF_BUCKET + Math.floor(run / PARTS);

/** Whether the run's newest text is older than a day. */
const isBefore = (run: Run, day: number): boolean => (run.firsts.at(-1)?.[0] ?? 0) < day;

const NO_LISTS: TermLists = { first: 0, end: 0, texts: () => 0, each: () => {}, holding: () => () => 0 };

/** @param runs numbers of the runs, newest first. @param first the oldest text in the window. */
const listsOf = (lists: Map<number, PlaceList>[], runs: number[], runTexts: number, first: number): TermLists => {
  const counts = lists.map((of) => [...of.values()].reduce((sum, list) => sum + list.length, 0));
  return {
    first,
    end: ((runs[0] as number) + 1) * runTexts,
    texts: (term) => counts[term] as number,
    each: (term, visit) => {
      for (const run of runs) {
        const list = lists[term]?.get(run);
        const visitPlace = (place: number): boolean => place + run * runTexts >= first && visit(place + run * runTexts);
        if (list !== undefined && !list.each(visitPlace)) return;
      }
    },
    holding: (terms) => (text) => {
      const run = Math.floor(text / runTexts);
      let held = 0;
      for (const term of terms) if (lists[term]?.get(run)?.has(text % runTexts)) held++;
      return held;
    },
  };
};
