import * as z from 'zod/mini';
import { Moment } from './moment.ts';
import { Relation } from './placement.ts';

/** Order and number of a type never change: the log keeps a type as its place in this list. */
export const EVENT_TYPES = [
  'cluster.founded',
  'cluster.joined',
  'cluster.merged',
  'cluster.split',
  'cluster.origin_changed',
  'article.removed',
] as const;
export const EventType = z.enum(EVENT_TYPES);
export type EventType = z.infer<typeof EventType>;

/** Ids and what was judged; titles and texts are to be asked for, by who may read them. */
export const EventData = z.object({
  cluster_id: z.string(),
  article_id: z
    .nullable(z.string())
    .check(
      z.describe(
        'Who founded, joined or left the cluster, was split off to it, or is its origin now; null where clusters were merged.',
      ),
    ),
  from: z
    .nullable(z.string())
    .check(
      z.describe(
        'The cluster that the article was in before, or that is merged away and answers with `cluster_id` from now on; else null.',
      ),
    ),
  relation: z.nullable(Relation).check(z.describe('Of the article that joined to its nearest member; else null.')),
  score: z.nullable(z.number()),
});
export type EventData = z.infer<typeof EventData>;

/** What happened in a collection. */
export const Event = z.object({
  type: EventType,
  sequence: z.int().check(z.describe('Rises by one an event.')),
  timestamp: Moment,
  data: EventData,
});
export type Event = z.infer<typeof Event>;

/** Sent on request, to see whether a receiver answers; it is no part of what happened. */
export const PingEvent = z.object({
  type: z.literal('ping'),
  timestamp: Moment,
  data: z.object({ subscription_id: z.string() }),
});
export type PingEvent = z.infer<typeof PingEvent>;

export const EventPage = z.object({
  events: z.array(Event),
  next: z.int().check(z.describe('Sequence to ask `after` next time.')),
  last: z.int().check(z.describe('Sequence of the newest event there is; 0 before the first.')),
});
export type EventPage = z.infer<typeof EventPage>;
