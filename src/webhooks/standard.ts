import type { Claim, ReadClaim } from './claim.ts';
import { fromBase64, importKeys, isSigned, readBase64 } from './hmac.ts';

/** Seconds that a delivery may be old, or ahead of this clock: what the libraries of the specification allow. */
export const TOLERANCE = 300;

/** Signatures of one delivery that are looked at. A sender has two while it changes its secret. */
const MOST_SIGNATURES = 16;

const ID = 'webhook-id';
const TIMESTAMP = 'webhook-timestamp';
const SIGNATURE = 'webhook-signature';
export const STANDARD_HEADERS = [ID, TIMESTAMP, SIGNATURE];

/** The bytes of a secret, base64 with or without `whsec_`; null where they are not the 24 to 64 that the specification asks for. */
export const keyOf = (secret: string): Uint8Array | null => {
  const [, digits] = /^(?:whsec_)?([A-Za-z0-9+/]{32,86})={0,2}$/.exec(secret) ?? [];
  return digits === undefined || digits.length % 4 === 1 ? null : fromBase64(digits);
};

/**
 * Standard Webhooks. Not by the `standardwebhooks` package: it turns the body into text before it signs, so that bytes which are no
 * UTF-8 pass for others and a compressed body never verifies, and hashes in JavaScript, eight times slower.
 */
export const standardWebhooks = async (secrets: Uint8Array[]): Promise<ReadClaim> => {
  const keys = await importKeys(secrets);
  return (headers, now) => {
    const [id, timestamp, signature] = STANDARD_HEADERS.map((name) => read(headers, name));
    if (!id && !timestamp && !signature) return null;
    if (!id) return { field: ID, detail: 'is missing' };
    if (!timestamp) return { field: TIMESTAMP, detail: 'is missing' };
    if (!signature) return { field: SIGNATURE, detail: 'is missing' };
    const fault = faultOfTime(timestamp, now);
    if (fault !== null) return { field: TIMESTAMP, detail: fault };
    return claim(keys, id, timestamp, signature);
  };
};

/** The id of a delivery, under either name. */
export const readId = (headers: Headers): string | null => read(headers, ID) || null;

/** Senders that were there before the specification call the same headers `svix-…`. */
const read = (headers: Headers, name: string): string | null =>
  headers.get(name) ?? headers.get(name.replace('webhook', 'svix'));

const faultOfTime = (timestamp: string, now: number): string | null => {
  if (!/^\d{1,15}$/.test(timestamp)) return 'is no number of seconds since 1970';
  const ahead = Number(timestamp) - Math.floor(now / 1000);
  if (ahead < -TOLERANCE) return `is too old: more than ${TOLERANCE} seconds ago`;
  return ahead > TOLERANCE ? `is in the future: more than ${TOLERANCE} seconds ahead` : null;
};

const claim = (keys: CryptoKey[], id: string, timestamp: string, signature: string): Claim => {
  const given = signature.split(' ', MOST_SIGNATURES).flatMap((entry) => {
    const [version, text = ''] = entry.split(',', 2);
    return (version === 'v1' ? readBase64(text) : null) ?? [];
  });
  const signedWith = new TextEncoder().encode(`${id}.${timestamp}.`);
  return { delivery: id, header: SIGNATURE, holds: (body) => isSigned(keys, join(signedWith, body), given) };
};

const join = (head: Uint8Array, body: Uint8Array): Uint8Array => {
  const joined = new Uint8Array(head.length + body.length);
  joined.set(head);
  joined.set(body, head.length);
  return joined;
};
