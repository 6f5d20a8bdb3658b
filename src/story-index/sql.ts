export type SqlValue = ArrayBuffer | string | number | null;
export type SqlRow = Record<string, SqlValue>;

/**
 * What the index needs of a database: SQLite with FTS5, synchronous. A Durable Object's storage is one, and so is
 * node:sqlite behind bench/quality/node-sqlite.ts, so that evaluation and tests run the same engine outside workerd.
 */
export interface Sql {
  /** Runs one statement at once. Blobs come back as ArrayBuffer. */
  exec<Row extends SqlRow>(query: string, ...bindings: (SqlValue | Uint8Array)[]): { toArray(): Row[] };
  /** Runs `work` so that all its writes hold or, where it throws, none; the error is passed on. Not to be nested. */
  transaction<T>(work: () => T): T;
}

/** The first row of an answer, or null. */
export const firstRow = <Row extends SqlRow>(
  sql: Sql,
  query: string,
  ...bindings: (SqlValue | Uint8Array)[]
): Row | null => sql.exec<Row>(query, ...bindings).toArray()[0] ?? null;
