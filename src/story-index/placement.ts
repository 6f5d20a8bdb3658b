import type { IndexPlacement, Nearest, RelatedCluster } from '../contract/placement.ts';
import type { Contender } from '../similarity/decide.ts';
import { type ArticleRow, isoTime, readArticle } from './article-table.ts';
import { clusterId } from './cluster-number.ts';
import type { ClusterRecord } from './cluster-record.ts';
import { firstRow, type Sql } from './sql.ts';

export const glanceAt = (sql: Sql, record: ClusterRecord): IndexPlacement['cluster'] => ({
  size: record.size,
  sources: record.sources.length,
  origin: idOf(sql, record.origin),
  representative: idOf(sql, record.representative),
  first_seen: isoTime(record.first_seen),
  last_seen: isoTime(record.last_seen),
});

const idOf = (sql: Sql, key: number): string =>
  firstRow<{ id: string }>(sql, 'SELECT id FROM article WHERE key = ?', key)?.id ?? '';

/** The nearest article as the contract shows it, with the cluster it is in now. */
export const showNearest = (sql: Sql, contender: Contender, bearer: number): Nearest | null => {
  const row = readArticle(sql, bearer);
  if (row === null) return null;
  const { score, relation } = contender.judgement;
  const { title, source, url } = row;
  return { article_id: row.id, cluster_id: clusterId(row.cluster), score, relation, title, source, url };
};

export const showRelated = (related: { cluster: number; score: number; reason: string }[]): RelatedCluster[] =>
  related.map(({ cluster, score, reason }) => ({ cluster_id: clusterId(cluster), score, reason }));

/** The answer to an article that is known as it is: nothing was compared, nothing written. */
export const unchangedPlacement = (
  sql: Sql,
  row: ArticleRow,
  record: ClusterRecord,
  notes: string[],
): IndexPlacement => ({
  article_id: row.id,
  cluster_id: clusterId(row.cluster),
  decision: 'unchanged',
  relation: row.relation,
  score: row.score,
  nearest: null,
  cluster: glanceAt(sql, record),
  related: [],
  notes,
});
