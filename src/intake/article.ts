import type { Article } from '../contract/article.ts';
import type { FieldError, Problem } from '../contract/problem.ts';
import { readDate } from './dates.ts';
import { type Field, pick } from './fields.ts';
import { faultOfId, idFromContent, idFromUrl } from './ids.ts';
import { MAX_AUTHOR_LENGTH, MAX_SOURCE_LENGTH, MAX_TEXT_LENGTH, MAX_TITLE_LENGTH, MAX_URL_LENGTH } from './limits.ts';
import { isObject } from './payload.ts';
import { badArticle, tooLarge } from './problems.ts';
import { hostOf, readUrl } from './urls.ts';

export type Reading = { article: Article } | { problem: Problem };

/**
 * Reads one article from a crawler's JSON, under the names that crawlers use. Takes any value; never throws.
 * @param at Put before the names of faulty fields: `articles[3].`, `a.`.
 */
export const readArticle = async (value: unknown, at = ''): Promise<Reading> => {
  if (!isObject(value)) {
    return { problem: badArticle([{ field: at.replace(/\.$/, '') || 'body', detail: 'must be a JSON object' }]) };
  }
  const reader = new Reader(value, at);
  const { url, source } = readOrigin(reader);
  const fields = {
    url,
    title: reader.line('title', MAX_TITLE_LENGTH),
    text: reader.text(),
    published_at: reader.date(),
    source,
    language: reader.language(),
    author: reader.authors(),
  };
  const own = reader.id();
  const { problem } = reader;
  if (problem) return { problem };
  const { title, text } = fields;
  const id = own ?? (url === null ? await idFromContent(source, title, text) : await idFromUrl(url));
  return { article: { id, ...fields } };
};

const readOrigin = (reader: Reader): { url: string | null; source: string | null } => {
  const url = reader.url();
  const named = reader.source();
  return { url, source: named ?? (url === null ? null : hostOf(url)) };
};

const HTML_ALONE = '; HTML is not read, send the article as plain text';

/** Reads field by field and keeps what is wrong with them, so that one answer names every fault. */
class Reader {
  private readonly sent: Record<string, unknown>;
  private readonly at: string;
  private readonly errors: FieldError[] = [];
  private overflow: Problem | null = null;

  constructor(sent: Record<string, unknown>, at: string) {
    this.sent = sent;
    this.at = at;
  }

  get problem(): Problem | null {
    return this.overflow ?? (this.errors.length > 0 ? badArticle(this.errors) : null);
  }

  id(): string | null {
    const { name, value } = pick(this.sent, 'id');
    if (value === undefined) return null;
    const fault = faultOfId(value);
    return fault === null ? String(value).trim() : this.refuse(name, fault);
  }

  url(): string | null {
    const { name, value } = pick(this.sent, 'url');
    if (value === undefined) return null;
    if (typeof value === 'string' && value.length > MAX_URL_LENGTH) return this.exceed(name, MAX_URL_LENGTH);
    return readUrl(value) ?? this.refuse(name, 'must be an absolute http or https URL');
  }

  text(): string {
    const { name, value } = pick(this.sent, 'text');
    if (value === undefined) return this.refuse(name, `is missing or empty${this.hasHtml() ? HTML_ALONE : ''}`) ?? '';
    if (typeof value !== 'string') return this.refuse(name, 'must be a string') ?? '';
    if (value.length > MAX_TEXT_LENGTH) return this.exceed(name, MAX_TEXT_LENGTH) ?? '';
    const text = storable(value);
    if (!/[\p{L}\p{N}]/u.test(text)) return this.refuse(name, 'has no words') ?? '';
    return text;
  }

  private hasHtml(): boolean {
    return ['html', 'content_html', 'raw_html'].some((name) => typeof this.sent[name] === 'string');
  }

  /** A text of one line; "" when it was not sent. */
  line(field: Field, longest: number): string {
    const { name, value } = pick(this.sent, field);
    if (value === undefined) return '';
    if (typeof value !== 'string') return this.refuse(name, 'must be a string') ?? '';
    if (value.length > longest) return this.exceed(name, longest) ?? '';
    return oneLine(value);
  }

  date(): string | null {
    const { name, value } = pick(this.sent, 'published_at');
    if (value === undefined) return null;
    const detail = 'is no date: send ISO 8601, RFC 822, or seconds or milliseconds since 1970';
    return readDate(value) ?? this.refuse(name, detail);
  }

  /** A name, or an object with a name and perhaps a URL, as NewsAPI and schema.org send it. */
  source(): string | null {
    const { name, value } = pick(this.sent, 'source');
    if (value === undefined) return null;
    const label = isObject(value) ? nameOf(value) : value;
    if (label === null) return null;
    if (typeof label !== 'string') return this.refuse(name, 'must be a string, or an object with a name');
    return label.length > MAX_SOURCE_LENGTH ? this.exceed(name, MAX_SOURCE_LENGTH) : oneLine(label) || null;
  }

  /** A tag such as `en` or `pt-BR`. It decides nothing, so an unreadable one is left out instead of refused. */
  language(): string | null {
    const { value } = pick(this.sent, 'language');
    if (typeof value !== 'string') return null;
    const tag = value.trim().replaceAll('_', '-');
    return /^[a-z]{2,12}(-[a-z0-9]{1,8}){0,3}$/i.test(tag) ? tag : null;
  }

  /** Names, joined with commas. They decide nothing, so unreadable ones are left out instead of refused. */
  authors(): string | null {
    const { value } = pick(this.sent, 'author');
    const list = Array.isArray(value) ? value : [value];
    const names = list.map((author) => (isObject(author) ? nameOf(author) : author));
    const known = names.filter((name) => typeof name === 'string').map(oneLine);
    const joined = known.filter((name) => name !== '').join(', ');
    return joined.slice(0, MAX_AUTHOR_LENGTH).toWellFormed() || null;
  }

  private refuse(name: string, detail: string): null {
    this.errors.push({ field: this.at + name, detail });
    return null;
  }

  private exceed(name: string, longest: number): null {
    this.overflow ??= tooLarge(this.at + name, `is longer than ${longest} characters`);
    return null;
  }
}

const nameOf = (thing: Record<string, unknown>): unknown => {
  const name = [thing.name, thing.title].find((label) => typeof label === 'string' && label.trim() !== '');
  if (name !== undefined) return name;
  const url = readUrl(thing.url);
  return url === null ? null : hostOf(url);
};

/** SQLite ends a text at NUL, and a lone surrogate cannot be written as UTF-8. */
const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '');

const oneLine = (text: string): string =>
  storable(text)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
