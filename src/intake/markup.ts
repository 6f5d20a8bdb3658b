import { endOfMarkup } from './xml.ts';

/**
 * The name of the element that a document begins with, in small letters: "" when there is none, null when it does not begin as
 * markup at all. Declarations and comments before it are passed over.
 */
export const rootName = (text: string): string | null => {
  let at = skipBlank(text, 0);
  if (text[at] !== '<') return null;
  while (/^<[!?]/.test(text.slice(at, at + 2))) {
    const end = endOfMarkup(text, at);
    if (end < 0) return '';
    at = skipBlank(text, end);
  }
  return /^<([a-z][a-z0-9:_-]{0,40})/i.exec(text.slice(at, at + 50))?.[1]?.toLowerCase() ?? '';
};

const skipBlank = (text: string, from: number): number => {
  const blank = /\s*/y;
  blank.lastIndex = from;
  return from + (blank.exec(text)?.[0].length ?? 0);
};

/** Tags that set off blocks: what prose about HTML names once, HTML has several of. */
const BLOCK = /<\/?(?:p|div|br|h[1-6]|ul|ol|li|blockquote|article|section|figure|table|tr|td)(?:\s[^<>]*)?\/?>/gi;

/** Whether a text that was not said to be HTML plainly is: it begins with a tag or is full of them. */
export const isPlainlyHtml = (text: string): boolean => {
  const needed = /^\s*<[a-z!]/i.test(text) ? 2 : 4;
  let blocks = 0;
  for (const _ of text.matchAll(BLOCK)) if (++blocks >= needed) return true;
  return false;
};
