import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/contract/problem.ts';
import worker from '../../src/index.ts';
import { readSenders } from '../../src/webhooks/senders.ts';
import { SECRETS, SENDERS } from './senders.ts';

/** Asks a Worker that was set up otherwise. */
const ask = async (given: Partial<Cloudflare.Env>): Promise<{ status: number; body: Problem }> => {
  const request = new Request('http://localhost:8787/v1/webhooks/crawler', { method: 'POST', body: '{}' });
  const bindings = { STORY_INDEX: env.STORY_INDEX, LOCAL_USE: 'yes', ...given };
  const response = await worker.fetch(request, bindings, createExecutionContext());
  return { status: response.status, body: await response.json() };
};

const { standard, github, bearer, header } = SENDERS;
const changed = (sender: object, change: object): string => JSON.stringify({ one: { ...sender, ...change } });

describe('without senders', () => {
  it('no webhook is taken, not even in local use, and the answer says what to do', async () => {
    for (const given of [{}, { WEBHOOK_SENDERS: '' }]) {
      const { status, body } = await ask(given);
      expect([status, body.type]).toEqual([503, 'urn:samewire:problem:no-senders']);
      expect(body.detail).toContain('wrangler secret put WEBHOOK_SENDERS');
    }
  });
});

describe('senders that cannot be read', () => {
  it.each([
    ['no JSON', 'not json'],
    ['null', 'null'],
    ['a list', '[]'],
    ['nobody', '{}'],
    ['a name that is none', JSON.stringify({ 'a b': standard })],
    ['the name of a prototype', `{"__proto__": ${JSON.stringify(standard)}}`],
    ['too many', JSON.stringify(Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`s${i}`, github])))],
    ['no scheme', changed(standard, { scheme: undefined })],
    ['an unknown scheme', changed(standard, { scheme: 'none' })],
    ['no collection', changed(standard, { collection: undefined })],
    ['a collection that is none', changed(standard, { collection: '../a' })],
    ['no secrets', changed(standard, { secrets: undefined })],
    ['an empty list of secrets', changed(standard, { secrets: [] })],
    ['one secret that is no list', changed(standard, { secrets: SECRETS.standard })],
    ['too many secrets', changed(github, { secrets: Array(5).fill(SECRETS.github) })],
    ['one bad secret among good ones', changed(standard, { secrets: [SECRETS.standard, 'whsec_'] })],
    ['a secret that is no base64', changed(standard, { secrets: [SECRETS.github] })],
    ['a secret of 23 bytes', changed(standard, { secrets: [`whsec_${btoa('x'.repeat(23))}`] })],
    ['a secret of 65 bytes', changed(standard, { secrets: [`whsec_${btoa('x'.repeat(65))}`] })],
    ['an empty text as secret', changed(github, { secrets: [''] })],
    ['a short text as secret', changed(github, { secrets: ['x'.repeat(15)] })],
    ['a long text as secret', changed(github, { secrets: ['x'.repeat(513)] })],
    ['a token with a blank', changed(bearer, { secrets: ['a secret with blanks'] })],
    ['a header that is none', changed(header, { header: 'X Crawler' })],
    ['no header where one is needed', changed(header, { header: undefined })],
    ['a header where none is', changed(bearer, { header: 'X-Crawler' })],
    ['a field that is none', changed(standard, { secret: 'x' })],
  ])('%s: the route stays closed and tells no secret', async (_name, WEBHOOK_SENDERS) => {
    const { status, body } = await ask({ WEBHOOK_SENDERS });
    expect([status, body.type]).toEqual([503, 'urn:samewire:problem:bad-senders']);
    for (const secret of Object.values(SECRETS)) expect(JSON.stringify(body)).not.toContain(secret);
  });
});

it('all schemes are read, the secrets at either end of what is allowed', async () => {
  const whsec = [24, 25, 26, 63, 64].map((length) => `whsec_${btoa('x'.repeat(length))}`);
  for (const secret of whsec) expect(await readSenders(changed(standard, { secrets: [secret] }))).not.toBeNull();
  for (const length of [16, 512]) {
    expect(await readSenders(changed(github, { secrets: ['x'.repeat(length)] }))).not.toBeNull();
  }
  expect((await readSenders(JSON.stringify(SENDERS)))?.map(({ name }) => name)).toEqual(Object.keys(SENDERS));
});
