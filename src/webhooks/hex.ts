import { toHex } from '../digest.ts';
import type { ReadClaim } from './claim.ts';
import { importKeys, isSigned, readHex } from './hmac.ts';

/** Where GitHub and its like, Firecrawl, and Miniflux put the HMAC of the body. */
export const HEX_HEADERS = ['x-hub-signature-256', 'x-firecrawl-signature', 'x-miniflux-signature'];

/**
 * The HMAC-SHA256 of the body in hex. It is the delivery's id as well, so that an old body that someone replays cannot undo a later
 * revision. Nothing else in these schemes tells when it was sent.
 */
export const hexSignature = async (secrets: Uint8Array[], header?: string): Promise<ReadClaim> => {
  const keys = await importKeys(secrets);
  const names = header === undefined ? HEX_HEADERS : [header];
  return (headers) => {
    const name = names.find((candidate) => headers.has(candidate));
    if (name === undefined) return null;
    const signature = readHex(headers.get(name) ?? '');
    if (signature === null) return { field: name, detail: 'is no HMAC-SHA256 in hex' };
    return { delivery: toHex(signature), header: name, holds: (body) => isSigned(keys, body, [signature]) };
  };
};
