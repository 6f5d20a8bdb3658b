import * as z from 'zod/mini';
import { Name, readSecret } from '../configuration.ts';
import type { ReadClaim } from './claim.ts';
import { HEX_HEADERS, hexSignature } from './hex.ts';
import { sharedSecret } from './shared-secret.ts';
import { keyOf, STANDARD_HEADERS, standardWebhooks } from './standard.ts';

/** A request costs at most one hash of its body for each sender and secret, whoever sent it; two secrets do for a rotation. */
const MOST_SENDERS = 16;
const MOST_SECRETS = 4;

/** Shorter ones can be guessed. */
const SHORTEST_SECRET = 16;
const LONGEST_SECRET = 512;

const HeaderName = z.string().check(z.regex(/^[A-Za-z0-9-]{1,100}$/));

const secrets = (secret: z.ZodMiniString) => z.array(secret).check(z.minLength(1), z.maxLength(MOST_SECRETS));
const Signing = z.string().check(z.refine((secret) => keyOf(secret) !== null));
const Text = z.string().check(z.minLength(SHORTEST_SECRET), z.maxLength(LONGEST_SECRET));
/** As a header carries it. */
const Carried = z.string().check(z.minLength(SHORTEST_SECRET), z.maxLength(LONGEST_SECRET), z.regex(/^[!-~]+$/));

const Sender = z.discriminatedUnion('scheme', [
  z.strictObject({ collection: Name, scheme: z.literal('standard-webhooks'), secrets: secrets(Signing) }),
  z.strictObject({
    collection: Name,
    scheme: z.literal('hmac-sha256'),
    secrets: secrets(Text),
    header: z.optional(HeaderName),
  }),
  z.strictObject({ collection: Name, scheme: z.literal('bearer'), secrets: secrets(Carried) }),
  z.strictObject({ collection: Name, scheme: z.literal('header'), secrets: secrets(Carried), header: HeaderName }),
]);
type Sender = z.infer<typeof Sender>;

const Senders = z.record(Name, Sender);

/** Who may send to the webhook, and into which collection. */
export interface KnownSender {
  name: string;
  collection: string;
  /** The headers that its requests have. */
  headers: string[];
  read: ReadClaim;
}

/** The secret's senders with their keys. The isolate keeps the last, so that a request does not import all keys again. */
let cache: { secret: string; senders: KnownSender[] } | undefined;

/**
 * Reads the WEBHOOK_SENDERS secret.
 * @returns null when it is not the JSON it should be; then nobody may send.
 */
export const readSenders = async (secret: string): Promise<KnownSender[] | null> => {
  if (cache?.secret === secret) return cache.senders;
  const entries = Object.entries(readSecret(Senders, secret) ?? {});
  if (entries.length === 0 || entries.length > MOST_SENDERS) return null;
  const senders = await Promise.all(
    entries.map(async ([name, sender]) => ({ name, collection: sender.collection, ...(await schemeOf(sender)) })),
  );
  cache = { secret, senders };
  return senders;
};

const schemeOf = async (sender: Sender): Promise<Pick<KnownSender, 'headers' | 'read'>> => {
  switch (sender.scheme) {
    case 'standard-webhooks':
      return {
        headers: STANDARD_HEADERS,
        read: await standardWebhooks(sender.secrets.map((secret) => keyOf(secret) as Uint8Array)),
      };
    case 'hmac-sha256': {
      const keys = sender.secrets.map((secret) => new TextEncoder().encode(secret));
      const { header } = sender;
      return { headers: header === undefined ? HEX_HEADERS : [header], read: await hexSignature(keys, header) };
    }
    case 'bearer':
      return { headers: ['authorization'], read: await sharedSecret(sender.secrets) };
    case 'header':
      return { headers: [sender.header], read: await sharedSecret(sender.secrets, sender.header) };
  }
};
