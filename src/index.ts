import { app } from './api/app.ts';
import { consume } from './jobs/consume.ts';

export { StoryIndex } from './story-index/story-index.ts';

export default { fetch: app.fetch, queue: consume } satisfies ExportedHandler<Cloudflare.Env>;
