import { etag, RETAINED_304_HEADERS } from 'hono/etag';
import { toHex } from '../digest.ts';

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

/** The tag of a cluster's answer: its version, which `If-Match` compares, and a hash of all that is told. */
export const clusterTag = async (version: string, answer: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(answer));
  return `W/"${version}.${toHex(new Uint8Array(digest))}"`;
};

/** The versions that `If-Match` names; null where it is not sent. What is no tag of a cluster matches none. */
export const versionsOf = (ifMatch: string | undefined): string[] | null => {
  if (ifMatch === undefined) return null;
  if (ifMatch.trim() === '*') return ['*'];
  return [...ifMatch.matchAll(/"([^"]*)"/g)].map(([, tag = '']) => tag.split('.')[0] ?? '');
};
