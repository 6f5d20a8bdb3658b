import type { MiddlewareHandler } from 'hono';
import type { RequestIdVariables } from 'hono/request-id';
import type { Problem } from '../contract/problem.ts';
import { ProblemError, problem } from '../intake/problems.ts';
import type { Account } from './account.ts';
import { isNamed } from './origins.ts';
import { type Caller, findCaller, type Right, readTokens } from './tokens.ts';

/** What every route's context knows. */
export interface Api {
  Bindings: Cloudflare.Env;
  Variables: RequestIdVariables & {
    caller: Caller;
    account: Account;
    /** Type of the problem that is answered. */
    problem?: string;
    /** Who looks at a page (src/pages): what their forms must send back, and whether they signed in. */
    visit?: { formToken: string; signedIn: boolean };
  };
}

const LOCAL_CALLER: Caller = { collection: 'local', rights: ['read', 'write', 'correct', 'administer'], name: 'local' };
const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Lets a request pass whose token has the right, and tells the route who calls. */
export const allow =
  (right: Right): MiddlewareHandler<Api> =>
  async (c, next) => {
    const caller = await identify(c.req.raw, c.env);
    if (!caller.rights.includes(right)) throw new ProblemError(lacks(right));
    c.set('caller', caller);
    await next();
  };

/** @throws {ProblemError} 401 without a known token, 403 for a foreign page, 503 where tokens are not set up. */
export const identify = async (request: Request, env: Cloudflare.Env): Promise<Caller> => {
  if (!env.API_TOKENS) {
    if (env.LOCAL_USE) return identifyLocal(request, env);
    throw new ProblemError(NO_TOKENS);
  }
  const tokens = await readTokens(env.API_TOKENS);
  if (tokens === null) throw new ProblemError(BAD_TOKENS);
  const [, token] = /^bearer +(\S+) *$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  const caller = token === undefined ? null : await findCaller(tokens, token);
  if (caller === null) throw new ProblemError(UNKNOWN, { 'www-authenticate': 'Bearer realm="samewire"' });
  return caller;
};

/**
 * Local use has no token, so it must not serve what a web page on another site makes this machine's browser send:
 * neither a request from that page (Origin), nor one to a name of its own that points here (Host). Only a site that CORS_ORIGINS
 * names may; `*` names none.
 */
const identifyLocal = (request: Request, env: Cloudflare.Env): Caller => {
  const { hostname, host } = new URL(request.url);
  const origin = request.headers.get('origin');
  const own = origin === null || URL.parse(origin)?.host === host || isNamed(env.CORS_ORIGINS, origin);
  if (!own || !LOCAL_HOSTS.has(hostname)) throw new ProblemError(FOREIGN);
  return LOCAL_CALLER;
};

const NO_TOKENS: Problem = problem(
  'no-tokens',
  'This Samewire has no API_TOKENS secret, so it answers nobody. Whoever deployed it: `npx wrangler secret put API_TOKENS`; README.md shows the value.',
);

const BAD_TOKENS: Problem = problem(
  'bad-tokens',
  'The API_TOKENS secret is not JSON of the form {"token": {"collection": "name", "rights": ["read", "write"]}}, so this Samewire answers nobody.',
);

const UNKNOWN: Problem = problem('unknown-token', 'Send a known token: `Authorization: Bearer …`.');

const FOREIGN: Problem = problem(
  'foreign-page',
  'Without API_TOKENS, only requests to localhost that come from no other web page are answered.',
);

const lacks = (right: Right): Problem => problem('right-lacks', `This needs a token with the right "${right}".`);
