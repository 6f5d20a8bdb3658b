import { DurableObject } from 'cloudflare:workers';
import type { StoredArticle } from '../contract/article.ts';
import type { Cluster, ClusterPage } from '../contract/cluster.ts';
import type { DeadLetterPage } from '../contract/dead-letter.ts';
import type { QueueMessage } from '../contract/message.ts';
import type { IndexPlacement } from '../contract/placement.ts';
import type { Settings } from '../contract/settings.ts';
import type { Stats } from '../contract/stats.ts';
import { isoTime } from './article-table.ts';
import {
  bury,
  expireLetters,
  listLetters,
  nextLetterExpiry,
  readLetter,
  releaseLetter,
  removeLetter,
} from './dead-letters.ts';
import { Engine, type PlacedOnce, type PlacementFailure } from './engine.ts';
import type { Incoming } from './incoming.ts';
import { readBody } from './job-body.ts';
import { anyUnfinished, type JobRow, type NewJob, readJob } from './job-table.ts';
import {
  advanceJob,
  createJob,
  expireJobs,
  type JobEntry,
  type JobOutcome,
  nextJobExpiry,
  nextStandstill,
  readResults,
  takeStandingStill,
} from './jobs.ts';
import type { MatchedArticle, Near, Nearby } from './matches.ts';
import type { BadCursor, ClusterFilter, PageOptions } from './reading.ts';
import type { RequestName } from './remembered.ts';
import { noteRemoval } from './removed-articles.ts';
import type { BadSettings } from './settings.ts';
import type { Sql } from './sql.ts';
import type { Tally } from './store.ts';

export type { JobEntry, JobOutcome, JobRow, MatchedArticle, Near, PlacedOnce, PlacementFailure, RequestName };

/** Between two pieces of expiry, so that articles are answered meanwhile. */
const PAUSE = 50;
const AFTER_FAILURE = 600_000;
/** Texts removed with one call: R2 takes 1,000. */
const PIECE_OF_TEXTS = 1000;
/** Jobs sent again with one call: a queue takes 100 messages. */
const PIECE_OF_MESSAGES = 100;

/**
 * The Durable Object of one collection. An answer leaves it only when what it tells is on disk: that is the platform's output
 * gate, and why no method here may wait for anything.
 */
export class StoryIndex extends DurableObject<Cloudflare.Env> {
  private readonly sql: Sql;
  private readonly engine: Engine;
  private readonly wokeUp = Date.now();
  /** When the alarm comes: setting one costs a written row. */
  private alarmAt: number | null = null;

  constructor(state: DurableObjectState, env: Cloudflare.Env) {
    super(state, env);
    const { storage } = state;
    this.sql = {
      exec: (query, ...bindings) => storage.sql.exec(query, ...bindings),
      transaction: (work) => storage.transactionSync(work),
    };
    this.engine = new Engine(this.sql);
    state.blockConcurrencyWhile(async () => {
      this.alarmAt = await storage.getAlarm();
    });
  }

  /** @param options.deadline After it nothing is placed, and every article answers `behind`: too many calls have come before this. */
  place(items: Incoming[], options: { store: boolean; deadline?: number }): (IndexPlacement | PlacementFailure)[] {
    const { store, deadline = Number.POSITIVE_INFINITY } = options;
    const now = Date.now();
    const marked = store ? this.mark(items, now) : items;
    const answers = now > deadline ? this.engine.refuse(items) : this.engine.place(marked, { store, now });
    if (this.alarmAt === null || this.env.TEXTS !== undefined) this.arm(now);
    return answers;
  }

  /** The same for a request that names itself: sent again it gets the same answer, and nothing changes. */
  placeOnce(items: Incoming[], request: RequestName, options: { deadline?: number } = {}): PlacedOnce {
    const { deadline = Number.POSITIVE_INFINITY } = options;
    const now = Date.now();
    const placed = this.engine.placeOnce(this.mark(items, now), request, { late: now > deadline, now });
    // What is remembered is due before the articles are.
    this.arm(now);
    return placed;
  }

