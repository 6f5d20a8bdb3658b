import type { Fingerprint } from '../text/fingerprint.ts';
import { DAY, WINDOW_DAYS } from './settings.ts';
import type { Sql } from './sql.ts';

/** How many of a text's rarest terms propose candidates. */
const INDEXED_ANCHORS = 32;
/** So many a candidate must share: this proposed .97 of all pairs that belong together. */
const SHARED_ANCHORS = 2;
/** The best candidates are judged, so many at most. */
export const MAX_CANDIDATES = 50;
/** A query that would read more postings of a bucket than this leaves out the terms that are hot there. */
const POSTINGS_READ = 4096;
/** A term with this many texts in a bucket is hot: it only counts together with a term that is not. */
const HOT = 256;

interface Bucket {
  number: number;
  day: number;
  first_text: number;
}
type Found = { doc: number; shared: number };

/**
 * Which distinct texts share rare terms with a new one. One contentless FTS5 table a day of receipt: a text costs one written row
 * there, and a day that is over costs nothing to drop. Texts are known by their number.
 */
export class AnchorIndex {
  private readonly sql: Sql;
  /** Ascending. */
  private buckets: Bucket[] = [];

  constructor(sql: Sql) {
    this.sql = sql;
    this.reload();
  }

  /** Reads the list of buckets again, after a transaction was rolled back. */
  reload(): void {
    this.buckets = this.sql
      .exec<{ number: number; day: number; first_text: number }>('SELECT * FROM bucket ORDER BY number')
      .toArray();
  }

  /** The lowest number that the next text may have. */
  get lowestText(): number {
    return this.buckets.at(-1)?.first_text ?? 1;
  }

  /** Adds a text to the current day's bucket. `text` must be above all numbers so far. */
  add(text: number, fingerprint: Fingerprint, now: number): void {
    const bucket = this.current(text, now);
    this.sql.exec(
      `INSERT INTO anchors_${bucket.number}(rowid, terms) VALUES (?, ?)`,
      text,
      tokens(fingerprint).join(' '),
    );
  }

  /** Takes a text out. No effect where its day has been dropped. */
  remove(text: number): void {
    const bucket = this.bucketOf(text);
    if (bucket !== undefined) this.sql.exec(`DELETE FROM anchors_${bucket.number} WHERE rowid = ?`, text);
  }

  /** Gives a text other anchors, in its own bucket. No effect where its day has been dropped. */
  replace(text: number, fingerprint: Fingerprint): void {
    const bucket = this.bucketOf(text);
    if (bucket === undefined) return;
    this.remove(text);
    this.sql.exec(
      `INSERT INTO anchors_${bucket.number}(rowid, terms) VALUES (?, ?)`,
      text,
      tokens(fingerprint).join(' '),
    );
  }

  /** The texts of the matching window that share most anchors, best first, newer before older. */
  candidates(fingerprint: Fingerprint, now: number): number[] {
    const terms = tokens(fingerprint);
    // The digest stands for as much as it takes: a text of few words must still meet its copy.
    for (let i = 1; i < SHARED_ANCHORS; i++) terms.unshift(terms[0] as string);
    const oldest = Math.floor(now / DAY) - WINDOW_DAYS;
    return this.buckets
      .filter((bucket) => bucket.day >= oldest)
      .flatMap((bucket) => this.search(bucket, terms))
      .sort((a, b) => b.shared - a.shared || b.doc - a.doc)
      .slice(0, MAX_CANDIDATES)
      .map((found) => found.doc);
  }

  private search(bucket: Bucket, terms: string[]): Found[] {
    const found = this.count(bucket, terms);
    if (found !== null) return found;
    const { cool, hot } = this.split(bucket, terms);
    const best = new Map((this.count(bucket, cool, cool.length * HOT + 1) ?? []).map((f) => [f.doc, f]));
    for (const doc of this.meet(bucket, cool, hot)) if (!best.has(doc)) best.set(doc, { doc, shared: SHARED_ANCHORS });
    return [...best.values()];
  }

