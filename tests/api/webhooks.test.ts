import { reset } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_BODY_BYTES } from '../../src/intake/limits.ts';
import { SECRETS } from '../webhooks/senders.ts';
import { signHex, signStandard } from '../webhooks/signing.ts';
import { type Answer, get, type Results, send } from './client.ts';
import { ELECTION, SHIP, SHIP_REPRINT } from './stories.ts';

beforeEach(reset);

const PATH = '/v1/webhooks/crawler';
const BODY = JSON.stringify(SHIP);
const MINUTE = 60_000;

/** Delivers a body, without a token of the API. */
const deliver = <Body = Results>(
  headers: Record<string, string>,
  body: BodyInit = BODY,
  path = PATH,
): Promise<Answer<Body>> => send<Body>(path, { method: 'POST', body, headers: { authorization: '', ...headers } });

const refusal = async (headers: Record<string, string>, body: BodyInit = BODY, path = PATH): Promise<string> => {
  const answer = await deliver<{ type: string; detail: string }>(headers, body, path);
  expect(answer.status).toBe(401);
  expect(answer.headers.get('www-authenticate')).not.toBeNull();
  expect(answer.body.type).toBe('urn:samewire:problem:bad-signature');
  expect((await get<{ clusters: unknown[] }>('/v1/clusters')).body.clusters).toEqual([]);
  return answer.body.detail;
};

const accept = async (headers: Record<string, string>, body: BodyInit = BODY, path = PATH): Promise<Results> => {
  const answer = await deliver(headers, body, path);
  expect(answer.status).toBe(200);
  return answer.body;
};

describe('a Standard Webhooks delivery', () => {
  it('of the published library is taken, and answered with the placement in a list', async () => {
    const { results, errors } = await accept(signStandard(BODY));
    expect(errors).toBe(false);
    expect(results).toMatchObject([{ decision: 'founded', cluster: { size: 1 } }]);
    const copy = JSON.stringify([SHIP_REPRINT, ELECTION]);
    const second = await accept(signStandard(copy, { id: 'msg_2' }), copy);
    expect(second.results).toMatchObject([{ decision: 'joined' }, { decision: 'founded' }]);
    expect(second.results[0]?.cluster_id).toBe(results[0]?.cluster_id);
  });

  it('is taken with the secret before and after a rotation, and under the names that Svix uses', async () => {
    await accept(signStandard(BODY, { secret: SECRETS.next }));
    await accept(signStandard(BODY, { id: 'msg_2', prefix: 'svix' }));
  });

  it('is taken when one of its signatures is right, wherever it stands', async () => {
    const headers = signStandard(BODY);
    const right = headers['webhook-signature'] as string;
    const wrong = signStandard(BODY, { secret: `whsec_${btoa('x'.repeat(32))}` })['webhook-signature'] as string;
    for (const signatures of [`${wrong} ${right}`, `${right} ${wrong}`, `v1a,abc v2,${right.slice(3)} ${right}`]) {
      await accept({ ...headers, 'webhook-signature': signatures });
    }
  });

  it('is taken whatever the order and case of its headers', async () => {
    const headers = Object.entries(signStandard(BODY)).reverse();
    await accept(Object.fromEntries(headers.map(([name, value]) => [name.toUpperCase(), value])));
  });

  it('may be five minutes off, either way, and no more', async () => {
    const now = Date.now();
    expect(await refusal(signStandard(BODY, { at: now - 6 * MINUTE }))).toContain('webhook-timestamp is too old');
    expect(await refusal(signStandard(BODY, { at: now + 6 * MINUTE }))).toContain('webhook-timestamp is in the future');
    await accept(signStandard(BODY, { at: now - 4.9 * MINUTE }));
    await accept(signStandard(BODY, { id: 'msg_2', at: now + 4.9 * MINUTE }));
  });

  it.each([
    ['the body', {}, BODY.replace('19 people', '18 people')],
    ['one blank of the body', {}, `${BODY} `],
    ['the id', { 'webhook-id': 'msg_2' }, BODY],
    ['the timestamp', { 'webhook-timestamp': String(Math.floor(Date.now() / 1000) - 7) }, BODY],
  ])('is refused where %s was changed', async (_name, changed, body) => {
    expect(await refusal({ ...signStandard(BODY), ...changed }, body)).toBe('webhook-signature does not match');
  });

  it.each([
    ['truncated', (right: string) => right.slice(0, -2)],
    ['empty', () => 'v1,'],
    ['of another version', (right: string) => right.replace('v1,', 'v2,')],
    ['without a version', (right: string) => right.slice(3)],
    ['of a shorter text', (right: string) => `v1,${right.slice(7)}`],
    ['behind many others', (right: string) => `${'v1,AA '.repeat(200)}${right}`],
  ])('is refused with a signature that is %s', async (_name, change) => {
    const headers = signStandard(BODY);
    const signature = change(headers['webhook-signature'] as string);
    expect(await refusal({ ...headers, 'webhook-signature': signature })).toContain('webhook-signature does not match');
  });

  it('is refused with the secret of nobody', async () => {
    const headers = signStandard(BODY, { secret: `whsec_${btoa('x'.repeat(32))}` });
    expect(await refusal(headers)).toBe('webhook-signature does not match');
  });

  it.each([
    [['webhook-id']],
    [['webhook-timestamp']],
    [['webhook-signature']],
    [['webhook-id', 'webhook-timestamp']],
    [['webhook-id', 'webhook-signature']],
    [['webhook-timestamp', 'webhook-signature']],
  ])('is refused without %s', async (names) => {
    const headers = Object.entries(signStandard(BODY)).filter(([name]) => !names.includes(name));
    expect(await refusal(Object.fromEntries(headers))).toBe(`${names[0]} is missing`);
  });

  it.each(['yesterday', '', '-1', '1e9', '17000000000000000000000'])('is refused with the time "%s"', async (time) => {
    await refusal({ ...signStandard(BODY), 'webhook-timestamp': time });
  });
});

