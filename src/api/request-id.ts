import type { Context } from 'hono';
import { requestId } from 'hono/request-id';

/** Longest id that is taken from a client; a UUID has 36. */
const LONGEST = 64;

/**
 * Gives the request its id, in `X-Request-Id`. A client may choose it, of letters, digits, `_`, `-` and `=`; in place of any other a
 * new one is made, for it goes into answers and logs.
 */
export const nameRequest = requestId({ limitLength: LONGEST });

/** The request as a problem names it (RFC 9457, `instance`). */
export const instanceOf = (c: Context): string => `urn:samewire:request:${c.var.requestId}`;
