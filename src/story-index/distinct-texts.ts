import type { Report } from '../similarity/judge.ts';
import type { Fingerprint } from '../text/fingerprint.ts';
import { sourceHash } from '../text/hash.ts';
import type { Arrival } from './arrival.ts';
import { firstRow, type Sql } from './sql.ts';
import type { Store } from './store.ts';
import { readFingerprint, renewFingerprint } from './stored-fingerprint.ts';

/** A text that others are compared with. `article` is the key of its bearer; `cluster` is never an alias. */
export interface DistinctText extends Report {
  number: number;
  article: number;
  cluster: number;
}

type Row = {
  number: number;
  article: number;
  cluster: number;
  published: number | null;
  received: number;
  source: number;
  fingerprint: ArrayBuffer;
};

/** The texts of these numbers, in order of number; those that are missing, or whose fingerprints cannot be had, are left out. */
export const readTexts = (store: Store, numbers: readonly number[]): DistinctText[] => {
  const known = numbers.flatMap((number) => store.recent.get(number) ?? []);
  if (known.length === numbers.length) return known.sort(byNumber);
  const found = new Set(known.map(({ number }) => number));
  const read = readRows(
    store,
    numbers.filter((number) => !found.has(number)),
  );
  for (const text of read) store.recent.keep(text);
  return [...known, ...read].sort(byNumber);
};

const byNumber = (a: DistinctText, b: DistinctText): number => a.number - b.number;

const readRows = ({ sql, furniture }: Store, numbers: number[]): DistinctText[] =>
  sql
    .exec<Row>(
      `SELECT d.number, d.article, coalesce(x.successor, d.cluster) cluster, d.published, d.received, d.source, d.fingerprint
        FROM distinct_text d LEFT JOIN cluster_alias x ON x.number = d.cluster
        WHERE d.number IN (SELECT value FROM json_each(?))`,
      JSON.stringify(numbers),
    )
    .toArray()
    .flatMap((row) => {
      const fingerprint = readFingerprint(row.fingerprint) ?? renewFingerprint(sql, row, furniture.of(row.source));
      return fingerprint === null ? [] : [{ ...row, fingerprint }];
    });

/** Makes the arrived text one that others are compared with. */
export const addText = (store: Store, number: number, article: number, cluster: number, arrival: Arrival): void => {
  store.sql.exec(
    'INSERT INTO distinct_text (number, article, cluster, published, received, source, fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?)',
    number,
    article,
    cluster,
    arrival.published,
    arrival.received,
    arrival.source,
    arrival.bytes,
  );
  const { fingerprint, published, received, source } = arrival;
  store.recent.add({ number, article, cluster, published, received, source, fingerprint });
};

export const dropText = (store: Store, number: number): void => {
  const fingerprint = storedFingerprint(store.sql, number);
  store.sql.exec('DELETE FROM distinct_text WHERE number = ?', number);
  store.recent.forget(number);
  store.anchors.remove(number, fingerprint);
};

/** When the text of the lowest and of the highest number were received, in milliseconds since the epoch; null where there is none. */
export const receiptOfTexts = (sql: Sql): { oldest: number | null; newest: number | null } => {
  const received = (end: 'min' | 'max'): number | null =>
    firstRow<{ received: number }>(
      sql,
      `SELECT received FROM distinct_text WHERE number = (SELECT ${end}(number) FROM distinct_text)`,
    )?.received ?? null;
  return { oldest: received('min'), newest: received('max') };
};

const storedFingerprint = (sql: Sql, number: number): Fingerprint | null => {
  const query = 'SELECT fingerprint FROM distinct_text WHERE number = ?';
  const row = firstRow<{ fingerprint: ArrayBuffer }>(sql, query, number);
  return row === null ? null : readFingerprint(row.fingerprint);
};

type HeirRow = { published: number | null; received: number; source: string | null; fingerprint: ArrayBuffer };

/** Lets a copy bear the text, whose bearer goes: nothing of the bearer's own wording stays. */
export const inheritText = (store: Store, number: number, heir: number): void => {
  const { sql } = store;
  const query = 'SELECT published, received, source, fingerprint FROM article WHERE key = ?';
  const row = firstRow<HeirRow>(sql, query, heir);
  if (row === null) throw new Error('the heir of a text is gone');
  const former = storedFingerprint(sql, number);
  sql.exec(
    'UPDATE distinct_text SET article = ?, published = ?, received = ?, source = ?, fingerprint = ? WHERE number = ?',
    heir,
    row.published,
    row.received,
    row.source === null ? 0 : sourceHash(row.source),
    row.fingerprint,
    number,
  );
  store.recent.forget(number);
  sql.exec('UPDATE article SET bears = ?, copies = NULL, fingerprint = NULL WHERE key = ?', number, heir);
  const fingerprint = readFingerprint(row.fingerprint);
  if (fingerprint === null) store.anchors.remove(number, former);
  else store.anchors.narrow(number, former, fingerprint);
};
