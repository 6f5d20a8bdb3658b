import type { MiddlewareHandler } from 'hono';

/** Answers hold article texts: nothing on the way may keep them, and no browser may take them for a page. */
const HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

export const secureHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(HEADERS)) {
    // A page of ours has a policy of its own.
    if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  }
  // What has a tag may be kept by who asked, but not shown without asking again.
  c.res.headers.set('cache-control', c.res.headers.has('etag') ? 'private, no-cache' : 'no-store');
};
