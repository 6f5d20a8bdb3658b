import { type Context, Hono } from 'hono';
import { EVENT_TYPES, type EventType } from '../contract/event.ts';
import type { FieldError } from '../contract/problem.ts';
import { ReplayFrom, type SubscriptionList, SubscriptionWanted } from '../contract/subscription.ts';
import { refusalOf } from '../events/addresses.ts';
import { readBody } from '../intake/body.ts';
import { readObject } from '../intake/payload.ts';
import { badSubscription, ProblemError, problem } from '../intake/problems.ts';
import { MAX_SUBSCRIPTIONS } from '../story-index/events/outbox.ts';
import type { NoSubscription } from '../story-index/story-index.ts';
import { notFound } from './answers.ts';
import { type Api, allow } from './auth.ts';
import { badSequence } from './events.ts';
import { collectionOf } from './story-index.ts';
import { takes } from './takes.ts';

/** URLs that are told what happens. */
export const subscriptions = new Hono<Api>()
  .get('/subscriptions', allow('administer'), async (c) => {
    const list: SubscriptionList = { subscriptions: await collectionOf(c).subscriptions() };
    return c.json(list, 200);
  })
  .post('/subscriptions', allow('administer'), takes<{ json: SubscriptionWanted }>(), async (c) => {
    const wanted = readWanted(await readFields(c), Boolean(c.env.ALLOW_PRIVATE_RECEIVERS));
    const made = await collectionOf(c).subscribe({ collection: c.var.caller.collection, ...wanted });
    if (made === null) throw new ProblemError(TOO_MANY);
    return c.json(made, 201);
  })
  .delete('/subscriptions/:id', allow('administer'), async (c) => {
    if (!(await collectionOf(c).unsubscribe(c.req.param('id')))) throw missing('unknown');
    return c.body(null, 204);
  })
  /** How it went is told by the list: `last_ping`. */
  .post('/subscriptions/:id/ping', allow('administer'), async (c) => {
    const pinged = await collectionOf(c).ping(c.req.param('id'));
    if ('error' in pinged) throw missing(pinged.error);
    return c.json(pinged, 202);
  })
  .post('/subscriptions/:id/replay', allow('administer'), takes<{ json: ReplayFrom }>(), async (c) => {
    const from = ReplayFrom.safeParse(await readFields(c));
    if (!from.success) throw bad([{ field: 'after', detail: 'must be a sequence, 0 or more' }]);
    const replayed = await collectionOf(c).replay(c.req.param('id'), from.data.after);
    if (!('error' in replayed)) return c.json(replayed, 202);
    throw 'first' in replayed ? badSequence(replayed, 'after') : missing(replayed.error);
  })
  .post('/subscriptions/:id/secret', allow('administer'), async (c) => {
    const made = await collectionOf(c).rotateSecret(c.req.param('id'));
    if ('error' in made) throw missing(made.error);
    return c.json(made, 200);
  });

const readFields = async (c: Context<Api>): Promise<Record<string, unknown>> => readObject(await readBody(c.req.raw));

interface Wanted {
  url: string;
  events: EventType[] | null;
}

/** @throws {ProblemError} 422 that names every field at fault. */
const readWanted = ({ url, events, ...others }: Record<string, unknown>, open: boolean): Wanted => {
  const errors: FieldError[] = Object.keys(others).map((field) => ({ field, detail: 'is not known here' }));
  const refusal = typeof url === 'string' ? refusalOf(url, open) : 'must be a URL';
  if (refusal !== null) errors.unshift({ field: 'url', detail: refusal });
  const types = SubscriptionWanted.shape.events.safeParse(events);
  if (!types.success) errors.push({ field: 'events', detail: `must be a list of ${EVENT_TYPES.join(', ')}` });
  if (errors.length > 0 || !types.success) throw bad(errors);
  return { url: new URL(url as string).href, events: types.data ?? null };
};

const bad = (errors: FieldError[]): ProblemError => new ProblemError(badSubscription(errors));

const missing = (error: NoSubscription['error']): ProblemError =>
  error === 'gone' ? new ProblemError(GONE) : notFound('subscription with this id');

const TOO_MANY = problem('too-many-subscriptions', `A collection has at most ${MAX_SUBSCRIPTIONS}: delete one first.`);

const GONE = problem(
  'subscription-ended',
  'Its receiver answered 410, so nothing is sent to it any more: delete it, and subscribe again.',
);
