import { Delivery } from '../contract/message.ts';
import type { Outcome, Receiver } from '../story-index/events/delivery.ts';
import type { StoryIndex } from '../story-index/story-index.ts';
import { attemptDelivery } from './attempt.ts';
import { delayAfter, isLastTry } from './backoff.ts';

/** Delivers a batch of the queue: each message is acknowledged or put off by itself. */
export const deliverBatch = async ({ messages }: MessageBatch, env: Cloudflare.Env): Promise<void> => {
  const collections = Map.groupBy(messages.filter(isDelivery), ({ body }) => body.collection);
  await Promise.all([...collections].map(([name, messages]) => deliverOf(name, messages, env)));
};

/** What is none nobody could do anything with later either: it is acknowledged with the batch. */
const isDelivery = (message: Message): message is Message<Delivery> => Delivery.safeParse(message.body).success;

const deliverOf = async (name: string, messages: Message<Delivery>[], env: Cloudflare.Env): Promise<void> => {
  const collection = env.STORY_INDEX.getByName(name);
  const known = await receiversOf(collection, messages);
  if (known === null) {
    for (const message of messages) message.retry({ delaySeconds: delayAfter(message.attempts, null) });
    return;
  }
  const outcomes = await Promise.all(
    messages.map((message) => deliverOne(message, known.get(message.body.subscription), env)),
  );
  try {
    await collection.settle(outcomes.filter((outcome) => outcome !== null));
  } catch (error) {
    // The messages are done with all the same: to deliver them again would tell the receiver twice.
    console.error('what became of deliveries could not be noted', error);
  }
};

/** Null where the collection cannot be asked: it may be overloaded. */
const receiversOf = async (
  collection: DurableObjectStub<StoryIndex>,
  messages: Message<Delivery>[],
): Promise<Map<string, Receiver> | null> => {
  try {
    const receivers = await collection.receivers([...new Set(messages.map(({ body }) => body.subscription))]);
    return new Map(receivers.map((receiver) => [receiver.id, receiver]));
  } catch (error) {
    console.error('receivers could not be asked for', error);
    return null;
  }
};

/** @param receiver Undefined where the subscription has ended meanwhile. */
const deliverOne = async (
  message: Message<Delivery>,
  receiver: Receiver | undefined,
  env: Cloudflare.Env,
): Promise<Outcome | null> => {
  const delivery = message.body;
  if (receiver === undefined) {
    message.ack();
    return null;
  }
  const { result, reason, wish } = await attemptDelivery(delivery, receiver, Boolean(env.ALLOW_PRIVATE_RECEIVERS));
  // A ping asks how things are now.
  const done = result !== 'failed' || delivery.event.type === 'ping';
  if (done) message.ack();
  else message.retry({ delaySeconds: delayAfter(message.attempts, wish) });
  // After the last try the platform makes it a dead letter.
  return { delivery, reason, result: !done && isLastTry(message.attempts) ? 'given_up' : result };
};
