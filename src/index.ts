import { app } from './api/app.ts';

export { StoryIndex } from './story-index/story-index.ts';

export default { fetch: app.fetch } satisfies ExportedHandler<Cloudflare.Env>;
