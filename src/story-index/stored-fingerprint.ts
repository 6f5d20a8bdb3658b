import { decodeFingerprint } from '../text/codec.ts';
import type { Fingerprint } from '../text/fingerprint.ts';

/** A stored fingerprint; null for one of another version, whose text attracts no more until it is made anew. */
export const readFingerprint = (bytes: ArrayBuffer): Fingerprint | null => {
  try {
    return decodeFingerprint(new Uint8Array(bytes));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};
