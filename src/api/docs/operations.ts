import { html } from 'hono/html';
import type { OpenApi, OpenApiOperation, OpenApiResponse } from '../openapi/document.ts';
import type { WebhookItem } from '../openapi/outgoing.ts';
import { curlLine } from './curl.ts';
import { type Html, prose, table } from './markup.ts';
import { typeName } from './schemas.ts';

export interface Placed {
  method: string;
  path: string;
  operation: OpenApiOperation;
}

/** The operations of a tag, in the document's order. */
export const operationsOf = ({ paths }: OpenApi, tag: string): Placed[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.tags.includes(tag))
      .map(([method, operation]) => ({ method, path, operation })),
  );

export const operationLink = ({ method, path, operation }: Placed): Html =>
  html`<li><a href="#${operation.operationId}"><span class="method ${method}">${method.toUpperCase()}</span> ${path}</a></li>`;

export const operationSection = (document: OpenApi, { method, path, operation }: Placed): Html => html`
<h3 id="${operation.operationId}"><a href="#${operation.operationId}"><span class="method ${method}">${method.toUpperCase()}</span> ${path}</a></h3>
<p><strong>${operation.summary}.</strong> ${prose(operation.description ?? '')}</p>
<pre><code>${curlLine(method, path, operation)}</code></pre>
${parameters(operation)}
${body(operation)}
<h4>Answers</h4>
${table(
  Object.entries(operation.responses).map(([status, response]) => ({
    name: html`${status}`,
    said: answer(resolve(document, response)),
  })),
)}`;

const resolve = ({ components }: OpenApi, response: OpenApiResponse | { $ref: string }): OpenApiResponse => {
  if (!('$ref' in response)) return response;
  return components.responses[response.$ref.replace(/^.*\//, '')] ?? { description: '' };
};

const answer = ({ description, content = {} }: OpenApiResponse): (Html | Html[])[] => [
  html`<span>${prose(description)}</span> `,
  ...Object.values(content).map(({ schema }) => html`<span class="quiet">${typeName(schema)}</span>`),
];

const parameters = ({ parameters = [] }: Pick<OpenApiOperation, 'parameters'>): Html =>
  parameters.length === 0
    ? html``
    : html`<h4>Parameters</h4>${table(
        parameters.map(({ name, in: place, description, schema }) => ({
          name: html`${place === 'query' ? `?${name}` : name}`,
          said: [html`<span class="quiet">${typeName(schema)} in the ${place}</span><br>`, prose(description)],
        })),
      )}`;

const body = ({ requestBody }: OpenApiOperation): Html =>
  requestBody === undefined
    ? html``
    : html`<h4>Body</h4><p>${prose(requestBody.description)}</p>${table(
        Object.entries(requestBody.content).map(([type, { schema }]) => ({
          name: html`<code>${type}</code>`,
          said: [typeName(schema)],
        })),
      )}`;

/** What a subscribed URL is sent. */
export const webhookSection = (name: string, { post }: WebhookItem): Html => html`
<h3 id="${post.operationId}"><a href="#${post.operationId}">${name}</a></h3>
<p>${post.summary}. Sends ${typeName(post.requestBody.content['application/json'].schema)}.</p>`;
