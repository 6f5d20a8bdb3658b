import { createExecutionContext, reset } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import worker from '../../src/index.ts';
import { TOKENS } from '../api/client.ts';
import { SITE, signedIn, Visitor } from './visiting.ts';

beforeEach(async () => {
  await reset();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('signing in', () => {
  it('is asked for, and leads back to where one was going', async () => {
    const visitor = new Visitor();
    const asked = await visitor.get('/?order=biggest');
    expect([asked.status, asked.headers.get('location')]).toEqual([303, '/sign-in?next=%2F%3Forder%3Dbiggest']);
    const signed = await visitor.post('/sign-in', { token: TOKENS.all, next: '/?order=biggest' });
    expect([signed.status, signed.headers.get('location')]).toEqual([303, '/?order=biggest']);
    expect((await visitor.get('/?order=biggest')).status).toBe(200);
  });

  it('sets a cookie that no script, no other site and no other host can use, and that holds no token', async () => {
    const { headers } = await new Visitor().post('/sign-in', { token: TOKENS.all, next: '/' });
    const [cookie = ''] = headers.getSetCookie();
    for (const attribute of [
      /^__Host-samewire=/,
      /; HttpOnly/,
      /; Secure/,
      /; SameSite=Lax/,
      /; Path=\//,
      /; Max-Age=43200/,
    ])
      expect(cookie).toMatch(attribute);
    const value = decodeURIComponent(cookie).split('=', 2)[1] as string;
    expect(Buffer.from(value, 'base64url').toString()).toContain('"collection":"tests"');
    expect(Buffer.from(value, 'base64url').toString()).not.toContain(TOKENS.all);
  });

  it.each<[string, string, number]>([
    ['a token that is none', 'nonsense', 401],
    ['no token', '', 401],
    ['a token that may not read', TOKENS.write, 403],
  ])('%s is refused', async (_, token, status) => {
    const visitor = new Visitor();
    expect((await visitor.post('/sign-in', { token, next: '/' })).status).toBe(status);
    expect(visitor.kept).toBe('');
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/.//evil.example',
    'javascript:alert(1)',
    '\u0000',
  ])('never leads to another site: %j', async (next) => {
    const { headers } = await new Visitor().post('/sign-in', { token: TOKENS.all, next });
    expect(new URL(headers.get('location') as string, SITE).origin).toBe(SITE);
    expect(headers.get('location')).not.toMatch(/^\/[/\\]/);
  });

  it('is not to be sent by another site', async () => {
    const visitor = new Visitor();
    const { status } = await visitor.post('/sign-in', { token: TOKENS.all }, { origin: 'https://evil.example' });
    expect([status, visitor.kept]).toEqual([403, '']);
  });
});

describe('a cookie', () => {
  it('that was changed is none', async () => {
    const visitor = await signedIn(TOKENS.read);
    const [name, value] = decodeURIComponent(visitor.kept).split(/=(.*)/s) as [string, string];
    const [said, signature] = value.split('.') as [string, string];
    const more = Buffer.from(said, 'base64url').toString().replace('"read"', '"read","write"');
    visitor.kept = `${name}=${encodeURIComponent(`${Buffer.from(more).toString('base64url')}.${signature}`)}`;
    expect((await visitor.get('/')).status).toBe(303);
  });

  it('holds for twelve hours', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const visitor = await signedIn();
    vi.setSystemTime(Date.now() + 12 * 3_600_000 - 1000);
    expect((await visitor.get('/')).status).toBe(200);
    vi.setSystemTime(Date.now() + 2000);
    expect((await visitor.get('/')).status).toBe(303);
  });

  it('holds no longer when the secret is another', async () => {
    const visitor = await signedIn();
    const secret = JSON.stringify({
      ...JSON.parse(env.API_TOKENS as string),
      another: { collection: 'x', rights: ['read'] },
    });
    const request = new Request(`${SITE}/`, { headers: { cookie: visitor.kept } });
    expect((await worker.fetch(request, { ...env, API_TOKENS: secret }, createExecutionContext())).status).toBe(303);
  });

  it('does not open the API', async () => {
    const visitor = await signedIn();
    const { status } = await exports.default.fetch(`${SITE}/v1/clusters`, { headers: { cookie: visitor.kept } });
    expect(status).toBe(401);
  });
});

describe('signing out', () => {
  it('ends it', async () => {
    const visitor = await signedIn();
    const { status, headers } = await visitor.submit('/sign-out', {});
    expect([status, headers.get('location')]).toEqual([303, '/sign-in']);
    expect((await visitor.get('/')).status).toBe(303);
  });

  it('is not to be sent by another site', async () => {
    const visitor = await signedIn();
    expect((await visitor.post('/sign-out', { form_token: 'guessed' })).status).toBe(403);
    expect((await visitor.get('/')).status).toBe(200);
  });
});

describe('forms', () => {
  it('of another sign-in are refused', async () => {
    const [one, other] = [await signedIn(), await signedIn()];
    const form = { form_token: await other.formToken(), text: 'anything' };
    expect((await one.post('/check', form)).status).toBe(403);
  });

  it('from another site are refused, even with the right token', async () => {
    const visitor = await signedIn();
    const form = { form_token: await visitor.formToken() };
    expect((await visitor.post('/samples', form, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await visitor.post('/samples', form, { origin: 'null' })).status).toBe(403);
    expect((await visitor.post('/samples', form, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });
});

describe('rights', () => {
  it('who may only read is offered nothing else, and gets nothing else', async () => {
    const visitor = await signedIn(TOKENS.read);
    expect((await visitor.get('/')).html).not.toContain('Load sample stories');
    const refused = await visitor.submit('/samples', {});
    expect([refused.status, refused.html]).toEqual([403, expect.stringContaining('may not store articles')]);
  });

  it('each collection has its own stories', async () => {
    await (await signedIn()).submit('/samples', {});
    expect((await (await signedIn(TOKENS.other)).get('/')).html).toContain('Nothing has been sent here yet');
  });

  it('a token in the header opens exports, for programs', async () => {
    const read = (token: string) =>
      exports.default.fetch(`${SITE}/stories.json`, { headers: { authorization: `Bearer ${token}` } });
    expect([(await read(TOKENS.read)).status, (await read('nonsense')).status]).toEqual([200, 401]);
    expect((await new Visitor().get('/stories.json')).headers.get('content-type')).toBe('application/problem+json');
  });
});

describe('local use', () => {
  const { API_TOKENS: _, ...bare } = env;
  const ask = (url: string, headers: Record<string, string> = {}) =>
    worker.fetch(
      new Request(url, { headers }),
      { ...bare, LOCAL_USE: 'yes' } as Cloudflare.Env,
      createExecutionContext(),
    );

  it('needs no sign-in', async () => {
    const answer = await ask('http://localhost:8787/');
    expect([answer.status, await answer.text()]).toEqual([200, expect.not.stringContaining('Sign out')]);
    expect((await ask('http://localhost:8787/sign-in')).headers.get('location')).toBe('/');
  });

  it('is for this machine alone', async () => {
    expect((await ask('http://rebound.example/')).status).toBe(403);
    expect((await ask('http://localhost:8787/', { origin: 'https://evil.example' })).status).toBe(403);
  });

  it('is not there where nobody set it up', async () => {
    const answer = await worker.fetch(new Request(`${SITE}/`), bare as Cloudflare.Env, createExecutionContext());
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('API_TOKENS')]);
  });
});
