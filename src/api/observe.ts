import type { Context, MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { Account, type Placed } from './account.ts';
import type { Api } from './auth.ts';
import { logPlacement, logRequest } from './log.ts';
import { measure } from './metrics.ts';
import type { Caller } from './tokens.ts';

/** A request that was answered. What its sender chose freely is not in it, but for the articles' ids. */
export interface Finished {
  request_id: string;
  method: string;
  /** As the routes spell it, without ids; null where there is none. */
  route: string | null;
  status: number;
  /** A problem's type without `urn:samewire:problem:`; null where the answer is none. */
  problem: string | null;
  /** Milliseconds that were waited; the platform's clock stands still while a Worker computes. */
  ms: number;
  /** Null without a known token. */
  collection: string | null;
  /** The job that places the articles later; they are counted when it is done. */
  job_id: string | null;
  articles: number;
  /** Of the articles the ones that were answered with a problem. */
  errors: number;
  /** Size of the body as it was sent; null where the sender did not say. */
  bytes: number | null;
  /** The data centre. */
  colo: string | null;
  placed: readonly Placed[];
}

/** Tells of every request when it is over: in the answer's `Server-Timing`, the logs, and the metrics. */
export const observe: MiddlewareHandler<Api> = async (c, next) => {
  const account = new Account();
  c.set('account', account);
  await account.time('total', next);
  const parts = [...account.durations].map(([part, ms]) => `${part};dur=${ms}`);
  c.res.headers.set('server-timing', parts.join(', '));
  const finished = finish(c, account);
  // The request first: the platform keeps so much of a request's log and no more.
  logRequest(c.env, finished);
  for (const placed of account.placed) logPlacement(c.env, { request_id: finished.request_id }, placed);
  measure(c.env, finished);
};

const finish = (c: Context<Api>, { articles, errors, job, placed, durations }: Account): Finished => {
  const caller: Caller | undefined = c.var.caller;
  const length = c.req.header('content-length') ?? '';
  return {
    request_id: c.var.requestId,
    method: c.req.method,
    route: routeOf(c),
    status: c.res.status,
    problem: c.var.problem?.replace(/^.*:/, '') ?? null,
    ms: durations.get('total') ?? 0,
    collection: caller?.collection ?? null,
    job_id: job,
    articles,
    errors,
    bytes: /^\d{1,15}$/.test(length) ? Number(length) : null,
    colo: typeof c.req.raw.cf?.colo === 'string' ? c.req.raw.cf.colo : null,
    placed,
  };
};

/** The last route that matches is the request's own; those of middleware come before it. */
const routeOf = (c: Context): string | null => {
  const route = routePath(c, -1);
  return route.endsWith('*') ? null : route;
};
