import type { Context } from 'hono';
import type { Api } from '../api/auth.ts';
import { readBody } from '../intake/body.ts';
import { ProblemError, problem } from '../intake/problems.ts';

/** The field of a form that holds its token. */
export const TOKEN_FIELD = 'form_token';

/**
 * A form's fields, of a form that this site showed to this visitor.
 * @throws {ProblemError} 403 for any other; 400, 413 as `readBody` does.
 */
export const readForm = async (c: Context<Api>): Promise<URLSearchParams> => {
  const form = await readOwnForm(c);
  const [sent, own] = [Buffer.from(form.get(TOKEN_FIELD) ?? ''), Buffer.from(c.var.visit?.formToken ?? '')];
  if (own.length === 0 || sent.length !== own.length || !crypto.subtle.timingSafeEqual(sent, own))
    throw new ProblemError(FOREIGN);
  return form;
};

/** The same of a form that was shown before anybody signed in: only its origin can be told. */
export const readOwnForm = async (c: Context<Api>): Promise<URLSearchParams> => {
  const [origin, site] = [c.req.header('origin'), c.req.header('sec-fetch-site')];
  const foreign = (origin !== undefined && origin !== new URL(c.req.url).origin) || site === 'cross-site';
  if (foreign) throw new ProblemError(FOREIGN);
  return new URLSearchParams(await readBody(c.req.raw));
};

const FOREIGN = problem(
  'foreign-page',
  'The form was not sent from this page, or you have signed in anew since. Load the page again.',
);
