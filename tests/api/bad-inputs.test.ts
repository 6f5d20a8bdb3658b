import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/contract/problem.ts';
import { MAX_BODY_BYTES, MAX_ITEMS, MAX_TEXT_LENGTH, MAX_TITLE_LENGTH } from '../../src/intake/limits.ts';
import { type Results, send } from './client.ts';
import { SHIP } from './stories.ts';

const { text } = SHIP;
const JSON_TYPE = { 'content-type': 'application/json' };

type Body = string | Uint8Array | object;
/** Name, body, expected status, the field that must be named. */
type BadBody = [name: string, body: Body, status: number, field?: string];

const write = (body: Body): string | Uint8Array =>
  typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);

const post = (path: string, body: Body, headers: Record<string, string> = JSON_TYPE) =>
  send<Problem>(path, { method: 'POST', body: write(body), headers });

const deep = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

const ARTICLES: BadBody[] = [
  ['no body', '', 400],
  ['blanks', '  \n ', 400],
  ['half a JSON', '{"text": "', 400, 'body'],
  ['single quotes', "{'text': 'a'}", 400, 'body'],
  ['a trailing comma', '{"text": "a",}', 400, 'body'],
  ['NaN', '{"text": NaN}', 400, 'body'],
  ['two values', '5 6', 400, 'body'],
  ['HTML without words', '<html><body></body></html>', 422, 'body'],
  ['a form', 'text=a&title=b', 400, 'body'],
  ['XML', '<?xml version="1.0"?><rss/>', 400, 'body'],
  ['XML that is no feed', '<?xml version="1.0"?><urlset><url/></urlset>', 400, 'body'],
  ['XML that breaks off', '<rss><channel><item><description><![CDATA[Tugs freed', 400, 'body'],
  ['XML that is too deep', '<feed>'.repeat(100_000), 400, 'body'],
  ['a feed of angle brackets', `<rss>${'<'.repeat(1_000_000)}`, 400, 'body'],
  ['null', 'null', 400],
  ['a number', '5', 400],
  ['a string', '"text"', 400],
  ['true', 'true', 400],
  ['articles that are no list', { articles: { text } }, 400, 'articles'],
  ['articles that are null', { articles: null }, 400, 'articles'],
  ['Latin-1', new Uint8Array([0x7b, 0x22, 0xe4, 0x22, 0x7d]), 400, 'body'],
  ['UTF-16', new Uint8Array([0xff, 0xfe, 0x7b, 0, 0x7d, 0]), 400, 'body'],
  ['an overlong NUL', new Uint8Array([0x22, 0xc0, 0x80, 0x22]), 400, 'body'],
  ['a surrogate in UTF-8', new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22]), 400, 'body'],
  ['bytes', new Uint8Array([0, 1, 2, 3]), 400, 'body'],
  ['brackets without end', '['.repeat(500_000), 400, 'body'],
  ['nothing in an object', {}, 422, 'text'],
  ['no text', { title: SHIP.title }, 422, 'text'],
  ['a null text', { text: null }, 422, 'text'],
  ['an empty text', { text: '' }, 422, 'text'],
  ['a blank text', { text: ' \n\t\u00a0' }, 422, 'text'],
  ['a text of marks', { text: '… — !!! ***' }, 422, 'text'],
  ['a text of NULs', { text: '\0\0\0' }, 422, 'text'],
  ['a text of lone surrogates', '{"text":"\\ud800\\udc00\\ud800"}'.replace('\\udc00', ''), 422, 'text'],
  ['a text that is a number', { text: 5 }, 422, 'text'],
  ['a text that is a list', { text: [text] }, 422, 'text'],
  ['a text that is an object', { content: { rendered: text } }, 422, 'content'],
  ['a text too long', { text: 'word '.repeat(MAX_TEXT_LENGTH / 5 + 1) }, 413, 'text'],
  ['a title too long', { text, title: 'x'.repeat(MAX_TITLE_LENGTH + 1) }, 413, 'title'],
  ['a title that is a number', { text, title: 5 }, 422, 'title'],
  ['a headline that is a list', { text, headline: ['x'] }, 422, 'headline'],
  ['a date that is a word', { text, published_at: 'yesterday' }, 422, 'published_at'],
  ['a day that is not in the calendar', { text, published_at: '2026-02-30' }, 422, 'published_at'],
  ['a month that is not in the calendar', { text, datePublished: '2026-13-01T00:00:00Z' }, 422, 'datePublished'],
  ['an hour that no day has', { text, pubDate: 'Mon, 02 Mar 2026 25:00:00 GMT' }, 422, 'pubDate'],
  ['the year 0', { text, published_at: '0000-00-00' }, 422, 'published_at'],
  ['a date that is true', { text, published_at: true }, 422, 'published_at'],
  ['a date that is an object', { text, published_at: { $date: 1 } }, 422, 'published_at'],
  ['a date that is a year', { text, published_at: 2026 }, 422, 'published_at'],
  ['a date beyond all time', { text, published_at: 1e300 }, 422, 'published_at'],
  ['a relative URL', { text, url: '/story' }, 422, 'url'],
  ['a URL that is code', { text, url: 'javascript:alert(1)' }, 422, 'url'],
  ['a URL that is a file', { text, link: 'file:///etc/passwd' }, 422, 'link'],
  ['a URL that is a number', { text, url: 5 }, 422, 'url'],
  ['a URL with a port that is none', { text, url: 'https://a.example:99999/' }, 422, 'url'],
  ['a URL too long', { text, url: `https://a.example/${'x'.repeat(3_000)}` }, 413, 'url'],
  ['an id that is an object', { text, id: { $oid: 'x' } }, 422, 'id'],
  ['an id that is true', { text, id: true }, 422, 'id'],
  ['an id too long', { text, id: 'x'.repeat(1_000) }, 422, 'id'],
  ['an id with a line break', { text, id: 'a\nb' }, 422, 'id'],
  ['an id with a NUL', { text, id: 'a\0b' }, 422, 'id'],
  ['an id with a lone surrogate', '{"id":"\\ud800","text":"some words"}', 422, 'id'],
  ['an id of dots', { text, id: '..' }, 422, 'id'],
  ['an id that was rounded', '{"id":12345678901234567890,"text":"some words"}', 422, 'id'],
  ['an id that is a fraction', { text, id: 1.5 }, 422, 'id'],
  ['a source that is a number', { text, source: 5 }, 422, 'source'],
  ['a source that is a list', { text, source: ['a'] }, 422, 'source'],
  ['a source too long', { text, source: { name: 'x'.repeat(500) } }, 413, 'source'],
  ['too many items', `[${Array(MAX_ITEMS + 1).fill('{}')}]`, 413, 'articles'],
  ['too large a body', new Uint8Array(MAX_BODY_BYTES + 1).fill(32), 413, 'body'],
];

