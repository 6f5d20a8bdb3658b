import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFingerprint, encodeFingerprint } from '../../src/text/codec.ts';
import {
  ANCHORS,
  type Fingerprint,
  MAX_TOKENS,
  NAME,
  NUMERAL,
  takeFingerprint,
  WEEKDAY,
} from '../../src/text/fingerprint.ts';
import { wordTerm } from './reading.ts';

const TEXT = `SELBY, April 16 (AP) - The harbour board of Selby voted on Tuesday to close the old fish market, and 1,400 traders must go.

"We have never been asked about it," said Ann Poole, who has sold herring there for thirty-one years.

The constructor of the new hall, Wray and Sons, is to open it in March. Its __proto__ type stood in Thornwick.`;

const take = (text: string, title = 'Selby closes its fish market'): Fingerprint => takeFingerprint({ title, text });
const flagOf = (f: Fingerprint, word: string): number | undefined => f.flags[f.hashes.indexOf(wordTerm(word))];

describe('a fingerprint', () => {
  const fingerprint = take(TEXT);

  it('knows names, numbers and days', () => {
    expect(flagOf(fingerprint, 'Thornwick')).toBe(NAME);
    expect(flagOf(fingerprint, 'Tuesday')).toBe(WEEKDAY);
    expect(flagOf(fingerprint, 'thirty')).toBe(NUMERAL);
    expect(flagOf(fingerprint, 'hall')).toBe(0);
  });

  it('leaves function words out, and keeps the words that objects inherit', () => {
    expect(flagOf(fingerprint, 'the')).toBeUndefined();
    expect(flagOf(fingerprint, 'constructor')).toBe(0);
  });

  it('notes where it was written and who is credited', () => {
    expect(fingerprint).toMatchObject({ place: take(`SELBY - ${TEXT.slice(24)}`).place, day: 16 });
    expect(fingerprint.credit).not.toBe(0);
  });

  it('has one digest for what differs in case, punctuation and furniture', () => {
    const same = [
      TEXT.toUpperCase().replace('SELBY, APRIL 16 (AP) - ', 'SELBY, April 16 (AP) - '),
      TEXT.replaceAll(',', ' –').replace('SELBY –', 'SELBY,').replace('1 –400', '1.400'),
      `Home\nNews\n\n${TEXT}\n\nRead also\n\nFerry late again\n\n© 2026 Selby Courier`,
      TEXT.replaceAll('\n\n', '\r\n'),
    ];
    for (const text of same) expect(take(text, 'Another title').digest).toBe(fingerprint.digest);
    expect(take(TEXT.replace('herring', 'salmon')).digest).not.toBe(fingerprint.digest);
    expect(take(TEXT.replace('1,400', '1,500')).digest).not.toBe(fingerprint.digest);
  });

  it('is the same whatever was read before', () => {
    const before = encodeFingerprint(take(TEXT));
    for (let i = 0; i < 70_000; i += 5_000) {
      const words = Array.from(
        { length: 5_000 },
        (_, k) => `q${(i + k).toString(36).replace(/\d/g, (d) => 'zyxwvutsrq'.charAt(Number(d)))}`,
      );
      take(words.join(' '));
    }
    expect(encodeFingerprint(take(TEXT))).toEqual(before);
  });
});

const TITLE_LENGTH = 2_000;
const HOSTILE: [string, string][] = [
  ['66,000 lines of two letters', 'ab\n'.repeat(66_000)],
  ['one word 100,000 times', 'word '.repeat(100_000)],
  [
    '100,000 different words',
    Array.from({ length: 100_000 }, (_, i) => `w${i.toString(36).replace(/\d/g, 'q')}x`).join(' '),
  ],
  ['500 KB without a space', 'x'.repeat(500_000)],
  ['200,000 letters of Han', '鱼'.repeat(200_000)],
  ['nested quotation marks', `${'“'.repeat(60_000)}a word ${'”'.repeat(60_000)}`],
  ['quotation marks never closed', '« one two three four '.repeat(20_000)],
  ['sentences of a word', 'Ab. '.repeat(50_000)],
  ['nothing but points and spaces', '. '.repeat(100_000)],
  ['white space', ' \n'.repeat(250_000)],
  ['markers', 'Read also\n'.repeat(20_000)],
  ['half notices', 'cookies sign up for subscribe reporting by '.repeat(5_000)],
  ['lone surrogates', '\ud840\udc00\udfff '.repeat(30_000)],
  ['nothing', ''],
];