  /** While articles wait in jobs, each that comes is marked with when it came, so that they do not undo it. */
  private mark(items: Incoming[], now: number): Incoming[] {
    return anyUnfinished(this.sql) ? items.map((item) => ({ ...item, accepted: now })) : items;
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
    noteRemoval(this.sql, id, now);
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

  /** False where too much is waiting already. The job is on disk before this answers; its message may be sent after that. */
  createJob(job: NewJob, body: Uint8Array | null): boolean {
    const now = Date.now();
    const created = createJob(this.sql, job, body, now);
    this.arm(now);
    return created;
  }

  job(id: string): { job: JobRow; outcomes: JobOutcome[] } | null {
    const job = readJob(this.sql, id);
    return job === null ? null : { job, outcomes: readResults(this.sql, id) };
  }

  /** What is left of a job to do, with its body where that is here; null where nothing is. */
  unfinishedJob(id: string): { job: JobRow; body: Uint8Array | null } | null {
    const job = readJob(this.sql, id);
    if (job === null || job.done === job.items) return null;
    return { job, body: job.body_key === null ? readBody(this.sql, id) : null };
  }

  /**
   * Places the next items of a job and keeps the answers, in one step: a consumer that dies leaves both or neither, and of two at the
   * same job one places. Answers how many items are done then, which is not more than before where one could not be placed.
   * @param options.from how many the consumer believes to be done. @param options.lenient keep a failure as the article's answer.
   */
  advanceJob(id: string, entries: JobEntry[], options: { from: number; lenient: boolean }): number | null {
    const now = Date.now();
    const done = advanceJob(this.sql, this.engine, id, entries, { ...options, now });
    this.arm(now);
    return done;
  }

  /** Keeps a message that its queue gave up. */
  bury(id: string, message: QueueMessage): void {
    const now = Date.now();
    bury(this.sql, id, message, now);
    this.arm(now);
  }

  deadLetters(page: PageOptions): DeadLetterPage | BadCursor {
    return listLetters(this.sql, page);
  }

  deadLetter(id: string): QueueMessage | null {
    return readLetter(this.sql, id);
  }

  /** To be called when the message was sent again. */
  releaseDeadLetter(id: string, message: QueueMessage): void {
    const now = Date.now();
    releaseLetter(this.sql, id, message, now);
    this.arm(now);
  }

  removeDeadLetter(id: string): boolean {
    return removeLetter(this.sql, id);
  }

  health(): Tally & { schema: number } {
    return this.engine.health();
  }

  stats(): Stats {
    const { awake, ...stored } = this.engine.stats();
    const database_bytes = this.ctx.storage.sql.databaseSize;
    return { ...stored, database_bytes, awake: { since: isoTime(this.wokeUp), ...awake } };
  }

  /**
   * Sends jobs again that stand still, lets a piece of what is too old go, removes texts from R2. May come twice: there is then nothing,
   * or the next piece, to do.
   */
  override async alarm(): Promise<void> {
    this.alarmAt = null;
    try {
      const now = Date.now();
      await this.sendAgain(now);
      this.engine.expire(now);
      expireJobs(this.sql, now);
      expireLetters(this.sql, now);
      await this.removeTexts();
      this.arm(Date.now() + PAUSE);
    } catch (error) {
      // The platform gives up after a few failures, and nothing would ever expire again.
      console.error('the alarm failed', error);
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

  /** A job that stands still is sent again: its message may have been lost, and once too often does no harm. */
  private async sendAgain(now: number): Promise<void> {
    if (this.env.INTAKE === undefined) return;
    const jobs = takeStandingStill(this.sql, now, PIECE_OF_MESSAGES);
    if (jobs.length === 0) return;
    await this.env.INTAKE.sendBatch(jobs.map(({ id, collection }) => ({ body: { kind: 'job', collection, job: id } })));
  }

  /** Sets the alarm to when something is due, not before `earliest`. */
  private arm(earliest: number): void {
    const removal = this.env.TEXTS !== undefined && this.engine.discardedTexts(1).length > 0;
    const standstill = this.env.INTAKE === undefined ? null : nextStandstill(this.sql);
    const expiries = [this.engine.nextExpiry(), nextJobExpiry(this.sql), nextLetterExpiry(this.sql)];
    const times = [removal ? earliest : null, standstill, ...expiries].filter((time) => time !== null);
    if (times.length === 0) return;
    const at = Math.max(Math.min(...times), earliest);
    if (this.alarmAt !== null && this.alarmAt <= at) return;
    this.alarmAt = at;
    void this.ctx.storage.setAlarm(at);
  }
}
