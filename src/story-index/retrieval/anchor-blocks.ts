import { firstRow, type Sql } from '../sql.ts';
import type { Postings } from './postings.ts';
import { TERMS } from './tier.ts';

/** 32-bit words of a text in a block: its day, then its terms. */
const ENTRY = 1 + TERMS;

type BlockRow = { first: number; anchors: ArrayBuffer };

/** Terms of texts that are in no run yet, packed many to a row: what the tier in memory is made from when an object wakes up. */
export class AnchorBlocks {
  private readonly sql: Sql;
  /** Texts of a block. */
  readonly length: number;

  constructor(sql: Sql, length: number) {
    this.sql = sql;
    this.length = length;
  }

  /** The number after the newest block's last text. */
  get end(): number {
    const newest = firstRow<{ first: number | null }>(this.sql, 'SELECT max(first) first FROM anchor_block')?.first;
    return newest == null ? 0 : newest + this.length;
  }

  /** Writes the texts from `first` on. */
  write(first: number, day: number, postings: Postings): void {
    const words = new Uint32Array(this.length * ENTRY);
    for (let i = 0; i < this.length; i++) {
      const entry = postings.entry(first + i);
      if (entry === null) continue;
      words[i * ENTRY] = entry.day;
      words.set(entry.terms, i * ENTRY + 1);
    }
    this.sql.exec('INSERT INTO anchor_block (first, day, anchors) VALUES (?, ?, ?)', first, day, words.buffer);
  }

  /** Visits the texts of all blocks from a day on, in order. */
  each(oldestDay: number, visit: (text: number, day: number, terms: Uint32Array) => void): void {
    const query = 'SELECT first, anchors FROM anchor_block WHERE day >= ? ORDER BY first';
    for (const { first, anchors } of this.sql.exec<BlockRow>(query, oldestDay).toArray()) {
      const words = new Uint32Array(anchors);
      for (let i = 0; i < this.length; i++) {
        const at = i * ENTRY;
        const day = words[at] as number;
        if (day > 0) visit(first + i, day, words.subarray(at + 1, at + ENTRY));
      }
    }
  }

  /** Takes all terms of a text out but these. */
  retain(text: number, kept: ReadonlySet<number>): void {
    const query = 'SELECT first, anchors FROM anchor_block WHERE first <= ? ORDER BY first DESC LIMIT 1';
    const block = firstRow<BlockRow>(this.sql, query, text);
    if (block === null || text >= block.first + this.length) return;
    const words = new Uint32Array(block.anchors);
    const at = (text - block.first) * ENTRY;
    for (let i = at + 1; i < at + ENTRY; i++) if (!kept.has(words[i] as number)) words[i] = 0;
    this.sql.exec('UPDATE anchor_block SET anchors = ? WHERE first = ?', words.buffer, block.first);
  }

  /** Drops the blocks before a text, and those older than a day. The newest stays, if emptied: it says where the numbers go on. */
  drop(before: number, oldestDay: number): void {
    this.sql.exec(
      'DELETE FROM anchor_block WHERE (first < ? OR day < ?) AND first < (SELECT max(first) FROM anchor_block)',
      before,
      oldestDay,
    );
    this.sql.exec(
      'UPDATE anchor_block SET day = 0, anchors = zeroblob(length(anchors)) WHERE day > 0 AND day < ?',
      oldestDay,
    );
  }
}
