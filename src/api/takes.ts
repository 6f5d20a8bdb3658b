import type { MiddlewareHandler } from 'hono';
import type { Api } from './auth.ts';

/** What a request may carry, as the typed client sends it. */
interface Taken {
  json?: unknown;
  query?: Asked<string>;
  header?: Record<string, string | undefined>;
}

/** Parameters of these names, each of which may be left out. */
export type Asked<Name extends string> = Partial<Record<Name, string>>;

/** Parameters of a list. */
export type Page = Asked<'limit' | 'cursor'>;

/** Tells the typed client (src/client.ts) what a route takes. To read and check it is the route's own. */
export const takes =
  <Input extends Taken>(): MiddlewareHandler<Api, string, { in: Input }> =>
  (_, next) =>
    next();
