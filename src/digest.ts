const encode = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;

export const sha256 = (content: string | Uint8Array): Promise<ArrayBuffer> =>
  crypto.subtle.digest('SHA-256', encode(content));

/** 128 bits of SHA-256 in hex: no two of a billion contents meet. */
export const digestOf = async (content: string | Uint8Array): Promise<string> =>
  toHex(new Uint8Array(await sha256(content), 0, 16));

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
