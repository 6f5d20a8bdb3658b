import type { MiddlewareHandler } from 'hono';
import { type Api, identify } from '../api/auth.ts';
import type { Right } from '../api/tokens.ts';
import { ProblemError, problem } from '../intake/problems.ts';
import { formToken, readSession } from './session.ts';

/**
 * Lets a visitor with the right pass: by cookie where API_TOKENS is set, else by local use. A token in the header does as well, for
 * programs that read exports. Who is not known is asked to sign in.
 * @throws {ProblemError} as `identify` does; 403 without the right.
 */
export const visitor =
  (right: Right): MiddlewareHandler<Api> =>
  async (c, next) => {
    const byHeader = !c.env.API_TOKENS || c.req.header('authorization') !== undefined;
    const session = byHeader ? null : await readSession(c);
    if (session === null && !byHeader && !isExport(c.req.path)) return c.redirect(signInFor(c.req.url), 303);
    const caller = session ?? (await identify(c.req.raw, c.env));
    c.set('caller', caller);
    c.set('visit', { formToken: formToken(c.env, session), signedIn: session !== null });
    if (!caller.rights.includes(right)) throw new ProblemError(problem('right-lacks', LACKS[right]));
    return next();
  };

const isExport = (path: string): boolean => /\.(json|csv)$/.test(path);

const signInFor = (url: string): string => {
  const { pathname, search } = new URL(url);
  return `/sign-in?next=${encodeURIComponent(pathname + search)}`;
};

const LACKS: Record<Right, string> = {
  read: 'The token you signed in with may not read.',
  write: 'The token you signed in with may not store articles.',
  correct: 'The token you signed in with may not correct.',
  administer: 'The token you signed in with may not change how the collection is kept.',
};

/** Where to go after signing in: a path of this host, whatever was asked for. */
export const ownPath = (wanted: string | undefined, url: string): string => {
  const { origin } = new URL(url);
  const target = URL.parse(wanted ?? '/', origin);
  // A path may itself begin with two slashes, and would then be read as another host.
  if (target === null || target.origin !== origin || target.pathname.startsWith('//')) return '/';
  return target.pathname + target.search;
};
