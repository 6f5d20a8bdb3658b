import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AnchorIndex } from '../../src/story-index/retrieval/anchor-index.ts';
import { migrate } from '../../src/story-index/schema.ts';
import { DAY, DEFAULTS } from '../../src/story-index/settings.ts';
import { firstRow, type Sql } from '../../src/story-index/sql.ts';
import { encodeFingerprint } from '../../src/text/codec.ts';
import type { Fingerprint } from '../../src/text/fingerprint.ts';
import { openNodeSqlite } from '../quality/node-sqlite.ts';
import { inventFingerprints } from './index-texts.ts';

/** What the index of rare terms costs as the window grows. Texts are invented: only their digests and rarest terms matter here. */
const QUERIES = 1000;
const START = 20_000 * DAY;

interface Figures {
  texts: number;
  query: number[];
  /** Mean processor time of a query in µs, which other work on the machine does not lengthen. */
  queryCpu: number;
  add: number[];
  rowsRead: number;
  rowsWritten: number;
  bytes: number;
  wakeMs: number;
  memory: number;
}

/** The port, counting what it answers. */
const counting = (inner: Sql): Sql & { rows: number } => {
  const sql: Sql & { rows: number } = {
    rows: 0,
    exec: (query, ...bindings) => {
      const answer = inner.exec(query, ...bindings);
      sql.rows += answer.toArray().length;
      return answer as never;
    },
    transaction: inner.transaction,
  };
  return sql;
};

const numberOf = (sql: Sql, query: string): number => firstRow<{ n: number }>(sql, query)?.n ?? 0;
const bytesOf = (sql: Sql): number =>
  numberOf(
    sql,
    'SELECT (page_count - freelist_count) * page_size n FROM pragma_page_count, pragma_freelist_count, pragma_page_size',
  );
const memoryOf = (): number => {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

/** Of the program itself, with its tables. */
const BEFORE = memoryOf();

/** Adds texts; tells how long each took in milliseconds, and how many rows were written. */
const fill = (
  sql: Sql,
  index: AnchorIndex,
  texts: Iterator<Fingerprint>,
  count: number,
): { add: number[]; rows: number } => {
  const add: number[] = [];
  let kept = 0;
  for (let number = 1; number <= count; number++) {
    const fingerprint = texts.next().value as Fingerprint;
    const begun = performance.now();
    index.begin(START);
    sql.transaction(() => index.add(number, fingerprint, START));
    add.push(performance.now() - begun);
    if (number > count - 256) kept += keepTail(sql, number, fingerprint);
  }
  return { add, rows: numberOf(sql, 'SELECT total_changes() n') - kept };
};

/** The texts that are in no block yet are read from here at wake-up. */
const keepTail = (sql: Sql, number: number, fingerprint: Fingerprint): number => {
  const insert = 'INSERT INTO distinct_text VALUES (?, 1, 1, NULL, ?, 0, ?)';
  sql.exec(insert, number, START, encodeFingerprint(fingerprint));
  return 1;
};

const measure = (path: string, texts: number): Figures => {
  const sql = counting(openNodeSqlite(path));
  for (const pragma of ['journal_mode = WAL', 'synchronous = OFF']) sql.exec(`PRAGMA ${pragma}`);
  migrate(sql);
  const index = new AnchorIndex(sql, DEFAULTS.window_days);
  const source = inventFingerprints(1);
  const { add, rows } = fill(sql, index, source, texts);
  const rowsWritten = rows / texts;
  const asked = Array.from({ length: QUERIES }, () => source.next().value as Fingerprint);
  const ask = (fingerprint: Fingerprint): number => {
    const begun = performance.now();
    index.candidates(fingerprint, START);
    return (performance.now() - begun) * 1000;
  };
  for (const fingerprint of asked.slice(0, 200)) ask(fingerprint);
  sql.rows = 0;
  const cpuBefore = process.cpuUsage();
  const query = asked.map(ask);
  const cpu = process.cpuUsage(cpuBefore);
  const rowsRead = sql.rows / QUERIES;
  const memory = memoryOf() - BEFORE;
  const begun = performance.now();
  new AnchorIndex(sql, DEFAULTS.window_days).candidates(asked[0] as Fingerprint, START);
  const wakeMs = performance.now() - begun;
  return {
    texts,
    query,
    queryCpu: (cpu.user + cpu.system) / QUERIES,
    add,
    rowsRead,
    rowsWritten,
    bytes: bytesOf(sql) / texts,
    wakeMs,
    memory,
  };
};

const quantile = (values: number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

const print = (f: Figures): void => {
  const cells = [
    f.texts.toLocaleString('en'),
    f.queryCpu.toFixed(0),
    quantile(f.query, 0.5).toFixed(0),
    quantile(f.query, 0.99).toFixed(0),
    f.rowsRead.toFixed(0),
    f.rowsWritten.toFixed(3),
    f.bytes.toFixed(0),
    f.wakeMs.toFixed(0),
    (f.memory / 2 ** 20).toFixed(0),
    (quantile(f.add, 0.5) * 1000).toFixed(0),
    quantile(f.add, 0.999).toFixed(1),
    quantile(f.add, 1).toFixed(0),
  ];
  console.log(cells.map((cell, i) => cell.padStart(HEAD[i]?.length ?? 0)).join('  '));
};

const HEAD = [
  '    texts',
  'query µs: CPU',
  'median',
  '99 %',
  'rows read',
  'rows written a text',
  'bytes a text',
  'wake-up ms',
  'memory MB',
  'add µs',
  '99.9 % ms',
  'most ms',
];

const { values } = parseArgs({ options: { large: { type: 'boolean', default: false } } });
console.log(`window of ${DEFAULTS.window_days} days, index of rare terms alone, Node ${process.version}`);
console.log(HEAD.join('  '));
for (const texts of [1000, 10_000, 100_000, ...(values.large ? [1_000_000] : [])]) {
  const folder = await mkdtemp(join(tmpdir(), 'samewire-index-'));
  print(measure(join(folder, 'index.sqlite'), texts));
  await rm(folder, { recursive: true, force: true });
}
