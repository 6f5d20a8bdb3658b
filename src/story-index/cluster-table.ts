import { walk } from './chain.ts';
import { type ClusterRecord, MEMBER_FACTS, type MemberFacts, recount } from './cluster-record.ts';
import { firstRow, type Sql } from './sql.ts';
import type { Store } from './store.ts';

/** As stored: `texts` is JSON, `sources` 32-bit hashes. */
export type ClusterRow = Omit<ClusterRecord, 'texts' | 'sources'> & {
  texts: string;
  source_count: number;
  sources: ArrayBuffer;
};

export const fromRow = ({ texts, sources, source_count, ...row }: ClusterRow): ClusterRecord => ({
  ...row,
  texts: JSON.parse(texts) as number[],
  sources: new Uint32Array(sources),
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
    record.number,
  );
};

export const insertCluster = (store: Store, record: ClusterRecord): void => {
  write(store.sql, INSERT, record);
  store.adjustTally(0, 1);
};

export const updateCluster = (store: Store, record: ClusterRecord): void => write(store.sql, UPDATE, record);

/** Deletes an empty cluster and the ids that stood for it, and remembers that they were given. */
export const deleteCluster = (store: Store, number: number): void => {
  const query = 'SELECT max(number) highest FROM cluster_alias WHERE successor = ?';
  const alias = firstRow<{ highest: number | null }>(store.sql, query, number)?.highest ?? 0;
  store.sql.exec('DELETE FROM cluster WHERE number = ?', number);
  store.sql.exec('DELETE FROM cluster_alias WHERE successor = ?', number);
  store.sql.exec(
    'INSERT INTO retired_cluster VALUES (1, ?1) ON CONFLICT DO UPDATE SET number = max(number, ?1)',
    Math.max(number, alias),
  );
  store.adjustTally(0, -1);
};

/** Lets the id of a cluster stand for another for ever, and every id that stood for it. */
export const supersede = (store: Store, number: number, successor: number): void => {
  store.sql.exec('DELETE FROM cluster WHERE number = ?', number);
  store.sql.exec('UPDATE cluster_alias SET successor = ? WHERE successor = ?', successor, number);
  store.sql.exec('INSERT INTO cluster_alias VALUES (?, ?)', number, successor);
  store.adjustTally(0, -1);
};

/** Writes the record anew from the chain between the ends that it names. */
export const recountCluster = (store: Store, record: ClusterRecord): ClusterRecord => {
  const members = walk<MemberFacts>(store.sql, MEMBER_FACTS, record.last).reverse();
  const made = recount(record, members);
  updateCluster(store, made);
  return made;
};
