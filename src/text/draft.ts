import { mix32 } from './hash.ts';
import { FUNCTION_CLASS, TOP_CLASS } from './prior.ts';
import { type Term, termAt } from './terms.ts';
import { PAIR, type Tokens, tokenize } from './tokenize.ts';

/** Longer texts are compared by their first part; 6,000 words are ten times a long news story. */
export const MAX_TOKENS = 6000;
/** Sentences are compared each with each, so what comes after this many counts as the last one's. */
export const MAX_SENTENCES = 400;
/** Terms kept as anchors for retrieval. */
export const ANCHORS = 48;

/** The term is a name: written with a capital where no sentence starts. */
export const NAME = 1;
export const NUMERAL = 2;
export const WEEKDAY = 4;

/** Words that make up the lead, and the fewest sentences that do. */
const LEAD_TOKENS = 60;
const LEAD_SENTENCES = 2;

/** The words that say something, in order, as indices into a table of unique terms. */
export interface Wording {
  /** Unique terms, hashed, ascending. */
  hashes: Uint32Array;
  /** Weight class of each term, 0..15. */
  weights: Uint8Array;
  /** NAME, NUMERAL of each term. */
  flags: Uint8Array;
  /** Indices of terms in text order; words without weight are left out. */
  sequence: Uint16Array;
  /** Where each sentence begins in `sequence`. The headline is the first, possibly empty. */
  sentences: Uint16Array;
  /** Direct speech: start and end (exclusive) in `sequence`, in turn. */
  quotes: Uint16Array;
  /** How many of the sentences are the lead: headline and first paragraphs. */
  lead: number;
  /** Number of tokens of the cleaned text, all words counted. */
  tokens: number;
  /** 53-bit hash of the cleaned text: equal for texts that differ in furniture, case and punctuation only. */
  digest: number;
  /** The terms by which the text is found, at most ANCHORS: the rarest, and of these those that it repeats, first. */
  anchors: Uint32Array;
}

interface Entry {
  hash: number;
  weight: number;
  flags: number;
  count: number;
  capital: number;
  lower: number;
  order: number;
}

/** Collects sentences into a fingerprint; the headline is the first, possibly empty. */
export class Draft {
  private readonly entries: Entry[] = [];
  /** Open addressing: index of the entry + 1 at its hash's slot. */
  private slots = new Int32Array(1024);
  private readonly occurrences: Entry[] = [];
  private readonly sentences: number[] = [];
  private readonly quotes: number[] = [];
  private readonly tokens: Tokens = { starts: [], ends: [], kinds: [], capitals: [] };
  private total = 0;
  private lead = 0;
  private low = 0x2545f491;
  private high = 0x1b873593;

  /** The text is longer than what fingerprints are taken of. */
  get full(): boolean {
    return this.total >= MAX_TOKENS;
  }

  /** Adds text[from, to); `quotes` are start and end offsets of direct speech, ascending. */
  addSentence(text: string, from: number, to: number, quotes: readonly number[]): void {
    const headline = this.sentences.length === 0;
    if (this.sentences.length < MAX_SENTENCES) this.sentences.push(this.occurrences.length);
    const { starts, ends, kinds, capitals } = this.tokens;
    starts.length = ends.length = kinds.length = capitals.length = 0;
    tokenize(text, from, to, this.tokens);
    const count = Math.min(starts.length, headline ? MAX_TOKENS : MAX_TOKENS - this.total);
    let quote = 0;
    for (let i = 0; i < count; i++) {
      const start = starts[i] as number;
      const term = termAt(text, start, ends[i] as number, kinds[i] as number);
      if (!headline) this.digest(term.hash);
      if (term.weight <= FUNCTION_CLASS && !term.number) continue;
      const entry = this.entryOf(term);
      entry.count++;
      if (kinds[i] !== PAIR && !headline) {
        if (capitals[i] === 0) entry.lower++;
        else if (i > 0) entry.capital++;
      }
      while (quote < quotes.length && start >= (quotes[quote + 1] as number)) quote += 2;
      if (quote < quotes.length && start >= (quotes[quote] as number)) this.markQuote();
      this.occurrences.push(entry);
    }
    if (!headline) this.total += count;
    if (this.total - count < LEAD_TOKENS || this.sentences.length <= LEAD_SENTENCES + 1)
      this.lead = this.sentences.length;
  }

  private entryOf(term: Term): Entry {
    const mask = this.slots.length - 1;
    let slot = term.hash & mask;
    for (let index = this.slots[slot] as number; index !== 0; index = this.slots[slot] as number) {
      const entry = this.entries[index - 1] as Entry;
      if (entry.hash === term.hash) return entry;
      slot = (slot + 1) & mask;
    }
    const flags = term.number ? NUMERAL : term.day ? WEEKDAY : 0;
    const made = { hash: term.hash, weight: term.weight, flags, count: 0, capital: 0, lower: 0, order: 0 };
    this.entries.push(made);
    this.slots[slot] = this.entries.length;
    if (this.entries.length * 2 > this.slots.length) this.grow();
    return made;
  }

