import type { Problem } from '../contract/problem.ts';
import { isObject, type JsonObject, parseJson } from './json.ts';
import { MAX_ITEMS } from './limits.ts';
import { rootName } from './markup.ts';
import { badBody, ProblemError, tooLarge } from './problems.ts';
import type { Draft } from './shapes/draft.ts';
import { FEED_ROOTS, type Found, openFeed, openPayload, pageDraft } from './shapes/shapes.ts';
import { parseXml } from './xml.ts';

/** One article's JSON, or an article found in a larger payload, or what is wrong with the line it stood on. */
export type Item = { value: unknown } | { draft: Draft } | { problem: Problem };

export interface Payload {
  /** One article by itself: the answer is its placement, not a list. */
  single: boolean;
  items: Item[];
}

const NDJSON_TYPES = /^application\/(x-)?(ndjson|jsonlines|jsonl|json-lines)\b|^text\/(x-)?(ndjson|jsonl)\b/i;

const HTML_TYPES = /^(text\/html|application\/xhtml\+xml)\b/i;
const XML_TYPES = /^(application|text)\/([\w.+-]+\+)?xml\b/i;

/**
 * Finds the articles in a body: one object, an array, `{"articles": […]}`, a JSON object a line, the payload of a crawler, a feed
 * or a web page. The content type decides only where the body could be read both ways.
 * @throws {ProblemError} 400 when it is none of these; 413 for more than MAX_ITEMS.
 */
export const readPayload = (text: string, contentType: string): Payload => {
  const type = contentType.trim();
  if (NDJSON_TYPES.test(type)) return readLines(text);
  const root = rootName(text);
  if (root !== null) return readMarkup(text, root, type);
  const body = parseJson(text);
  if (body === undefined) {
    // Crawlers often label NDJSON as JSON. A first line that is an object by itself gives it away.
    const firstLine = text.trimStart().split('\n', 1)[0] ?? '';
    if (isObject(parseJson(firstLine))) return readLines(text);
    if (HTML_TYPES.test(type)) return readDrafts({ single: true, drafts: [pageDraft(text)] });
    throw notJson();
  }
  if (Array.isArray(body)) return readList(body);
  if (!isObject(body))
    throw new ProblemError(badBody('The body must be an article, a list of articles or a line each.'));
  const found = openPayload(body);
  if (found) return readDrafts(found);
  if (!('articles' in body)) return { single: true, items: [{ value: body }] };
  if (Array.isArray(body.articles)) return readList(body.articles);
  const errors = [{ field: 'articles', detail: 'must be a list' }];
  throw new ProblemError(badBody('articles must be a list', errors));
};

/** XML is a feed; what is not said to be XML is a page. */
const readMarkup = (text: string, root: string, type: string): Payload => {
  const isXml = /^\s*<\?xml\b/i.test(text) || (XML_TYPES.test(type) && !HTML_TYPES.test(type));
  if (root === 'html' || (!isXml && !FEED_ROOTS.has(root))) {
    return readDrafts({ single: true, drafts: [pageDraft(text)] });
  }
  const element = parseXml(text);
  const found = element && openFeed(element);
  if (found) return readDrafts(found);
  const detail = element ? 'is XML, but no feed' : 'is no XML that can be read';
  throw new ProblemError(badBody(`The body ${detail}.`, [{ field: 'body', detail }]));
};

const readDrafts = ({ single, drafts }: Found): Payload => {
  checkCount(drafts.length);
  return { single, items: drafts.map((draft) => ({ draft })) };
};

/** @throws {ProblemError} 400 when the body is no JSON object. */
export const readObject = (text: string): JsonObject => {
  const body = parseJson(text);
  if (body === undefined) throw notJson();
  if (!isObject(body)) throw new ProblemError(badBody('The body must be a JSON object.'));
  return body;
};

const notJson = () => new ProblemError(badBody('The body is not JSON.', [{ field: 'body', detail: 'is not JSON' }]));

const readList = (list: unknown[]): Payload => {
  checkCount(list.length);
  return { single: false, items: list.map((value) => ({ value })) };
};

const readLines = (text: string): Payload => {
  const items: Item[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    checkCount(items.length + 1);
    const value = parseJson(line);
    items.push(value === undefined ? { problem: badLine(items.length + 1) } : { value });
  }
  return { single: false, items };
};

const badLine = (line: number): Problem =>
  badBody(`Line ${line} is not JSON.`, [{ field: `line ${line}`, detail: 'is not JSON' }]);

const checkCount = (count: number): void => {
  if (count > MAX_ITEMS) throw new ProblemError(tooLarge('articles', `has more than ${MAX_ITEMS} items`));
};
