import { escapeHtml } from './escape.ts';

const ESCAPABLE = /[!-/:-@[-`{-~]/;
const TAG = /<\/?([a-z][a-z0-9-]{0,30})(?:\s[^<>]*)?\/?>/iy;
const ADDRESS = /<((?:https?:\/\/|mailto:)[^\s<>]*)>/iy;
/** Everything after them belongs to them until they are closed. */
const SWALLOWING = new Set('iframe noembed noframes plaintext script style svg textarea title xmp'.split(' '));
const WORD = /[\p{L}\p{N}]/u;

/** Paragraphs of Markdown as HTML: no links, images, emphasis or escapes are left, tags are as they were. */
export const readInline = (markdown: string): string => new InlineReader(markdown).read();

/** Reads once from left to right. Where brackets and code end is found before, so that nothing is searched for twice. */
class InlineReader {
  private readonly source: string;
  private readonly lower: string;
  /** Where the last comment ends. */
  private readonly lastComment: number;
  private readonly codeEnds: ReadonlyMap<number, number>;
  private readonly closers: ReadonlyMap<number, number>;
  /** Where the last end tag of a name begins. */
  private readonly lastEnds = new Map<string, number>();
  private readonly out: string[] = [];
  /** Brackets that are open, by their place in `out`. */
  private readonly brackets: { place: number; image: boolean }[] = [];

  constructor(source: string) {
    this.source = source;
    this.lower = source.toLowerCase();
    this.lastComment = source.lastIndexOf('-->');
    this.codeEnds = findCodeEnds(source);
    this.closers = findClosers(source);
  }

  read(): string {
    let at = 0;
    while (at < this.source.length) at = this.step(at);
    return this.out.join('');
  }

  /** Reads what begins at an index. @returns where the next begins. */
  private step(at: number): number {
    const unit = this.source.charAt(at);
    switch (unit) {
      case '\\':
        return this.readEscape(at);
      case '`':
        return this.readCode(at);
      case '!':
      case '[':
        return this.openBracket(at, unit === '!');
      case ']':
        return this.closeBracket(at);
      case '<':
        return this.readTag(at);
      case '*':
      case '_':
      case '~':
        return this.readEmphasis(at, unit);
      default:
        this.out.push(unit);
        return at + 1;
    }
  }

  /** At the end of a line it stands for a break. */
  private readEscape(at: number): number {
    const next = this.source.charAt(at + 1);
    if (next === '\n' || next === '') return at + 1;
    if (!ESCAPABLE.test(next)) return this.put('\\', at + 1);
    return this.put(escapeHtml(next), at + 2);
  }

  private readCode(at: number): number {
    let from = at;
    while (this.source.charAt(from) === '`') from++;
    const end = this.codeEnds.get(at);
    if (end === undefined) return this.put(this.source.slice(at, from), from);
    return this.put(escapeHtml(this.source.slice(from, end)), end + (from - at));
  }

  private openBracket(at: number, image: boolean): number {
    if (image && this.source.charAt(at + 1) !== '[') return this.put('!', at + 1);
    this.brackets.push({ place: this.out.length, image });
    return this.put('[', at + (image ? 2 : 1));
  }

  /** `[text](address)` is its text, `![text](address)` nothing, `[^1]` nothing, `[text]` itself. */
  private closeBracket(at: number): number {
    const bracket = this.brackets.pop();
    if (bracket === undefined) return this.put(']', at + 1);
    const next = this.source.charAt(at + 1);
    const end = next === '(' || next === '[' ? this.closers.get(at + 1) : undefined;
    const { place, image } = bracket;
    const isNote = this.out[place + 1] === '^';
    if (image || isNote) this.out.length = place;
    else if (end !== undefined) this.out[place] = '';
    else this.out.push(']');
    return end === undefined || isNote ? at + 1 : end + 1;
  }

  /** What browsers would take for a tag and Markdown does not is text. */
  private readTag(at: number): number {
    if (this.source.startsWith('<!--', at) && this.lastComment > at)
      return this.copyTo(at, this.source.indexOf('-->', at) + 3);
    ADDRESS.lastIndex = at;
    const address = ADDRESS.exec(this.source);
    if (address !== null) return this.put(escapeHtml(address[1] ?? ''), ADDRESS.lastIndex);
    TAG.lastIndex = at;
    const name = TAG.exec(this.source)?.[1]?.toLowerCase();
    const end = TAG.lastIndex;
    if (name === undefined || (SWALLOWING.has(name) && this.isLeftOpen(name, at))) return this.put('&lt;', at + 1);
    return this.copyTo(at, end);
  }

  private isLeftOpen(name: string, at: number): boolean {
    const last = this.lastEnds.get(name) ?? this.lower.lastIndexOf(`</${name}`);
    this.lastEnds.set(name, last);
    return last < at;
  }

  /** A run of marks is emphasis where it touches text; an underscore within a word and a lone tilde are themselves. */
  private readEmphasis(at: number, mark: string): number {
    let end = at;
    while (this.source.charAt(end) === mark) end++;
    const [before, after] = [this.source.charAt(at - 1), this.source.charAt(end)];
    const apart = (before.trim() === '' && after.trim() === '') || (mark === '~' && end - at !== 2);
    const within = mark === '_' && WORD.test(before) && WORD.test(after);
    return apart || within ? this.put(this.source.slice(at, end), end) : end;
  }

  private put(text: string, next: number): number {
    this.out.push(text);
    return next;
  }

  private copyTo(at: number, end: number): number {
    return this.put(this.source.slice(at, end), end);
  }
}

/** For each run of backquotes that begins code, where the run that ends it begins. */
const findCodeEnds = (source: string): Map<number, number> => {
  const ends = new Map<number, number>();
  const next = new Map<number, number>();
  for (const { 0: run, index } of [...source.matchAll(/`+/g)].reverse()) {
    const end = next.get(run.length);
    if (end !== undefined) ends.set(index, end);
    next.set(run.length, index);
  }
  return ends;
};

/** For each round or square bracket the one that closes it in the same line. */
const findClosers = (source: string): Map<number, number> => {
  const closers = new Map<number, number>();
  const open: Record<'(' | '[', number[]> = { '(': [], '[': [] };
  for (let i = 0; i < source.length; i++) {
    const unit = source.charAt(i);
    if (unit === '\\') i++;
    else if (unit === '\n') {
      open['('] = [];
      open['['] = [];
    } else if (unit === '(' || unit === '[') open[unit].push(i);
    else if (unit === ')' || unit === ']') {
      const from = open[unit === ')' ? '(' : '['].pop();
      if (from !== undefined) closers.set(from, i);
    }
  }
  return closers;
};
