import { readArticle } from '../article-table.ts';
import type { ClusterRecord } from '../cluster-record.ts';
import type { Sql } from '../sql.ts';
import type { EventLog } from './event-log.ts';

/** Which clusters have another origin after a transaction than before it: a revised article leaves and may come back. */
export class Origins {
  private readonly changes = new Map<number, { before: number; after: number }>();

  begin(): void {
    this.changes.clear();
  }

  note(before: ClusterRecord, after: ClusterRecord): void {
    const first = this.changes.get(after.number)?.before ?? before.origin;
    this.changes.set(after.number, { before: first, after: after.origin });
  }

  /** The cluster is gone, or merged away. */
  forget(number: number): void {
    this.changes.delete(number);
  }

  tell(sql: Sql, events: EventLog): void {
    for (const [cluster, { before, after }] of this.changes) {
      const article = before === after ? null : readArticle(sql, after);
      if (article !== null) events.tell({ type: 'cluster.origin_changed', cluster, article: article.id });
    }
  }
}
