import { FIELD_NAMES, type Field, pick } from '../fields.ts';
import { faultOfId } from '../ids.ts';
import { isObject, type JsonObject } from '../json.ts';
import { readUrl } from '../urls.ts';

/** What the content of an article was sent as. */
export type Format = 'text' | 'html' | 'markdown';

/** A field as it was sent. */
export interface Sent {
  /** Its name, or its path where it stands deeper. */
  name: string;
  /** undefined when it was not sent. */
  value: unknown;
  /** Of content: text that was not said to be anything else may still turn out to be HTML. */
  format?: Format;
}

export type Fields = Partial<Record<Field, Sent | undefined>>;

/** One article in the layout of some crawler, its fields found but not yet read. */
export interface Draft {
  shape: string;
  fields: Fields;
}

/** What one payload holds. */
export interface Held {
  /** One article by its form: the answer is its placement, not a list. */
  single: boolean;
  articles: Fields[];
}

/** The layout of one crawler. Each is recognised by names that no plain article has (`src/intake/fields.ts`). */
export interface Shape {
  name: string;
  /** Finds the fields of one article that stands by itself; null when it is not of this shape. */
  readItem?: (item: JsonObject) => Fields | null;
  /** Finds the articles in a payload that holds them; null when it is not of this shape. */
  readPayload?: (payload: JsonObject) => Held | null;
}

/** `markdown:content.fit`: what it was sent as, and its path. */
type ContentPath = `${Format}:${string}`;

/**
 * Where a shape has each field: paths in order of preference. A field that is left out stands under its plain names; an id that is
 * left out is one that the sender added.
 */
export type Layout = { [F in Field]?: F extends 'text' ? readonly ContentPath[] : readonly string[] };

/**
 * Finds the fields of an item.
 * @param at Put before their names: `entries[3].`.
 */
export const layOut = (item: JsonObject, layout: Layout, at = ''): Fields => {
  const fields: Fields = {};
  for (const field of Object.keys(FIELD_NAMES) as Field[]) {
    const paths = layout[field];
    if (field === 'text') fields.text = layout.text ? findContent(item, layout.text, at) : plainContent(item, at);
    else fields[field] = paths ? find(item, paths, at) : plain(item, field, at);
  }
  return layout.id ? identified(fields) : fields;
};

/** Content is missed under the name where it was looked for first. */
const findContent = (item: JsonObject, paths: readonly ContentPath[], at: string): Sent => {
  for (const entry of paths) {
    const colon = entry.indexOf(':');
    const sent = find(item, [entry.slice(colon + 1)], at);
    if (sent) return asFormat(sent, entry.slice(0, colon) as Format);
  }
  return { name: at + (paths[0]?.replace(/^\w+:/, '') ?? 'text'), value: undefined };
};

const asFormat = (sent: Sent, format: Format): Sent => (format === 'text' ? sent : { ...sent, format });

/** Where plain articles have HTML, if they have no text. */
const HTML_NAMES = ['html', 'content_html', 'body_html', 'raw_html'];

const plainContent = (item: JsonObject, at: string): Sent => {
  const text = plain(item, 'text', at);
  if (text) return asFormat(text, text.name === `${at}markdown` ? 'markdown' : 'text');
  const html = find(item, HTML_NAMES, at);
  return html ? asFormat(html, 'html') : { name: `${at}text`, value: undefined };
};

const plain = (item: JsonObject, field: Field, at: string): Sent | undefined => {
  const { name, value } = pick(item, field);
  return value === undefined ? undefined : { name: at + name, value };
};

/** The first of the paths under which something was sent. */
export const find = (item: JsonObject, paths: readonly string[], at = ''): Sent | undefined => {
  for (const path of paths) {
    const value = valueAt(item, path);
    if (wasSent(value)) return { name: at + path.replace(/\.(\d+)(?=\.|$)/g, '[$1]'), value };
  }
  return undefined;
};

const valueAt = (item: JsonObject, path: string): unknown => {
  let value: unknown = item;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as JsonObject)[key];
  }
  return value;
};

/** An empty list says as little as an empty string; a boolean is a state. */
const wasSent = (value: unknown): boolean => {
  if (typeof value === 'string') return value.trim() !== '';
  return (
    value !== undefined && value !== null && typeof value !== 'boolean' && !(Array.isArray(value) && !value.length)
  );
};

/** Reads each member of a list, with its place before the names of its fields. What is no object has no fields. */
export const each = (list: unknown[], at: string, read: (item: JsonObject, at: string) => Fields): Fields[] =>
  list.map((item, n) => read(isObject(item) ? item : {}, `${at}[${n}].`));

/** An article's own fields, and those of what it came in where it has none. */
export const completed = (own: Fields, around: Fields): Fields => {
  const fields = { ...own };
  for (const field of Object.keys(around) as Field[]) fields[field] ??= around[field];
  return fields;
};

/**
 * An id that the crawler itself made is its number for the article. It stands in only where there is no address, by which other
 * crawlers know the article, too.
 */
export const identified = (fields: Fields): Fields => {
  const { id, ...others } = fields;
  const addressed = fields.url !== undefined && readUrl(fields.url.value) !== null;
  return addressed || id === undefined || faultOfId(id.value) !== null ? others : fields;
};