describe('of whatever text', () => {
  it.each(HOSTILE)('a fingerprint is small and whole: %s', (_name, text) => {
    const fingerprint = takeFingerprint({ title: text.slice(0, TITLE_LENGTH), text });
    expect(fingerprint.tokens).toBeLessThanOrEqual(MAX_TOKENS);
    expect(fingerprint.sequence.length).toBeLessThanOrEqual(MAX_TOKENS + TITLE_LENGTH);
    expect(fingerprint.sentences.length).toBeLessThanOrEqual(MAX_TOKENS + 1);
    expect(fingerprint.anchors.length).toBeLessThanOrEqual(ANCHORS);
    expect(decodeFingerprint(encodeFingerprint(fingerprint))).toEqual(fingerprint);
  });

  it('it is whole', () => {
    const line = fc.string({
      unit: fc.constantFrom(...'aB .!?"”“«»\'©1,中かカ한กß\u0301\ud83d'.split(''), 'Selby ', ' said ', '. '),
      maxLength: 200,
    });
    fc.assert(
      fc.property(line, fc.array(line, { maxLength: 8 }), (title, lines) => {
        const fingerprint = takeFingerprint({ title, text: lines.join('\n') });
        expect(decodeFingerprint(encodeFingerprint(fingerprint))).toEqual(fingerprint);
        expect(fingerprint.lead).toBeLessThanOrEqual(fingerprint.sentences.length);
        expect(Number.isSafeInteger(fingerprint.digest)).toBe(true);
      }),
    );
  });
});

describe('bytes that were cut or altered', () => {
  const bytes = encodeFingerprint(take(TEXT));
  const whole = (read: Fingerprint): boolean =>
    read.sequence.every((term) => term < read.hashes.length) &&
    [...read.sentences, ...read.quotes].every((at) => at <= read.sequence.length);

  it('are refused with a RangeError, or still hold together', () => {
    const altered = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)).map(([at, value]) => bytes.with(at, value));
    const cut = fc.nat(bytes.length - 1).map((length) => bytes.slice(0, length));
    const longer = fc.uint8Array({ minLength: 1, maxLength: 9 }).map((more) => Uint8Array.of(...bytes, ...more));
    fc.assert(
      fc.property(fc.oneof(altered, cut, longer, fc.uint8Array({ maxLength: 200 })), (damaged) => {
        try {
          expect(whole(decodeFingerprint(damaged))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('are refused at every length but the right one', () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeFingerprint(bytes.slice(0, length))).toThrow(RangeError);
    }
  });

  const fingerprint = take(TEXT);
  it.each<[string, Partial<Fingerprint>]>([
    ['a word that is no term', { sequence: Uint16Array.of(fingerprint.hashes.length) }],
    ['a sentence past the end', { sentences: Uint16Array.of(0, fingerprint.sequence.length + 1) }],
    ['sentences out of order', { sentences: Uint16Array.of(0, 5, 4) }],
    ['half a quotation', { quotes: Uint16Array.of(1) }],
    ['no sentence', { sentences: new Uint16Array(), lead: 0 }],
    ['a longer lead than there are sentences', { lead: 99 }],
    ['terms out of order', { hashes: fingerprint.hashes.toReversed() }],
    ['a weight there is not', { weights: fingerprint.weights.with(0, 16) }],
  ])('are refused for %s', (_name, fault) => {
    expect(() => decodeFingerprint(encodeFingerprint({ ...fingerprint, ...fault }))).toThrow(RangeError);
  });
});

describe('the bytes of a fingerprint', () => {
  it('are read where two terms lie as far apart as they can', () => {
    const fingerprint = take(TEXT);
    const hashes = fingerprint.hashes.with(0, 0).with(-1, 0xffffffff);
    const anchors = Uint32Array.of(0xffffffff, 0);
    const far = { ...fingerprint, hashes, anchors };
    expect(decodeFingerprint(encodeFingerprint(far))).toEqual(far);
  });
});
