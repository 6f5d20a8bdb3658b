import { ByteReader, ByteWriter } from './byte-stream.ts';
import { FINGERPRINT_VERSION, type Fingerprint, NAME, NUMERAL, WEEKDAY } from './fingerprint.ts';
import { TOP_CLASS } from './prior.ts';

/**
 * Raised whenever the bytes of the same fingerprint change. The first two bytes are the two versions. Then, each number as short as it
 * can be: the single values; of each term a byte of weight, flag and the upper bits of the gap to the term before, and the gap's lower
 * three bytes (gaps of 190 hashes spread over 32 bits have 24 to 26); the indices of anchors and sequence, in a byte where there are
 * no more than 256 terms; the gaps of sentences and quotes.
 */
const LAYOUT = 2;

/** A term has one flag at most. */
const FLAGS = [0, NAME, NUMERAL, WEEKDAY];
/** The two bits for a gap's upper bits say that a byte follows which has the rest. */
const MORE = 3;
const MOST_TERMS = 0x10000;

/** Bytes of a fingerprint, for storage and transport. */
export const encodeFingerprint = (f: Fingerprint): Uint8Array => {
  const out = new ByteWriter(
    96 + 5 * f.hashes.length + 2 * (f.anchors.length + f.sequence.length) + 3 * (f.sentences.length + f.quotes.length),
  );
  out.byte(FINGERPRINT_VERSION);
  out.byte(LAYOUT);
  const { tokens, lead, digest, place, day, credit } = f;
  const lengths = [f.hashes, f.anchors, f.sequence, f.sentences, f.quotes].map((array) => array.length);
  for (const value of [tokens, lead, digest % 2 ** 28, Math.floor(digest / 2 ** 28), place, day, credit, ...lengths]) {
    out.number(value);
  }
  writeTerms(out, f);
  writeIndices(
    out,
    Uint16Array.from(f.anchors, (hash) => indexOf(f.hashes, hash)),
    f.hashes.length,
  );
  writeIndices(out, f.sequence, f.hashes.length);
  writeGaps(out, f.sentences);
  writeGaps(out, f.quotes);
  return out.finish();
};

/** Reads what encodeFingerprint wrote. Throws RangeError for another version and for bytes that no fingerprint has. */
export const decodeFingerprint = (bytes: Uint8Array): Fingerprint => {
  const input = new ByteReader(bytes);
  const [version, layout] = [input.byte(), input.byte()];
  if (version !== FINGERPRINT_VERSION || layout !== LAYOUT) {
    throw new RangeError(`fingerprint version ${version}.${layout} is not ${FINGERPRINT_VERSION}.${LAYOUT}`);
  }
  const [tokens, lead] = [input.number(), input.number()];
  const digest = input.number() + input.number() * 2 ** 28;
  const [place, day, credit] = [input.number(), input.number(), input.number()];
  const [terms, anchors, sequence, sentences, quotes] = [
    input.number(),
    input.number(),
    input.number(),
    input.number(),
    input.number(),
  ];
  // Each takes a byte at least: what is longer than the bytes is refused before memory is taken for it.
  if (terms >= MOST_TERMS || terms + anchors + sequence + sentences + quotes > bytes.length) throw damaged();
  const read = readTerms(input, terms);
  const fingerprint = {
    tokens,
    lead,
    digest,
    place,
    day,
    credit,
    ...read,
    anchors: Uint32Array.from(readIndices(input, anchors, terms), (index) => read.hashes[index] as number),
    sequence: readIndices(input, sequence, terms),
    sentences: readGaps(input, sentences),
    quotes: readGaps(input, quotes),
  };
  if (!input.ended || !isWhole(fingerprint)) throw damaged();
  return fingerprint;
};

const damaged = (): RangeError => new RangeError('these bytes are no fingerprint');

const indexOf = (hashes: Uint32Array, hash: number): number => {
  let low = 0;
  let high = hashes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((hashes[middle] as number) < hash) low = middle + 1;
    else high = middle;
  }
  if (hashes[low] !== hash) throw new RangeError('an anchor is no term of the text');
  return low;
};

const writeTerms = (out: ByteWriter, { hashes, weights, flags }: Fingerprint): void => {
  let before = -1;
  for (let t = 0; t < hashes.length; t++) {
    const hash = hashes[t] as number;
    const gap = hash - before;
    const upper = Math.floor(gap / 2 ** 24);
    const weight = weights[t] as number;
    const flag = FLAGS.indexOf(flags[t] as number);
    if (weight > TOP_CLASS || flag < 0) throw new RangeError('a weight or a flag that no term has');
    out.byte((weight << 4) | (flag << 2) | Math.min(upper, MORE));
    if (upper >= MORE) out.byte(upper - MORE);
    out.threeBytes(gap & 0xffffff);
    before = hash;
  }
};

const readTerms = (input: ByteReader, terms: number): Pick<Fingerprint, 'hashes' | 'weights' | 'flags'> => {
  const hashes = new Uint32Array(terms);
  const weights = new Uint8Array(terms);
  const flags = new Uint8Array(terms);
  let hash = -1;
  for (let t = 0; t < terms; t++) {
    const head = input.byte();
    const upper = (head & 3) === MORE ? MORE + input.byte() : head & 3;
    const gap = upper * 2 ** 24 + input.threeBytes();
    hash += gap;
    if (gap === 0 || hash > 0xffffffff) throw damaged();
    hashes[t] = hash;
    weights[t] = head >>> 4;
    flags[t] = FLAGS[(head >>> 2) & 3] as number;
  }
  return { hashes, weights, flags };
};

const writeIndices = (out: ByteWriter, indices: Uint16Array, terms: number): void => {
  if (terms <= 256) out.array(new Uint8Array(indices));
  else out.array(indices);
};

const readIndices = (input: ByteReader, length: number, terms: number): Uint16Array => {
  const indices = terms <= 256 ? new Uint16Array(input.array(length)) : new Uint16Array(input.array(2 * length).buffer);
  for (let i = 0; i < length; i++) if ((indices[i] as number) >= terms) throw damaged();
  return indices;
};

const writeGaps = (out: ByteWriter, ascending: Uint16Array): void => {
  ascending.forEach((value, i) => {
    out.number(value - (i === 0 ? 0 : (ascending[i - 1] as number)));
  });
};

const readGaps = (input: ByteReader, length: number): Uint16Array => {
  const values = new Uint16Array(length);
  for (let i = 0, value = 0; i < length; i++) {
    value += input.number();
    if (value > 0xffff) throw damaged();
    values[i] = value;
  }
  return values;
};

/** Every place points into what it is a place of: comparing relies on it. */
const isWhole = (f: Fingerprint): boolean => {
  const { length } = f.sequence;
  if ((f.sentences.at(-1) ?? 0) > length || (f.quotes.at(-1) ?? 0) > length || f.quotes.length % 2 !== 0) return false;
  return f.sentences[0] === 0 && f.lead <= f.sentences.length && f.digest <= Number.MAX_SAFE_INTEGER;
};
