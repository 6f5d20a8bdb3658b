import { TermTable } from './term-table.ts';

/** Terms of a text: the first is its digest, then its rarest; 0 where there are fewer. */
export const TERMS = 33;
/** A candidate shares so many terms at least: two of 32 proposed .97 of all pairs that belong together. */
const SHARED = 2;
/** A text that shares the digest counts as one that shares this many terms. */
const DIGEST_SHARE = SHARED;
/** Postings that one query reads in full, those of the rarest terms first; the terms left over are hot. Four times as many found no more pairs. */
const READ = 1024;
/** Of a hot term so many of the newest texts are proposed. */
const HOT_NEWEST = 64;

const FIRST_CAPACITY = 1024;

/**
 * Which texts have a term, in memory: typed arrays of about 330 bytes a text. Texts are added in ascending order of number and day;
 * each has a slot. The postings of a term are a chain from the newest text to the oldest, so adding touches no older posting, and
 * undoing takes off what was put on last.
 */
export class Postings {
  private slots = 0;
  private numbers = new Uint32Array(FIRST_CAPACITY);
  private days = new Uint16Array(FIRST_CAPACITY);
  /** Posting slot * TERMS + i is term i of the slot; a term taken out is 0. */
  private terms = new Uint32Array(FIRST_CAPACITY * TERMS);
  /** The next older posting of the same term, plus 1. */
  private older = new Uint32Array(FIRST_CAPACITY * TERMS);
  private heads = new TermTable();
  private shared = new Uint8Array(FIRST_CAPACITY);
  /** Postings taken out since `begin`, in turn with their terms. */
  private taken: number[] = [];
  private begun = 0;

  get size(): number {
    return this.slots;
  }

  /** From here on `undo` brings back what is now. */
  begin(): void {
    this.taken = [];
    this.begun = this.slots;
  }

  undo(): void {
    for (let i = 0; i < this.taken.length; i += 2) this.terms[this.taken[i] as number] = this.taken[i + 1] as number;
    for (let posting = this.slots * TERMS - 1; posting >= this.begun * TERMS; posting--) {
      const term = this.terms[posting] as number;
      if (term !== 0) this.heads.pop(term, this.older[posting] as number);
    }
    this.slots = this.begun;
    this.taken = [];
  }

  /** @param terms TERMS of them, each once. */
  add(number: number, day: number, terms: Uint32Array): void {
    if (this.slots === this.numbers.length) this.grow();
    const slot = this.slots++;
    this.numbers[slot] = number;
    this.days[slot] = day;
    for (let i = 0; i < TERMS; i++) {
      const posting = slot * TERMS + i;
      const term = terms[i] as number;
      this.terms[posting] = term;
      if (term !== 0) this.older[posting] = this.heads.push(term, posting + 1);
    }
  }

  /** A copy of a text's terms, and its day; null for a text that is not here. */
  entry(number: number): { day: number; terms: Uint32Array } | null {
    const slot = this.slotOf(number);
    if (slot < 0) return null;
    return { day: this.days[slot] as number, terms: this.terms.slice(slot * TERMS, (slot + 1) * TERMS) };
  }

  /** Takes out all terms of a text but these. */
  retain(number: number, kept: ReadonlySet<number>): void {
    const slot = this.slotOf(number);
    if (slot < 0) return;
    for (let posting = slot * TERMS; posting < (slot + 1) * TERMS; posting++) {
      const term = this.terms[posting] as number;
      if (term === 0 || kept.has(term)) continue;
      this.taken.push(posting, term);
      this.terms[posting] = 0;
    }
  }

  /**
   * Numbers of the texts from `oldestDay` on that share the digest or at least two terms, those that share most first, newer
   * before older. Work is bounded: when the terms have more postings than READ, the most frequent are hot. A hot term proposes
   * only its newest texts, but counts for every text that a rarer term has proposed.
   */
  candidates(terms: Uint32Array, oldestDay: number, limit: number): number[] {
    const found: number[] = [];
    const digest = terms[0] as number;
    const ranked = Array.from(terms.subarray(1))
      .filter((term) => term !== 0)
      .map((term) => ({ term, texts: this.heads.texts(term) }))
      .sort((a, b) => a.texts - b.texts);
    this.count(digest, DIGEST_SHARE, oldestDay, found);
    const hot: number[] = [];
    let read = 0;
    for (const { term, texts } of ranked) {
      read += texts;
      if (read > READ) hot.push(term);
      else this.count(term, 1, oldestDay, found);
    }
    if (hot.length > 0) this.countHot(hot, oldestDay, found);
    const near = this.best(found, limit);
    for (const slot of found) this.shared[slot] = 0;
    return near.map((slot) => this.numbers[slot] as number);
  }