describe('a delivery with an HMAC in hex', () => {
  it.each([
    ['GitHub and its like', 'x-hub-signature-256', 'github', (hex: string) => `sha256=${hex}`],
    ['Firecrawl', 'x-firecrawl-signature', 'firecrawl', (hex: string) => `sha256=${hex}`],
    ['Miniflux', 'x-miniflux-signature', 'miniflux', (hex: string) => hex],
    ['a sender that shouts', 'x-hub-signature-256', 'github', (hex: string) => `SHA256=${hex.toUpperCase()}`],
  ] as const)('of %s is taken', async (_name, header, secret, write) => {
    const hex = await signHex(SECRETS[secret], BODY);
    expect((await accept({ [header]: write(hex) })).results).toMatchObject([{ decision: 'founded' }]);
  });

  it.each([
    ['of another body', async () => signHex(SECRETS.github, `${BODY} `), 'does not match'],
    ['with another secret', async () => signHex('not the secret of anybody', BODY), 'does not match'],
    ['truncated', async () => (await signHex(SECRETS.github, BODY)).slice(0, 62), 'is no HMAC'],
    ['longer', async () => `${await signHex(SECRETS.github, BODY)}00`, 'is no HMAC'],
    ['with SHA-1', async () => `sha1=${'0'.repeat(40)}`, 'is no HMAC'],
    ['empty', async () => '', 'is no HMAC'],
  ])('is refused %s', async (_name, sign, told) => {
    expect(await refusal({ 'x-hub-signature-256': await sign() })).toContain(`x-hub-signature-256 ${told}`);
  });

  it('is of the bytes as they were sent: a compressed body is signed compressed', async () => {
    const stream = new Blob([BODY]).stream().pipeThrough(new CompressionStream('gzip'));
    const gzipped = new Uint8Array(await new Response(stream).arrayBuffer());
    const encoding = { 'content-encoding': 'gzip' };
    const ofText = await signHex(SECRETS.github, BODY);
    await refusal({ ...encoding, 'x-hub-signature-256': ofText }, gzipped);
    const { results } = await accept(
      { ...encoding, 'x-hub-signature-256': await signHex(SECRETS.github, gzipped) },
      gzipped,
    );
    expect(results).toMatchObject([{ decision: 'founded' }]);
  });
});

