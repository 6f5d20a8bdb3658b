import { textOf } from './html/fragment.ts';
import { MAX_MARKUP_LENGTH } from './limits.ts';
import { escapeHtml } from './markdown/escape.ts';
import { readInline } from './markdown/inline.ts';

const FENCE = /^ {0,3}(?:>\s?)*\s*(`{3,}|~{3,})/;
/** Underlines of headings, rules, and the row under a table's head. */
const RULE = /^\s*(?:[-=_*|:]\s*){3,}$|^\s*=+\s*$|^\s*-{2,}\s*$/;
/** What stands before a line's text: quotation marks, list marks, boxes to tick, heading marks, in any order and number. */
const MARK = /\s*(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s)|\[[ xX]\](?=\s)|#{1,6}(?=\s|$))/y;
const REFERENCE = /^\s{0,3}\[[^\]]{1,999}\]:\s*\S/;
const FOOTNOTE = /^\s{0,3}\[\^[^\]]{1,999}\]:\s*/;

/**
 * The text of Markdown as crawlers write it, a line each: links without their addresses, no images, no marks. HTML in it is read
 * as HTML. Takes any string and reads the first MAX_MARKUP_LENGTH units, in linear time; never throws.
 */
export const markdownToText = (markdown: string): string => {
  const html: string[] = [];
  let open: string | null = null;
  let prose: string[] = [];
  const endProse = (): void => {
    if (prose.length > 0) html.push(readInline(prose.join('\n')));
    prose = [];
  };
  for (const line of linesOf(markdown.slice(0, MAX_MARKUP_LENGTH))) {
    const fence = FENCE.exec(line)?.[1];
    if (open !== null) {
      // A fence is closed by one of its kind, as long or longer, with nothing after it.
      if (fence?.startsWith(open) && line.trimEnd().endsWith(fence)) open = null;
      else html.push(escapeHtml(line));
    } else if (fence !== undefined) {
      endProse();
      open = fence;
    } else prose.push(readLine(line));
  }
  endProse();
  return textOf(
    html
      .join('\n')
      .replace(/\n(?:\s*\n)+/g, '<p>')
      .replaceAll('\n', '<br>'),
  );
};

/** Without the front matter. */
const linesOf = (markdown: string): string[] => {
  const lines = markdown.split(/\r\n?|\n/);
  if (lines[0]?.trimEnd() !== '---') return lines;
  const end = lines.findIndex((line, i) => i > 0 && /^(?:---|\.\.\.)\s{0,9}$/.test(line));
  return end === -1 ? lines : lines.slice(end + 1);
};

/** A line without the marks that make it a heading, an item, a quotation or a row. */
const readLine = (line: string): string => {
  if (FOOTNOTE.test(line)) return line.replace(FOOTNOTE, '');
  if (RULE.test(line) || REFERENCE.test(line)) return '';
  let from = 0;
  let heading = false;
  for (MARK.lastIndex = 0; MARK.test(line); from = MARK.lastIndex) heading ||= line.charAt(MARK.lastIndex - 1) === '#';
  const text = line.slice(from).trim();
  if (RULE.test(text)) return '';
  if (heading) return text.replace(/\s#{1,9}$/, '');
  return text.startsWith('|') ? cellsOf(text).join(' ') : text;
};

const cellsOf = (row: string): string[] =>
  row
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '' && !RULE.test(cell));
