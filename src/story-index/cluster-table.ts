import type { ClusterRecord } from './cluster-record.ts';
import { firstRow, type Sql } from './sql.ts';
import type { Store } from './store.ts';

/** As stored: `texts` and `aliases` are JSON, `sources` 32-bit hashes. */
export type ClusterRow = Omit<ClusterRecord, 'texts' | 'sources' | 'aliases'> & {
  texts: string;
  aliases: string;
  source_count: number;
  sources: ArrayBuffer;
};

export const fromRow = ({ texts, sources, source_count, aliases, ...row }: ClusterRow): ClusterRecord => ({
  ...row,
  texts: JSON.parse(texts) as number[],
  sources: new Uint32Array(sources),
  aliases: JSON.parse(aliases) as number[],
});

/** A cluster by number; null for one that is gone or merged away. */
export const readCluster = (sql: Sql, number: number): ClusterRecord | null => {
  const row = firstRow<ClusterRow>(sql, 'SELECT * FROM cluster WHERE number = ?', number);
  return row === null ? null : fromRow(row);
};

/** The number itself, or that of the cluster it was merged into. */
export const currentNumber = (sql: Sql, number: number): number =>
  firstRow<{ successor: number }>(sql, 'SELECT successor FROM cluster_alias WHERE number = ?', number)?.successor ??
  number;

const COLUMNS = [
  'last',
  'founder',
  'size',
  'distinct_texts',
  'origin',
  'origin_time',
  'representative',
  'representative_time',
  'representative_tokens',
  'first_seen',
  'last_seen',
  'texts',
  'source_count',
  'sources',
  'aliases',
];
const INSERT = `INSERT INTO cluster (${COLUMNS.join(', ')}, number) VALUES (${'?, '.repeat(COLUMNS.length)}?)`;
const UPDATE = `UPDATE cluster SET ${COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE number = ?`;

const write = (sql: Sql, query: string, record: ClusterRecord): void => {
  const { sources } = record;
  sql.exec(
    query,
    record.last,
    record.founder,
    record.size,
    record.distinct_texts,
    record.origin,
    record.origin_time,
    record.representative,
    record.representative_time,
    record.representative_tokens,
    record.first_seen,
    record.last_seen,
    JSON.stringify(record.texts),
    sources.length,
    new Uint8Array(sources.buffer, sources.byteOffset, sources.byteLength),
    JSON.stringify(record.aliases),
    record.number,
  );
};

export const insertCluster = (store: Store, record: ClusterRecord): void => {
  write(store.sql, INSERT, record);
  store.adjustTally(0, 1);
};

/** @param before As it was read, so that a new origin can be told. */
export const updateCluster = (store: Store, before: ClusterRecord, record: ClusterRecord): void => {
  write(store.sql, UPDATE, record);
  store.origins.note(before, record);
};

const RETIRE = `INSERT INTO retired_cluster SELECT 1, ?1 WHERE ?1 > (SELECT coalesce(max(number), 0) FROM cluster)
    AND ?1 > (SELECT coalesce(max(number), 0) FROM cluster_alias)
  ON CONFLICT DO UPDATE SET number = max(number, excluded.number)`;

/** Deletes an empty cluster and the ids that stood for it. That a number was given is remembered where no higher one tells it. */
export const deleteCluster = (store: Store, { number, aliases }: ClusterRecord): void => {
  store.sql.exec('DELETE FROM cluster WHERE number = ?', number);
  for (const alias of aliases) store.sql.exec('DELETE FROM cluster_alias WHERE number = ?', alias);
  store.sql.exec(RETIRE, Math.max(number, ...aliases));
  store.origins.forget(number);
  store.adjustTally(0, -1);
};

/** Lets the id of a cluster stand for another for ever, and every id that stood for it; tells it. Answers them, for the other's record. */
export const supersede = (store: Store, { number, aliases }: ClusterRecord, successor: number): number[] => {
  store.sql.exec('DELETE FROM cluster WHERE number = ?', number);
  const names = [...aliases, number];
  for (const name of names) store.sql.exec('INSERT OR REPLACE INTO cluster_alias VALUES (?, ?)', name, successor);
  store.recent.forgetAll();
  store.adjustTally(0, -1);
  store.origins.forget(number);
  store.events.tell({ type: 'cluster.merged', cluster: successor, from: number });
  return names;
};
