import * as z from 'zod/mini';

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
  /** Article id of the earliest by publication time. */
  origin: z.string(),
  /** Article id of the member to show. */
  representative: z.string(),
  first_seen: z.string(),
  last_seen: z.string(),
});
export type ClusterGlance = z.infer<typeof ClusterGlance>;

export const RelatedCluster = z.object({
  cluster_id: z.string(),
  score: z.number(),
  /** One sentence a person can read: why it was near and why it was not joined. */
  reason: z.string(),
});
export type RelatedCluster = z.infer<typeof RelatedCluster>;

/** How an article was read. */
export const Intake = z.object({
  /** The layout it came in: `samewire`, `miniflux`, `rss`, … */
  shape: z.string(),
  /** The name under which each field of the article was sent; only when it was asked for. */
  fields: z.optional(z.record(z.string(), z.string())),
});
export type Intake = z.infer<typeof Intake>;

/** What the story index says of one article: its cluster and why. */
export const IndexPlacement = z.object({
  article_id: z.string(),
  cluster_id: z.string(),
  decision: Decision,
  /** Relation to the nearest member of the cluster; null where the article stands alone. */
  relation: z.nullable(Relation),
  /** Score of the nearest member of the joined cluster, 0..1; 0 where the article stands alone. */
  score: z.number(),
  /** The nearest article at all, joined or not; null where nothing was near. */
  nearest: z.nullable(Nearest),
  cluster: ClusterGlance,
  related: z.array(RelatedCluster),
  /** What a reader should know: "too short to judge", "moved from cluster …", "merged cluster … into this one". */
  notes: z.array(z.string()),
});
export type IndexPlacement = z.infer<typeof IndexPlacement>;

/** The answer to one article. */
export const Placement = z.extend(IndexPlacement, { intake: Intake });
export type Placement = z.infer<typeof Placement>;
