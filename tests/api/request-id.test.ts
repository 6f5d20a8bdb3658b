import { describe, expect, it } from 'vitest';
import { get, post, remove, send, TOKENS } from './client.ts';
import { SHIP } from './stories.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('the id of a request', () => {
  it('is in every answer, and another each time', async () => {
    const id = 'named';
    const answers = [
      await post('/v1/articles', { ...SHIP, id }),
      await get(`/v1/articles/${id}`),
      await get('/v1/clusters'),
      await get('/healthz'),
      await get('/nowhere'),
      await get('/v1/clusters', 'unknown'),
      await send('/v1/articles', { method: 'PATCH' }),
      await post('/v1/articles', '{'),
      await post('/v1/articles', { title: 'no text' }),
      await remove(`/v1/articles/${id}`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200, 404, 401, 405, 400, 422, 204]);
    const ids = answers.map(({ headers }) => headers.get('x-request-id'));
    for (const given of ids) expect(given).toMatch(UUID);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is named by problems, but not by those of one article among several', async () => {
    for (const path of ['/nowhere', '/v1/articles/none']) {
      const { headers, body } = await get(path);
      expect(body.instance).toBe(`urn:samewire:request:${headers.get('x-request-id')}`);
    }
    const { body } = await post<{ results: object[] }>('/v1/articles', [{ title: 'no text' }]);
    expect(body.results[0]).toMatchObject({ status: 422 });
    expect(body.results[0]).not.toHaveProperty('instance');
  });

  it.each(['a', 'crawl-0017_b=', 'x'.repeat(64)])('may be chosen: %s', async (id) => {
    const { headers } = await send('/v1/clusters', { headers: { 'x-request-id': id } });
    expect(headers.get('x-request-id')).toBe(id);
  });

  it.each([
    ['empty', ''],
    ['too long', 'x'.repeat(65)],
    ['very long', 'x'.repeat(10_000)],
    ['with a space', 'a b'],
    ['with markup', '<script>alert(1)</script>'],
    ['with quotes', '","event":"request'],
    ['with a path', '../../etc/passwd'],
    ['a token', `Bearer ${TOKENS.all}`],
    ['with an escape', '\u001b[31mred'],
    ['two', 'a, b'],
  ])('is made anew in place of one that is %s', async (_name, id) => {
    const { headers, body } = await send('/v1/articles/none', { headers: { 'x-request-id': id } });
    expect(headers.get('x-request-id')).toMatch(UUID);
    expect(body.instance).toBe(`urn:samewire:request:${headers.get('x-request-id')}`);
  });
});
