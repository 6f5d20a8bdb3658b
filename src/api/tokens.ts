import * as z from 'zod/mini';
import { Name, readSecret } from '../configuration.ts';
import { sha256, toHex } from '../digest.ts';

export const RIGHTS = ['read', 'write', 'correct', 'administer'] as const;
export type Right = (typeof RIGHTS)[number];

/** What a token may do, and in which collection. */
export interface Caller {
  collection: string;
  rights: readonly Right[];
  /** Names the caller in the log of corrections. */
  name: string;
}

/** Longest name of a token. */
const LONGEST_NAME = 100;

/** What a Bearer header can carry (RFC 6750). */
const TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;

const Tokens = z.record(
  z.string().check(z.regex(TOKEN)),
  z.strictObject({
    collection: Name,
    rights: z.array(z.enum(RIGHTS)).check(z.minLength(1)),
    name: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(LONGEST_NAME))),
  }),
);

interface KnownToken extends Caller {
  digest: ArrayBuffer;
}

/** The secret's tokens, hashed. The isolate keeps the last, so that a request does not hash them all again. */
let cache: { secret: string; tokens: KnownToken[] } | undefined;

/**
 * Reads the API_TOKENS secret.
 * @returns null when it is not the JSON it should be; then nobody may enter.
 */
export const readTokens = async (secret: string): Promise<KnownToken[] | null> => {
  if (cache?.secret === secret) return cache.tokens;
  const parsed = readSecret(Tokens, secret);
  if (parsed === null || Object.keys(parsed).length === 0) return null;
  const tokens = await Promise.all(
    Object.entries(parsed).map(async ([token, caller]) => {
      const digest = await sha256(token);
      return { ...caller, name: caller.name ?? nameless(await sha256(token.slice(0, BEGINNING))), digest };
    }),
  );
  cache = { secret, tokens };
  return tokens;
};

/** Characters of a token that has no name by which its corrections are told from those of others; only a hash of them is shown. */
const BEGINNING = 8;

const nameless = (digest: ArrayBuffer): string => `token ${toHex(new Uint8Array(digest, 0, 4))}`;

/** Whose token this is. Looks at every known token, so that the time taken tells nothing about any of them. */
export const findCaller = async (tokens: KnownToken[], token: string): Promise<Caller | null> => {
  const digest = await sha256(token);
  let found: Caller | null = null;
  for (const known of tokens) if (crypto.subtle.timingSafeEqual(known.digest, digest)) found = known;
  return found;
};
