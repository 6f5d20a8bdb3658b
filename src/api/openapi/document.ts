import { componentSchemas } from './components.ts';
import { ALWAYS, HEADERS, referHeaders } from './headers.ts';
import type { Answer, JsonSchema, Method, Operation } from './operation.ts';
import { TAGS } from './operation.ts';
import { OPERATIONS } from './operations.ts';
import { outgoing, type WebhookItem } from './outgoing.ts';
import { problemAnswers, problemResponses } from './problems.ts';

export interface OpenApiResponse {
  description: string;
  headers?: Record<string, { $ref: string }>;
  content?: Record<string, { schema: JsonSchema }>;
}

export interface OpenApiOperation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security?: Record<string, string[]>[];
  parameters?: Operation['parameters'];
  requestBody?: { required: true } & NonNullable<Operation['body']>;
  responses: Record<string, OpenApiResponse | { $ref: string }>;
}

export interface OpenApi {
  openapi: '3.1.1';
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } };
  servers: { url: string; description: string }[];
  tags: { name: string; description: string }[];
  security: Record<string, string[]>[];
  paths: Record<string, Partial<Record<Method, OpenApiOperation>>>;
  webhooks: Record<string, WebhookItem>;
  components: {
    schemas: Record<string, JsonSchema>;
    responses: Record<string, OpenApiResponse>;
    headers: typeof HEADERS;
    securitySchemes: Record<string, Record<string, string>>;
  };
}

/** As package.json has it; a test sees to that. */
export const VERSION = '0.1.0';

/** `/v1/articles/:id` as OpenAPI spells it. */
export const openApiPath = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

export const describeApi = (): OpenApi => ({
  openapi: '3.1.1',
  info: {
    title: 'Samewire',
    version: VERSION,
    description:
      'A news crawler posts an article; Samewire answers with the cluster it belongs to: the reprints, light edits, abridgements and rewrites of the same wire copy. Errors are `application/problem+json` (RFC 9457). HEAD goes wherever GET does.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/', description: 'Where this document was read.' }],
  tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
  security: [{ token: [] }],
  paths: pathsOf(OPERATIONS),
  webhooks: outgoing(),
  components: {
    schemas: componentSchemas(),
    responses: problemResponses(OPERATIONS),
    headers: HEADERS,
    securitySchemes: {
      token: {
        type: 'http',
        scheme: 'bearer',
        description:
          'A token of API_TOKENS: it is bound to a collection, and has rights in it. `npm start` needs none.',
      },
    },
  },
});

const pathsOf = (operations: readonly Operation[]): OpenApi['paths'] => {
  const paths: OpenApi['paths'] = {};
  for (const operation of operations) {
    const path = openApiPath(operation.path);
    paths[path] = { ...paths[path], [operation.method]: describe(operation) };
  }
  return paths;
};

const describe = (operation: Operation): OpenApiOperation => {
  const { id, tag, summary, access, parameters, body, answers } = operation;
  const right = access === 'signed' || access === 'anybody' ? '' : `Needs the right \`${access}\`.`;
  const description = [operation.description, right].filter(Boolean).join(' ');
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description && { description }),
    ...(access === 'signed' && { security: [] }),
    ...(access === 'anybody' && { security: [{}, ...(operation.problems ? [{ token: [] }] : [])] }),
    ...(parameters && { parameters }),
    ...(body && { requestBody: { required: true, ...body } }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, describeAnswer(answer)])),
      ...problemAnswers(operation),
    },
  };
};

const describeAnswer = ({
  description,
  schema,
  media = 'application/json',
  headers = [],
}: Answer): OpenApiResponse => ({
  description,
  headers: referHeaders([...headers, ...ALWAYS]),
  ...(schema && { content: { [media]: { schema } } }),
});
