import { DurableObject } from 'cloudflare:workers';
import type { IndexPlacement } from '../../../src/contract/placement.ts';
import { Engine, type PlacementFailure } from '../../../src/story-index/engine.ts';
import type { Incoming } from '../../../src/story-index/incoming.ts';
import type { Tally } from '../results.ts';

/** The collection's Durable Object as StoryIndex runs it, and besides a count of what the platform bills. */
export class MeasuredIndex extends DurableObject {
  private readonly engine: Engine;
  private cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[] = [];
  private rows = { rowsRead: 0, rowsWritten: 0 };

  constructor(state: DurableObjectState, env: Cloudflare.Env) {
    super(state, env);
    const { storage } = state;
    this.engine = new Engine({
      exec: (query, ...bindings) => {
        const cursor = storage.sql.exec(query, ...bindings);
        this.cursors.push(cursor);
        return cursor as never;
      },
      transaction: (work) => storage.transactionSync(work),
    });
    this.count();
    this.rows = { rowsRead: 0, rowsWritten: 0 };
  }

  place(items: Incoming[]): (IndexPlacement | PlacementFailure)[] {
    const answers = this.engine.place(items, { store: true, now: Date.now() });
    this.count();
    return answers;
  }

  tally(): Tally {
    const tally = { ...this.rows, bytes: this.ctx.storage.sql.databaseSize };
    this.rows = { rowsRead: 0, rowsWritten: 0 };
    return tally;
  }

  /** A cursor knows its rows only when it was read to its end. */
  private count(): void {
    for (const { rowsRead, rowsWritten } of this.cursors) {
      this.rows.rowsRead += rowsRead;
      this.rows.rowsWritten += rowsWritten;
    }
    this.cursors = [];
  }
}