  private grow(): void {
    const mask = this.slots.length * 2 - 1;
    this.slots = new Int32Array(mask + 1);
    this.entries.forEach((entry, i) => {
      let slot = entry.hash & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = i + 1;
    });
  }

  private digest(hash: number): void {
    this.low = mix32(this.low ^ hash);
    this.high = mix32(Math.imul(this.high, 31) ^ hash);
  }

  /** The next word is direct speech. */
  private markQuote(): void {
    const at = this.occurrences.length;
    if (this.quotes.at(-1) === at) this.quotes[this.quotes.length - 1] = at + 1;
    else this.quotes.push(at, at + 1);
  }

  finish(): Wording {
    const entries = sortByHash(this.entries);
    const hashes = new Uint32Array(entries.length);
    const weights = new Uint8Array(entries.length);
    entries.forEach((entry, i) => {
      entry.order = i;
      hashes[i] = entry.hash;
      weights[i] = settleWeight(entry, this.total);
    });
    const sequence = new Uint16Array(this.occurrences.length);
    this.occurrences.forEach((entry, k) => {
      sequence[k] = entry.order;
    });
    return {
      hashes,
      weights,
      flags: flagNames(entries, weights),
      sequence,
      sentences: new Uint16Array(this.sentences),
      quotes: new Uint16Array(this.quotes),
      lead: this.lead,
      tokens: this.total,
      digest: (this.high & 0x1fffff) * 0x100000000 + this.low,
      anchors: pickAnchors(
        hashes,
        weights.map((weight, i) => weight + Math.min(REPEATS, (entries[i] as Entry).count - 1)),
      ),
    };
  }
}

/** An unseen word, never a name, that makes up more than this share of a text is grammar, not news. */
const GRAMMAR_SHARE = 0.02;
const GRAMMAR_CLASS = 5;

const settleWeight = (entry: Entry, tokens: number): number =>
  entry.weight === TOP_CLASS && entry.capital === 0 && entry.count > 3 && entry.count > tokens * GRAMMAR_SHARE
    ? GRAMMAR_CLASS
    : entry.weight;

/** A script without capitals, or a text that lost them, shows fewer names than this: its rare words stand for them. */
const LEAST_NAMES = 3;
const NAMELIKE_CLASS = 12;

const flagNames = (entries: Entry[], weights: Uint8Array): Uint8Array => {
  const flags = new Uint8Array(entries.length);
  let names = 0;
  entries.forEach((entry, i) => {
    const name = entry.flags === 0 && entry.capital > 0 && entry.lower === 0;
    if (name) names++;
    flags[i] = name ? NAME : entry.flags;
  });
  if (names >= LEAST_NAMES) return flags;
  return flags.map((flag, i) => (flag === 0 && (weights[i] as number) >= NAMELIKE_CLASS ? NAME : flag));
};

/** Numbers sort four times as fast as objects: the hash, and below it where the entry stands. */
const sortByHash = (entries: Entry[]): Entry[] => {
  const keys = new Float64Array(entries.length);
  for (let i = 0; i < keys.length; i++) keys[i] = (entries[i] as Entry).hash * PLACES + i;
  keys.sort();
  return Array.from(keys, (key) => entries[key % PLACES] as Entry);
};

/** More than a text has terms: its words, and those of its headline. */
const PLACES = 1 << 14;

/** What a text says again is what it is about: each repetition lifts a term by a class, up to so many (`npm run eval -- --only candidates`). */
const REPEATS = 3;
const TELLING = TOP_CLASS + REPEATS;

/** Ties are broken by the hash: two texts must prefer the same ones of their equally telling terms. */
const pickAnchors = (hashes: Uint32Array, telling: Uint8Array): Uint32Array => {
  const having = new Uint32Array(TELLING + 1);
  for (const level of telling) having[level] = (having[level] as number) + 1;
  let least = TELLING;
  for (let enough = having[least] as number; enough < ANCHORS && least > 0; enough += having[least] as number) least--;
  const ranked: number[] = [];
  for (let i = 0; i < hashes.length; i++) {
    const level = telling[i] as number;
    if (level >= least) ranked.push(((TELLING - level) * 0x100000000 + mix32(hashes[i] as number)) * PLACES + i);
  }
  const sorted = Float64Array.from(ranked).sort().subarray(0, ANCHORS);
  return Uint32Array.from(sorted, (rank) => hashes[rank % PLACES] as number);
};
