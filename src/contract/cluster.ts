import * as z from 'zod/mini';
import { Moment } from './moment.ts';
import { Relation } from './placement.ts';

export const Member = z.object({
  article_id: z.string(),
  title: z.string(),
  source: z.nullable(z.string()),
  url: z.nullable(z.string()),
  language: z.nullable(z.string()),
  published_at: z.nullable(Moment),
  received_at: Moment,
  relation: z
    .nullable(Relation)
    .check(z.describe('Relation and score to the member it was nearest to when it came; null and 0 for the founder.')),
  score: z.number(),
  revisions: z.number().check(z.describe('How often it was sent again with changes.')),
});
export type Member = z.infer<typeof Member>;

/** A cluster in a list. */
export const ClusterSummary = z.object({
  id: z.string(),
  size: z.number(),
  sources: z.number(),
  distinct_texts: z.number(),
  title: z.string(),
  origin: z.string(),
  representative: z.string(),
  first_seen: Moment,
  last_seen: Moment,
});
export type ClusterSummary = z.infer<typeof ClusterSummary>;

/** One cluster, whole. */
export const Cluster = z.extend(ClusterSummary, {
  cohesion: z
    .number()
    .check(z.describe('The lowest score between any two distinct texts of the cluster, 0..1; 1 for a cluster of one.')),
  members: z.array(Member),
  next: z.nullable(z.string()).check(z.describe('Cursor to the next members; null at the end.')),
  version: z.string().check(z.describe('Changes with the members: who corrects the cluster may send it back.')),
});
export type Cluster = z.infer<typeof Cluster>;

export const ClusterPage = z.object({ clusters: z.array(ClusterSummary), next: z.nullable(z.string()) });
export type ClusterPage = z.infer<typeof ClusterPage>;
