import { app } from './api/app.ts';
import { deliverBatch } from './events/deliver.ts';
import type { Delivery } from './story-index/delivery.ts';

export { StoryIndex } from './story-index/story-index.ts';

/** Who takes what the queues of wrangler.toml bring. */
const CONSUMERS = new Map<string, (batch: MessageBatch, env: Cloudflare.Env) => Promise<void>>([
  ['samewire-event-deliveries', (batch, env) => deliverBatch(batch as MessageBatch<Delivery>, env)],
]);

export default {
  fetch: app.fetch,
  queue: async (batch, env) => {
    const consume = CONSUMERS.get(batch.queue);
    // Thrown, so that the messages stay in the queue.
    if (consume === undefined) throw new Error(`nothing takes messages of ${batch.queue}`);
    await consume(batch, env);
  },
} satisfies ExportedHandler<Cloudflare.Env>;
