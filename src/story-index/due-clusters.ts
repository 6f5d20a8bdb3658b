import { lowestNumberAt, timeOfNumber } from './cluster-number.ts';
import type { ClusterRecord } from './cluster-record.ts';
import { DAY, dayOf } from './settings.ts';
import { firstRow, type Sql } from './sql.ts';

/**
 * Which clusters may have members to expire. Cluster numbers rise with time, so the cluster table is the calendar, and storing an
 * article writes nothing for it: each number, an alias's too, is visited once, when the day on which it was given expires. A cluster
 * that lives on is listed (`due_cluster`) under the day of its oldest member. So at any time each member's day, or an earlier one, has
 * a visit before it that leads to its cluster: a new member is as young as can be, a merged cluster keeps the visits of both numbers.
 */
export interface Visit {
  /** No member was last received before it. */
  day: number;
  /** Of a cluster, an alias, or one that is gone. */
  number: number;
  listed: boolean;
}

const sweptSoFar = (sql: Sql): number =>
  firstRow<{ number: number }>(sql, 'SELECT number FROM swept')?.number ?? Number.MIN_SAFE_INTEGER;

const LISTED = 'SELECT day, cluster number FROM due_cluster WHERE day < ? ORDER BY day, cluster LIMIT ?';
const UNSWEPT = `SELECT number FROM cluster WHERE number > ?1 AND number < ?2
  UNION ALL SELECT number FROM cluster_alias WHERE number > ?1 AND number < ?2 ORDER BY number LIMIT ?3`;

/** The visits due for days before this one, the oldest day first. */
export const visitsBefore = (sql: Sql, day: number, limit: number): Visit[] => {
  const listed = sql.exec<{ day: number; number: number }>(LISTED, day, limit).toArray();
  const unswept = sql.exec<{ number: number }>(UNSWEPT, sweptSoFar(sql), lowestNumberAt(day * DAY), limit).toArray();
  const visits = [
    ...listed.map((visit) => ({ ...visit, listed: true })),
    ...unswept.map(({ number }) => ({ day: dayOf(timeOfNumber(number)), number, listed: false })),
  ];
  return visits.sort((a, b) => a.day - b.day || a.number - b.number).slice(0, limit);
};

/** The first day that has a visit; null where nothing is stored. */
export const firstDay = (sql: Sql): number | null => {
  const swept = sweptSoFar(sql);
  const [listed, ...unswept] = [
    firstRow<{ first: number | null }>(sql, 'SELECT min(day) first FROM due_cluster'),
    ...['cluster', 'cluster_alias'].map((table) =>
      firstRow<{ first: number | null }>(sql, `SELECT min(number) first FROM ${table} WHERE number > ?`, swept),
    ),
  ].map((row) => row?.first ?? null);
  const days = unswept.map((number) => (number === null ? null : dayOf(timeOfNumber(number as number))));
  const known = [listed ?? null, ...days].filter((day) => day !== null);
  return known.length === 0 ? null : Math.min(...known);
};

/** Notes that visits were made, all of one piece, in the order of visitsBefore. */
export const tickOff = (sql: Sql, visits: Visit[]): void => {
  for (const { day, number, listed } of visits) {
    if (listed) sql.exec('DELETE FROM due_cluster WHERE day = ? AND cluster = ?', day, number);
  }
  const newest = visits.findLast((visit) => !visit.listed);
  if (newest !== undefined) sql.exec('INSERT OR REPLACE INTO swept (only, number) VALUES (1, ?)', newest.number);
};

/** Lists a cluster that lives on. */
export const visitAgain = (sql: Sql, number: number, day: number): void => {
  sql.exec('INSERT OR IGNORE INTO due_cluster (day, cluster) VALUES (?, ?)', day, number);
};

/** A cluster that was emptied by hand has nothing left in the list. Reads it only where one of its numbers was visited. */
export const forgetVisits = (sql: Sql, { number, aliases }: ClusterRecord): void => {
  const numbers = [number, ...aliases];
  if (Math.min(...numbers) > sweptSoFar(sql)) return;
  const query = 'DELETE FROM due_cluster WHERE cluster IN (SELECT value FROM json_each(?))';
  sql.exec(query, JSON.stringify(numbers));
};
