import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import { type KnownSender, readSenders } from '../../src/webhooks/senders.ts';
import { findSender } from '../../src/webhooks/verify.ts';
import { SECRETS, SENDERS } from './senders.ts';
import { signHex, signStandard } from './signing.ts';

const NOW = Date.parse('2026-03-02T12:00:00Z');
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const senders = (await readSenders(JSON.stringify(SENDERS))) as KnownSender[];

const verify = (headers: Record<string, string>, body: Uint8Array, now = NOW) =>
  findSender(senders, { headers: new Headers(headers), body: () => Promise.resolve(body), now });

/** Whether the published library accepts it, with either secret. */
const libraryAccepts = (headers: Record<string, string>, body: string): boolean =>
  [SECRETS.standard, SECRETS.next].some((secret) => {
    try {
      new Webhook(secret).verify(body, headers, { jsonParse: false });
      return true;
    } catch {
      return false;
    }
  });

const body = fc.string({ unit: 'grapheme', maxLength: 60 });
const id = fc.string({ unit: fc.constantFrom(...'abcXYZ019_-'), minLength: 1, maxLength: 30 });

it('what the published library signs is taken; one changed byte of it is not', async () => {
  await fc.assert(
    fc.asyncProperty(body, id, fc.nat(), fc.integer({ min: 1, max: 255 }), async (text, msg, where, change) => {
      const headers = signStandard(text, { id: msg, at: NOW });
      const bytes = encode(text);
      expect(await verify(headers, bytes)).toMatchObject({ sender: { name: 'standard' }, delivery: msg });
      if (bytes.length === 0) return;
      const at = where % bytes.length;
      bytes[at] = (bytes[at] as number) ^ change;
      expect(await verify(headers, bytes)).toMatchObject({
        errors: [{ field: 'webhook-signature', detail: 'does not match' }],
      });
    }),
  );
});

it('of headers that were tampered with, exactly those are taken that the library takes', async () => {
  const now = Date.now();
  const right = signStandard('{}', { at: now });
  const value = (name: string) =>
    fc.oneof(
      { weight: 4, arbitrary: fc.constant(right[name] as string) },
      fc.string({ unit: fc.constantFrom(...'v1, =abAB019+/'), maxLength: 60 }),
      fc.nat(70).map((length) => (right[name] as string).slice(0, length)),
      fc.nat(900).map((seconds) => String(Math.floor(now / 1000) - 450 + seconds)),
    );
  const sent = fc.record({
    'webhook-id': value('webhook-id'),
    'webhook-timestamp': value('webhook-timestamp'),
    'webhook-signature': value('webhook-signature'),
  });
  await fc.assert(
    fc.asyncProperty(sent, async (headers) => {
      const normal = Object.fromEntries(new Headers(headers)) as typeof headers;
      expect('sender' in (await verify(headers, encode('{}'), now))).toBe(libraryAccepts(normal, '{}'));
    }),
    { numRuns: 500 },
  );
});

it('bytes that are no UTF-8 do not pass for others, as they would where the body is made text before it is verified', async () => {
  const headers = signStandard('{"a":"\ufffd"}', { at: NOW });
  expect(await verify(headers, encode('{"a":"\ufffd"}'))).toMatchObject({ delivery: 'msg_1' });
  const tampered = new Uint8Array([...encode('{"a":"'), 0xff, ...encode('"}')]);
  expect(await verify(headers, tampered)).toHaveProperty('errors');
});

it('an HMAC in hex is taken in any case, with or without its prefix, and is the id of the delivery', async () => {
  const bytes = fc.uint8Array({ maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(bytes, fc.constantFrom('', 'sha256=', 'SHA256='), fc.boolean(), async (sent, prefix, shout) => {
      const hex = await signHex(SECRETS.firecrawl, sent);
      const headers = { 'x-firecrawl-signature': prefix + (shout ? hex.toUpperCase() : hex) };
      expect(await verify(headers, sent)).toMatchObject({ sender: { name: 'firecrawl' }, delivery: hex });
      expect(await verify(headers, new Uint8Array([...sent, 0]))).toHaveProperty('errors');
    }),
  );
});

it('whatever headers are sent without a secret, nobody is found, nothing is thrown, and nothing is told of a secret', async () => {
  const names = [...new Set(senders.flatMap(({ headers }) => headers))].map((name) => name.toLowerCase());
  const text = fc.string({ unit: fc.constantFrom(...' v1,=sha256Bearer019af\t'), maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), text), body, async (headers, sent) => {
      const found = await verify(headers, encode(sent));
      expect(found).toHaveProperty('errors');
      for (const secret of Object.values(SECRETS)) expect(JSON.stringify(found)).not.toContain(secret);
    }),
    { numRuns: 300 },
  );
});

it('a body is not read for headers that are at fault by themselves', async () => {
  const unread = () => Promise.reject(new Error('the body was read'));
  for (const headers of [{}, signStandard('{}', { at: NOW - 600_000 }), { 'x-hub-signature-256': 'sha256=00' }]) {
    const found = await findSender(senders, { headers: new Headers(headers), body: unread, now: NOW });
    expect(found).toHaveProperty('errors');
  }
});