describe('a signed body that is too large', () => {
  const signed = async (body: Uint8Array, headers: Record<string, string>) => {
    const signature = await signHex(SECRETS.github, body);
    return (await deliver({ ...headers, 'x-hub-signature-256': signature }, body)).status;
  };

  it('is refused, as it was sent or unpacked', async () => {
    const large = new Uint8Array(MAX_BODY_BYTES + 1).fill(32);
    expect(await signed(large, {})).toBe(413);
    const stream = new Blob([large]).stream().pipeThrough(new CompressionStream('gzip'));
    const gzipped = new Uint8Array(await new Response(stream).arrayBuffer());
    expect(gzipped.length).toBeLessThan(100_000);
    expect(await signed(gzipped, { 'content-encoding': 'gzip' })).toBe(413);
  });
});

describe('a delivery with a shared secret', () => {
  it('is taken as a Bearer token or in the header that was agreed on', async () => {
    await accept({ authorization: `Bearer ${SECRETS.bearer}` });
    await accept({ 'x-crawler-secret': SECRETS.header });
  });

  it.each([
    ['another token', { authorization: 'Bearer wrong' }, 'authorization does not match'],
    ['a part of the token', { authorization: `Bearer ${SECRETS.bearer.slice(1)}` }, 'authorization does not match'],
    ['no Bearer token', { authorization: `Basic ${SECRETS.bearer}` }, 'authorization is no Bearer token'],
    ['another header', { 'x-crawler-secret': SECRETS.bearer }, 'x-crawler-secret does not match'],
    ['another sender’s way', { authorization: `Bearer ${SECRETS.header}` }, 'authorization does not match'],
  ])('is refused with %s', async (_name, headers, told) => {
    expect((await refusal(headers)).toLowerCase()).toBe(told.toLowerCase());
  });
});

describe('the senders', () => {
  it('are refused without any signature, and told which headers there are', async () => {
    const told = await refusal({});
    for (const name of ['webhook-signature', 'x-hub-signature-256', 'authorization']) expect(told).toContain(name);
    for (const secret of Object.values(SECRETS)) expect(told).not.toContain(secret);
  });

  it('do not enter with a token of the API', async () => {
    await refusal({ authorization: 'Bearer test-token-all' });
  });

  it('can be named, and are then nobody else', async () => {
    await accept(signStandard(BODY), BODY, `${PATH}?sender=standard`);
    await reset();
    const named = `${PATH}?sender=github`;
    expect(await refusal(signStandard(BODY), BODY, named)).toContain('x-hub-signature-256');
    expect(await refusal({ 'x-hub-signature-256': await signHex(SECRETS.firecrawl, BODY) }, BODY, named)).toBe(
      'x-hub-signature-256 does not match',
    );
    expect(await refusal(signStandard(BODY), BODY, `${PATH}?sender=constructor`)).toContain('?sender');
  });
});

describe('a verified delivery', () => {
  const verified = (body: string, id = 'msg_1') => deliver(signStandard(body, { id }), body);

  it('whose articles cannot be taken is answered 200, so that it is not sent for ever', async () => {
    const single = await verified('{"title":"no text"}');
    expect(single.status).toBe(200);
    expect(single.body).toMatchObject({ errors: true, results: [{ status: 422, errors: [{ field: 'text' }] }] });
    const list = await verified(JSON.stringify([{ title: 'no text' }, SHIP]), 'msg_2');
    expect(list.status).toBe(200);
    expect(list.body).toMatchObject({ errors: true, results: [{ status: 422 }, { decision: 'founded' }] });
  });

  it('that cannot be read at all is refused, so that whoever set the sender up sees it', async () => {
    expect((await verified('no JSON')).status).toBe(400);
    expect((await verified('')).status).toBe(400);
    const headers = { ...signStandard(BODY, { id: 'msg_3' }), 'content-encoding': 'br' };
    expect((await deliver(headers)).status).toBe(415);
  });

  it('is for POST alone', async () => {
    const { status, headers } = await send(PATH, { method: 'GET' });
    expect([status, headers.get('allow')]).toEqual([405, 'POST']);
  });
});
