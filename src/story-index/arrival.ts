import type { Article } from '../contract/article.ts';
import { cleanText, lineHashes } from '../text/clean.ts';
import { decodeFingerprint, encodeFingerprint } from '../text/codec.ts';
import { type Fingerprint, MIN_TOKENS, takeFingerprint } from '../text/fingerprint.ts';
import { sourceHash } from '../text/hash.ts';
import type { LearnedFurniture } from './learned-furniture.ts';

/** What the Worker hands over: an article, and its fingerprint as src/text/codec.ts wrote it. */
export interface Incoming {
  article: Article;
  fingerprint: Uint8Array;
  /** Where the Worker wrote the text; absent where the object is to keep it. */
  textKey?: string;
  /** When it was accepted, in milliseconds since the epoch; absent where that is now and nothing waits (acceptance.ts). */
  accepted?: number;
}

/** An incoming article, read. Times are milliseconds since the epoch. */
export interface Arrival {
  article: Article;
  bytes: Uint8Array;
  fingerprint: Fingerprint;
  published: number | null;
  received: number;
  accepted: number | null;
  /** Hash of the outlet, 0 where it is unknown. */
  source: number;
  /** Of the fingerprint as it was sent: a repeated article is told by them, whatever was learned in between. */
  sent: { digest: number; tokens: number };
}

/** Throws RangeError for a fingerprint of another version. */
export const readArrival = ({ article, fingerprint, accepted }: Incoming, received: number): Arrival => {
  const published = article.published_at === null ? Number.NaN : Date.parse(article.published_at);
  const decoded = decodeFingerprint(fingerprint);
  return {
    article,
    bytes: fingerprint,
    fingerprint: decoded,
    published: Number.isNaN(published) ? null : published,
    received,
    accepted: accepted ?? null,
    source: article.source === null ? 0 : sourceHash(article.source),
    sent: { digest: decoded.digest, tokens: decoded.tokens },
  };
};

/** An arrival without the lines that are furniture in its source, and the hashes of all its body lines. */
export interface Stripped {
  arrival: Arrival;
  lines: number[];
}

/** Takes the fingerprint anew where the text has lines that were learned. A source that is not known has none. */
export const stripLearned = (arrival: Arrival, furniture: LearnedFurniture): Stripped => {
  const { article, source } = arrival;
  if (source === 0) return { arrival, lines: [] };
  const lines = lineHashes(cleanText(article.title, article.text));
  const learned = furniture.of(source);
  if (!lines.some((line) => learned.has(line))) return { arrival, lines };
  const fingerprint = takeFingerprint(article, learned);
  return { arrival: { ...arrival, fingerprint, bytes: encodeFingerprint(fingerprint) }, lines };
};

export const tooShort = (arrival: Arrival): boolean => arrival.fingerprint.tokens < MIN_TOKENS;
