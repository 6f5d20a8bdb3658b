import type { Context } from 'hono';
import { html } from 'hono/html';
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Api } from '../api/auth.ts';
import type { Visit } from './layout.tsx';

type Element = JSX.Element | Promise<JSX.Element>;

/** Answers a page. */
export const answerPage = (
  c: Context<Api>,
  page: Element,
  status: ContentfulStatusCode = 200,
): Response | Promise<Response> => c.html(html`<!doctype html>${page}`, status);

/** Who looks at a page that `visitor` let pass. */
export const visitOf = (c: Context<Api>): Visit => c.var.visit ?? { formToken: '', signedIn: false };
