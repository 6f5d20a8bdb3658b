import { type Page, readPage } from './html/page.ts';
import { MAX_TEXT_LENGTH } from './limits.ts';
import { markdownToText } from './markdown.ts';
import { isPlainlyHtml } from './markup.ts';
import type { Format, Sent } from './shapes/draft.ts';

export interface Content {
  text: string;
  /** What it was read as. */
  format: Format;
  /** What it says of itself, when it was HTML. */
  page: Page | null;
}

/** The text of an article is longer than it may be, in UTF-16 units. */
export interface TooLong {
  longest: number;
}

/** Makes an article's content plain text, whatever it was sent as. Markup may be longer than the text that it holds. */
export const readContent = (value: string, said: Sent['format']): Content | TooLong => {
  const format = said ?? (isPlainlyHtml(value) ? 'html' : 'text');
  const page = format === 'html' ? readPage(value) : null;
  const text = page ? page.text : format === 'markdown' ? markdownToText(value) : value;
  return text.length > MAX_TEXT_LENGTH ? { longest: MAX_TEXT_LENGTH } : { text, format, page };
};
