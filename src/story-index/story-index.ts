import { DurableObject } from 'cloudflare:workers';
import type { StoredArticle } from '../contract/article.ts';
import type { Cluster, ClusterPage } from '../contract/cluster.ts';
import type { Correction, CorrectionPage } from '../contract/correction.ts';
import type { DeadLetterPage } from '../contract/dead-letter.ts';
import type { EventPage, EventType } from '../contract/event.ts';
import type { QueueMessage } from '../contract/message.ts';
import type { IndexPlacement } from '../contract/placement.ts';
import type { Settings } from '../contract/settings.ts';
import type { Stats } from '../contract/stats.ts';
import type { StoryPage } from '../contract/story.ts';
import type { Subscription, SubscriptionWithSecret } from '../contract/subscription.ts';
import { isoTime } from './article-table.ts';
import type { Wanted } from './corrections/correct.ts';
import type { Editor, Refusal } from './corrections/editing.ts';
import type { LabelPage } from './corrections/labels.ts';
import { DueWork } from './due-work.ts';
import { Engine, type PlacedOnce, type PlacementFailure } from './engine.ts';
import type { Outcome, Receiver } from './events/delivery.ts';
import type { BadSequence } from './events/event-log.ts';
import { Outbox } from './events/outbox.ts';
import { type SubscriptionRecord, showSubscription } from './events/subscription-table.ts';
import type { Incoming } from './incoming.ts';
import { bury, listLetters, readLetter, releaseLetter, removeLetter } from './jobs/dead-letters.ts';
import { readBody } from './jobs/job-body.ts';
import { anyUnfinished, type JobRow, type NewJob, readJob } from './jobs/job-table.ts';
import { advanceJob, createJob, type JobEntry, type JobOutcome, readResults } from './jobs/jobs.ts';
import { noteRemoval } from './jobs/removed-articles.ts';
import type { MatchedArticle, Near, Nearby } from './matches.ts';
import type { BadCursor, ClusterFilter, PageOptions } from './reading.ts';
import type { RequestName } from './remembered.ts';
import type { BadSettings } from './settings.ts';
import type { Sql } from './sql.ts';
import type { Tally } from './store.ts';
import type { StoryFilter } from './stories.ts';

export type { JobEntry, JobOutcome, JobRow, MatchedArticle, Near, PlacedOnce, PlacementFailure, RequestName };

/** A subscription that was ended by a 410, or is not there. */
export interface NoSubscription {
  error: 'gone' | 'unknown';
}

/**
 * The Durable Object of one collection. An answer leaves it only when what it tells is on disk: that is the platform's output
 * gate, and why no method here may wait for anything.
 */
export class StoryIndex extends DurableObject<Cloudflare.Env> {
  private readonly sql: Sql;
  private engine: Engine;
  private outbox: Outbox;
  private readonly wokeUp = Date.now();
  private readonly due: DueWork;

  constructor(state: DurableObjectState, env: Cloudflare.Env) {
    super(state, env);
    const { storage } = state;
    this.sql = {
      exec: (query, ...bindings) => storage.sql.exec(query, ...bindings),
      transaction: (work) => storage.transactionSync(work),
    };
    this.engine = new Engine(this.sql);
    this.outbox = this.openOutbox();
    this.due = new DueWork(storage, env, () => ({ sql: this.sql, engine: this.engine, outbox: this.outbox }));
    state.blockConcurrencyWhile(() => this.due.wake());
  }

  /** @param options.deadline After it nothing is placed, and every article answers `behind`: too many calls have come before this. */
  place(items: Incoming[], options: { store: boolean; deadline?: number }): (IndexPlacement | PlacementFailure)[] {
    const { store, deadline = Number.POSITIVE_INFINITY } = options;
    const now = Date.now();
    const late = now > deadline;
    const place = () => this.engine.place(store ? this.mark(items, now) : items, { store, now });
    const answers = late
      ? this.engine.refuse(items, 'behind')
      : this.whole<(IndexPlacement | PlacementFailure)[]>(items, place, (failures) => failures);
    this.due.armAfterPlacing(now);
    return answers;
  }

