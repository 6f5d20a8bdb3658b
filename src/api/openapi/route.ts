import { Hono } from 'hono';
import type { Api } from '../auth.ts';
import { docsPage, type Page } from '../docs/page.ts';
import { revalidated } from '../etag.ts';
import { describeApi } from './document.ts';

/** Both are the same for every request, and made by the first that asks. */
let documentJson: string | undefined;
let page: Page | undefined;

/** What this Samewire is, for programs and for people. It is no secret, so it needs no token. The platform compresses both on the way. */
export const description = new Hono<Api>()
  .get('/openapi.json', revalidated, (c) => {
    documentJson ??= JSON.stringify(describeApi());
    return c.body(documentJson, 200, { 'content-type': 'application/json' });
  })
  .get('/docs', revalidated, async (c) => {
    // Kept when it is done, not as a promise: no request may wait for what another has begun.
    page ??= await docsPage(describeApi());
    return c.html(page.html, 200, { 'content-security-policy': page.policy });
  });
