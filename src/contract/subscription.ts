import * as z from 'zod/mini';
import { EventType } from './event.ts';

const Failure = z.object({
  at: z.string(),
  /** What went wrong: a status, a timeout, a refused address. */
  reason: z.string(),
});

export const Ping = z.object({
  /** As the receiver gets it in `webhook-id`. */
  id: z.string(),
  sent_at: z.string(),
  /** Null until there is an outcome: `delivered`, or what went wrong. */
  outcome: z.nullable(z.string()),
});
export type Ping = z.infer<typeof Ping>;

/** A URL that is told of events. Its secret is shown once, when it is made. */
export const Subscription = z.object({
  id: z.string(),
  url: z.string(),
  /** Types that it wants; null for all. */
  events: z.nullable(z.array(EventType)),
  /** `failing` until a delivery succeeds; `gone` after a 410: it is sent nothing more. */
  state: z.enum(['active', 'failing', 'gone']),
  created_at: z.string(),
  /** Sequence of the last event that was handed on for delivery, or was not wanted. */
  sequence: z.int(),
  /** Deliveries handed on that have neither succeeded nor been given up. */
  pending: z.int(),
  delivered: z.int(),
  /** Deliveries that failed until the last try, and are dead letters, or that nothing was heard of for four days. */
  given_up: z.int(),
  last_success: z.nullable(z.string()),
  last_failure: z.nullable(Failure),
  last_ping: z.nullable(Ping),
});
export type Subscription = z.infer<typeof Subscription>;

export const SubscriptionList = z.object({ subscriptions: z.array(Subscription) });
export type SubscriptionList = z.infer<typeof SubscriptionList>;

/** The only answers that show a secret. */
export const SubscriptionWithSecret = z.extend(Subscription, { secret: z.string() });
export type SubscriptionWithSecret = z.infer<typeof SubscriptionWithSecret>;