  /** The same for a request that names itself: sent again it gets the same answer, and nothing changes. */
  placeOnce(items: Incoming[], request: RequestName, options: { deadline?: number } = {}): PlacedOnce {
    const { deadline = Number.POSITIVE_INFINITY } = options;
    const now = Date.now();
    const place = () => this.engine.placeOnce(this.mark(items, now), request, { late: now > deadline, now });
    const placed = this.whole<PlacedOnce>(items, place, (outcomes) => ({ outcomes, sent: 'first' }));
    // What is remembered is due before the articles are.
    this.due.arm(now);
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

  /** An article as a comparison reads it. */
  matched(id: string): MatchedArticle | null {
    return this.engine.matched(id);
  }

  cluster(id: string, page: PageOptions): Cluster | BadCursor | null {
    return this.engine.cluster(id, page);
  }

  clusters(filter: ClusterFilter): ClusterPage | BadCursor {
    return this.engine.clusters(filter);
  }

  stories(filter: StoryFilter): StoryPage | BadCursor {
    return this.engine.stories(filter);
  }

  removeArticle(id: string): boolean {
    const now = Date.now();
    const removed = this.engine.removeArticle(id, now);
    noteRemoval(this.sql, id, now);
    this.due.arm(now);
    return removed;
  }

  correct(wanted: Wanted, editor: Editor): Correction | Refusal {
    return this.correctly(() => this.engine.correct(wanted, editor, Date.now()));
  }

  undoCorrection(id: string, editor: Editor): Correction | Refusal {
    return this.correctly(() => this.engine.undoCorrection(id, editor, Date.now()));
  }

  corrections(page: PageOptions): CorrectionPage | BadCursor {
    return this.engine.corrections(page);
  }

  labels(cursor: string | null): LabelPage {
    return this.engine.labels(cursor);
  }

  settings(): Settings {
    return this.engine.settings();
  }

  changeSettings(change: Partial<Settings>): Settings | BadSettings {
    const changed = this.engine.changeSettings(change);
    this.due.arm(Date.now());
    return changed;
  }

  /** False where too much is waiting already. The job is on disk before this answers; its message may be sent after that. */
  createJob(job: NewJob, body: Uint8Array | null): boolean {
    const now = Date.now();
    const created = createJob(this.sql, job, body, now);
    this.due.arm(now);
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
    const items = entries.flatMap((entry) => ('incoming' in entry ? [entry.incoming] : []));
    const advance = () => advanceJob(this.sql, this.engine, id, entries, { ...options, now });
    const done = this.whole(items, advance, () => options.from);
    this.due.arm(now);
    return done;
  }

  /** Keeps a message that its queue gave up. */
  bury(id: string, message: QueueMessage): void {
    const now = Date.now();
    bury(this.sql, id, message, now);
    this.due.arm(now);
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
    this.due.arm(now);
  }

  removeDeadLetter(id: string): boolean {
    return removeLetter(this.sql, id);
  }

  events(after: number | null, limit: number): EventPage | BadSequence {
    return this.engine.events.page(after, limit);
  }

  subscriptions(): Subscription[] {
    return this.outbox.list().map(showSubscription);
  }

  /** Null where there are too many. */
  subscribe(wanted: { collection: string; url: string; events: EventType[] | null }): SubscriptionWithSecret | null {
    const record = this.outbox.subscribe(wanted, Date.now());
    return record === null ? null : withSecret(record);
  }

  unsubscribe(id: string): boolean {
    return this.outbox.unsubscribe(id);
  }

  rotateSecret(id: string): SubscriptionWithSecret | NoSubscription {
    return this.ifThere(id, (record) => withSecret(this.outbox.rotate(record, Date.now())));
  }

  replay(id: string, after: number): Subscription | BadSequence | NoSubscription {
    return this.ifThere(id, (record) => {
      const made = this.outbox.replay(record, after);
      this.due.arm(Date.now());
      return 'error' in made ? made : showSubscription(made);
    });
  }

  /** Sends an event of its own by the same way. */
  async ping(id: string): Promise<Subscription | NoSubscription> {
    return this.ifThere(id, async (known) => {
      const { record, delivery } = this.outbox.ping(known, Date.now());
      await this.env.EVENT_DELIVERIES.send(delivery, { contentType: 'json' });
      return showSubscription(record);
    });
  }

  /** Whom to send to, of the subscriptions with these ids. */
  receivers(ids: string[]): Receiver[] {
    return this.outbox.receivers(ids, Date.now());
  }

  /** How deliveries went. */
  settle(outcomes: Outcome[]): void {
    const now = Date.now();
    this.outbox.settle(outcomes, now);
    if (this.outbox.isWaiting(now)) this.due.arm(now);
  }

  health(): Tally & { schema: number } {
    return this.engine.health();
  }

  stats(): Stats {
    const { awake, ...stored } = this.engine.stats();
    const database_bytes = this.ctx.storage.sql.databaseSize;
    return { ...stored, database_bytes, awake: { since: isoTime(this.wokeUp), ...awake } };
  }

  override alarm(): Promise<void> {
    return this.due.run();
  }

  /** Places all and writes the row that tells it, or nothing. Where that row fails, what is in memory is made anew. */
  private whole<T>(items: Incoming[], work: () => T, failed: (failures: PlacementFailure[]) => T): T {
    try {
      return this.sql.transaction(work);
    } catch (error) {
      console.error('what was placed could not be told', error);
      this.engine = new Engine(this.sql);
      this.outbox = this.openOutbox();
      return failed(this.engine.refuse(items, 'internal'));
    }
  }

  /** What is corrected is told, and may be old enough to expire. */
  private correctly<T>(work: () => T): T {
    const corrected = work();
    this.due.arm(Date.now());
    return corrected;
  }

  private openOutbox(): Outbox {
    return new Outbox(this.sql, this.engine.events, this.env.QUEUE_RUN ?? '');
  }

  private ifThere<T>(id: string, use: (record: SubscriptionRecord) => T): T | NoSubscription {
    const record = this.outbox.find(id);
    if (record === null) return { error: 'unknown' };
    return record.gone ? { error: 'gone' } : use(record);
  }
}

const withSecret = (record: SubscriptionRecord): SubscriptionWithSecret => ({
  ...showSubscription(record),
  secret: record.secret,
});
