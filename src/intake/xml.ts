/** Deeper than any feed; XHTML inside an article counts, too. */
const MAX_DEPTH = 100;
/** As many as 2,000 items with a hundred elements each. */
const MAX_ELEMENTS = 200_000;
/** A longer start tag, in UTF-16 units, is none. */
const MAX_TAG = 65_536;

export interface XmlElement {
  /** With its prefix, as it was written. */
  name: string;
  /** Its start tag as it was written; see attributeOf. */
  tag: string;
  children: XmlElement[];
  /** Its own text, without that of its children; the five entities of XML and characters by number are read. */
  text: string;
  /** What stands between its tags, as it was written. */
  markup: string;
}

interface Open {
  element: XmlElement;
  /** Where its content begins. */
  from: number;
}

/**
 * Reads an XML document in one pass. Nothing is fetched or defined: a document type is passed over, so entities of its own stay as
 * they are written. An end tag closes what was left open inside its element.
 * @returns its root; null when it is broken off, deeper than 100 or has more than 200,000 elements. Never throws.
 */
export const parseXml = (xml: string): XmlElement | null => {
  const open: Open[] = [];
  let elements = 0;
  let at = xml.indexOf('<');
  while (at >= 0) {
    const end = endOfMarkup(xml, at);
    if (end < 0) return null;
    const markup = xml.slice(at, end);
    const innermost = open.at(-1);
    if (markup.startsWith('<![CDATA[')) {
      if (innermost) innermost.element.text += markup.slice(9, -3);
    } else if (markup.startsWith('</')) {
      const root = close(open, markup.slice(2, -1).trim(), xml, at);
      if (root) return root;
    } else if (markup[1] !== '!' && markup[1] !== '?') {
      const element = startOf(markup);
      elements += 1;
      if (element === null || elements > MAX_ELEMENTS || open.length >= MAX_DEPTH) return null;
      innermost?.element.children.push(element);
      if (!markup.endsWith('/>')) open.push({ element, from: end });
      else if (!innermost) return element;
    }
    at = xml.indexOf('<', end);
    const last = open.at(-1);
    if (last && at > end) last.element.text += decodeEntities(xml.slice(end, at));
  }
  return null;
};

const PAIRS: readonly (readonly [opening: string, closing: string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];

/** Where the tag, comment or section that begins at a position ends; -1 when it does not. */
export const endOfMarkup = (xml: string, at: number): number => {
  for (const [opening, closing] of PAIRS) {
    if (xml.startsWith(opening, at)) return after(xml, closing, at + opening.length);
  }
  if (xml.startsWith('<!', at)) return endOfDoctype(xml, at);
  const mark = /[<>"']/g;
  mark.lastIndex = at + 1;
  for (let found = mark.exec(xml); found; found = mark.exec(xml)) {
    if (found[0] === '>') return mark.lastIndex;
    if (found[0] === '<') return -1;
    // Inside quotes a tag may hold anything.
    const next = after(xml, found[0], mark.lastIndex);
    if (next < 0) return -1;
    mark.lastIndex = next;
  }
  return -1;
};

const after = (xml: string, closing: string, from: number): number => {
  const at = xml.indexOf(closing, from);
  return at < 0 ? -1 : at + closing.length;
};

/** A document type may hold declarations in brackets. */
const endOfDoctype = (xml: string, at: number): number => {
  const end = after(xml, '>', at);
  if (end < 0 || !xml.slice(at, end).includes('[')) return end;
  const declared = after(xml, ']', at);
  return declared < 0 ? -1 : after(xml, '>', declared);
};

/** Closes an element with all that is open in it, and gives the root when that is closed; an end without a start is passed over. */
const close = (open: Open[], name: string, xml: string, at: number): XmlElement | null => {
  const depth = open.findLastIndex(({ element }) => element.name === name);
  if (depth < 0) return null;
  const closed = open.splice(depth);
  for (const { element, from } of closed) element.markup = xml.slice(from, at);
  return depth === 0 ? (closed[0]?.element ?? null) : null;
};

const startOf = (tag: string): XmlElement | null => {
  const name = tag.length > MAX_TAG ? undefined : /^<([^\s/>"'=]+)/.exec(tag)?.[1];
  return name === undefined ? null : { name, tag, children: [], text: '', markup: '' };
};

export const attributeOf = ({ tag }: XmlElement, wanted: string): string | undefined => {
  for (const [, name, double, single] of tag.matchAll(/\s([^\s=>/"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    if (name === wanted) return decodeEntities(double ?? single ?? '');
  }
  return undefined;
};

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** The entities of XML, the no-break space, and characters by number. */
export const decodeEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
