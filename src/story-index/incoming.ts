import type { Article } from '../contract/article.ts';
import { cleanText, lineHashes } from '../text/clean.ts';
import { encodeFingerprint } from '../text/codec.ts';
import { fingerprintOf } from '../text/fingerprint.ts';

/** What the Worker hands over: an article, and what it has made of its text. */
export interface Incoming {
  article: Article;
  /** As src/text/codec.ts wrote it. */
  fingerprint: Uint8Array;
  /** Hashes of the lines of its body (lineHashes). */
  lines: number[];
  /** Where the Worker wrote the text; absent where the object is to keep it. */
  textKey?: string;
  /** When it was accepted, in milliseconds since the epoch; absent where that is now and nothing waits (acceptance.ts). */
  accepted?: number;
}

/** Makes of an article what the object needs. Pure. */
export const toIncoming = (article: Article): Incoming => {
  const clean = cleanText(article.title, article.text);
  return { article, fingerprint: encodeFingerprint(fingerprintOf(clean)), lines: lineHashes(clean) };
};
