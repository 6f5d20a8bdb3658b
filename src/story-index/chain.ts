import type { Sql, SqlRow } from './sql.ts';

/**
 * The members of a cluster, newest first: each article points to the one that joined before it, and the cluster to the newest and
 * the oldest. Joining costs the article's own row and nothing of the others, however large the cluster is.
 */
export interface Ends {
  last: number;
  founder: number;
}

const STEPS = (columns: string): string => `WITH RECURSIVE step(key, previous, n) AS (
    SELECT key, previous, 1 FROM article WHERE key = ?1
    UNION ALL SELECT a.key, a.previous, n + 1 FROM step s JOIN article a ON a.key = s.previous WHERE n < ?2)
  SELECT ${columns} FROM step s JOIN article a ON a.key = s.key ORDER BY s.n`;

const EVERYTHING = 1e9;

/** The given columns of up to `limit` members from `key` on, newest first. */
export const walk = <Row extends SqlRow>(sql: Sql, columns: string, key: number, limit = EVERYTHING): Row[] =>
  sql.exec<Row>(STEPS(columns), key, limit).toArray();

/** Takes a member out. Answers the new ends, null where it was the only one. The member's own row is left as it is. */
export const unlink = (sql: Sql, ends: Ends, key: number): Ends | null => {
  const members = walk<{ key: number; previous: number | null }>(sql, 'a.key, a.previous', ends.last);
  const at = members.findIndex((member) => member.key === key);
  if (at < 0) throw new Error('the article is not in its cluster’s chain');
  const newer = members[at - 1];
  const older = members[at + 1];
  if (newer === undefined && older === undefined) return null;
  if (newer !== undefined) sql.exec('UPDATE article SET previous = ? WHERE key = ?', older?.key ?? null, newer.key);
  return {
    last: newer === undefined ? (older as { key: number }).key : ends.last,
    founder: older === undefined ? (newer as { key: number }).key : ends.founder,
  };
};

/** Puts the whole of one chain on top of another. */
export const concatenate = (sql: Sql, below: Ends, above: Ends): Ends => {
  sql.exec('UPDATE article SET previous = ? WHERE key = ?', below.last, above.founder);
  return { last: above.last, founder: below.founder };
};