describe.each(['/v1/articles', '/v1/check'])('POST %s refuses', (path) => {
  it.each(ARTICLES)('%s', async (_name, body, status, field) => {
    const answer = await post(path, body);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    const problem = Problem.parse(answer.body);
    expect(problem.status).toBe(status);
    if (field) expect(problem.errors.map((error) => error.field)).toContain(field);
  });
});

/** What a list may hold; the good article beside it must be placed. */
const ITEMS: [name: string, item: string][] = [
  ['null', 'null'],
  ['a string', '"x"'],
  ['a list', '[{"text":"some words"}]'],
  ['a deep list', deep(5_000)],
  ['an object with a prototype', '{"__proto__":{"text":"some words"}}'],
  ['an object with a constructor', '{"constructor":{"prototype":{"text":"x"}},"toString":5}'],
  ['text with its own type', '{"text":{"toString":null}}'],
];

it.each(ITEMS)('a batch goes on beside %s', async (_name, item) => {
  const { status, body } = await send<Results>('/v1/articles', {
    method: 'POST',
    body: `[${item},${JSON.stringify(SHIP)}]`,
  });
  expect(status).toBe(200);
  expect(body.errors).toBe(true);
  expect(body.results[0]?.status).toBe(422);
  expect(body.results[1]?.cluster_id).toBeTypeOf('string');
});

