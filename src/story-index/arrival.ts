import type { Article } from '../contract/article.ts';
import { decodeFingerprint } from '../text/codec.ts';
import { type Fingerprint, MIN_TOKENS } from '../text/fingerprint.ts';
import { sourceHash } from '../text/hash.ts';

/** What the Worker hands over: an article, and its fingerprint as src/text/codec.ts wrote it. */
export interface Incoming {
  article: Article;
  fingerprint: Uint8Array;
}

/** An incoming article, read. Times are milliseconds since the epoch. */
export interface Arrival {
  article: Article;
  bytes: Uint8Array;
  fingerprint: Fingerprint;
  published: number | null;
  received: number;
  /** Hash of the outlet, 0 where it is unknown. */
  source: number;
}

/** Throws RangeError for a fingerprint of another version. */
export const readArrival = ({ article, fingerprint }: Incoming, received: number): Arrival => {
  const published = article.published_at === null ? Number.NaN : Date.parse(article.published_at);
  return {
    article,
    bytes: fingerprint,
    fingerprint: decodeFingerprint(fingerprint),
    published: Number.isNaN(published) ? null : published,
    received,
    source: article.source === null ? 0 : sourceHash(article.source),
  };
};

export const tooShort = (arrival: Arrival): boolean => arrival.fingerprint.tokens < MIN_TOKENS;
