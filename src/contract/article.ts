import * as z from 'zod/mini';
import { Moment } from './moment.ts';

/** What the crawler sent, after intake: one shape, whatever the sender's field names were. */
export const Article = z.object({
  id: z
    .string()
    .check(z.describe("The crawler's own id, else one derived from the canonical URL, else from the content.")),
  url: z.nullable(z.string()),
  title: z.string(),
  text: z.string(),
  published_at: z.nullable(Moment).check(z.describe('ISO 8601 in UTC.')),
  source: z.nullable(z.string()).check(z.describe("The sender's name for the outlet, else the URL's host.")),
  language: z.nullable(z.string()),
  author: z.nullable(z.string()),
});
export type Article = z.infer<typeof Article>;

/** A stored article as it is read back. */
export const StoredArticle = z.extend(Article, {
  text: z.nullable(z.string()).check(z.describe('Null where the collection did not keep texts when the article came.')),
  cluster_id: z.string(),
  received_at: Moment,
  revised_at: z.nullable(Moment),
  revisions: z.number(),
});
export type StoredArticle = z.infer<typeof StoredArticle>;
