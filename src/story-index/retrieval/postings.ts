import { TermTable } from './term-table.ts';
import { TERMS, type TermLists, type Tier } from './tier.ts';

const FIRST_CAPACITY = 1024;

/**
 * The tier in memory: typed arrays of about 330 bytes a text. Texts are added in ascending order of number and day;
 * each has a slot. The postings of a term are a chain from the newest text to the oldest, so adding touches no older posting, and
 * undoing takes off what was put on last.
 */
export class Postings implements Tier {
  private slots = 0;
  private numbers = new Uint32Array(FIRST_CAPACITY);
  private days = new Uint16Array(FIRST_CAPACITY);
  /** Posting slot * TERMS + i is term i of the slot; a term taken out is 0. */
  private terms = new Uint32Array(FIRST_CAPACITY * TERMS);
  /** The next older posting of the same term, plus 1. */
  private older = new Uint32Array(FIRST_CAPACITY * TERMS);
  private heads: TermTable;
  /** Postings taken out since `begin`, in turn with their terms. */
  private taken: number[] = [];
  private begun = 0;

  /** @param like postings that became as large as these will. */
  constructor(like?: Postings) {
    this.heads = new TermTable(like?.heads.capacity);
  }

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

  find(terms: Uint32Array, oldestDay: number): TermLists {
    const first = this.firstSlot(oldestDay);
    return {
      first: first < this.slots ? (this.numbers[first] as number) : 0,
      end: first < this.slots ? (this.numbers[this.slots - 1] as number) + 1 : 0,
      texts: (term) => this.heads.texts(terms[term] as number),
      each: (term, visit) => this.each(terms[term] as number, first, visit),
      holding: (hot) => this.holding(hot.map((term) => terms[term] as number)),
    };
  }

  /** The first text of each day, oldest first. */
  firsts(): [day: number, text: number][] {
    const firsts: [number, number][] = [];
    for (let slot = 0; slot < this.slots; slot++) {
      const day = this.days[slot] as number;
      if (firsts.at(-1)?.[0] !== day) firsts.push([day, this.numbers[slot] as number]);
    }
    return firsts;
  }

  /** The terms from `least` to `most` in ascending order, each with its texts, newest first. */
  postingsBetween(least: number, most: number): { term: number; texts: number[] }[] {
    const found: { term: number; texts: number[] }[] = [];
    for (const term of this.heads.between(least, most)) {
      const texts: number[] = [];
      this.each(term, 0, (text) => texts.push(text) > 0);
      if (texts.length > 0) found.push({ term, texts });
    }
    return found;
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
    return this.slots === 0 ? 0 : this.firstSlot(day) / this.slots;
  }

  private firstSlot(day: number): number {
    let low = 0;
    let high = this.slots;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.days[middle] as number) < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private each(term: number, first: number, visit: (text: number) => boolean): void {
    if (term === 0) return;
    const end = first * TERMS;
    for (let posting = this.heads.head(term) - 1; posting >= end; posting = (this.older[posting] as number) - 1) {
      if (this.terms[posting] !== term) continue;
      if (!visit(this.numbers[Math.floor(posting / TERMS)] as number)) return;
    }
  }

  /** The digest is no hot term. */
  private holding(hot: number[]): (text: number) => number {
    const holds = filterOf(hot);
    return (text) => {
      const slot = this.slotOf(text);
      if (slot < 0) return 0;
      let held = 0;
      for (let at = slot * TERMS + 1; at < (slot + 1) * TERMS; at++) if (holds(this.terms[at] as number)) held++;
      return held;
    };
  }

  private slotOf(number: number): number {
    if (this.slots === 0) return -1;
    // Hardly a number is left out.
    const likely = number - (this.numbers[0] as number);
    if (likely < 0) return -1;
    if (likely < this.slots && this.numbers[likely] === number) return likely;
    let low = 0;
    let high = Math.min(this.slots, likely);
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