const COMPARISONS: BadBody[] = [
  ['no body', '', 400],
  ['no JSON', '{', 400, 'body'],
  ['a list', [SHIP, SHIP], 400],
  ['nothing', {}, 422, 'a'],
  ['one side', { a: SHIP }, 422, 'b'],
  ['a side that is a text', { a: text, b: SHIP }, 422, 'a'],
  ['a side without text', { a: SHIP, b: { title: 'x' } }, 422, 'b.text'],
  ['a side with a bad date', { a: { text, date: 'x' }, b: SHIP }, 422, 'a.date'],
  ['a side too long', { a: SHIP, b: { text: 'x'.repeat(MAX_TEXT_LENGTH + 1) } }, 413, 'b.text'],
];

it.each(COMPARISONS)('POST /v1/compare refuses %s', async (_name, body, status, field) => {
  const answer = await post('/v1/compare', body);
  expect(answer.status).toBe(status);
  if (field) expect(answer.body.errors.map((error) => error.field)).toContain(field);
});

const QUERIES: [query: string, field: string][] = [
  ['limit=0', '?limit'],
  ['limit=201', '?limit'],
  ['limit=-1', '?limit'],
  ['limit=ten', '?limit'],
  ['limit=1e2', '?limit'],
  ['limit=99999999999999999999', '?limit'],
  ['min_size=0', '?min_size'],
  ['min_size=2.5', '?min_size'],
  ['since=yesterday', '?since'],
  ['since=2026-02-30', '?since'],
  ['until=%00', '?until'],
  ['cursor=x', '?cursor'],
  ['cursor=%F0%9F%98%80', '?cursor'],
  ["cursor=' OR 1=1 --", '?cursor'],
  [`cursor=${'A'.repeat(501)}`, '?cursor'],
  [`q=${'x'.repeat(501)}`, '?q'],
  [`source=${'x'.repeat(501)}`, '?source'],
];

it.each(QUERIES)('GET /v1/clusters?%s is refused', async (query, field) => {
  const { status, body } = await send(`/v1/clusters?${query}`);
  expect(status).toBe(400);
  expect(Problem.parse(body).errors).toMatchObject([{ field }]);
});

it.each([
  'q=%25',
  'q=%27%3B%20DROP%20TABLE%20article',
  'q=%22',
  'q=*',
  'q=%00',
  'source=%ED%A0%80',
  'q=%FF',
  'limit=&q=',
])('GET /v1/clusters?%s is a question like any other', async (query) => {
  expect((await send(`/v1/clusters?${query}`)).status).toBe(200);
});

const METHODS: [method: string, path: string, allow: string][] = [
  ['GET', '/v1/articles', 'POST'],
  ['PUT', '/v1/articles', 'POST'],
  ['OPTIONS', '/v1/articles', 'POST'],
  ['POST', '/v1/articles/x', 'GET, HEAD, DELETE'],
  ['PATCH', '/v1/articles/x', 'GET, HEAD, DELETE'],
  ['POST', '/v1/articles/x/matches', 'GET, HEAD'],
  ['GET', '/v1/check', 'POST'],
  ['DELETE', '/v1/compare', 'POST'],
  ['POST', '/v1/clusters', 'GET, HEAD'],
  ['DELETE', '/v1/clusters/x', 'GET, HEAD'],
  ['POST', '/healthz', 'GET, HEAD'],
];

it.each(METHODS)('%s %s is not a method of it', async (method, path, allow) => {
  const { status, headers, body } = await send(path, { method });
  expect(status).toBe(405);
  expect(headers.get('allow')).toBe(allow);
  expect(Problem.parse(body).status).toBe(405);
});

it.each(['/v1', '/v2/articles', '/v1/articles/a/b', '/V1/articles', '//', '/%00', '/v1/%E0%A4%A', '/.env'])(
  'there is nothing at %s',
  async (path) => {
    const { status, headers, body } = await send(path);
    expect(status).toBe(404);
    expect(Problem.parse(body).status).toBe(404);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  },
);

it.each(['%00', '%E0%A4%A', '%ED%A0%80', 'x'.repeat(2_000), "'; DROP TABLE article; --", '%F0%9F%98%80', '~'])(
  'there is no article %s',
  async (id) => {
    expect((await send(`/v1/articles/${id}`)).status).toBe(404);
    expect((await send(`/v1/articles/${id}`, { method: 'DELETE' })).status).toBe(404);
  },
);
