import * as z from 'zod/mini';
import { Moment } from './moment.ts';

/**
 * How two articles stand to each other. `identical`, `reprint`, `rewrite` and `coverage` (another report of the same event)
 * belong to one cluster; `related` (follow-up, background, round-up) and `none` do not.
 */
export const Relation = z.enum(['identical', 'reprint', 'rewrite', 'coverage', 'related', 'none']);
export type Relation = z.infer<typeof Relation>;

export const Decision = z.enum(['founded', 'joined', 'revised', 'unchanged']);
export type Decision = z.infer<typeof Decision>;

export const Nearest = z.object({
  article_id: z.string(),
  cluster_id: z.string(),
  score: z.number(),
  relation: Relation,
  title: z.string(),
  source: z.nullable(z.string()),
  url: z.nullable(z.string()),
});
export type Nearest = z.infer<typeof Nearest>;

export const ClusterGlance = z.object({
  size: z.number(),
  sources: z.number(),
  origin: z.string().check(z.describe('Article id of the earliest by publication time.')),
  representative: z.string().check(z.describe('Article id of the member to show.')),
  first_seen: Moment,
  last_seen: Moment,
});
export type ClusterGlance = z.infer<typeof ClusterGlance>;

export const RelatedCluster = z.object({
  cluster_id: z.string(),
  score: z.number(),
  reason: z.string().check(z.describe('One sentence a person can read: why it was near and why it was not joined.')),
});
export type RelatedCluster = z.infer<typeof RelatedCluster>;

/** How an article was read. */
export const Intake = z.object({
  shape: z.string().check(z.describe('The layout it came in: `samewire`, `miniflux`, `rss`, …')),
  fields: z
    .optional(z.record(z.string(), z.string()))
    .check(z.describe('The name under which each field of the article was sent; only when it was asked for.')),
});
export type Intake = z.infer<typeof Intake>;

/** What the story index says of one article: its cluster and why. */
export const IndexPlacement = z.object({
  article_id: z.string(),
  cluster_id: z.string(),
  decision: Decision,
  relation: z
    .nullable(Relation)
    .check(z.describe('Relation to the nearest member of the cluster; null where the article stands alone.')),
  score: z
    .number()
    .check(z.describe('Score of the nearest member of the joined cluster, 0..1; 0 where the article stands alone.')),
  nearest: z
    .nullable(Nearest)
    .check(z.describe('The nearest article at all, joined or not; null where nothing was near.')),
  cluster: ClusterGlance,
  related: z.array(RelatedCluster),
  notes: z
    .array(z.string())
    .check(
      z.describe(
        'What a reader should know: "too short to judge", "moved from cluster …", "merged cluster … into this one".',
      ),
    ),
});
export type IndexPlacement = z.infer<typeof IndexPlacement>;

/** The answer to one article. */
export const Placement = z.extend(IndexPlacement, { intake: Intake });
export type Placement = z.infer<typeof Placement>;
