import { app } from './api/app.ts';
import { deliverBatch } from './events/deliver.ts';
import { buryMessage } from './jobs/bury.ts';
import { eachMessage } from './jobs/consume.ts';
import { workOff } from './jobs/work.ts';
import { isPage, pages } from './pages/app.tsx';

export { StoryIndex } from './story-index/story-index.ts';

type Consumer = (batch: MessageBatch, env: Cloudflare.Env) => Promise<void>;

/** Who takes what the queues bring, by the names in wrangler.toml. */
const CONSUMERS = new Map<string, Consumer>([
  ['samewire-intake', eachMessage(workOff)],
  ['samewire-event-deliveries', deliverBatch],
  ['samewire-dead-letters', eachMessage(buryMessage)],
]);

const fetch: typeof app.fetch = (request, env, context) =>
  (isPage(request.url) ? pages : app).fetch(request, env, context);

export default {
  fetch,
  queue: async (batch, env) => {
    const consume = CONSUMERS.get(batch.queue);
    // Thrown, so that the messages stay in the queue.
    if (consume === undefined) throw new Error(`nothing takes messages of ${batch.queue}`);
    await consume(batch, env);
  },
} satisfies ExportedHandler<Cloudflare.Env>;
