import type { Sql } from '../sql.ts';

/** A row may have 2 MB, its other columns among them. */
const PIECE = 1_900_000;

/** Writes a job's body in as many rows as it needs. */
export const writeBody = (sql: Sql, job: string, body: Uint8Array): void => {
  for (let from = 0; from < body.byteLength; from += PIECE) {
    const piece = body.slice(from, from + PIECE);
    sql.exec('INSERT INTO job_body (job, start, piece) VALUES (?, ?, ?)', job, from, piece);
  }
};

/** As it was written; empty where there is none. */
export const readBody = (sql: Sql, job: string): Uint8Array => {
  const pieces = sql
    .exec<{ piece: ArrayBuffer }>('SELECT piece FROM job_body WHERE job = ? ORDER BY start', job)
    .toArray()
    .map(({ piece }) => new Uint8Array(piece));
  const body = new Uint8Array(pieces.reduce((size, piece) => size + piece.byteLength, 0));
  let at = 0;
  for (const piece of pieces) {
    body.set(piece, at);
    at += piece.byteLength;
  }
  return body;
};
