import { Hono } from 'hono';
import type { Api } from '../auth.ts';
import { docsPage } from '../docs/page.ts';
import { revalidated } from '../etag.ts';
import { describeApi } from './document.ts';

/** The same for every request, and made by the first that asks. */
const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

const document = once(describeApi);
const documentJson = once(() => JSON.stringify(document()));
const page = once(() => docsPage(document()));

/** What this Samewire is, for programs and for people. It is no secret, so it needs no token. The platform compresses both on the way. */
export const description = new Hono<Api>()
  .get('/openapi.json', revalidated, (c) => c.body(documentJson(), 200, { 'content-type': 'application/json' }))
  .get('/docs', revalidated, async (c) => {
    const { html, policy } = await page();
    return c.html(html, 200, { 'content-security-policy': policy });
  });
