import type { LabelledArticle } from '../../contract/correction.ts';
import { isoTimeOrNull } from '../article-table.ts';
import { walk } from '../chain.ts';
import { clusterId } from '../cluster-number.ts';
import { readCluster } from '../cluster-table.ts';
import { firstRow, type Sql } from '../sql.ts';

/** Articles of a piece; their texts go with them. */
const PIECE = 50;

/** A labelled article, and where its text lies if not with it. */
export interface Label extends Omit<LabelledArticle, 'text'> {
  text: string | null;
  textKey: string | null;
}

export interface LabelPage {
  labels: Label[];
  /** To ask for the next piece; null at the end. */
  next: string | null;
}

/** The first cluster from this number on that a correction put an article into, left it in, or took one out of. */
const NEXT = `SELECT min(number) number FROM (
    SELECT coalesce(x.successor, a.cluster) number FROM correction_article f JOIN article a ON a.key = f.article
      LEFT JOIN cluster_alias x ON x.number = a.cluster WHERE f.holds = 1
    UNION ALL SELECT coalesce(x.successor, f.source) FROM correction_article f
      LEFT JOIN cluster_alias x ON x.number = f.source WHERE f.holds = 1)
  WHERE number >= ? AND number IN (SELECT number FROM cluster)`;

type Row = {
  key: number;
  previous: number | null;
  id: string;
  title: string;
  text: string | null;
  text_key: string | null;
  published: number | null;
  source: string | null;
};
const COLUMNS = 'a.key, a.previous, a.id, a.title, a.text, a.text_key, a.published, a.source';

/**
 * The members of every cluster that was corrected, with the cluster as their story. What is corrected between two pieces may be told
 * twice or left out. @param cursor As a piece before gave it: a cluster, and the member to go on from.
 */
export const labelledArticles = (sql: Sql, cursor: string | null): LabelPage => {
  const [from, member] = (cursor ?? '0').split(' ').map(Number);
  const number = firstRow<{ number: number | null }>(sql, NEXT, from ?? 0)?.number ?? null;
  const record = number === null ? null : readCluster(sql, number);
  if (record === null) return { labels: [], next: null };
  const start = member !== undefined && number === from ? member : record.last;
  const rows = walk<Row>(sql, COLUMNS, start, PIECE);
  const rest = rows.at(-1)?.previous ?? null;
  return {
    labels: rows.map(({ id, title, text, text_key, published, source }) => ({
      id,
      title,
      text,
      textKey: text_key,
      published_at: isoTimeOrNull(published),
      source,
      story: clusterId(record.number),
    })),
    next: rest === null ? `${record.number + 1}` : `${record.number} ${rest}`,
  };
};
