import * as z from 'zod/mini';

/** ISO 8601 in UTC, as `Date.toISOString` writes it. */
export const Moment = z.string().check(z.meta({ format: 'date-time' }));
