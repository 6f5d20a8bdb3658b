import { sha256 } from '../digest.ts';
import type { ReadClaim } from './claim.ts';
import { readId } from './standard.ts';

/** For senders that cannot sign: `Authorization: Bearer` with the secret, or another header that holds it and nothing else. */
export const sharedSecret = async (secrets: string[], header?: string): Promise<ReadClaim> => {
  const known = await Promise.all(secrets.map(sha256));
  const name = header ?? 'authorization';
  return (headers) => {
    const sent = headers.get(name)?.trim();
    if (!sent) return null;
    const [, token] = /^bearer +(\S+)$/i.exec(sent) ?? [];
    const given = header === undefined ? token : sent;
    if (given === undefined) return { field: name, detail: 'is no Bearer token' };
    return { delivery: readId(headers), header: name, holds: () => isKnown(known, given) };
  };
};

/** Digests are compared, not the secrets: they are of one length. */
const isKnown = async (known: ArrayBuffer[], given: string): Promise<boolean> => {
  const digest = await sha256(given);
  let found = false;
  for (const secret of known) if (crypto.subtle.timingSafeEqual(secret, digest)) found = true;
  return found;
};
