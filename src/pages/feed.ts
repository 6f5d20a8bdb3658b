import type { Story } from '../contract/story.ts';
import { isWeb, storyPath, titleOf } from './parts/article.tsx';

/** Stories as JSON Feed 1.1, each under its own address here. */
export const toFeed = (origin: string, self: string, stories: Story[], next: string | null): object => ({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'Samewire: stories',
  home_page_url: `${origin}/`,
  feed_url: `${origin}${self}`,
  ...(next === null ? {} : { next_url: `${origin}${next}` }),
  items: stories.map((story) => ({
    id: `${origin}${storyPath(story.id)}`,
    url: `${origin}${storyPath(story.id)}`,
    ...(isWeb(story.shown.url) ? { external_url: story.shown.url } : {}),
    title: titleOf(story.title),
    content_text: `${titleOf(story.title)}\n${story.size} articles, ${story.distinct_texts} distinct texts, ${story.sources} sources; first by ${story.first.source ?? 'an unknown outlet'}.`,
    date_published: story.first_seen,
    date_modified: story.last_seen,
  })),
});
