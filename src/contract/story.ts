import type { ClusterSummary } from './cluster.ts';

/** What is shown of an article in a list. Times are ISO 8601. */
export interface ShownArticle {
  title: string;
  source: string | null;
  url: string | null;
  published_at: string | null;
  received_at: string;
}

/** A cluster as the pages list it. */
export interface Story extends ClusterSummary {
  /** Its representative. */
  shown: ShownArticle;
  /** Its origin. */
  first: ShownArticle;
  /** When its newest members were published, else received: milliseconds since the epoch, ascending. */
  times: number[];
}

export interface StoryPage {
  stories: Story[];
  next: string | null;
}
