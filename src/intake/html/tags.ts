import { Tokenizer } from 'htmlparser2';
import { CLOSES, INLINE, METADATA, VOID } from './elements.ts';

const READ = [
  'aria-hidden',
  'class',
  'content',
  'datetime',
  'hidden',
  'href',
  'id',
  'itemprop',
  'lang',
  'name',
  'property',
  'rel',
  'role',
  'style',
  'type',
] as const;
type Name = (typeof READ)[number];

/** The attributes that are read, decoded; absent where the tag has none. */
export type Attributes = Partial<Record<Name, string>>;

const isRead = (name: string): name is Name => (READ as readonly string[]).includes(name);

/** What a page's tags say, each opened element closed in its turn. */
export interface TagHandler<Opened = unknown> {
  /** @returns what `close` is given when the element ends; void elements end at once. */
  open(name: string, attributes: Attributes): Opened;
  close(name: string, opened: Opened): void;
  text(data: string): void;
}

/** What is nested deeper stands beside what it is in, as in browsers. */
const DEEPEST = 512;

interface Open<Opened> {
  name: string;
  inline: boolean;
  opened: Opened;
}

/**
 * Reads any string as HTML, in time linear in its length whatever its tags: no depth is walked. Close to what browsers make of
 * broken pages, not the same: formatting is not taken up again in the next block, and nothing is moved out of tables.
 */
export const readTags = <Opened>(html: string, handler: TagHandler<Opened>): void => {
  const reader = new TagReader(html, handler);
  const tokenizer = new Tokenizer({}, reader);
  tokenizer.write(html);
  tokenizer.end();
  reader.finish();
};

class TagReader<Opened> {
  private readonly html: string;
  private readonly handler: TagHandler<Opened>;
  private readonly stack: Open<Opened>[] = [];
  /** Where each name is open in the stack, innermost last. */
  private readonly places = new Map<string, number[]>();
  /** Where blocks are open in the stack. */
  private readonly blocks: number[] = [];
  private name = '';
  private attribute: Name | null = null;
  private attributes: Attributes = {};

  constructor(html: string, handler: TagHandler<Opened>) {
    this.html = html;
    this.handler = handler;
  }

  onopentagname(start: number, end: number): void {
    this.name = this.html.slice(start, end).toLowerCase();
    this.attributes = {};
  }

  onattribname(start: number, end: number): void {
    const name = this.html.slice(start, end).toLowerCase();
    this.attribute = isRead(name) && this.attributes[name] === undefined ? name : null;
    if (this.attribute !== null) this.attributes[this.attribute] = '';
  }

  onattribdata(start: number, end: number): void {
    if (this.attribute !== null) this.attributes[this.attribute] += this.html.slice(start, end);
  }

  onattribentity(codepoint: number): void {
    if (this.attribute !== null) this.attributes[this.attribute] += String.fromCodePoint(codepoint);
  }

  onattribend(): void {
    this.attribute = null;
  }

  onopentagend(): void {
    const { name } = this;
    const inline = INLINE.has(name);
    this.closeImplied(name, inline);
    const opened = this.handler.open(name, this.attributes);
    if (VOID.has(name)) this.handler.close(name, opened);
    else this.push({ name, inline, opened });
  }

  /** A slash at the end means something only in drawings and formulas. */
  onselfclosingtag(): void {
    const within = this.isInForeignContext() || this.name === 'svg' || this.name === 'math';
    this.onopentagend();
    if (within && this.stack.at(-1)?.name === this.name) this.pop();
  }

  onclosetag(start: number, end: number): void {
    const name = this.html.slice(start, end).toLowerCase();
    const place = this.places.get(name)?.at(-1);
    // An inline element does not end outside the block that its end tag stands in.
    if (place !== undefined && (!INLINE.has(name) || place > (this.blocks.at(-1) ?? -1))) this.popTo(place);
  }

  ontext(start: number, end: number): void {
    this.handler.text(this.html.slice(start, end));
  }

  ontextentity(codepoint: number): void {
    this.handler.text(String.fromCodePoint(codepoint));
  }

  isInForeignContext(): boolean {
    const block = this.blocks.at(-1) ?? -1;
    return (this.places.get('svg')?.at(-1) ?? -1) > block || (this.places.get('math')?.at(-1) ?? -1) > block;
  }

  oncdata(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}

  finish(): void {
    this.popTo(0);
  }

  private closeImplied(name: string, inline: boolean): void {
    if (this.innermostBlock() === 'head' && !METADATA.has(name)) this.popTo(this.blocks.at(-1) as number);
    if (inline) return;
    if (this.innermostBlock() === 'p') this.popTo(this.blocks.at(-1) as number);
    const closed = CLOSES.get(name) ?? [];
    while (closed.includes(this.innermostBlock() ?? '')) this.popTo(this.blocks.at(-1) as number);
  }

  private innermostBlock(): string | undefined {
    const place = this.blocks.at(-1);
    return place === undefined ? undefined : this.stack[place]?.name;
  }

  private push(element: Open<Opened>): void {
    if (this.stack.length >= DEEPEST) this.pop();
    const place = this.stack.push(element) - 1;
    const places = this.places.get(element.name);
    if (places === undefined) this.places.set(element.name, [place]);
    else places.push(place);
    if (!element.inline) this.blocks.push(place);
  }

  private pop(): void {
    const { name, inline, opened } = this.stack.pop() as Open<Opened>;
    this.places.get(name)?.pop();
    if (!inline) this.blocks.pop();
    this.handler.close(name, opened);
  }

  private popTo(place: number): void {
    while (this.stack.length > place) this.pop();
  }
}
