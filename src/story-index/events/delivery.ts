import type { Event } from '../../contract/event.ts';
import type { Delivery } from '../../contract/message.ts';

/** How a try went. `failed` is tried again, `given_up` is not, after `gone` nothing is sent any more. */
export interface Outcome {
  delivery: Delivery;
  result: 'delivered' | 'failed' | 'given_up' | 'gone';
  /** What went wrong; empty where nothing did. */
  reason: string;
}

/** Whom to send to, and what to sign with: during a rotation two secrets. */
export interface Receiver {
  id: string;
  url: string;
  secrets: string[];
}

export const deliveryOf = (subscription: string, collection: string, event: Event): Delivery => ({
  kind: 'delivery',
  collection,
  subscription,
  id: `evt_${subscription}_${event.sequence}`,
  event,
});
