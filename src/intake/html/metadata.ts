import { readDate } from '../dates.ts';
import { isObject } from '../json.ts';
import { MAX_AUTHOR_LENGTH, MAX_SOURCE_LENGTH, MAX_TITLE_LENGTH } from '../limits.ts';
import { readUrl } from '../urls.ts';
import { textOf } from './fragment.ts';
import type { Head } from './head.ts';
import { type Described, findArticle } from './json-ld.ts';
import { oneLine } from './lines.ts';

/** A value and where on the page it stands. */
export interface Found {
  value: string;
  origin: string;
}

export interface Metadata {
  title: Found | null;
  url: Found | null;
  published_at: Found | null;
  language: Found | null;
  author: Found | null;
  source: Found | null;
  /** The text as JSON-LD gives it, unread. */
  body: string | null;
}

const TITLES = ['og:title', 'twitter:title', 'dc.title'];
const DATES =
  'article:published_time og:published_time datepublished parsely-pub-date sailthru.date dcterms.issued dc.date.issued dcterms.created dc.date date pubdate publish-date'.split(
    ' ',
  );
const AUTHORS = ['author', 'article:author', 'parsely-author', 'sailthru.author', 'dc.creator'];
const SOURCES = ['og:site_name', 'dc.publisher', 'publisher', 'application-name'];
const LANGUAGES = ['dc.language', 'og:locale'];

/** What a page says of its article: JSON-LD first, then what is meant for machines, then what is meant for readers. */
export const readMetadata = (head: Head): Metadata => {
  const article = findArticle(head.scripts) ?? {};
  const from = (value: unknown): Candidate => ({ value: decoded(value), origin: 'json-ld' });
  const metas = (names: readonly string[]): Candidate[] =>
    names.map((name) => ({ value: head.metas.get(name), origin: `meta ${name}` }));
  const source = first([from(nameOf(article.publisher)), ...metas(SOURCES)], readLabel(MAX_SOURCE_LENGTH));
  const title = first(
    [
      from(article.headline),
      ...metas(TITLES),
      { value: head.h1, origin: 'h1' },
      { value: head.title, origin: 'title' },
    ],
    readLabel(MAX_TITLE_LENGTH),
  );
  return {
    title: title && { ...title, value: withoutSource(title.value, source?.value ?? '') },
    url: first(
      [{ value: head.canonical, origin: 'link canonical' }, ...metas(['og:url']), ...urlsOf(article)],
      readUrl,
    ),
    published_at: first([from(article.datePublished), ...metas(DATES), { value: head.time, origin: 'time' }], readDate),
    language: first(
      [from(languageOf(article.inLanguage)), { value: head.language, origin: 'html lang' }, ...metas(LANGUAGES)],
      readLanguage,
    ),
    author: first([from(authorsOf(article.author)), ...metas(AUTHORS)], readAuthor),
    source,
    body: typeof article.articleBody === 'string' ? article.articleBody : null,
  };
};

/** Scripts hold what was written for pages, often with references to characters. */
const decoded = (value: unknown): unknown =>
  typeof value === 'string' && value.length <= MAX_TITLE_LENGTH && /[<&]/.test(value) ? textOf(value) : value;

interface Candidate {
  value: unknown;
  origin: string;
}

/** The first that can be read. */
const first = (candidates: readonly Candidate[], read: (value: unknown) => string | null): Found | null => {
  for (const { value, origin } of candidates) {
    const text = read(value);
    if (text !== null) return { value: text, origin };
  }
  return null;
};

const readLabel =
  (longest: number) =>
  (value: unknown): string | null =>
    typeof value === 'string' ? oneLine(value.slice(0, longest)) || null : null;

const readAuthor = (value: unknown): string | null => {
  const name = readLabel(MAX_AUTHOR_LENGTH)(value);
  // Many give the address of a profile.
  return name === null || readUrl(name) !== null ? null : name;
};

const readLanguage = (value: unknown): string | null => {
  const tag = typeof value === 'string' ? value.trim().replaceAll('_', '-') : '';
  return /^[a-z]{2,12}(-[a-z0-9]{1,8}){0,3}$/i.test(tag) ? tag : null;
};

const nameOf = (thing: unknown): unknown => {
  const one = Array.isArray(thing) ? thing[0] : thing;
  return isObject(one) ? one.name : one;
};

const authorsOf = (authors: unknown): string =>
  (Array.isArray(authors) ? authors.slice(0, 50) : [authors])
    .map(nameOf)
    .filter((name) => typeof name === 'string' && readAuthor(name) !== null)
    .join(', ');

const languageOf = (language: unknown): unknown => {
  const one = Array.isArray(language) ? language[0] : language;
  return isObject(one) ? (one.alternateName ?? one.name) : one;
};

const urlsOf = ({ mainEntityOfPage: page, url }: Described): Candidate[] =>
  [isObject(page) ? (page['@id'] ?? page.url) : page, url].map((value) => ({ value, origin: 'json-ld' }));

/** "Ship aground | The Courier" says the outlet once more. */
const withoutSource = (title: string, source: string): string => {
  if (source === '' || !title.toLowerCase().endsWith(source.toLowerCase())) return title;
  const cut = title.slice(0, title.length - source.length).trimEnd();
  const bare = cut.slice(0, -1).trimEnd();
  return /[|–—·:»-]$/.test(cut) && bare !== '' ? bare : title;
};