  /** How many of the terms each text has; null where that would read `limit` postings. */
  private count(bucket: Bucket, terms: string[], limit = POSTINGS_READ): Found[] | null {
    const query = `WITH hit AS MATERIALIZED (
        SELECT v.doc FROM json_each(?1) t CROSS JOIN anchor_terms_${bucket.number} v ON v.term = t.value LIMIT ?2)
      SELECT * FROM (SELECT doc, count(*) shared FROM hit GROUP BY doc HAVING shared >= ?3 ORDER BY shared DESC, doc DESC LIMIT ?4)
      UNION ALL SELECT -1, count(*) FROM hit`;
    const rows = this.sql.exec<Found>(query, JSON.stringify(terms), limit, SHARED_ANCHORS, MAX_CANDIDATES).toArray();
    const read = rows.pop()?.shared ?? 0;
    return read < limit ? rows : null;
  }

  private split(bucket: Bucket, terms: string[]): { cool: string[]; hot: string[] } {
    const query = `SELECT t.value term,
        (SELECT count(*) FROM (SELECT 1 FROM anchor_terms_${bucket.number} v WHERE v.term = t.value LIMIT ?2)) texts
      FROM json_each(?1) t`;
    const counts = this.sql.exec<{ term: string; texts: number }>(query, JSON.stringify(terms), HOT).toArray();
    const cool = counts.filter((c) => c.texts > 0 && c.texts < HOT).map((c) => c.term);
    return { cool, hot: counts.filter((c) => c.texts >= HOT).map((c) => c.term) };
  }

  /** The newest texts with a term of either kind: the index skips through the long lists by the short ones. */
  private meet(bucket: Bucket, cool: string[], hot: string[]): number[] {
    if (cool.length === 0 || hot.length === 0) return [];
    const any = (terms: string[]): string => `(${terms.map((term) => `"${term}"`).join(' OR ')})`;
    const table = `anchors_${bucket.number}`;
    const query = `SELECT rowid doc FROM ${table} WHERE ${table} MATCH ? ORDER BY rowid DESC LIMIT ?`;
    const match = `${any(cool)} AND ${any(hot)}`;
    return this.sql
      .exec<{ doc: number }>(query, match, MAX_CANDIDATES)
      .toArray()
      .map((row) => row.doc);
  }

  private bucketOf(text: number): Bucket | undefined {
    return this.buckets.findLast((bucket) => bucket.first_text <= text);
  }

  /** The bucket of the current day, made where there is none yet. A clock that goes back stays in the newest bucket. */
  private current(text: number, now: number): Bucket {
    const day = Math.floor(now / DAY);
    const newest = this.buckets.at(-1);
    if (newest !== undefined && newest.day >= day) return newest;
    this.dropBefore(day - WINDOW_DAYS);
    const bucket = { number: (newest?.number ?? 0) + 1, day, first_text: text };
    this.sql.exec('INSERT INTO bucket VALUES (?, ?, ?)', bucket.number, bucket.day, bucket.first_text);
    this.sql.exec(
      `CREATE VIRTUAL TABLE anchors_${bucket.number} USING fts5(terms, content='', contentless_delete=1, detail=none, tokenize=ascii)`,
    );
    this.sql.exec(
      `CREATE VIRTUAL TABLE anchor_terms_${bucket.number} USING fts5vocab(anchors_${bucket.number}, instance)`,
    );
    this.buckets.push(bucket);
    return bucket;
  }

  private dropBefore(day: number): void {
    for (const bucket of this.buckets.filter((b) => b.day < day)) {
      this.sql.exec(`DROP TABLE anchor_terms_${bucket.number}`);
      this.sql.exec(`DROP TABLE anchors_${bucket.number}`);
      this.sql.exec('DELETE FROM bucket WHERE number = ?', bucket.number);
    }
    this.buckets = this.buckets.filter((b) => b.day >= day);
  }
}

/** A text's index tokens: its digest (always 11 digits, so no anchor is mistaken for one), then its anchors, rarest first. */
const tokens = (fingerprint: Fingerprint): string[] => [
  fingerprint.digest.toString(36).padStart(11, '0'),
  ...Array.from(fingerprint.anchors.subarray(0, INDEXED_ANCHORS), (anchor) => anchor.toString(36)),
];
