import type { Article } from '../contract/article.ts';
import { decodeFingerprint, encodeFingerprint } from '../text/codec.ts';
import { type Fingerprint, MIN_TOKENS, takeFingerprint } from '../text/fingerprint.ts';
import { sourceHash } from '../text/hash.ts';
import type { Incoming } from './incoming.ts';
import type { LearnedFurniture } from './learned-furniture.ts';

/** An incoming article, read. Times are milliseconds since the epoch. */
export interface Arrival {
  article: Article;
  bytes: Uint8Array;
  fingerprint: Fingerprint;
  /** Hashes of the lines of its body. */
  lines: readonly number[];
  published: number | null;
  received: number;
  accepted: number | null;
  /** Hash of the outlet, 0 where it is unknown. */
  source: number;
  /** Of the fingerprint as it was sent: a repeated article is told by them, whatever was learned in between. */
  sent: { digest: number; tokens: number };
}

/** Throws RangeError for a fingerprint of another version. */
export const readArrival = ({ article, fingerprint, lines, accepted }: Incoming, received: number): Arrival => {
  const published = article.published_at === null ? Number.NaN : Date.parse(article.published_at);
  const decoded = decodeFingerprint(fingerprint);
  return {
    article,
    bytes: fingerprint,
    fingerprint: decoded,
    lines,
    published: Number.isNaN(published) ? null : published,
    received,
    accepted: accepted ?? null,
    source: article.source === null ? 0 : sourceHash(article.source),
    sent: { digest: decoded.digest, tokens: decoded.tokens },
  };
};

/**
 * The arrival without the lines that are furniture in its source: its fingerprint taken anew where it has any. A source that is not
 * known has none.
 */
export const stripLearned = (arrival: Arrival, furniture: LearnedFurniture): Arrival => {
  const learned = furniture.of(arrival.source);
  if (!arrival.lines.some((line) => learned.has(line))) return arrival;
  const fingerprint = takeFingerprint(arrival.article, learned);
  return { ...arrival, fingerprint, bytes: encodeFingerprint(fingerprint) };
};

export const tooShort = (arrival: Arrival): boolean => arrival.fingerprint.tokens < MIN_TOKENS;
