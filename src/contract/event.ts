import * as z from 'zod/mini';
import { Relation } from './placement.ts';

/** Order and number of a type never change: the log keeps a type as its place in this list. `cluster.split` is kept for corrections. */
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
  /** Who founded, joined or left the cluster, or is its origin now; null where clusters were merged. */
  article_id: z.nullable(z.string()),
  /** The cluster that the article was in before, or that is merged away and answers with `cluster_id` from now on; else null. */
  from: z.nullable(z.string()),
  /** Of the article that joined to its nearest member; else null. */
  relation: z.nullable(Relation),
  score: z.nullable(z.number()),
});
export type EventData = z.infer<typeof EventData>;

/** What happened in a collection. */
export const Event = z.object({
  type: EventType,
  /** Rises by one an event. */
  sequence: z.int(),
  timestamp: z.string(),
  data: EventData,
});
export type Event = z.infer<typeof Event>;

/** Sent on request, to see whether a receiver answers; it is no part of what happened. */
export const PingEvent = z.object({
  type: z.literal('ping'),
  timestamp: z.string(),
  data: z.object({ subscription_id: z.string() }),
});
export type PingEvent = z.infer<typeof PingEvent>;

export const EventPage = z.object({
  events: z.array(Event),
  /** Sequence to ask `after` next time. */
  next: z.int(),
  /** Sequence of the newest event there is; 0 before the first. */
  last: z.int(),
});
export type EventPage = z.infer<typeof EventPage>;
