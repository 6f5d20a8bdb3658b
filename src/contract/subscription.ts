import * as z from 'zod/mini';
import { EVENT_TYPES, EventType } from './event.ts';
import { Moment } from './moment.ts';

const Failure = z.object({
  at: Moment,
  reason: z.string().check(z.describe('What went wrong: a status, a timeout, a refused address.')),
});

export const Ping = z.object({
  id: z.string().check(z.describe('As the receiver gets it in `webhook-id`.')),
  sent_at: Moment,
  outcome: z.nullable(z.string()).check(z.describe('Null until there is an outcome: `delivered`, or what went wrong.')),
});
export type Ping = z.infer<typeof Ping>;

/** A URL that is told of events. Its secret is shown once, when it is made. */
export const Subscription = z.object({
  id: z.string(),
  url: z.string(),
  events: z.nullable(z.array(EventType)).check(z.describe('Types that it wants; null for all.')),
  state: z
    .enum(['active', 'failing', 'gone'])
    .check(z.describe('`failing` until a delivery succeeds; `gone` after a 410: it is sent nothing more.')),
  created_at: Moment,
  sequence: z.int().check(z.describe('Sequence of the last event that was handed on for delivery, or was not wanted.')),
  pending: z.int().check(z.describe('Deliveries handed on that have neither succeeded nor been given up.')),
  delivered: z.int(),
  given_up: z
    .int()
    .check(
      z.describe(
        'Deliveries that failed until the last try, and are dead letters, or that nothing was heard of for four days.',
      ),
    ),
  last_success: z.nullable(Moment),
  last_failure: z.nullable(Failure),
  last_ping: z.nullable(Ping),
});
export type Subscription = z.infer<typeof Subscription>;

export const SubscriptionList = z.object({ subscriptions: z.array(Subscription) });
export type SubscriptionList = z.infer<typeof SubscriptionList>;

/** The only answers that show a secret. */
export const SubscriptionWithSecret = z.extend(Subscription, { secret: z.string() });
export type SubscriptionWithSecret = z.infer<typeof SubscriptionWithSecret>;

/** What is asked for. */
export const SubscriptionWanted = z.object({
  url: z.string().check(z.describe('https, and public: no private, loopback or link-local address.')),
  events: z
    .optional(z.nullable(z.array(EventType).check(z.minLength(1), z.maxLength(EVENT_TYPES.length))))
    .check(z.describe('Types to be told of; all without it.')),
});
export type SubscriptionWanted = z.infer<typeof SubscriptionWanted>;

/** From where on events are to be sent again. */
export const ReplayFrom = z.object({
  after: z.int().check(z.gte(0), z.describe('Sequence of the last event that is not to be sent again.')),
});
export type ReplayFrom = z.infer<typeof ReplayFrom>;
