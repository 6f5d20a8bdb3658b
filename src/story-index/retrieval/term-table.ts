const FIRST_CAPACITY = 1024;
/** More texts of a term are counted as so many: far more than are read of one. */
const MOST = 65_535;

/** Term → its newest posting and its number of texts. Open addressing over typed arrays; terms are 32-bit hashes, never 0. */
export class TermTable {
  private used = 0;
  /** The terms by their highest 8 bits, as long as none is added: a run is made from them piece by piece. */
  private groups: Groups | null = null;
  private keys: Uint32Array;
  private newest: Uint32Array;
  private counts: Uint16Array;

  /** @param capacity that of a table which became as large as this one will; growing takes 50 ms where it holds a million terms. */
  constructor(capacity = FIRST_CAPACITY) {
    this.keys = new Uint32Array(capacity);
    this.newest = new Uint32Array(capacity);
    this.counts = new Uint16Array(capacity);
  }

  get capacity(): number {
    return this.keys.length;
  }

  /** The newest posting of a term, plus 1; 0 for none. */
  head(term: number): number {
    return this.newest[this.find(term)] as number;
  }

  /** How many texts had the term put on; those taken out or expired are counted until the table is made anew. */
  texts(term: number): number {
    return this.counts[this.find(term)] as number;
  }

  /** Makes this the term's newest posting; answers the one before. */
  push(term: number, head: number): number {
    if (this.used * 3 >= this.keys.length * 2) this.grow();
    const at = this.find(term);
    if (this.keys[at] === 0) {
      this.keys[at] = term;
      this.used++;
      this.groups = null;
    }
    const before = this.newest[at] as number;
    this.newest[at] = head;
    this.counts[at] = Math.min((this.counts[at] as number) + 1, MOST);
    return before;
  }

  /** Undoes the last push of a term. */
  pop(term: number, before: number): void {
    const at = this.find(term);
    this.newest[at] = before;
    this.counts[at] = (this.counts[at] as number) - 1;
  }

  /** The terms from `least` to `most` in ascending order. */
  between(least: number, most: number): Uint32Array {
    this.groups ??= groupTerms(this.keys, this.used);
    const { terms, starts } = this.groups;
    const near = terms.subarray(starts[least >>> 24], starts[(most >>> 24) + 1]);
    return near.filter((term) => term >= least && term <= most).sort();
  }

  private find(term: number): number {
    const mask = this.keys.length - 1;
    // Terms are hashes already; the multiplication spreads them whatever bits the sender could choose.
    let at = (Math.imul(term, 0x9e3779b1) >>> 7) & mask;
    while (this.keys[at] !== 0 && this.keys[at] !== term) at = (at + 1) & mask;
    return at;
  }

  private grow(): void {
    const { keys, newest, counts } = this;
    this.keys = new Uint32Array(keys.length * 2);
    this.newest = new Uint32Array(keys.length * 2);
    this.counts = new Uint16Array(keys.length * 2);
    for (let i = 0; i < keys.length; i++) {
      if (keys[i] === 0) continue;
      const at = this.find(keys[i] as number);
      this.keys[at] = keys[i] as number;
      this.newest[at] = newest[i] as number;
      this.counts[at] = counts[i] as number;
    }
  }
}

interface Groups {
  terms: Uint32Array;
  /** Where each group begins in `terms`, and where the last one ends. */
  starts: Uint32Array;
}

/** One pass to count and one to place: reading a table of two million slots for each piece took half the time of a piece. */
const groupTerms = (keys: Uint32Array, used: number): Groups => {
  const starts = new Uint32Array(257);
  for (let at = 0; at < keys.length; at++) {
    const term = keys[at] as number;
    if (term !== 0) starts[(term >>> 24) + 1] = (starts[(term >>> 24) + 1] as number) + 1;
  }
  for (let group = 0; group < 256; group++)
    starts[group + 1] = (starts[group + 1] as number) + (starts[group] as number);
  const ends = starts.slice();
  const terms = new Uint32Array(used);
  for (let at = 0; at < keys.length; at++) {
    const term = keys[at] as number;
    if (term === 0) continue;
    const place = ends[term >>> 24] as number;
    terms[place] = term;
    ends[term >>> 24] = place + 1;
  }
  return { terms, starts };
};
