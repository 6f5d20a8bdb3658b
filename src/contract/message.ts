import * as z from 'zod/mini';
import { Event, PingEvent } from './event.ts';

/** Places the articles of a job. */
export const JobMessage = z.object({ kind: z.literal('job'), collection: z.string(), job: z.string() });
export type JobMessage = z.infer<typeof JobMessage>;

/** One event for one subscription. It carries the event, which may have left the log. */
export const Delivery = z.object({
  kind: z.literal('delivery'),
  collection: z.string(),
  subscription: z.string(),
  id: z.string().check(z.describe('`webhook-id`: the same however often it is sent.')),
  event: z.union([Event, PingEvent]),
});
export type Delivery = z.infer<typeof Delivery>;

/** What every message of Samewire's queues says: what is to be done, and in which collection. It is small: the rest is in the object. */
export const QueueMessage = z.discriminatedUnion('kind', [JobMessage, Delivery]);
export type QueueMessage = z.infer<typeof QueueMessage>;
