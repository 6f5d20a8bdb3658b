import { json } from './bodies.ts';
import { refer } from './components.ts';
import type { Operation } from './operation.ts';
import { idOf, integer } from './parameters.ts';

const ID = idOf('subscription');
const URL = 'https://receiver.example/samewire';

export const EVENT_OPERATIONS: Operation[] = [
  {
    method: 'get',
    path: '/v1/events',
    id: 'listEvents',
    tag: 'Events',
    summary: 'Ask what happened',
    description: 'Events in their order. Ask again with `after` set to the `next` of the answer.',
    access: 'read',
    parameters: [
      integer('after', 'Sequence of the last event that is known; without it from the oldest that there still is.', {
        minimum: 0,
      }),
      integer('limit', 'How many at most.', { minimum: 1, maximum: 1000, default: 100 }),
    ],
    answers: { 200: { description: 'A page of events.', schema: refer('EventPage') } },
    problems: ['events-gone'],
  },
  {
    method: 'get',
    path: '/v1/subscriptions',
    id: 'listSubscriptions',
    tag: 'Events',
    summary: 'List subscriptions',
    access: 'administer',
    answers: { 200: { description: 'All subscriptions.', schema: refer('SubscriptionList') } },
  },
  {
    method: 'post',
    path: '/v1/subscriptions',
    id: 'subscribe',
    tag: 'Events',
    summary: 'Subscribe a URL',
    description: 'It is sent what happens from now on, signed as Standard Webhooks; see the webhooks of this document.',
    access: 'administer',
    body: json('SubscriptionWanted', 'Where to send what.', { url: URL, events: ['cluster.joined', 'cluster.merged'] }),
    answers: {
      201: {
        description: 'The subscription, with its secret: it is not shown again.',
        schema: refer('SubscriptionWithSecret'),
      },
    },
    problems: ['too-many-subscriptions', 'bad-subscription'],
  },
  {
    method: 'delete',
    path: '/v1/subscriptions/:id',
    id: 'unsubscribe',
    tag: 'Events',
    summary: 'End a subscription',
    access: 'administer',
    parameters: [ID],
    answers: { 204: { description: 'It is gone.' } },
    problems: ['not-found'],
  },
  {
    method: 'post',
    path: '/v1/subscriptions/:id/ping',
    id: 'pingSubscription',
    tag: 'Events',
    summary: 'Send a test event',
    description: 'How it went is told by the list, in `last_ping`.',
    access: 'administer',
    parameters: [ID],
    answers: { 202: { description: 'It is on its way.', schema: refer('Subscription') } },
    problems: ['not-found', 'subscription-ended'],
  },
  {
    method: 'post',
    path: '/v1/subscriptions/:id/replay',
    id: 'replayEvents',
    tag: 'Events',
    summary: 'Send events again',
    access: 'administer',
    parameters: [ID],
    body: json('ReplayFrom', 'From where on.', { after: 0 }),
    answers: { 202: { description: 'They are on their way.', schema: refer('Subscription') } },
    problems: ['bad-query', 'not-found', 'subscription-ended', 'events-gone', 'bad-subscription'],
  },
  {
    method: 'post',
    path: '/v1/subscriptions/:id/secret',
    id: 'rotateSecret',
    tag: 'Events',
    summary: 'Change the secret',
    description: 'For a day events are signed with the old one, too.',
    access: 'administer',
    parameters: [ID],
    answers: {
      200: {
        description: 'The subscription, with its new secret: it is not shown again.',
        schema: refer('SubscriptionWithSecret'),
      },
    },
    problems: ['not-found', 'subscription-ended'],
  },
];
