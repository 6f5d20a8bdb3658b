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

/** A member's place in the chain. */
export type Link = { key: number; previous: number | null };

/**
 * Takes members out of a whole chain, which is given as `walk` answers it. Answers the new ends, null where none stays. The rows of
 * those that leave are left as they are.
 */
export const unlink = (sql: Sql, chain: readonly Link[], leaving: ReadonlySet<number>): Ends | null => {
  const staying = chain.filter(({ key }) => !leaving.has(key));
  staying.forEach(({ key, previous }, i) => {
    const older = staying[i + 1]?.key ?? null;
    if (previous !== older) sql.exec('UPDATE article SET previous = ? WHERE key = ?', older, key);
  });
  const [last, founder] = [staying[0], staying.at(-1)];
  return last === undefined || founder === undefined ? null : { last: last.key, founder: founder.key };
};

/** Puts the whole of one chain on top of another. */
export const concatenate = (sql: Sql, below: Ends, above: Ends): Ends => {
  sql.exec('UPDATE article SET previous = ? WHERE key = ?', below.last, above.founder);
  return { last: above.last, founder: below.founder };
};
