import { decodeFingerprint, encodeFingerprint } from '../text/codec.ts';
import { type Fingerprint, takeFingerprint } from '../text/fingerprint.ts';
import { firstRow, type Sql } from './sql.ts';

/** A stored fingerprint; null for one of another version. */
export const readFingerprint = (bytes: ArrayBuffer): Fingerprint | null => {
  try {
    return decodeFingerprint(new Uint8Array(bytes));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

/**
 * Takes the fingerprint of a distinct text anew from its bearer's article, and keeps it: so a store whose fingerprints are of an
 * earlier definition comes to the newest one text by text, as they are needed. Null where the text is not in the object: until it leaves the
 * window, it attracts no more.
 */
export const renewFingerprint = (
  sql: Sql,
  text: { number: number; article: number },
  learned: ReadonlySet<number>,
): Fingerprint | null => {
  const query = 'SELECT title, text FROM article WHERE key = ?';
  const article = firstRow<{ title: string; text: string | null }>(sql, query, text.article);
  if (article === null || article.text === null) return null;
  const fingerprint = takeFingerprint({ title: article.title, text: article.text }, learned);
  sql.exec('UPDATE distinct_text SET fingerprint = ? WHERE number = ?', encodeFingerprint(fingerprint), text.number);
  return fingerprint;
};
