import type { Fingerprint } from '../text/fingerprint.ts';
import { mix32 } from '../text/hash.ts';
import { Postings, TERMS } from './postings.ts';
import { dayOf, oldestDay } from './settings.ts';
import { firstRow, type Sql } from './sql.ts';
import { readFingerprint } from './stored-fingerprint.ts';

/** The best candidates are judged, so many at most. */
const MAX_CANDIDATES = 50;
/** Texts of a block: so many new texts cost one more written row, and as many fingerprints are read at wake-up. */
const BLOCK = 256;
/** 32-bit words of a text in a block: its day, then its terms. */
const ENTRY = 1 + TERMS;

const NOTHING: ReadonlySet<number> = new Set();

/**
 * Which distinct texts share rare terms with a new one. Postings live in memory and are written nowhere as such: when an object
 * wakes up they are made again from blocks of BLOCK texts' terms, and for the latest texts from their fingerprints.
 * Texts are known by number; numbers rise.
 */
export class AnchorIndex {
  private readonly sql: Sql;
  private readonly windowDays: number;
  private postings: Postings | null = null;
  /** The first number that is in no block yet. */
  private tail: number;
  private tailBegun = 0;
  private day = 0;

  constructor(sql: Sql, windowDays: number) {
    this.sql = sql;
    this.windowDays = windowDays;
    const newest = firstRow<{ first: number | null }>(sql, 'SELECT max(first) first FROM anchor_block')?.first ?? null;
    this.tail = newest === null ? 1 : newest + BLOCK;
  }

  /** The lowest number that the next text may have. */
  get lowestText(): number {
    return this.tail;
  }

  /** To be called with every transaction, so that `undo` can follow its rollback. */
  begin(now: number): void {
    const postings = this.load(now);
    const oldest = oldestDay(now, this.windowDays);
    if (postings.shareBefore(oldest) > 0.5) postings.dropBefore(oldest);
    postings.begin();
    this.tailBegun = this.tail;
  }

  undo(): void {
    this.postings?.undo();
    this.tail = this.tailBegun;
  }

  /** Adds a text. `number` must be above all so far. */
  add(number: number, fingerprint: Fingerprint, now: number): void {
    const postings = this.load(now);
    this.day = Math.max(this.day, dayOf(now));
    postings.add(number, this.day, termsOf(fingerprint));
    if (number - this.tail + 1 >= BLOCK) this.pack(postings, now);
  }

  /** Takes a text out. */
  remove(number: number): void {
    this.retain(number, NOTHING);
  }

  /** Leaves of a text only the terms that it shares with this one: its bearer is gone, and a copy bears it on. */
  narrow(number: number, fingerprint: Fingerprint): void {
    this.retain(number, new Set(termsOf(fingerprint)));
  }

  /** Texts of the matching window that may be near, those that share most rare terms first, newer before older. */
  candidates(fingerprint: Fingerprint, now: number): number[] {
    return this.load(now).candidates(termsOf(fingerprint), oldestDay(now, this.windowDays), MAX_CANDIDATES);
  }

  private retain(number: number, kept: ReadonlySet<number>): void {
    this.postings?.retain(number, kept);
    if (number >= this.tail) return;
    const query = 'SELECT first, anchors FROM anchor_block WHERE first <= ? ORDER BY first DESC LIMIT 1';
    const block = firstRow<{ first: number; anchors: ArrayBuffer }>(this.sql, query, number);
    if (block === null || number >= block.first + BLOCK) return;
    const words = new Uint32Array(block.anchors);
    const at = (number - block.first) * ENTRY;
    for (let i = at + 1; i < at + ENTRY; i++) if (!kept.has(words[i] as number)) words[i] = 0;
    this.sql.exec('UPDATE anchor_block SET anchors = ? WHERE first = ?', words.buffer, block.first);
  }

  /** Drops the blocks that have left the window. The newest stays: it says where the tail begins. */
  dropBlocks(now: number): void {
    const query = 'DELETE FROM anchor_block WHERE day < ? AND first < ?';
    this.sql.exec(query, oldestDay(now, this.windowDays), this.tail - BLOCK);
  }

  /** Writes the tail as a block, and drops the blocks that have left the window. */
  private pack(postings: Postings, now: number): void {
    const words = new Uint32Array(BLOCK * ENTRY);
    for (let i = 0; i < BLOCK; i++) {
      const entry = postings.entry(this.tail + i);
      if (entry === null) continue;
      words[i * ENTRY] = entry.day;
      words.set(entry.terms, i * ENTRY + 1);
    }
    this.sql.exec('INSERT INTO anchor_block (first, day, anchors) VALUES (?, ?, ?)', this.tail, this.day, words.buffer);
    this.tail += BLOCK;
    this.dropBlocks(now);
  }

  private load(now: number): Postings {
    if (this.postings !== null) return this.postings;
    const postings = new Postings();
    const query = 'SELECT first, anchors FROM anchor_block WHERE day >= ? ORDER BY first';
    for (const { first, anchors } of this.sql
      .exec<{ first: number; anchors: ArrayBuffer }>(query, oldestDay(now, this.windowDays))
      .toArray()) {
      this.loadBlock(postings, first, new Uint32Array(anchors));
    }
    const texts = this.sql.exec<{ number: number; received: number; fingerprint: ArrayBuffer }>(
      'SELECT number, received, fingerprint FROM distinct_text WHERE number >= ? ORDER BY number',
      this.tail,
    );
    for (const { number, received, fingerprint } of texts.toArray()) {
      this.day = Math.max(this.day, dayOf(received));
      const read = readFingerprint(fingerprint);
      if (read !== null) postings.add(number, this.day, termsOf(read));
    }
    this.postings = postings;
    return postings;
  }

  private loadBlock(postings: Postings, first: number, words: Uint32Array): void {
    for (let i = 0; i < BLOCK; i++) {
      const day = words[i * ENTRY] as number;
      if (day === 0) continue;
      this.day = day;
      postings.add(first + i, day, words.subarray(i * ENTRY + 1, (i + 1) * ENTRY));
    }
  }
}

/** A text's index terms: its digest, then its rarest, 0 where it has fewer. */
const termsOf = (fingerprint: Fingerprint): Uint32Array => {
  const { digest } = fingerprint;
  const terms = new Uint32Array(TERMS);
  terms[0] = mix32((digest >>> 0) ^ mix32(Math.floor(digest / 0x100000000))) || 1;
  terms.set(fingerprint.anchors.subarray(0, TERMS - 1), 1);
  return terms;
};
