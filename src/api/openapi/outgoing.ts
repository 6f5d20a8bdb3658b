import { EVENT_TYPES, type EventType } from '../../contract/event.ts';
import { refer, type SchemaName } from './components.ts';
import type { JsonSchema, Parameter } from './operation.ts';
import { header } from './parameters.ts';

/** What subscribed URLs are sent. */
export interface WebhookItem {
  post: {
    operationId: string;
    tags: string[];
    summary: string;
    security: [];
    parameters: Parameter[];
    requestBody: { required: true; content: { 'application/json': { schema: JsonSchema } } };
    responses: Record<string, { description: string }>;
  };
}

const SUMMARIES: Record<EventType, string> = {
  'cluster.founded': 'An article founded a cluster',
  'cluster.joined': 'An article joined a cluster',
  'cluster.merged': 'Two clusters were found to be one',
  'cluster.split': 'A person took an article out of a cluster, to a new one',
  'cluster.origin_changed': 'Another article is the earliest of its cluster',
  'article.removed': 'An article was removed',
};

const needed = (name: string, description: string): Parameter => ({ ...header(name, description), required: true });

const PARAMETERS = [
  needed('webhook-id', 'The same however often the event is sent: who has dealt with it can answer at once.'),
  needed('webhook-timestamp', 'Seconds since 1970, of this try.'),
  needed(
    'webhook-signature',
    'As Standard Webhooks says: `v1,…`, with each secret that holds, with blanks between them.',
  ),
];

const RESPONSES = {
  '2XX': { description: 'Taken.' },
  410: { description: 'Ends the subscription.' },
  429: { description: 'Sent again later, after `Retry-After` if it says so.' },
  '4XX': { description: 'Sent again later; after days it becomes a dead letter.' },
  '5XX': { description: 'Sent again later; after days it becomes a dead letter.' },
};

export const outgoing = (): Record<string, WebhookItem> => ({
  ...Object.fromEntries(EVENT_TYPES.map((type) => [type, describe(type, SUMMARIES[type], 'Event')])),
  ping: describe('ping', 'Sent on request, to see whether a receiver answers', 'PingEvent'),
});

const describe = (type: EventType | 'ping', summary: string, name: SchemaName): WebhookItem => ({
  post: {
    operationId: `on_${type.replace('.', '_')}`,
    tags: ['Events'],
    summary,
    security: [],
    parameters: PARAMETERS,
    requestBody: {
      required: true,
      content: { 'application/json': { schema: { allOf: [refer(name), { properties: { type: { const: type } } }] } } },
    },
    responses: RESPONSES,
  },
});
