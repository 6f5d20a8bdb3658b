import { app } from './api/app.ts';
import { deliverBatch } from './events/deliver.ts';
import type { Delivery } from './story-index/delivery.ts';

export { StoryIndex } from './story-index/story-index.ts';

export default {
  fetch: app.fetch,
  queue: async (batch, env) => {
    if (batch.queue === 'samewire-event-deliveries') await deliverBatch(batch as MessageBatch<Delivery>, env);
  },
} satisfies ExportedHandler<Cloudflare.Env>;
