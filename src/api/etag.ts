import { etag, RETAINED_304_HEADERS } from 'hono/etag';

/**
 * Answers `If-None-Match` with 304 where nothing has changed. The tag is a hash of the answer, so it spares the way, not the work;
 * it is a weak one, because what is between may compress the answer.
 */
export const revalidated = etag({
  weak: true,
  retainedHeaders: [
    ...RETAINED_304_HEADERS,
    // A browser takes the headers of a 304 for those of the page that it has kept.
    'content-security-policy',
    'access-control-allow-origin',
    'access-control-expose-headers',
    'x-request-id',
  ],
});
