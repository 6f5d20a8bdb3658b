import * as z from 'zod/mini';
import { Comparison } from './comparison.ts';
import { Moment } from './moment.ts';

/** A stored article near to another, and why. In the passages `a` is the article that was asked about, `b` this one. */
export const Match = z.extend(Comparison, {
  article_id: z.string(),
  cluster_id: z.string(),
  same_cluster: z.boolean(),
  title: z.string(),
  source: z.nullable(z.string()),
  url: z.nullable(z.string()),
  published_at: z.nullable(Moment),
});
export type Match = z.infer<typeof Match>;

/** The stored articles nearest to a stored one. */
export const Matches = z.object({
  article_id: z.string(),
  cluster_id: z.string(),
  matches: z.array(Match).check(z.describe('Nearest first.')),
});
export type Matches = z.infer<typeof Matches>;
