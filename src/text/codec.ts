import { FINGERPRINT_VERSION, type Fingerprint } from './fingerprint.ts';
import { TOP_CLASS } from './prior.ts';

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

/** Reads what encodeFingerprint wrote. Throws RangeError for another version and for bytes that no fingerprint has. */
export const decodeFingerprint = (bytes: Uint8Array): Fingerprint => {
  if (bytes.length < 4 * HEADER_WORDS) throw damaged();
  const copy = bytes.slice();
  const header = new Uint32Array(copy.buffer, 0, HEADER_WORDS);
  const at = (word: number): number => header[word] as number;
  if (at(0) !== FINGERPRINT_VERSION) throw new RangeError(`fingerprint version ${at(0)} is not ${FINGERPRINT_VERSION}`);
  const [terms, anchors, sequence, sentences, quotes] = [at(8), at(9), at(10), at(11), at(12)];
  const size = 4 * (HEADER_WORDS + terms + anchors) + 2 * (sequence + sentences + quotes) + 2 * terms;
  if (size !== copy.length) throw damaged();
  let offset = 4 * HEADER_WORDS;
  const take = <T>(
    make: new (buffer: ArrayBuffer, offset: number, length: number) => T,
    width: number,
    length: number,
  ): T => {
    const array = new make(copy.buffer, offset, length);
    offset += width * length;
    return array;
  };
  const fingerprint = {
    tokens: at(1),
    lead: at(2),
    digest: at(4) * 0x100000000 + at(3),
    place: at(5),
    day: at(6),
    credit: at(7),
    hashes: take(Uint32Array, 4, terms),
    anchors: take(Uint32Array, 4, anchors),
    sequence: take(Uint16Array, 2, sequence),
    sentences: take(Uint16Array, 2, sentences),
    quotes: take(Uint16Array, 2, quotes),
    weights: take(Uint8Array, 1, terms),
    flags: take(Uint8Array, 1, terms),
  };
  if (!isWhole(fingerprint)) throw damaged();
  return fingerprint;
};

const damaged = (): RangeError => new RangeError('these bytes are no fingerprint');

/** Every index points into what it is an index of: comparing relies on it. */
const isWhole = (f: Fingerprint): boolean => {
  const { length } = f.sequence;
  for (let k = 0; k < length; k++) if ((f.sequence[k] as number) >= f.hashes.length) return false;
  for (let t = 1; t < f.hashes.length; t++) if ((f.hashes[t] as number) <= (f.hashes[t - 1] as number)) return false;
  for (const weight of f.weights) if (weight > TOP_CLASS) return false;
  const placed = ascends(f.sentences, length) && ascends(f.quotes, length) && f.quotes.length % 2 === 0;
  return placed && f.sentences[0] === 0 && f.lead <= f.sentences.length && f.digest <= Number.MAX_SAFE_INTEGER;
};

const ascends = (places: Uint16Array, most: number): boolean =>
  places.every((place, i) => place <= most && (i === 0 || place >= (places[i - 1] as number)));
