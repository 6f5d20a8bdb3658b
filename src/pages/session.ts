import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import * as z from 'zod/mini';
import type { Api } from '../api/auth.ts';
import { type Caller, RIGHTS } from '../api/tokens.ts';
import { readSecret } from '../configuration.ts';

/** Seconds until a person is asked for the token again: a working day. */
const LIFETIME = 12 * 60 * 60;

/** What a signed cookie says of who sends it. It holds no token. */
const Session = z.object({
  collection: z.string(),
  rights: z.array(z.enum(RIGHTS)),
  name: z.string(),
  /** Milliseconds since the epoch. */
  expires: z.number(),
  /** Random: tells this sign-in from every other, so that its forms are its own. */
  nonce: z.string(),
});
export type Session = z.infer<typeof Session>;

/** Signs with what API_TOKENS holds, so another secret signs everybody out. `use` keeps one signature from passing for another. */
const keyFor = (env: Cloudflare.Env, use: 'session' | 'form'): string =>
  createHash('sha256').update(`samewire ${use} 1\n${env.API_TOKENS}`).digest('hex');

const isSecure = (c: Context): boolean => new URL(c.req.url).protocol === 'https:';
const NAME = 'samewire';

/** `__Host-` keeps other hosts of the domain from setting it; it is for https alone. */
const prefixOf = (c: Context): { prefix: 'host' } | object => (isSecure(c) ? { prefix: 'host' } : {});

const attributesOf = (c: Context) =>
  ({ path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(c), ...prefixOf(c) }) as const;

/** Signs in whoever gets this answer. */
export const openSession = async (c: Context<Api>, { collection, rights, name }: Caller): Promise<void> => {
  const session: Session = {
    collection,
    rights: [...rights],
    name,
    expires: Date.now() + LIFETIME * 1000,
    nonce: crypto.randomUUID(),
  };
  const value = Buffer.from(JSON.stringify(session)).toString('base64url');
  await setSignedCookie(c, NAME, value, keyFor(c.env, 'session'), { ...attributesOf(c), maxAge: LIFETIME });
};

export const closeSession = (c: Context<Api>): void => {
  deleteCookie(c, NAME, attributesOf(c));
};

/** Who sent the request, by its cookie; null without one that is signed and still holds. */
export const readSession = async (c: Context<Api>): Promise<Session | null> => {
  const key = keyFor(c.env, 'session');
  const value = isSecure(c) ? await getSignedCookie(c, key, NAME, 'host') : await getSignedCookie(c, key, NAME);
  if (!value) return null;
  const session = readSecret(Session, Buffer.from(value, 'base64url').toString());
  return session !== null && session.expires > Date.now() ? session : null;
};

/** What a form must send back to be this session's own; of local use, which has no session, always the same. */
export const formToken = (env: Cloudflare.Env, session: Session | null): string =>
  createHash('sha256')
    .update(`${keyFor(env, 'form')} ${session?.nonce ?? 'local'}`)
    .digest('hex');
