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

/** Between two pieces of expiry, so that articles are answered meanwhile. */
const PAUSE = 50;
const AFTER_FAILURE = 600_000;

/**
 * The Durable Object of one collection. An answer leaves it only when what it tells is on disk: that is the platform's output
 * gate, and why no method here may wait for anything.
 */
export class StoryIndex extends DurableObject<Cloudflare.Env> {
  private readonly engine: Engine;
  /** Whether an alarm is set: setting one costs a written row. */
  private armed = false;

  constructor(state: DurableObjectState, env: Cloudflare.Env) {
    super(state, env);
    const { storage } = state;
    this.engine = new Engine({
      exec: (query, ...bindings) => storage.sql.exec(query, ...bindings),
      transaction: (work) => storage.transactionSync(work),
    });
    state.blockConcurrencyWhile(async () => {
      this.armed = (await storage.getAlarm()) !== null;
    });
  }

  place(items: Incoming[], options: { store: boolean }): (Placement | PlacementFailure)[] {
    const now = Date.now();
    const answers = this.engine.place(items, { ...options, now });
    if (!this.armed) this.arm(now);
    return answers;
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
    const changed = this.engine.changeSettings(change);
    this.arm(Date.now());
    return changed;
  }

  health(): Tally & { schema: number } {
    return this.engine.health();
  }

  /** Lets a piece of what is too old go. May come twice: there is then nothing, or the next piece, to do. */
  override alarm(): void {
    const now = Date.now();
    try {
      this.engine.expire(now);
      this.armed = false;
      this.arm(now + PAUSE);
    } catch (error) {
      // The platform gives up after a few failures, and nothing would ever expire again.
      console.error('expiry failed', error);
      this.arm(now + AFTER_FAILURE);
    }
  }

  /** Sets the alarm to when something is due, not before `earliest`. */
  private arm(earliest: number): void {
    const next = this.engine.nextExpiry();
    if (next === null) return;
    this.armed = true;
    void this.ctx.storage.setAlarm(Math.max(next, earliest));
  }
}
