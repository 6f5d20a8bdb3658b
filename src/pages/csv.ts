import type { Member } from '../contract/cluster.ts';

const COLUMNS = [
  'article_id',
  'title',
  'source',
  'url',
  'language',
  'published_at',
  'received_at',
  'relation',
  'score',
  'revisions',
] as const satisfies readonly (keyof Member)[];

/** Members as CSV (RFC 4180). */
export const toCsv = (members: Member[]): string =>
  [COLUMNS, ...members.map((member) => COLUMNS.map((column) => member[column]))]
    .map((row) => `${row.map(toCell).join(',')}\r\n`)
    .join('');

/** Spreadsheets run what begins like a formula, also in quotes; a leading apostrophe makes it text. */
const toCell = (value: string | number | null): string => {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
