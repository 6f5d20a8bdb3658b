import { html, raw } from 'hono/html';
import type { OpenApi } from '../openapi/document.ts';
import { type Html, prose } from './markup.ts';
import { operationLink, operationSection, operationsOf, webhookSection } from './operations.ts';
import { schemaSection } from './schemas.ts';
import { STYLE } from './style.ts';

export interface Page {
  html: string;
  /** Its Content-Security-Policy: it may use its own style, and nothing else. */
  policy: string;
}

/** The document as a page that needs no script and no other host. */
export const docsPage = async (document: OpenApi): Promise<Page> => ({
  html: String(await render(document)),
  policy: `default-src 'none'; style-src 'sha256-${await hashOf(STYLE)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
});

const render = (document: OpenApi): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${document.info.title} API</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<h1>${document.info.title} API <small class="quiet">${document.info.version}</small></h1>
<p>${prose(document.info.description)}</p>
<p>The same for programs: <a href="/openapi.json">openapi.json</a>. Lines for the shell go by two variables:</p>
<pre><code>SAMEWIRE=http://localhost:8787 TOKEN=…</code></pre>
<nav>${document.tags.map(({ name }) => contents(document, name))}</nav>
${document.tags.map((tag) => section(document, tag))}
<h2 id="sent">What subscribed URLs are sent</h2>
<p>Signed as Standard Webhooks, in order of <code>sequence</code>, at least once.</p>
${Object.entries(document.webhooks).map(([name, item]) => webhookSection(name, item))}
<h2 id="schemas">Schemas</h2>
${Object.entries(document.components.schemas).map(([name, schema]) => schemaSection(name, schema))}
</body>
</html>
`;

const contents = (document: OpenApi, tag: string): Html =>
  html`<h4>${tag}</h4><ul>${operationsOf(document, tag).map(operationLink)}</ul>`;

const section = (document: OpenApi, { name, description }: OpenApi['tags'][number]): Html => html`
<h2>${name}</h2>
<p class="quiet">${description}</p>
${operationsOf(document, name).map((placed) => operationSection(document, placed))}`;

const hashOf = async (text: string): Promise<string> =>
  btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))));
