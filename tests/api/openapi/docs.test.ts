import { exports } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { docsPage } from '../../../src/api/docs/page.ts';
import { DOCUMENT } from './conformity.ts';

const read = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  exports.default.fetch(`https://samewire.example${path}`, { headers });

it('the document is there for everybody, as it was checked', async () => {
  const response = await read('/openapi.json');
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(await response.json()).toEqual(JSON.parse(JSON.stringify(DOCUMENT)));
});

it('the page may use its own style and nothing else, whatever is in it', async () => {
  const response = await read('/docs');
  const html = await response.text();
  const [, style = ''] = /<style>(.*?)<\/style>/s.exec(html) ?? [];
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style)));
  const hash = btoa(String.fromCharCode(...digest));
  expect(response.headers.get('content-type')).toMatch(/^text\/html/);
  expect(response.headers.get('content-security-policy')).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  expect(html).not.toMatch(/<script|<link|<img|<iframe|style=|\son\w+=|@import|url\(/i);
});

it('the page keeps its policy when it is not sent again', async () => {
  const { headers } = await read('/docs');
  const unchanged = await read('/docs', { 'if-none-match': headers.get('etag') ?? '' });
  expect(unchanged.status).toBe(304);
  expect(unchanged.headers.get('content-security-policy')).toBe(headers.get('content-security-policy'));
});

it('the page has each operation, event and schema under an anchor, and no link leads nowhere', async () => {
  const html = await (await read('/docs')).text();
  const anchors = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href);
  const operations = Object.values(DOCUMENT.paths).flatMap((methods) => Object.values(methods));
  for (const { operationId } of operations) expect(anchors).toContain(operationId);
  for (const name of Object.keys(DOCUMENT.components.schemas)) expect(anchors).toContain(`schema-${name}`);
  for (const name of Object.keys(DOCUMENT.webhooks)) expect(html).toContain(`>${name}</a>`);
  expect(new Set(anchors).size).toBe(anchors.length);
  expect(links.filter((href) => href !== '/openapi.json' && !anchors.includes(href?.slice(1)))).toEqual([]);
});

it('the page has a line for the shell for each operation', async () => {
  const html = await (await read('/docs')).text();
  expect(html.match(/<pre><code>curl /g)?.length).toBe(
    Object.values(DOCUMENT.paths).flatMap((methods) => Object.values(methods)).length,
  );
  expect(html).toContain('curl &quot;$SAMEWIRE/v1/clusters&quot; -H &quot;Authorization: Bearer $TOKEN&quot;');
});

it('the page shows markup in the document as text', async () => {
  const bad = '<script>alert(1)</script>';
  const { html } = await docsPage({
    ...DOCUMENT,
    info: { ...DOCUMENT.info, title: bad, description: `${bad} \`${bad}\`` },
    tags: DOCUMENT.tags.map((tag) => ({ ...tag, description: bad })),
    components: {
      ...DOCUMENT.components,
      schemas: { [bad]: { type: 'object', properties: { [bad]: { enum: [bad] } } } },
    },
  });
  expect(html).not.toContain('<script');
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
});
