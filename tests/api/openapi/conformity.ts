import { type Schema, Validator } from '@cfworker/json-schema';
import { describeApi, type OpenApiOperation, type OpenApiResponse } from '../../../src/api/openapi/document.ts';
import type { JsonSchema, Method } from '../../../src/api/openapi/operation.ts';

export const DOCUMENT = describeApi();

/** An answer of the Worker, whole. */
export interface Given {
  status: number;
  headers: Headers;
  text: string;
}

/** The operation of the document that a request asks for; null where there is none. */
export const findOperation = (method: string, url: string): OpenApiOperation | null => {
  const pathname = new URL(url).pathname.replace(/\/$/, '');
  const path = Object.keys(DOCUMENT.paths).find((template) => asPattern(template).test(pathname));
  const name = (method === 'HEAD' ? 'GET' : method).toLowerCase() as Method;
  return (path === undefined ? undefined : DOCUMENT.paths[path]?.[name]) ?? null;
};

const asPattern = (template: string): RegExp =>
  new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);

/** What the document does not say of an answer; empty where it is as described. */
export const faultsOf = (method: string, url: string, given: Given): string[] => {
  if (method === 'OPTIONS') return [];
  const operation = findOperation(method, url);
  if (operation === null)
    return given.status === 404 || given.status === 405 ? [] : [`no operation answers ${given.status}`];
  const described = operation.responses[given.status];
  if (described === undefined) return [`${operation.operationId} is not said to answer ${given.status}`];
  const response = resolve(described);
  const faults = [...faultsOfHeaders(response, given), ...(method === 'HEAD' ? [] : faultsOfBody(response, given))];
  return faults.map((fault) => `${operation.operationId} ${given.status}: ${fault}`);
};

const resolve = (response: OpenApiResponse | { $ref: string }): OpenApiResponse =>
  '$ref' in response
    ? (DOCUMENT.components.responses[response.$ref.replace(/^.*\//, '')] as OpenApiResponse)
    : response;

const faultsOfHeaders = ({ headers = {} }: OpenApiResponse, given: Given): string[] =>
  Object.keys(headers)
    .filter((name) => DOCUMENT.components.headers[name as keyof typeof DOCUMENT.components.headers].required)
    .filter((name) => !given.headers.has(name))
    .map((name) => `has no ${name}`);

const faultsOfBody = ({ content }: OpenApiResponse, given: Given): string[] => {
  if (content === undefined) return given.text === '' ? [] : ['has a body'];
  const sent = given.headers.get('content-type')?.split(';')[0] ?? 'none';
  const media = content[sent];
  if (media === undefined) return [`is ${sent}`];
  const value: unknown = /[/+]json$/.test(sent) ? JSON.parse(given.text) : given.text;
  return faultsOfValue(media.schema, value);
};

/** What is wrong with a body that a test sends as JSON. */
export const faultsOfSent = (operation: OpenApiOperation | null, sent: unknown): string[] => {
  const media = operation?.requestBody?.content['application/json'];
  return media === undefined ? ['takes no JSON'] : faultsOfValue(media.schema, sent);
};

/** What is wrong with an event that a receiver was sent. */
export const faultsOfEvent = (body: string, headers: Record<string, string>): string[] => {
  const event = JSON.parse(body) as { type: string };
  const described = DOCUMENT.webhooks[event.type]?.post;
  if (described === undefined) return [`${event.type} is not described`];
  const missing = described.parameters.filter(({ name }) => headers[name] === undefined);
  return [
    ...missing.map(({ name }) => `has no ${name}`),
    ...faultsOfValue(described.requestBody.content['application/json'].schema, event),
  ];
};

const faultsOfValue = (schema: JsonSchema, value: unknown): string[] => {
  const { valid, errors } = validatorOf(schema).validate(value);
  return valid ? [] : errors.map(({ instanceLocation, error }) => `${instanceLocation} ${error}`);
};

const validators = new Map<JsonSchema, Validator>();

const validatorOf = (schema: JsonSchema): Validator => {
  const known =
    validators.get(schema) ?? new Validator({ ...schema, components: { schemas: CLOSED } } as Schema, '2020-12', false);
  validators.set(schema, known);
  return known;
};

/** Objects are open for clients of tomorrow; today's answers have no field that the document does not know. */
const close = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(close);
  if (typeof value !== 'object' || value === null) return value;
  const closed = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, close(inner)]));
  const open = 'properties' in value && 'type' in value && !('additionalProperties' in value);
  return open ? { ...closed, additionalProperties: false } : closed;
};

const CLOSED = close(DOCUMENT.components.schemas);
