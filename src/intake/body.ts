import { MAX_BODY_BYTES } from './limits.ts';
import { badBody, ProblemError, problem, tooLarge } from './problems.ts';

const BODY_TOO_LARGE = tooLarge('body', `is larger than ${MAX_BODY_BYTES} bytes`);

/**
 * Reads a request's body as UTF-8. Never holds more than MAX_BODY_BYTES, whatever Content-Length says.
 * @throws {ProblemError} 400 not UTF-8, empty or broken gzip; 413 too large; 415 an encoding other than gzip.
 */
export const readBody = async (request: Request): Promise<string> => {
  checkLength(request);
  return decode(await readBytes(isGzip(request.headers) ? unzip(request.body) : request.body));
};

/**
 * Reads a request's body as it was sent, at most MAX_BODY_BYTES: what a signature is of.
 * @throws {ProblemError} 400 broke off; 413 too large.
 */
export const readSent = async (request: Request): Promise<Uint8Array> => {
  checkLength(request);
  return readBytes(request.body);
};

/**
 * What readBody makes of a body that was read as it was sent.
 * @throws {ProblemError} as readBody does.
 */
export const openBody = async (headers: Headers, sent: Uint8Array): Promise<string> =>
  decode(isGzip(headers) ? await readBytes(unzip(new Blob([sent]).stream())) : sent);

const checkLength = ({ headers }: Request): void => {
  if (Number(headers.get('content-length')) > MAX_BODY_BYTES) throw new ProblemError(BODY_TOO_LARGE);
};

type Body = ReadableStream<Uint8Array> | null;

const isGzip = (headers: Headers): boolean => {
  const encoding = (headers.get('content-encoding') ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity' || encoding === '') return false;
  if (encoding === 'gzip' || encoding === 'x-gzip') return true;
  throw new ProblemError(problem('bad-encoding', 'Send the body plain or with Content-Encoding: gzip.'));
};

const unzip = (body: Body): Body => body?.pipeThrough(new DecompressionStream('gzip')) ?? null;

const readBytes = async (body: Body): Promise<Uint8Array> => {
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await readChunk(reader);
    if (done) return join(chunks, size);
    size += value.byteLength;
    if (size > MAX_BODY_BYTES) {
      reader.cancel().catch(() => undefined); // The answer stands, however the sender takes it.
      throw new ProblemError(BODY_TOO_LARGE);
    }
    chunks.push(value);
  }
};

const readChunk = async (reader: ReadableStreamDefaultReader<Uint8Array>) => {
  try {
    return await reader.read();
  } catch {
    throw new ProblemError(badBody('The body broke off, or it is not the gzip that Content-Encoding says.'));
  }
};

const join = (chunks: Uint8Array[], size: number): Uint8Array => {
  const [only] = chunks;
  if (only && chunks.length === 1) return only;
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
};

const decode = (bytes: Uint8Array): string => {
  const text = toText(bytes);
  if (text.trim() === '') throw new ProblemError(badBody('The body is empty; send an article as JSON.'));
  return text;
};

const toText = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    throw new ProblemError(badBody('The body is not UTF-8.', [{ field: 'body', detail: 'is not UTF-8' }]));
  }
};
