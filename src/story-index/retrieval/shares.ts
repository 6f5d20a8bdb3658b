/** How many terms of one query each text has: an array over all numbers, which is quicker than a map, and is used again. */
export class Shares {
  private counts = new Uint8Array(0);
  private first = 0;
  /** Each text once that shares anything, in the order in which they were found. */
  private found: number[] = [];

  /** Begins a query over texts whose numbers are from `first` to before `end`. */
  begin(first: number, end: number): void {
    for (const text of this.found) this.counts[text - this.first] = 0;
    this.found = [];
    this.first = first;
    if (end - first > this.counts.length) this.counts = new Uint8Array(2 * (end - first));
  }

  of(text: number): number {
    return this.counts[text - this.first] as number;
  }

  /** @param share above 0; all that a text shares is under 256. */
  raise(text: number, share: number): void {
    const at = text - this.first;
    if (this.counts[at] === 0) this.found.push(text);
    this.counts[at] = (this.counts[at] as number) + share;
  }

  /** The texts that share most, newer before older, at most `limit` and none that shares less than `least`. */
  best(limit: number, least: number): number[] {
    const having = new Uint32Array(256);
    for (const text of this.found) having[this.of(text)] = (having[this.of(text)] as number) + 1;
    let bar = having.length - 1;
    for (let sum = having[bar] as number; bar > least && sum < limit; sum += having[bar] as number) bar--;
    // Only those that can be among them are sorted.
    return this.found
      .filter((text) => this.of(text) >= bar)
      .sort((a, b) => this.of(b) - this.of(a) || b - a)
      .slice(0, limit);
  }
}
