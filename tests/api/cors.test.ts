import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNamed, readOrigins } from '../../src/api/origins.ts';
import { type Bindings, sendTo } from './bound.ts';
import { get } from './client.ts';
import { SHIP } from './stories.ts';

const DESK = 'https://desk.example';
const ON = { CORS_ORIGINS: `${DESK}, https://lab.example:8443` };

const preflight = (bindings: Bindings, origin: string, path = '/v1/articles'): Promise<Response> =>
  sendTo(bindings, path, {
    method: 'OPTIONS',
    headers: {
      origin,
      // A browser sends no token with it.
      authorization: '',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization, content-type',
    },
  });

const corsOf = ({ headers }: { headers: Headers }): string[] =>
  [...headers.keys()].filter((name) => name.startsWith('access-control-'));

describe('without CORS_ORIGINS', () => {
  it('no page of another site is let in', async () => {
    for (const CORS_ORIGINS of [undefined, '', ' , ', 'null', 'desk.example']) {
      const asked = await preflight({ CORS_ORIGINS }, DESK);
      expect(asked.status).toBe(405);
      const answer = await sendTo({ CORS_ORIGINS }, '/v1/clusters', { headers: { origin: DESK } });
      expect(answer.status).toBe(200);
      expect([...corsOf(asked), ...corsOf(answer)]).toEqual([]);
      expect(answer.headers.get('vary')).toBeNull();
    }
  });
});

describe('with CORS_ORIGINS', () => {
  it('a page of one of them is answered, before it has shown a token', async () => {
    const asked = await preflight(ON, DESK);
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-origin')).toBe(DESK);
    expect(asked.headers.get('access-control-allow-methods')?.split(',')).toContain('DELETE');
    expect(asked.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('authorization');
    expect(asked.headers.get('vary')).toContain('Origin');
    const answer = await sendTo(ON, '/v1/articles', {
      method: 'POST',
      headers: { origin: DESK },
      body: JSON.stringify(SHIP),
    });
    expect(answer.ok).toBe(true);
    expect(answer.headers.get('access-control-allow-origin')).toBe(DESK);
    expect(answer.headers.get('access-control-expose-headers')).toContain('X-Request-Id');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    expect(answer.headers.get('vary')).toContain('Origin');
  });

  it('it can read problems, and that nothing has changed', async () => {
    const wrong = await sendTo(ON, '/v1/clusters', { headers: { origin: DESK, authorization: 'Bearer wrong' } });
    expect([wrong.status, wrong.headers.get('access-control-allow-origin')]).toEqual([401, DESK]);
    const path = `/v1/articles/${(await sent()).article_id}`;
    const tag = (await get(path)).headers.get('etag') as string;
    const same = await sendTo(ON, path, { headers: { origin: DESK, 'if-none-match': tag } });
    expect([same.status, same.headers.get('access-control-allow-origin')]).toEqual([304, DESK]);
  });

  it.each([
    'https://evil.example',
    'http://desk.example',
    'https://desk.example:8443',
    'https://desk.example.evil.example',
    'https://notdesk.example',
    'null',
    '*',
    '',
  ])('a page of %s is not', async (origin) => {
    const asked = await preflight(ON, origin);
    const answer = await sendTo(ON, '/v1/clusters', { headers: { origin } });
    for (const { headers } of [asked, answer]) expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('every page is answered with *, still with tokens only', async () => {
    const any = { CORS_ORIGINS: '*' };
    const asked = await preflight(any, 'https://anyone.example');
    expect(asked.headers.get('access-control-allow-origin')).toBe('*');
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
    const headers = { origin: 'https://anyone.example', authorization: '' };
    expect((await sendTo(any, '/v1/clusters', { headers })).status).toBe(401);
  });

  it('only the API is opened', async () => {
    expect(corsOf(await sendTo(ON, '/healthz', { headers: { origin: DESK } }))).toEqual([]);
    expect(corsOf(await preflight(ON, DESK, '/nowhere'))).toEqual([]);
  });
});

describe('local use', () => {
  const askLocally = async (CORS_ORIGINS: string | undefined, origin: string, host = 'localhost:8787') => {
    const bindings = { STORY_INDEX: env.STORY_INDEX, API_TOKENS: undefined, LOCAL_USE: 'yes', CORS_ORIGINS };
    return (await sendTo(bindings, `http://${host}/v1/clusters`, { headers: { origin } })).status;
  };

  it('lets a page of another site in only where it is named itself', async () => {
    expect(await askLocally(DESK, DESK)).toBe(200);
    expect(await askLocally(DESK, 'https://evil.example')).toBe(403);
    expect(await askLocally(DESK, 'null')).toBe(403);
    expect(await askLocally(undefined, DESK)).toBe(403);
    expect(await askLocally('*', DESK)).toBe(403);
    expect(await askLocally('*', '*')).toBe(403);
    expect(await askLocally(DESK, DESK, 'rebound.example:8787')).toBe(403);
  });
});

describe('the setting', () => {
  it('is read as origins are written by browsers', () => {
    expect(readOrigins('HTTPS://Desk.example/, http://localhost:3000 ,,https://a.example:443/path')).toEqual([
      DESK,
      'http://localhost:3000',
      'https://a.example',
    ]);
    expect(readOrigins('null, file:///etc, data:text/html;x, desk.example')).toEqual([]);
  });

  it('never names what any page can pretend to be', () => {
    fc.assert(
      fc.property(fc.string(), (setting) => {
        expect(readOrigins(setting)).not.toContain('null');
        expect(isNamed(setting, 'null') || isNamed(setting, '*')).toBe(false);
      }),
    );
  });
});

const sent = async (): Promise<{ article_id: string }> => {
  const answer = await sendTo({}, '/v1/articles', { method: 'POST', body: JSON.stringify(SHIP) });
  return answer.json();
};
