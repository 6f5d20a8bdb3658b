import { QueueMessage } from '../contract/message.ts';

/** Does what a message says. Where it throws, the message comes again later. */
export type Consumer = (message: QueueMessage, delivery: Delivery, env: Cloudflare.Env) => Promise<void>;

export interface Delivery {
  /** The queue's own; the same each time the message comes. */
  id: string;
  /** 1 for the first time. */
  attempts: number;
}

/** Seconds until a message comes again: doubled each time, so that ten attempts last through most of an hour. */
const FIRST_DELAY = 10;
const LONGEST_DELAY = 600;

const delayAfter = (attempts: number): number => Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (attempts - 1));

/** Deals with the messages of a queue one after another; one that fails does not touch the others. */
export const eachMessage =
  (consumer: Consumer) =>
  async ({ messages }: MessageBatch, env: Cloudflare.Env): Promise<void> => {
    for (const message of messages) await deal(consumer, message, env);
  };

const deal = async (consumer: Consumer, message: Message, env: Cloudflare.Env): Promise<void> => {
  const { id, attempts } = message;
  try {
    const parsed = QueueMessage.safeParse(message.body);
    // Nothing of Samewire's: nobody could do anything with it later either.
    if (parsed.success) await consumer(parsed.data, { id, attempts }, env);
    else console.error('a message that says nothing to Samewire was dropped');
    message.ack();
  } catch (error) {
    console.error('a message could not be dealt with', error);
    message.retry({ delaySeconds: delayAfter(attempts) });
  }
};
