import { DurableObject } from 'cloudflare:workers';
import type { StoredArticle } from '../contract/article.ts';
import type { Cluster, ClusterPage } from '../contract/cluster.ts';
import type { Placement } from '../contract/placement.ts';
import type { Settings } from '../contract/settings.ts';
import type { Stats } from '../contract/stats.ts';
import { isoTime } from './article-table.ts';
import { Engine, type PlacementFailure } from './engine.ts';
import type { Incoming } from './incoming.ts';
import type { MatchedArticle, Near, Nearby } from './matches.ts';
import type { BadCursor, ClusterFilter, PageOptions } from './reading.ts';
import type { BadSettings } from './settings.ts';
import type { Tally } from './store.ts';

export type { MatchedArticle, Near, PlacementFailure };

/** Between two pieces of expiry, so that articles are answered meanwhile. */
const PAUSE = 50;
const AFTER_FAILURE = 600_000;
/** Texts removed with one call: R2 takes 1,000. */
const PIECE_OF_TEXTS = 1000;

/**
 * The Durable Object of one collection. An answer leaves it only when what it tells is on disk: that is the platform's output
 * gate, and why no method here may wait for anything.
 */
export class StoryIndex extends DurableObject<Cloudflare.Env> {
  private readonly engine: Engine;
  private readonly wokeUp = Date.now();
  /** When the alarm comes: setting one costs a written row. */
  private alarmAt: number | null = null;

  constructor(state: DurableObjectState, env: Cloudflare.Env) {
    super(state, env);
    const { storage } = state;
    this.engine = new Engine({
      exec: (query, ...bindings) => storage.sql.exec(query, ...bindings),
      transaction: (work) => storage.transactionSync(work),
    });
    state.blockConcurrencyWhile(async () => {
      this.alarmAt = await storage.getAlarm();
    });
  }

  /** @param options.deadline After it nothing is placed, and every article answers `behind`: too many calls have come before this. */
  place(items: Incoming[], options: { store: boolean; deadline?: number }): (Placement | PlacementFailure)[] {
    const { store, deadline = Number.POSITIVE_INFINITY } = options;
    const now = Date.now();
    const answers = now > deadline ? this.engine.refuse(items) : this.engine.place(items, { store, now });
    if (this.alarmAt === null || this.env.TEXTS !== undefined) this.arm(now);
    return answers;
  }

  /** An article, and where its text lies if not with it. */
  article(id: string): { article: StoredArticle; textKey: string | null } | null {
    const article = this.engine.article(id);
    return article === null ? null : { article, textKey: this.engine.textKey(id) };
  }

  matches(id: string, limit: number): Nearby | null {
    return this.engine.matches(id, limit, Date.now());
  }

  cluster(id: string, page: PageOptions): Cluster | BadCursor | null {
    return this.engine.cluster(id, page);
  }

  clusters(filter: ClusterFilter): ClusterPage | BadCursor {
    return this.engine.clusters(filter);
  }

  removeArticle(id: string): boolean {
    const now = Date.now();
    const removed = this.engine.removeArticle(id, now);
    this.arm(now);
    return removed;
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

  stats(): Stats {
    const { awake, ...stored } = this.engine.stats();
    const database_bytes = this.ctx.storage.sql.databaseSize;
    return { ...stored, database_bytes, awake: { since: isoTime(this.wokeUp), ...awake } };
  }

  /** Lets a piece of what is too old go, and removes texts from R2. May come twice: there is then nothing, or the next piece, to do. */
  override async alarm(): Promise<void> {
    this.alarmAt = null;
    try {
      this.engine.expire(Date.now());
      await this.removeTexts();
      this.arm(Date.now() + PAUSE);
    } catch (error) {
      // The platform gives up after a few failures, and nothing would ever expire again.
      console.error('expiry failed', error);
      this.arm(Date.now() + AFTER_FAILURE);
    }
  }

  /** A key is in the list until its text is gone for good: an article that comes meanwhile sees it there. */
  private async removeTexts(): Promise<void> {
    const keys = this.env.TEXTS === undefined ? [] : this.engine.discardedTexts(PIECE_OF_TEXTS);
    if (keys.length === 0) return;
    await this.env.TEXTS?.delete(keys);
    this.engine.forgetDiscarded(keys);
  }

  /** Sets the alarm to when something is due, not before `earliest`. */
  private arm(earliest: number): void {
    const removal = this.env.TEXTS !== undefined && this.engine.discardedTexts(1).length > 0;
    const next = removal ? earliest : this.engine.nextExpiry();
    if (next === null) return;
    const at = Math.max(next, earliest);
    if (this.alarmAt !== null && this.alarmAt <= at) return;
    this.alarmAt = at;
    void this.ctx.storage.setAlarm(at);
  }
}
