import { reset } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { app } from '../../../src/api/app.ts';
import { openApiPath } from '../../../src/api/openapi/document.ts';
import { OPERATIONS } from '../../../src/api/openapi/operations.ts';
import { post } from '../client.ts';
import { DOCUMENT, faultsOf, faultsOfEvent, faultsOfSent, findOperation } from './conformity.ts';
import { EXERCISES } from './exercises.ts';

beforeEach(async () => {
  await reset();
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('thank you')));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('every operation of the document is there, and answers as it says', () => {
  it.each(OPERATIONS.flatMap(({ id, answers }) => Object.keys(answers).map((status) => `${id} ${status}`)))(
    '%s',
    async (name) => {
      const exercise = EXERCISES[name];
      if (exercise === undefined) throw new Error(`${name} is described, but no test asks for it`);
      const exercised = await exercise();
      const { method, url, status, sent } = exercised;
      const operation = findOperation(method, url);
      expect(`${operation?.operationId} ${status}`).toBe(name);
      expect(faultsOf(method, url, exercised)).toEqual([]);
      if (typeof sent === 'object' && sent !== null) expect(faultsOfSent(operation, sent)).toEqual([]);
    },
  );
});

it('the document has the routes that the Worker has, no more and no fewer', () => {
  const routed = app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${openApiPath(path)}`);
  const described = OPERATIONS.map(({ method, path }) => `${method.toUpperCase()} ${openApiPath(path)}`);
  expect(described.toSorted()).toEqual([...new Set(routed)].toSorted());
});

it('any other method is answered with those that there are', async () => {
  const { status, headers } = await post('/v1/articles/x', {});
  expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, DELETE']);
});

describe('every example of a body is taken', () => {
  const examples = Object.entries(DOCUMENT.paths['/v1/check']?.post?.requestBody?.content ?? {});
  it.each(examples)('%s', async (type, { example }) => {
    const { status, body } = await post<{ article_id: string }>('/v1/check', example, { 'content-type': type });
    expect([status, JSON.stringify(body)]).toEqual([200, expect.stringContaining('"decision":"founded"')]);
  });
});

describe('what is not as described is seen', () => {
  const URL = 'https://samewire.example/v1/settings';
  const headers = (type: string): Headers =>
    new Headers({ 'content-type': type, 'x-request-id': 'x', 'server-timing': 'total;dur=1' });
  const given = { status: 200, headers: headers('application/json') };
  const settings = { window_days: 7, retention_days: 30, store_text: true };

  it('an answer that is right has no faults', () => {
    expect(faultsOf('GET', URL, { ...given, text: JSON.stringify(settings) })).toEqual([]);
  });
  it('an event that is right has none, and another has', () => {
    const headers = { 'webhook-id': 'x', 'webhook-timestamp': '1', 'webhook-signature': 'v1,x' };
    const data = { cluster_id: 'c_1', article_id: 'a', from: null, relation: null, score: null };
    const event = { type: 'cluster.founded', sequence: 1, timestamp: '2026-03-02T08:00:00.000Z', data };
    expect(faultsOfEvent(JSON.stringify(event), headers)).toEqual([]);
    expect(faultsOfEvent(JSON.stringify({ ...event, sequence: 'first' }), headers)).not.toEqual([]);
    expect(faultsOfEvent(JSON.stringify(event), {})).toHaveLength(3);
  });
  it.each<[string, object]>([
    ['a field that is not known', { text: JSON.stringify({ ...settings, secret: 1 }) }],
    ['a field of another type', { text: JSON.stringify({ ...settings, store_text: 'yes' }) }],
    ['a field that is missing', { text: '{}' }],
    ['a status that is not described', { status: 299, text: JSON.stringify(settings) }],
    ['another content type', { headers: headers('text/plain'), text: JSON.stringify(settings) }],
    [
      'a header that is missing',
      { headers: new Headers({ 'content-type': 'application/json' }), text: JSON.stringify(settings) },
    ],
    ['a problem of another status', { status: 401, headers: headers('application/problem+json'), text: '{}' }],
  ])('%s', (_, change) => {
    expect(faultsOf('GET', URL, { ...given, text: '', ...change })).not.toEqual([]);
  });
});
