import type { Article } from '../contract/article.ts';
import type { Intake } from '../contract/placement.ts';
import type { Problem } from '../contract/problem.ts';
import { FieldReader } from './field-reader.ts';
import { idFromContent, idFromUrl } from './ids.ts';
import { isObject } from './json.ts';
import { MAX_TITLE_LENGTH } from './limits.ts';
import { badArticle } from './problems.ts';
import type { Draft } from './shapes/draft.ts';
import { draftsOf } from './shapes/shapes.ts';
import { hostOf } from './urls.ts';

/** `intake` says how the article was read, with the name under which each of its fields was sent. */
export type Reading = { article: Article; intake: Intake } | { problem: Problem };

/**
 * Reads one article from a crawler's JSON, in whichever shape and under the names that crawlers use. Takes any value; never throws.
 * @param at Put before the names of faulty fields: `articles[3].`, `a.`.
 */
export const readArticle = async (value: unknown, at = ''): Promise<Reading> => {
  const field = at.replace(/\.$/, '') || 'body';
  if (!isObject(value)) return { problem: badArticle([{ field, detail: 'must be a JSON object' }]) };
  const [draft, ...more] = draftsOf(value);
  if (draft && more.length === 0) return readDraft(draft, at);
  const detail = draft ? 'holds several articles where one is expected' : 'holds no article';
  return { problem: badArticle([{ field, detail }]) };
};

/** Reads an article whose fields have been found. Takes any values; never throws. */
export const readDraft = async (draft: Draft, at = ''): Promise<Reading> => {
  const reader = new FieldReader(draft.fields, at);
  const url = reader.url();
  const source = reader.source();
  const fields = {
    url,
    title: reader.line('title', MAX_TITLE_LENGTH),
    text: reader.text(),
    published_at: reader.date(),
    source: source ?? (url === null ? null : hostOf(url)),
    language: reader.language(),
    author: reader.authors(),
  };
  const own = reader.id();
  const { problem, names } = reader;
  if (problem) return { problem };
  if (source === null && names.url) names.source = `${names.url} (host)`;
  const id =
    own ?? (url === null ? await idFromContent(fields.source, fields.title, fields.text) : await idFromUrl(url));
  return { article: { id, ...fields }, intake: { shape: draft.shape, fields: names } };
};
