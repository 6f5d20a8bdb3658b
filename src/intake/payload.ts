import type { Problem } from '../contract/problem.ts';
import { MAX_ITEMS } from './limits.ts';
import { badBody, ProblemError, tooLarge } from './problems.ts';

/** One article's JSON, or what is wrong with the line it stood on. */
export type Item = { value: unknown } | { problem: Problem };

export interface Payload {
  /** One article by itself: the answer is its placement, not a list. */
  single: boolean;
  items: Item[];
}

const NDJSON_TYPES = /^application\/(x-)?(ndjson|jsonlines|jsonl|json-lines)\b|^text\/(x-)?(ndjson|jsonl)\b/i;

/**
 * Finds the articles in a body: one object, an array, `{"articles": […]}` or a JSON object a line.
 * The content type decides only where the body could be read both ways.
 * @throws {ProblemError} 400 when it is none of these; 413 for more than MAX_ITEMS.
 */
export const readPayload = (text: string, contentType: string): Payload => {
  if (NDJSON_TYPES.test(contentType.trim())) return readLines(text);
  const body = parse(text);
  if (body === undefined) {
    // Crawlers often label NDJSON as JSON. A first line that is an object by itself gives it away.
    const firstLine = text.trimStart().split('\n', 1)[0] ?? '';
    if (isObject(parse(firstLine))) return readLines(text);
    throw notJson();
  }
  if (Array.isArray(body)) return readList(body);
  if (!isObject(body))
    throw new ProblemError(badBody('The body must be an article, a list of articles or a line each.'));
  if (!('articles' in body)) return { single: true, items: [{ value: body }] };
  if (Array.isArray(body.articles)) return readList(body.articles);
  const errors = [{ field: 'articles', detail: 'must be a list' }];
  throw new ProblemError(badBody('articles must be a list', errors));
};

/** @throws {ProblemError} 400 when the body is no JSON object. */
export const readObject = (text: string): Record<string, unknown> => {
  const body = parse(text);
  if (body === undefined) throw notJson();
  if (!isObject(body)) throw new ProblemError(badBody('The body must be a JSON object.'));
  return body;
};

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

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
    const value = parse(line);
    items.push(value === undefined ? { problem: badLine(items.length + 1) } : { value });
  }
  return { single: false, items };
};

const badLine = (line: number): Problem =>
  badBody(`Line ${line} is not JSON.`, [{ field: `line ${line}`, detail: 'is not JSON' }]);

const checkCount = (count: number): void => {
  if (count > MAX_ITEMS) throw new ProblemError(tooLarge('articles', `has more than ${MAX_ITEMS} items`));
};

/** undefined when it is not JSON, which JSON itself cannot say. */
const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