  /** Drops the texts before a day for good. Not between `begin` and `undo`. */
  dropBefore(day: number): void {
    let first = 0;
    while (first < this.slots && (this.days[first] as number) < day) first++;
    if (first === 0) return;
    const { numbers, days, terms, slots } = this;
    this.heads = new TermTable();
    this.slots = 0;
    for (let slot = first; slot < slots; slot++) {
      const own = terms.slice(slot * TERMS, (slot + 1) * TERMS);
      this.add(numbers[slot] as number, days[slot] as number, own);
    }
    this.begin();
  }

  /** Share of the slots that are older than a day. */
  shareBefore(day: number): number {
    if (this.slots === 0) return 0;
    let low = 0;
    let high = this.slots;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.days[middle] as number) < day) low = middle + 1;
      else high = middle;
    }
    return low / this.slots;
  }

  /** The slots that share most, at most `limit`; only those that can be among them are sorted. */
  private best(found: number[], limit: number): number[] {
    const having = new Uint32Array(256);
    for (const slot of found) having[this.shared[slot] as number] = (having[this.shared[slot] as number] as number) + 1;
    let least = having.length - 1;
    for (let sum = having[least] as number; least > SHARED && sum < limit; sum += having[least] as number) least--;
    return found
      .filter((slot) => (this.shared[slot] as number) >= least)
      .sort((a, b) => (this.shared[b] as number) - (this.shared[a] as number) || b - a)
      .slice(0, limit);
  }

  private count(term: number, share: number, oldestDay: number, found: number[]): void {
    for (let posting = this.heads.head(term) - 1; posting >= 0; posting = (this.older[posting] as number) - 1) {
      const slot = Math.floor(posting / TERMS);
      if ((this.days[slot] as number) < oldestDay) return;
      if (this.terms[posting] !== term) continue;
      if (this.shared[slot] === 0) found.push(slot);
      this.shared[slot] = (this.shared[slot] as number) + share;
    }
  }

  private countHot(hot: number[], oldestDay: number, found: number[]): void {
    const holds = filterOf(hot);
    const known = found.length;
    for (let i = 0; i < known; i++) {
      const slot = found[i] as number;
      let held = 0;
      for (let at = slot * TERMS + 1; at < (slot + 1) * TERMS; at++) if (holds(this.terms[at] as number)) held++;
      this.shared[slot] = (this.shared[slot] as number) + held;
    }
    const proposed = new Set(found);
    for (const term of hot) {
      let posting = this.heads.head(term) - 1;
      for (let read = 0; read < HOT_NEWEST && posting >= 0; read++, posting = (this.older[posting] as number) - 1) {
        const slot = Math.floor(posting / TERMS);
        if ((this.days[slot] as number) < oldestDay) break;
        if (this.terms[posting] !== term || proposed.has(slot)) continue;
        if (this.shared[slot] === 0) found.push(slot);
        this.shared[slot] = (this.shared[slot] as number) + 1;
      }
    }
  }

  private slotOf(number: number): number {
    let low = 0;
    let high = this.slots;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.numbers[middle] as number) < number) low = middle + 1;
      else high = middle;
    }
    return low < this.slots && this.numbers[low] === number ? low : -1;
  }

  private grow(): void {
    const capacity = this.numbers.length * 2;
    this.numbers = enlarge(this.numbers, new Uint32Array(capacity));
    this.days = enlarge(this.days, new Uint16Array(capacity));
    this.shared = enlarge(this.shared, new Uint8Array(capacity));
    this.terms = enlarge(this.terms, new Uint32Array(capacity * TERMS));
    this.older = enlarge(this.older, new Uint32Array(capacity * TERMS));
  }
}

const enlarge = <T extends Uint32Array | Uint16Array | Uint8Array>(from: T, to: T): T => {
  to.set(from);
  return to;
};

/** Whether a term is one of these few: a small table by the lowest bits tells most that are not. */
const filterOf = (terms: number[]): ((term: number) => boolean) => {
  const table = new Uint8Array(1024);
  for (const term of terms) table[term & 1023] = 1;
  return (term) => table[term & 1023] === 1 && terms.includes(term);
};
