import { FURNITURE, INLINE, SILENT } from './elements.ts';
import { oneLine } from './lines.ts';
import { isNamedFurniture } from './names.ts';
import type { Attributes, TagHandler } from './tags.ts';

/** An element that begins a line, with what is needed to tell the article from what stands around it. */
export interface Box {
  name: string;
  parent: Box | null;
  /** Its name, class or id says that it is none of the article. */
  furniture: boolean;
  /** Hidden from readers. */
  hidden: boolean;
}

/** A run of text without a line break. */
export interface Block {
  box: Box;
  text: string;
  /** Characters of it that are links, times, or in an element of the line that is called what furniture is called. */
  linked: number;
  /** Begins a paragraph, instead of going on in a new line of the last. */
  begins: boolean;
}

/** A long page has 2,000. More are no article, and each costs memory. */
const MOST_BLOCKS = 20_000;

/** What an element changes until it closes. */
interface Opened {
  /** The box around it; null where it stands within a line. */
  box: Box | null;
  /** Nothing in it is read. */
  silent: boolean;
  /** What is in it counts as linked. */
  link: boolean;
}

/** Gathers the text of a page in blocks, and the boxes that they stand in, parents before children. */
export class BlockReader implements TagHandler<Opened> {
  /** Those that text stands in. */
  readonly boxes: Box[] = [];
  readonly blocks: Block[] = [];
  private box: Box;
  private silent = 0;
  private links = 0;
  private line = '';
  private linked = 0;
  private begins = true;
  private readonly known = new Set<Box>();

  constructor() {
    this.box = { name: '', parent: null, furniture: false, hidden: false };
    this.keep(this.box);
  }

  open(name: string, attributes: Attributes): Opened {
    const inline = INLINE.has(name);
    const furniture = FURNITURE.has(name) || isNamedFurniture(name, attributes);
    const hidden = isHidden(attributes);
    const opened: Opened = {
      box: inline ? null : this.box,
      silent: SILENT.has(name) || (inline && hidden),
      link: (name === 'a' && attributes.href !== undefined) || name === 'time' || (inline && furniture),
    };
    if (name === 'br') this.breakLine(false);
    if (!inline) {
      this.breakLine(true);
      this.box = { name, parent: this.box, furniture, hidden };
    }
    if (opened.silent) this.silent++;
    if (opened.link) this.links++;
    return opened;
  }

  close(_name: string, { box, silent, link }: Opened): void {
    if (silent) this.silent--;
    if (link) this.links--;
    if (box === null) return;
    this.breakLine(true);
    this.box = box;
  }

  text(data: string): void {
    if (this.silent > 0) return;
    this.line += data;
    if (this.links > 0) this.linked += data.length;
  }

  end(): void {
    this.breakLine(true);
  }

  private breakLine(ends: boolean): void {
    const text = this.line === '' ? '' : oneLine(this.line);
    if (text !== '' && this.blocks.length < MOST_BLOCKS) {
      this.keep(this.box);
      const linked = Math.min(this.linked, text.length);
      this.blocks.push({ box: this.box, text, linked, begins: this.begins });
      this.begins = false;
    }
    this.begins ||= ends;
    this.line = '';
    this.linked = 0;
  }

  /** Keeps a box and, before it, those around it. */
  private keep(box: Box): void {
    const added: Box[] = [];
    for (let one: Box | null = box; one !== null && !this.known.has(one); one = one.parent) added.push(one);
    for (const one of added.reverse()) {
      this.known.add(one);
      this.boxes.push(one);
    }
  }
}

const isHidden = ({ hidden, style, 'aria-hidden': aria }: Attributes): boolean =>
  hidden !== undefined ||
  aria?.toLowerCase() === 'true' ||
  (style !== undefined && /display:none|visibility:hidden/i.test(style.slice(0, 500).replace(/\s/g, '')));

/** A line each, an empty one between paragraphs. */
export const joinBlocks = (blocks: readonly Block[]): string =>
  blocks.map(({ text, begins }, i) => (i === 0 ? text : `${begins ? '\n\n' : '\n'}${text}`)).join('');
