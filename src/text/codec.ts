import { FINGERPRINT_VERSION, type Fingerprint } from './fingerprint.ts';

/** Layout: header of 32-bit words, then 32-bit, 16-bit and 8-bit arrays, so that every array is aligned where it lies. */
const HEADER_WORDS = 13;

/** Bytes of a fingerprint, for storage and transport. */
export const encodeFingerprint = (f: Fingerprint): Uint8Array => {
  const wide = [f.hashes, f.anchors];
  const middle = [f.sequence, f.sentences, f.quotes];
  const narrow = [f.weights, f.flags];
  const lengths = [...wide, ...middle].map((a) => a.length);
  const header = Uint32Array.of(
    FINGERPRINT_VERSION,
    f.tokens,
    f.lead,
    f.digest >>> 0,
    Math.floor(f.digest / 0x100000000),
    f.place,
    f.day,
    f.credit,
    ...lengths,
  );
  const parts = [header, ...wide, ...middle, ...narrow].map(
    (a) => new Uint8Array(a.buffer, a.byteOffset, a.byteLength),
  );
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
};

/** Reads what encodeFingerprint wrote. Throws RangeError for another version or a length that does not fit. */
export const decodeFingerprint = (bytes: Uint8Array): Fingerprint => {
  const copy = bytes.slice();
  const header = new Uint32Array(copy.buffer, 0, HEADER_WORDS);
  if (header[0] !== FINGERPRINT_VERSION)
    throw new RangeError(`fingerprint version ${header[0]} is not ${FINGERPRINT_VERSION}`);
  const [, tokens, lead, low, high, place, day, credit, terms, anchors, sequence, sentences, quotes] =
    header as unknown as number[] as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
  let at = 4 * HEADER_WORDS;
  const take = <T>(
    make: new (buffer: ArrayBuffer, offset: number, length: number) => T,
    size: number,
    length: number,
  ): T => {
    const array = new make(copy.buffer, at, length);
    at += size * length;
    return array;
  };
  return {
    tokens,
    lead,
    place,
    day,
    credit,
    digest: high * 0x100000000 + low,
    hashes: take(Uint32Array, 4, terms),
    anchors: take(Uint32Array, 4, anchors),
    sequence: take(Uint16Array, 2, sequence),
    sentences: take(Uint16Array, 2, sentences),
    quotes: take(Uint16Array, 2, quotes),
    weights: take(Uint8Array, 1, terms),
    flags: take(Uint8Array, 1, terms),
  };
};
