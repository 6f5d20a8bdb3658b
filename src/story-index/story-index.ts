import { DurableObject } from 'cloudflare:workers';
import type { StoredArticle } from '../contract/article.ts';
import type { Cluster, ClusterPage } from '../contract/cluster.ts';
import type { Placement } from '../contract/placement.ts';
import type { Settings } from '../contract/settings.ts';
import type { Incoming } from './arrival.ts';
import { Engine, type PlacementFailure } from './engine.ts';
import type { BadCursor, ClusterFilter, PageOptions } from './reading.ts';
import type { BadSettings } from './settings.ts';
import type { Tally } from './store.ts';

export type { Incoming, PlacementFailure };

/**
 * The Durable Object of one collection. An answer leaves it only when what it tells is on disk: that is the platform's output
 * gate, and why no method here may wait for anything.
 */
export class StoryIndex extends DurableObject<Cloudflare.Env> {
  private readonly engine: Engine;

  constructor(state: DurableObjectState, env: Cloudflare.Env) {
    super(state, env);
    const { storage } = state;
    this.engine = new Engine({
      exec: (query, ...bindings) => storage.sql.exec(query, ...bindings),
      transaction: (work) => storage.transactionSync(work),
    });
  }

  place(items: Incoming[], options: { store: boolean }): (Placement | PlacementFailure)[] {
    return this.engine.place(items, { ...options, now: Date.now() });
  }

  article(id: string): StoredArticle | null {
    return this.engine.article(id);
  }

  cluster(id: string, page: PageOptions): Cluster | BadCursor | null {
    return this.engine.cluster(id, page);
  }

  clusters(filter: ClusterFilter): ClusterPage | BadCursor {
    return this.engine.clusters(filter);
  }

  removeArticle(id: string): boolean {
    return this.engine.removeArticle(id, Date.now());
  }

  settings(): Settings {
    return this.engine.settings();
  }

  changeSettings(change: Partial<Settings>): Settings | BadSettings {
    return this.engine.changeSettings(change);
  }

  health(): Tally & { schema: number } {
    return this.engine.health();
  }
}
