import type { FieldError, Problem } from '../contract/problem.ts';
import { type Content, readContent, type TooLong } from './content.ts';
import { readDate } from './dates.ts';
import type { Field } from './fields.ts';
import { faultOfId } from './ids.ts';
import { isObject, type JsonObject } from './json.ts';
import { MAX_AUTHOR_LENGTH, MAX_SOURCE_LENGTH, MAX_URL_LENGTH } from './limits.ts';
import { badArticle, tooLarge } from './problems.ts';
import type { Fields } from './shapes/draft.ts';
import { hostOf, readUrl } from './urls.ts';

/** What a page may say of itself where the sender says nothing. */
const OF_PAGE = ['title', 'url', 'published_at', 'language', 'author', 'source'] as const;

/** Reads field by field and keeps what is wrong with them, so that one answer names every fault. */
export class FieldReader {
  /** The name each field was taken from, with the place before it. */
  readonly names: Partial<Record<Field, string>> = {};
  private readonly sent: Fields;
  private readonly said: Fields;
  private readonly content: Content | TooLong | null;
  private readonly at: string;
  private readonly errors: FieldError[] = [];
  private overflow: Problem | null = null;

  /** @param at Put before the names of faulty fields. */
  constructor(sent: Fields, at: string) {
    this.sent = sent;
    this.at = at;
    const { text } = sent;
    this.content = text && typeof text.value === 'string' ? readContent(text.value, text.format) : null;
    this.said = text && this.content && 'page' in this.content ? saidByPage(text.name, this.content) : {};
  }

  get problem(): Problem | null {
    return this.overflow ?? (this.errors.length > 0 ? badArticle(this.errors) : null);
  }

  id(): string | null {
    return this.read('id', (value) => {
      const fault = faultOfId(value);
      return fault === null ? String(value).trim() : { fault };
    });
  }

  url(): string | null {
    return this.read('url', (value) => {
      if (typeof value === 'string' && value.length > MAX_URL_LENGTH) return { longest: MAX_URL_LENGTH };
      return readUrl(value) ?? { fault: 'must be an absolute http or https URL' };
    });
  }

  text(): string {
    const { content } = this;
    if (this.sent.text?.value === undefined) this.refuse(this.sent.text?.name ?? 'text', 'is missing or empty');
    const text = this.read('text', () => {
      if (content === null) return { fault: 'must be a string' };
      if ('longest' in content) return content;
      const words = storable(content.text);
      return /[\p{L}\p{N}]/u.test(words) ? words : { fault: 'has no words' };
    });
    if (text !== null && content && 'format' in content && content.format !== 'text') {
      this.names.text += ` (${content.format})`;
    }
    return text ?? '';
  }

  /** A text of one line; "" when it was not sent. */
  line(field: Field, longest: number): string {
    const line = this.read(field, (value) => {
      if (typeof value !== 'string') return { fault: 'must be a string' };
      return value.length > longest ? { longest } : oneLine(value);
    });
    return line ?? '';
  }

  date(): string | null {
    const fault = 'is no date: send ISO 8601, RFC 822, or seconds or milliseconds since 1970';
    return this.read('published_at', (value) => readDate(value) ?? { fault });
  }

  /** A name, or an object with a name and perhaps a URL, as NewsAPI and schema.org send it. */
  source(): string | null {
    return this.read('source', (value) => {
      const label = isObject(value) ? nameOf(value) : value;
      if (label === null) return null;
      if (typeof label !== 'string') return { fault: 'must be a string, or an object with a name' };
      return label.length > MAX_SOURCE_LENGTH ? { longest: MAX_SOURCE_LENGTH } : oneLine(label) || null;
    });
  }

  /** A tag such as `en` or `pt-BR`. It decides nothing, so an unreadable one is left out instead of refused. */
  language(): string | null {
    return this.read('language', (value) => {
      const tag = typeof value === 'string' ? value.trim().replaceAll('_', '-') : '';
      return /^[a-z]{2,12}(-[a-z0-9]{1,8}){0,3}$/i.test(tag) ? tag : null;
    });
  }

  /** Names, joined with commas. They decide nothing, so unreadable ones are left out instead of refused. */
  authors(): string | null {
    return this.read('author', (value) => {
      const list = Array.isArray(value) ? value : [value];
      const names = list.map((author) => (isObject(author) ? nameOf(author) : author));
      const known = names.filter((name) => typeof name === 'string').map(oneLine);
      const joined = known.filter((name) => name !== '').join(', ');
      return joined.slice(0, MAX_AUTHOR_LENGTH).toWellFormed() || null;
    });
  }

  /** What a page says of itself is a guess: where it is at fault it is left out, what a sender says is refused. */
  private read(field: Field, parse: (value: unknown) => string | null | Refusal): string | null {
    const sent = this.sent[field];
    if (sent?.value !== undefined) {
      const result = parse(sent.value);
      if (typeof result === 'string') this.names[field] = this.at + sent.name;
      if (result === null || typeof result === 'string') return result;
      if ('fault' in result) this.refuse(sent.name, result.fault);
      else this.overflow ??= tooLarge(this.at + sent.name, `is longer than ${result.longest} characters`);
      return null;
    }
    const said = this.said[field];
    const guess = said ? parse(said.value) : null;
    if (said === undefined || typeof guess !== 'string') return null;
    this.names[field] = this.at + said.name;
    return guess;
  }

  private refuse(name: string, detail: string): void {
    this.errors.push({ field: this.at + name, detail });
  }
}

type Refusal = { fault: string } | TooLong;

const saidByPage = (name: string, { page }: Content): Fields => {
  const said: Fields = {};
  if (page === null) return said;
  for (const field of OF_PAGE) {
    const value = page[field];
    if (value !== null) said[field] = { name: `${name} (${page.origins[field] ?? 'html'})`, value };
  }
  return said;
};

const nameOf = (thing: JsonObject): unknown => {
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
