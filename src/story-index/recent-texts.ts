import type { DistinctText } from './distinct-texts.ts';

/** About 5 KB each with what judging keeps of them; the index beside them may need 87 MB of the 128 that there are. */
const MOST = 2048;

/**
 * Distinct texts that were read or added last, decoded: candidates are mostly of the last hours, and reading and decoding them anew
 * costs as much as judging them. Whoever changes a text's row, or the alias of its cluster, must say so.
 */
export class RecentTexts {
  /** What was used last is last. */
  private readonly texts = new Map<number, DistinctText>();
  private added: number[] = [];
  private changed = false;

  /** From here on `undo` brings back what is now, or forgets it. */
  begin(): void {
    this.added = [];
    this.changed = false;
  }

  undo(): void {
    if (this.changed) this.texts.clear();
    for (const number of this.added) this.texts.delete(number);
  }

  get(number: number): DistinctText | undefined {
    const text = this.texts.get(number);
    if (text !== undefined) this.keep(text);
    return text;
  }

  /** Keeps a text that was read. */
  keep(text: DistinctText): void {
    this.texts.delete(text.number);
    this.texts.set(text.number, text);
    if (this.texts.size <= MOST) return;
    for (const oldest of this.texts.keys()) {
      this.texts.delete(oldest);
      return;
    }
  }

  /** Keeps a text that is written in this transaction. */
  add(text: DistinctText): void {
    this.added.push(text.number);
    this.keep(text);
  }

  forget(number: number): void {
    this.changed = true;
    this.texts.delete(number);
  }

  /** Texts of several clusters have changed. */
  forgetAll(): void {
    this.changed = true;
    this.texts.clear();
  }
}
