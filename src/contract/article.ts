import * as z from 'zod/mini';

/** What the crawler sent, after intake: one shape, whatever the sender's field names were. */
export const Article = z.object({
  /** The crawler's own id, else one derived from the canonical URL, else from the content. */
  id: z.string(),
  url: z.nullable(z.string()),
  title: z.string(),
  text: z.string(),
  /** ISO 8601 in UTC. */
  published_at: z.nullable(z.string()),
  /** The sender's name for the outlet, else the URL's host. */
  source: z.nullable(z.string()),
  language: z.nullable(z.string()),
  author: z.nullable(z.string()),
});
export type Article = z.infer<typeof Article>;

/** A stored article as it is read back. */
export const StoredArticle = z.extend(Article, {
  /** Null where the collection did not keep texts when the article came. */
  text: z.nullable(z.string()),
  cluster_id: z.string(),
  received_at: z.string(),
  revised_at: z.nullable(z.string()),
  revisions: z.number(),
});
export type StoredArticle = z.infer<typeof StoredArticle>;
