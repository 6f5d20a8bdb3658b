import type { ShownArticle, Story, StoryPage } from '../contract/story.ts';
import { sourceHash } from '../text/hash.ts';
import { isoTime, isoTimeOrNull } from './article-table.ts';
import { fromBase32, toBase32 } from './base32.ts';
import { walk } from './chain.ts';
import { clusterId, lowestNumberAt } from './cluster-number.ts';
import type { BadCursor, PageOptions } from './reading.ts';
import { DAY } from './settings.ts';
import { hasSource } from './sources.ts';
import { firstRow, type Sql } from './sql.ts';
import type { Store } from './store.ts';

export const STORY_ORDERS = ['newest', 'biggest'] as const;
export type StoryOrder = (typeof STORY_ORDERS)[number];

/** Which stories to list. */
export interface StoryFilter extends PageOptions {
  order: StoryOrder;
  /** Something came after this, in milliseconds since the epoch. */
  since: number;
  min_size: number;
  source: string | null;
  /** The representative's. */
  language: string | null;
  /** Every word of it must be in the representative's title, in any case. */
  q: string | null;
}

/** Rows that one call looks at: a page may end early there, and still have a cursor. */
const SCAN = 4000;
/** Rows that are read at once: more than a page has, so that one without filters takes one step. */
const STEP = 64;
/** The newest members of a story whose times are drawn. */
const DRAWN = 40;

const ORDERS: Record<StoryOrder, { order: string; after: string }> = {
  newest: { order: 'number DESC', after: 'number < ?2 AND ?1 > 0' },
  biggest: { order: 'size DESC, number DESC', after: '(size, number) < (?1, ?2)' },
};

type Row = {
  number: number;
  last: number;
  size: number;
  distinct_texts: number;
  source_count: number;
  sources: ArrayBuffer;
  origin: number;
  first_seen: number;
  last_seen: number;
} & ArticleRow;

type ArticleRow = {
  id: string;
  title: string;
  source: string | null;
  url: string | null;
  language: string | null;
  published: number | null;
  received: number;
};

const ARTICLE_COLUMNS = 'a.id, a.title, a.source, a.url, a.language, a.published, a.received';
const COLUMNS = `c.number, c.last, c.size, c.distinct_texts, c.source_count, c.sources, c.origin, c.first_seen, c.last_seen, ${ARTICLE_COLUMNS}`;

/** A page of stories. A cluster grows only while its texts are in the window, so none is looked at that was founded before that. */
export const listStories = (store: Store, filter: StoryFilter): StoryPage | BadCursor => {
  const start = readCursor(filter.cursor);
  if (start === null) return { error: 'bad_cursor' };
  const numbers = findNumbers(store, filter, start);
  const keep = keeper(filter);
  const stories: Story[] = [];
  let place = start;
  for (let from = 0; from < numbers.length; from += STEP) {
    for (const row of readRows(store.sql, numbers.slice(from, from + STEP))) {
      if (stories.length === filter.limit) return { stories, next: writeCursor(place) };
      place = { size: row.size, number: row.number };
      if (keep(row)) stories.push(showStory(store.sql, row));
    }
  }
  return { stories, next: numbers.length < SCAN ? null : writeCursor(place) };
};

/** Numbers of the clusters to look at, in order, of their table alone: sorting whole rows of ten thousand would take ten times as long. */
const findNumbers = (
  store: Store,
  { order: name, since, min_size }: StoryFilter,
  { size, number }: Place,
): number[] => {
  const { order, after } = ORDERS[name];
  const floor = lowestNumberAt(since - store.settings.window_days * DAY);
  const query = `SELECT number FROM cluster WHERE ${after} AND number >= ?3 AND last_seen >= ?4 AND size >= ?5 ORDER BY ${order} LIMIT ?6`;
  const rows = store.sql.exec<{ number: number }>(query, size, number, floor, since, min_size, SCAN).toArray();
  return rows.map((row) => row.number);
};

const ROWS = `SELECT ${COLUMNS} FROM json_each(?) j CROSS JOIN cluster c ON c.number = j.value
  JOIN article a ON a.key = c.representative ORDER BY j.key`;

const readRows = (sql: Sql, numbers: number[]): Row[] => sql.exec<Row>(ROWS, JSON.stringify(numbers)).toArray();

/** The last cluster that was looked at. */
interface Place {
  size: number;
  number: number;
}

const START: Place = { size: Number.MAX_SAFE_INTEGER, number: Number.MAX_SAFE_INTEGER };

const writeCursor = ({ size, number }: Place): string => `${toBase32(size)}${toBase32(number)}`;

const readCursor = (cursor: string | null): Place | null => {
  if (cursor === null) return START;
  const half = cursor.length / 2;
  const [size, number] = [fromBase32(cursor.slice(0, half)), fromBase32(cursor.slice(half))];
  return size === null || number === null ? null : { size, number };
};

const keeper = ({ source, language, q }: StoryFilter): ((row: Row) => boolean) => {
  const hash = source === null ? null : sourceHash(source);
  const words = q === null ? [] : q.toLowerCase().split(/\s+/);
  return (row) =>
    (hash === null || hasSource(new Uint32Array(row.sources), hash)) &&
    (language === null || isLanguage(row.language, language)) &&
    words.every((word) => row.title.toLowerCase().includes(word));
};

/** `en` is also the language of what is `en-GB`. */
const isLanguage = (language: string | null, wanted: string): boolean => {
  const [own, asked] = [(language ?? '').toLowerCase(), wanted.toLowerCase()];
  return own === asked || own.startsWith(`${asked}-`);
};

const showStory = (sql: Sql, row: Row): Story => {
  const origin =
    firstRow<ArticleRow>(sql, `SELECT ${ARTICLE_COLUMNS} FROM article a WHERE a.key = ?`, row.origin) ?? row;
  const members = row.size === 1 ? [row] : walk<ArticleRow>(sql, ARTICLE_COLUMNS, row.last, DRAWN);
  return {
    id: clusterId(row.number),
    size: row.size,
    sources: row.source_count,
    distinct_texts: row.distinct_texts,
    title: row.title,
    origin: origin.id,
    representative: row.id,
    first_seen: isoTime(row.first_seen),
    last_seen: isoTime(row.last_seen),
    shown: showArticle(row),
    first: showArticle(origin),
    times: members.map(({ published, received }) => published ?? received).sort((a, b) => a - b),
  };
};

const showArticle = ({ title, source, url, published, received }: ArticleRow): ShownArticle => ({
  title,
  source,
  url,
  published_at: isoTimeOrNull(published),
  received_at: isoTime(received),
});
