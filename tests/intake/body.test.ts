import { describe, expect, it } from 'vitest';
import { readBody } from '../../src/intake/body.ts';
import { MAX_BODY_BYTES } from '../../src/intake/limits.ts';

const request = (body: BodyInit, headers: Record<string, string> = {}): Request =>
  new Request('https://samewire.example/', { method: 'POST', body, headers });

const gzip = (text: string): ReadableStream => new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));

/** Counts what is taken from it. */
const endless = (): { stream: ReadableStream; taken: () => number } => {
  let taken = 0;
  const chunk = new Uint8Array(64 * 1024).fill(32);
  const stream = new ReadableStream({
    pull: (controller) => {
      taken += chunk.byteLength;
      controller.enqueue(chunk);
    },
  });
  return { stream, taken: () => taken };
};

describe('readBody', () => {
  it('reads UTF-8, with a byte order mark or without', async () => {
    expect(await readBody(request('{"a":"ä"}'))).toBe('{"a":"ä"}');
    expect(await readBody(request('\ufeff{"a":"ä"}'))).toBe('{"a":"ä"}');
  });

  it('reads gzip', async () => {
    expect(await readBody(request(gzip('{"a":"ä"}'), { 'content-encoding': 'gzip' }))).toBe('{"a":"ä"}');
  });

  it.each([
    ['bytes that are not UTF-8', request(new Uint8Array([0x7b, 0xff, 0x7d])), 400],
    ['UTF-16', request(new Uint8Array([0xff, 0xfe, 0x7b, 0x00])), 400],
    ['nothing', request(''), 400],
    ['blanks', request(' \n'), 400],
    ['gzip that is none', request('{}', { 'content-encoding': 'gzip' }), 400],
    ['another encoding', request('{}', { 'content-encoding': 'compress' }), 415],
    ['a Content-Length over the limit', request('{}', { 'content-length': String(MAX_BODY_BYTES + 1) }), 413],
    ['a body over the limit', request(new Uint8Array(MAX_BODY_BYTES + 1).fill(32)), 413],
    [
      'a small gzip of a large body',
      request(gzip(' '.repeat(MAX_BODY_BYTES + 1)), { 'content-encoding': 'gzip' }),
      413,
    ],
  ])('refuses %s', async (_name, sent, status) => {
    await expect(readBody(sent)).rejects.toMatchObject({ problem: { status } });
  });

  it('stops reading at the limit', async () => {
    const { stream, taken } = endless();
    await expect(readBody(request(stream, { 'content-length': '2' }))).rejects.toMatchObject({
      problem: { status: 413 },
    });
    expect(taken()).toBeLessThan(MAX_BODY_BYTES + 1024 * 1024);
  });
});
