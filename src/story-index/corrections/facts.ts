import { type ClusterRecord, numbersOf } from '../cluster-record.ts';
import { firstRow, type Sql } from '../sql.ts';

/** Corrected articles that are known in memory. Beyond it the tables are asked each time. */
const MOST = 50_000;

/** An article keeps out of a cluster. */
export interface Bar {
  /** Never an alias. */
  cluster: number;
  correction: number;
}

/**
 * What people have said of articles, for placing. In memory is only of which articles and clusters anything was said, so that for
 * all others no row is read. A bar does not count while the article is in the cluster: then somebody said otherwise later.
 */
export class Facts {
  private readonly sql: Sql;
  /** Keys of articles that a correction is about; null where there are too many to know. */
  private articles: Set<number> | null = new Set();
  /** Numbers of clusters that some article is kept out of. */
  private sources: Set<number> = new Set();
  private changed = false;

  constructor(sql: Sql) {
    this.sql = sql;
    this.read();
  }

  begin(): void {
    this.changed = false;
  }

  undo(): void {
    if (this.changed) this.read();
  }

  /** To be called when corrections are written. */
  renew(): void {
    this.changed = true;
    this.read();
  }

  /** Whether a correction may be about the article. */
  concern(article: number): boolean {
    return this.articles === null || this.articles.has(article);
  }

  /** Whether a person put the article where it is, or said that it belongs there, and nobody took it away since. */
  isPinned(article: number): boolean {
    if (!this.concern(article)) return false;
    const query = `SELECT pinned FROM correction_article WHERE article = ? AND holds = 1 AND (pinned = 1 OR source != target)
      ORDER BY correction DESC LIMIT 1`;
    return firstRow<{ pinned: number }>(this.sql, query, article)?.pinned === 1;
  }

  /** Clusters that the article keeps out of. @param home the cluster that it is in, or was in before it was sent again. */
  barsOf(article: number, home: number): Bar[] {
    if (!this.concern(article)) return [];
    const query = `SELECT coalesce(x.successor, f.source) cluster, f.correction FROM correction_article f
      LEFT JOIN cluster_alias x ON x.number = f.source WHERE f.article = ? AND f.barred = 1 AND f.holds = 1`;
    return this.sql
      .exec<{ cluster: number; correction: number }>(query, article)
      .toArray()
      .filter(({ cluster }) => cluster !== home);
  }

  /** Clusters that have a member which keeps out of this one. */
  avoiding(record: ClusterRecord): number[] {
    const numbers = numbersOf(record);
    if (this.articles !== null && !numbers.some((number) => this.sources.has(number))) return [];
    const query = `SELECT DISTINCT coalesce(x.successor, a.cluster) cluster FROM correction_article f
      JOIN article a ON a.key = f.article LEFT JOIN cluster_alias x ON x.number = a.cluster
      WHERE f.source IN (SELECT value FROM json_each(?)) AND f.barred = 1 AND f.holds = 1`;
    return this.sql
      .exec<{ cluster: number }>(query, JSON.stringify(numbers))
      .toArray()
      .flatMap(({ cluster }) => (cluster === record.number ? [] : [cluster]));
  }

  /** Whether somebody took the one apart from the other: no article may make them one again. */
  areApart(a: ClusterRecord, b: ClusterRecord): boolean {
    return this.avoiding(a).includes(b.number) || this.avoiding(b).includes(a.number);
  }

  /** Articles that are gone: nothing is said of them any more, and corrections that were about them alone go too. */
  forget(articles: Iterable<number>): void {
    const known = [...articles].filter((article) => this.concern(article));
    if (known.length === 0) return;
    const keys = JSON.stringify(known);
    const ABOUT = 'FROM correction_article WHERE article IN (SELECT value FROM json_each(?))';
    const corrections = this.sql
      .exec<{ correction: number }>(`SELECT DISTINCT correction ${ABOUT}`, keys)
      .toArray()
      .map(({ correction }) => correction);
    if (corrections.length === 0) return;
    this.sql.exec(`DELETE ${ABOUT}`, keys);
    this.sql.exec(
      `DELETE FROM correction WHERE number IN (SELECT value FROM json_each(?))
        AND NOT EXISTS (SELECT 1 FROM correction_article f WHERE f.correction = correction.number)`,
      JSON.stringify(corrections),
    );
    this.changed = true;
    for (const article of known) this.articles?.delete(article);
  }

  private read(): void {
    const articles = this.sql
      .exec<{ article: number }>('SELECT DISTINCT article FROM correction_article LIMIT ?', MOST + 1)
      .toArray();
    this.articles = articles.length > MOST ? null : new Set(articles.map(({ article }) => article));
    const sources =
      this.articles === null
        ? []
        : this.sql
            .exec<{ source: number }>('SELECT DISTINCT source FROM correction_article WHERE barred = 1 AND holds = 1')
            .toArray();
    this.sources = new Set(sources.map(({ source }) => source));
  }
}
