import type { Cluster, ClusterPage, ClusterSummary, Member } from '../contract/cluster.ts';
import type { Relation } from '../contract/placement.ts';
import { createJudge } from '../similarity/judge.ts';
import { sourceHash } from '../text/hash.ts';
import { isoTime, isoTimeOrNull } from './article-table.ts';
import { fromBase32, toBase32 } from './base32.ts';
import { walk } from './chain.ts';
import { clusterId, clusterNumber, lowestNumberAt } from './cluster-number.ts';
import type { ClusterRecord } from './cluster-record.ts';
import { type ClusterRow, currentNumber, fromRow, readCluster } from './cluster-table.ts';
import { versionOf } from './corrections/version.ts';
import { readTexts } from './distinct-texts.ts';
import { hasSource } from './sources.ts';
import { firstRow, type Sql } from './sql.ts';
import type { Store } from './store.ts';

/** A cursor that this store did not give, or whose place is gone. */
export interface BadCursor {
  error: 'bad_cursor';
}
const BAD_CURSOR: BadCursor = { error: 'bad_cursor' };

export interface PageOptions {
  cursor: string | null;
  limit: number;
}

/** Cohesion judges every pair, so of a larger cluster only so many distinct texts, the earliest. */
const COHESION_TEXTS = 24;

/** One cluster with a page of its members, newest first; of an id that was merged away, its successor. */
export const showCluster = (store: Store, id: string, page: PageOptions): Cluster | BadCursor | null => {
  const named = clusterNumber(id);
  const record = named === null ? null : readCluster(store.sql, currentNumber(store.sql, named));
  if (record === null) return null;
  const start = page.cursor === null ? record.last : memberAt(store, page.cursor, record);
  if (start === null) return BAD_CURSOR;
  const rows = walk<MemberRow>(store.sql, MEMBER_COLUMNS, start, page.limit);
  const rest = rows.at(-1)?.previous ?? null;
  return {
    ...summarize(store.sql, record),
    cohesion: cohesion(store, record),
    members: rows.map(showMember),
    next: rest === null ? null : toBase32(rest),
    version: versionOf(record),
  };
};

const memberAt = (store: Store, cursor: string, record: ClusterRecord): number | null => {
  const key = fromBase32(cursor);
  if (key === null) return null;
  const row = firstRow<{ cluster: number }>(store.sql, 'SELECT cluster FROM article WHERE key = ?', key);
  return row !== null && currentNumber(store.sql, row.cluster) === record.number ? key : null;
};

type MemberRow = {
  id: string;
  previous: number | null;
  title: string;
  source: string | null;
  url: string | null;
  language: string | null;
  published: number | null;
  received: number;
  relation: Relation | null;
  score: number;
  revisions: number;
};
const MEMBER_COLUMNS =
  'a.id, a.previous, a.title, a.source, a.url, a.language, a.published, a.received, a.relation, a.score, a.revisions';

const showMember = (row: MemberRow): Member => ({
  article_id: row.id,
  title: row.title,
  source: row.source,
  url: row.url,
  language: row.language,
  published_at: isoTimeOrNull(row.published),
  received_at: isoTime(row.received),
  relation: row.relation,
  score: row.score,
  revisions: row.revisions,
});

/** The lowest score between two distinct texts of the cluster. */
const cohesion = (store: Store, record: ClusterRecord): number => {
  const texts = readTexts(store, record.texts.slice(0, COHESION_TEXTS));
  let lowest = 1;
  texts.forEach((text, i) => {
    const { judge } = createJudge(text);
    for (const other of texts.slice(i + 1)) lowest = Math.min(lowest, judge(other).score);
  });
  return lowest;
};

const summarize = (sql: Sql, record: ClusterRecord): ClusterSummary => {
  const shown = labelOf(sql, record.representative);
  return {
    id: clusterId(record.number),
    size: record.size,
    sources: record.sources.length,
    distinct_texts: record.distinct_texts,
    title: shown.title,
    origin: labelOf(sql, record.origin).id,
    representative: shown.id,
    first_seen: isoTime(record.first_seen),
    last_seen: isoTime(record.last_seen),
  };
};

const labelOf = (sql: Sql, key: number): { id: string; title: string } =>
  firstRow<{ id: string; title: string }>(sql, 'SELECT id, title FROM article WHERE key = ?', key) ?? {
    id: '',
    title: '',
  };

/** Which clusters to list: those that received articles in [since, until), ISO 8601. */
export interface ClusterFilter extends PageOptions {
  since: string | null;
  until: string | null;
  min_size: number;
  source: string | null;
  /** Every word of it must be in the title of the representative, in any case. */
  q: string | null;
}

/** Rows of the cluster table that one call looks at; a page may end early there and still have a cursor. */
const SCAN = 4000;
const SCAN_STEP = 200;

/** A page of clusters, newest first. */
export const listClusters = (store: Store, filter: ClusterFilter): ClusterPage | BadCursor => {
  const from = filter.cursor === null ? Number.MAX_SAFE_INTEGER : fromBase32(filter.cursor);
  if (from === null) return BAD_CURSOR;
  let below = filter.until === null ? from : Math.min(from, lowestNumberAt(Date.parse(filter.until)));
  const keep = keeper(filter);
  const clusters: ClusterSummary[] = [];
  for (let scanned = 0; scanned < SCAN; scanned += SCAN_STEP) {
    const query = 'SELECT * FROM cluster WHERE number < ? ORDER BY number DESC LIMIT ?';
    const rows = store.sql.exec<ClusterRow>(query, below, SCAN_STEP).toArray();
    for (const record of rows.map(fromRow)) {
      if (clusters.length === filter.limit) return { clusters, next: toBase32(below) };
      below = record.number;
      if (!keep(record)) continue;
      const summary = summarize(store.sql, record);
      if (hasWords(summary.title, filter.q)) clusters.push(summary);
    }
    if (rows.length < SCAN_STEP) return { clusters, next: null };
  }
  return { clusters, next: toBase32(below) };
};

const keeper = ({ since, until, min_size, source }: ClusterFilter): ((record: ClusterRecord) => boolean) => {
  const hash = source === null ? null : sourceHash(source);
  const start = since === null ? 0 : Date.parse(since);
  const end = until === null ? Number.POSITIVE_INFINITY : Date.parse(until);
  return (record) =>
    record.size >= min_size &&
    record.last_seen >= start &&
    record.first_seen < end &&
    (hash === null || hasSource(record.sources, hash));
};

const hasWords = (title: string, q: string | null): boolean => {
  const lower = title.toLowerCase();
  return (
    q === null ||
    q
      .toLowerCase()
      .split(/\s+/)
      .every((word) => lower.includes(word))
  );
};
