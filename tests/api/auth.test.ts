import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/contract/problem.ts';
import worker from '../../src/index.ts';
import { get, post, remove, send, TOKENS } from './client.ts';
import { SHIP } from './stories.ts';

describe('tokens', () => {
  it.each([
    ['none', ''],
    ['an unknown one', 'Bearer wrong'],
    ['a part of one', `Bearer ${TOKENS.all.slice(0, -1)}`],
    ['one with more behind it', `Bearer ${TOKENS.all}x`],
    ['another scheme', `Basic ${btoa(`x:${TOKENS.all}`)}`],
    ['no scheme', TOKENS.all],
    ['a name every object has', 'Bearer constructor'],
    ['two', `Bearer ${TOKENS.all} ${TOKENS.read}`],
  ])('refuse %s', async (_name, authorization) => {
    const { status, headers, body } = await send('/v1/clusters', { headers: { authorization } });
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toContain('Bearer');
    expect(body.type).toBe('urn:samewire:problem:unknown-token');
  });

  it('take the scheme in any case', async () => {
    const headers = { authorization: `bearer ${TOKENS.all}` };
    expect((await send('/v1/clusters', { headers })).status).toBe(200);
  });

  it('carry rights', async () => {
    const writer = { authorization: `Bearer ${TOKENS.write}` };
    const reader = { authorization: `Bearer ${TOKENS.read}` };
    expect((await post('/v1/articles', SHIP, writer)).status).toBeLessThan(202);
    expect((await post('/v1/articles', SHIP, reader)).status).toBe(403);
    expect((await post('/v1/check', SHIP, reader)).status).toBe(200);
    expect((await post('/v1/check', SHIP, writer)).status).toBe(403);
    expect((await post('/v1/compare', { a: SHIP, b: SHIP }, writer)).status).toBe(403);
    expect((await get('/v1/clusters', TOKENS.write)).status).toBe(403);
    expect((await get('/v1/articles/x', TOKENS.write)).status).toBe(403);
    expect((await get('/v1/clusters/x', TOKENS.write)).status).toBe(403);
    expect((await remove('/v1/articles/x', TOKENS.read)).status).toBe(403);
    expect((await get('/v1/clusters', TOKENS.write)).body.detail).toContain('"read"');
  });
});

/** Asks a Worker that was set up otherwise. */
const ask = async (
  given: Partial<Cloudflare.Env>,
  url = 'https://samewire.example/v1/clusters',
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Problem }> => {
  const bindings = { STORY_INDEX: env.STORY_INDEX, ...given };
  const response = await worker.fetch(new Request(url, { headers }), bindings, createExecutionContext());
  return { status: response.status, body: await response.json() };
};

describe('a Worker without tokens', () => {
  it('answers nobody and says what to do', async () => {
    for (const given of [{}, { API_TOKENS: '' }]) {
      const { status, body } = await ask(given);
      expect(status).toBe(503);
      expect(body.detail).toContain('wrangler secret put API_TOKENS');
    }
    expect((await ask({}, 'https://samewire.example/healthz')).status).toBe(503);
  });

  it.each([
    'not json',
    'null',
    '[]',
    '{}',
    '{"t":"x"}',
    '{"t":{"collection":"a"}}',
    '{"t":{"collection":"a","rights":[]}}',
    '{"t":{"collection":"a","rights":["everything"]}}',
    '{"t":{"collection":"../a","rights":["read"]}}',
    '{"t":{"collection":"","rights":["read"]}}',
    '{"":{"collection":"a","rights":["read"]}}',
    '{"secret token":{"collection":"a","rights":["read"]}}',
    '{"secret":{"collection":"a","rights":["read"]},"t2":{"collection":"a","rights":"read"}}',
  ])('stays closed with API_TOKENS %s, and does not tell it', async (API_TOKENS) => {
    const { status, body } = await ask({ API_TOKENS, LOCAL_USE: 'yes' }, 'http://localhost:8787/v1/clusters');
    expect(status).toBe(503);
    expect(body.type).toBe('urn:samewire:problem:bad-tokens');
    expect(JSON.stringify(body)).not.toContain('secret token');
  });
});

describe('local use', () => {
  const local = { LOCAL_USE: 'yes' };

  it('needs no token', async () => {
    for (const host of ['localhost:8787', '127.0.0.1:8787', '[::1]:8787']) {
      expect((await ask(local, `http://${host}/v1/clusters`)).status).toBe(200);
    }
    const own = { origin: 'http://localhost:8787' };
    expect((await ask(local, 'http://localhost:8787/v1/clusters', own)).status).toBe(200);
  });

  it('ends at this machine and at pages of other sites', async () => {
    expect((await ask(local)).status).toBe(403);
    expect((await ask(local, 'http://rebound.example:8787/v1/clusters')).status).toBe(403);
    for (const origin of ['https://evil.example', 'null', 'http://localhost:9999']) {
      expect((await ask(local, 'http://localhost:8787/v1/clusters', { origin })).status).toBe(403);
    }
  });

  it('gives way to tokens', async () => {
    const API_TOKENS = '{"t":{"collection":"a","rights":["read"]}}';
    expect((await ask({ ...local, API_TOKENS }, 'http://localhost:8787/v1/clusters')).status).toBe(401);
  });
});
