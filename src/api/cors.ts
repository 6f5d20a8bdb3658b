import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import type { Api } from './auth.ts';
import { ANY, readOrigins } from './origins.ts';

/** Seconds that a browser may remember what it was allowed; browsers cut it to two hours or less. */
const REMEMBERED = 7200;

/**
 * Lets pages of the origins in CORS_ORIGINS read answers; without it no page of another site can, as browsers have it by themselves.
 * Cookies and the like never count (`credentials`): a page must know a token.
 */
export const crossOrigin: MiddlewareHandler<Api> = async (c, next) => {
  if (readOrigins(c.env.CORS_ORIGINS).length === 0) return next();
  return share(c, next);
};

const share = cors({
  origin: (origin, c) => {
    const origins = readOrigins(c.env.CORS_ORIGINS);
    if (origins.includes(ANY)) return ANY;
    return origins.includes(origin) ? origin : null;
  },
  allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
  allowHeaders: [
    'Authorization',
    'Content-Encoding',
    'Content-Type',
    'Idempotency-Key',
    'If-Match',
    'If-None-Match',
    'X-Request-Id',
  ],
  exposeHeaders: ['Allow', 'ETag', 'Idempotency-Replayed', 'Location', 'Retry-After', 'Server-Timing', 'X-Request-Id'],
  maxAge: REMEMBERED,
});
