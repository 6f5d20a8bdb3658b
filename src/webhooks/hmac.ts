const ALGORITHM = { name: 'HMAC', hash: 'SHA-256' };

/** Bytes of a signature. */
const LENGTH = 32;

export const importKeys = (secrets: Uint8Array[]): Promise<CryptoKey[]> =>
  Promise.all(secrets.map((secret) => crypto.subtle.importKey('raw', secret, ALGORITHM, false, ['sign'])));

/** Whether one of the signatures, of 32 bytes each, is one of the keys'. Compares each with each, whatever is found. */
export const isSigned = async (keys: CryptoKey[], body: Uint8Array, signatures: Uint8Array[]): Promise<boolean> => {
  let signed = false;
  for (const key of keys) {
    const expected = await crypto.subtle.sign(ALGORITHM.name, key, body);
    for (const signature of signatures) if (crypto.subtle.timingSafeEqual(expected, signature)) signed = true;
  }
  return signed;
};

const HEX = /^(?:sha256=)?([0-9a-f]{64})$/i;

/** A signature in hex, with or without `sha256=`; null for what is none. */
export const readHex = (text: string): Uint8Array | null => {
  const [, digits] = HEX.exec(text.trim()) ?? [];
  if (digits === undefined) return null;
  return Uint8Array.from({ length: LENGTH }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16));
};

const BASE64 = /^[A-Za-z0-9+/]{43}=$/;

/** A signature in base64; null for what is none. */
export const readBase64 = (text: string): Uint8Array | null => (BASE64.test(text) ? fromBase64(text) : null);

/** @throws {DOMException} for what is not base64. */
export const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
