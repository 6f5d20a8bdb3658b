import type { StoredArticle } from '../contract/article.ts';
import type { Cluster, ClusterPage } from '../contract/cluster.ts';
import type { Correction, CorrectionPage } from '../contract/correction.ts';
import type { IndexPlacement } from '../contract/placement.ts';
import type { Settings } from '../contract/settings.ts';
import type { Stats } from '../contract/stats.ts';
import type { StoryPage } from '../contract/story.ts';
import type { Model } from '../similarity/model.ts';
import { MODEL } from '../similarity/weights.generated.ts';
import { findArticle, isoTime, readText, showArticle } from './article-table.ts';
import { correct, type Wanted } from './corrections/correct.ts';
import { listCorrections } from './corrections/correction-table.ts';
import { type Editor, type Refusal, Refused } from './corrections/editing.ts';
import { type LabelPage, labelledArticles } from './corrections/labels.ts';
import { undo } from './corrections/undo.ts';
import { Counters } from './counters.ts';
import { receiptOfTexts } from './distinct-texts.ts';
import { EventLog } from './events/event-log.ts';
import { expirePiece, nextExpiry } from './expiry.ts';
import type { Incoming } from './incoming.ts';
import { findMatched, findNearby, type MatchedArticle, type Nearby } from './matches.ts';
import { type Placed, placeArticle } from './place.ts';
import { type BadCursor, type ClusterFilter, listClusters, type PageOptions, showCluster } from './reading.ts';
import { forgetAnswers, nextForgetting, type RequestName, recall, remember } from './remembered.ts';
import { removeArticle } from './removal.ts';
import { migrate, SCHEMA_VERSION } from './schema.ts';
import { type BadSettings, writeSettings } from './settings.ts';
import type { Sql } from './sql.ts';
import { Store, type Tally } from './store.ts';
import { listStories, type StoryFilter } from './stories.ts';
import { discardedTexts, discardText, forgetDiscarded } from './text-place.ts';

/** An article that was not placed; nothing of it was written. `behind`: it came too late to be worth it, and so did its whole batch. */
export interface PlacementFailure {
  error: 'bad_fingerprint' | 'internal' | 'behind';
}

export interface PlaceOptions {
  /** False: the same answer, nothing written. */
  store: boolean;
  /** Milliseconds since the epoch. */
  now: number;
}

/** What became of the articles of a request that names itself. */
export interface PlacedOnce {
  outcomes: (IndexPlacement | PlacementFailure)[];
  /** `before`: these articles were sent under this key before, and this is the answer they got. `otherwise`: other articles were. */
  sent: 'first' | 'before' | 'otherwise';
}

/** Remembered answers that are forgotten in one piece. */
const ANSWERS = 500;

/**
 * One collection's stories. Everything is synchronous: between reading candidates and writing the placement nothing else can
 * happen, and that is what brings two copies together which come at the same moment.
 */
export class Engine {
  private readonly sql: Sql;
  private readonly modelFor: (id: string) => Model;
  readonly events: EventLog;
  private store: Store;
  private readonly counters = new Counters();

  /** Brings the database to the newest schema. Throws where it is newer than this code.
   * @param modelFor what an article is judged by; cross-validation gives each one that did not see its story. */
  constructor(sql: Sql, modelFor: (id: string) => Model = () => MODEL) {
    migrate(sql);
    this.sql = sql;
    this.modelFor = modelFor;
    this.events = new EventLog(sql);
    this.store = new Store(sql, modelFor, this.events);
  }

  /** Places articles in order, each with what was written before it; one that fails does not touch the others. */
  place(items: Incoming[], options: PlaceOptions): (IndexPlacement | PlacementFailure)[] {
    return this.events.gather(options.now, () => items.map((item) => this.placeOne(item, options)));
  }

  /**
   * Places the articles of a request, unless it was placed before: then it gives the answer of that time and changes nothing. An
   * answer is remembered in the same step as what it tells, and only where every article was placed.
   * @param options.late Whether it is too late to place anything.
   */
  placeOnce(items: Incoming[], request: RequestName, options: { late: boolean; now: number }): PlacedOnce {
    const { late, now } = options;
    const known = recall(this.sql, request, now);
    if (known !== null) {
      for (const item of items) this.discardUnplaced(item);
      return { outcomes: known.placements, sent: known.same ? 'before' : 'otherwise' };
    }
    const outcomes = late ? this.refuse(items, 'behind') : this.place(items, { store: true, now });
    if (outcomes.every(isPlacement)) remember(this.sql, request, outcomes, now);
    return { outcomes, sent: 'first' };
  }

  private placeOne(item: Incoming, options: PlaceOptions): IndexPlacement | PlacementFailure {
    try {
      const place = (): Placed => placeArticle(this.store, item, options.now);
      if (!options.store) return this.rehearse(options.now, () => place().placement);
      return this.counters.count(this.store.transaction(options.now, () => this.learnFrom(place())));
    } catch (error) {
      if (error instanceof RangeError) return { error: 'bad_fingerprint' };
      console.error('an article could not be placed', error);
      this.counters.failures += 1;
      this.discardUnplaced(item);
      return { error: 'internal' };
    }
  }

  /** Places nothing of a batch. */
  refuse(items: Incoming[], error: PlacementFailure['error']): PlacementFailure[] {
    for (const item of items) this.discardUnplaced(item);
    return items.map(() => ({ error }));
  }

  article(id: string): StoredArticle | null {
    const row = findArticle(this.sql, id);
    return row === null ? null : showArticle(row, readText(this.sql, row.key));
  }

  /** The stored articles nearest to one, at most `limit`, with their texts; null where there is none of this id. */
  matches(id: string, limit: number, now: number): Nearby | null {
    return findNearby(this.store, id, limit, now);
  }

  /** A stored article with what its source's furniture is; null where there is none of this id. */
  matched(id: string): MatchedArticle | null {
    return findMatched(this.store, id);
  }

  /** Where the text of an article lies that has none in its row. */
  textKey(id: string): string | null {
    return findArticle(this.sql, id)?.text_key ?? null;
  }

  /** Keys of texts that are to be removed from where they lie. */
  discardedTexts(limit: number): string[] {
    return discardedTexts(this.sql, limit);
  }

  forgetDiscarded(keys: string[]): void {
    forgetDiscarded(this.sql, keys);
  }

  /** The cluster with a page of members, newest first; of an id that was merged away, its successor. */
  cluster(id: string, page: PageOptions): Cluster | BadCursor | null {
    return showCluster(this.store, id, page);
  }

  /** Clusters, newest first. A page can be short, even empty, and still have a `next`. */
  clusters(filter: ClusterFilter): ClusterPage | BadCursor {
    return listClusters(this.store, filter);
  }

  /** Clusters as the pages list them. A page can be short, even empty, and still have a `next`. */
  stories(filter: StoryFilter): StoryPage | BadCursor {
    return listStories(this.store, filter);
  }

  /** Removes an article without residue; false where there is none. */
  removeArticle(id: string, now: number): boolean {
    const row = findArticle(this.sql, id);
    if (row === null) return false;
    this.store.transaction(now, () => removeArticle(this.store, row));
    return true;
  }

  /** Lets a person correct what was placed; where it cannot be, says why and changes nothing. */
  correct(wanted: Wanted, editor: Editor, now: number): Correction | Refusal {
    return this.unlessRefused(now, () => correct(this.store, wanted, editor, now));
  }

  undoCorrection(id: string, editor: Editor, now: number): Correction | Refusal {
    return this.unlessRefused(now, () => undo(this.store, id, editor, now));
  }

  /** Newest first. */
  corrections(page: PageOptions): CorrectionPage | BadCursor {
    return listCorrections(this.sql, page);
  }

  /** Articles of corrected clusters, a piece at a time. */
  labels(cursor: string | null): LabelPage {
    return labelledArticles(this.sql, cursor);
  }

  /** Lets a bounded number of articles go that are older than the retention, and of answers that are remembered long enough. */
  expire(now: number): void {
    forgetAnswers(this.sql, now, ANSWERS);
    expirePiece(this.store, now);
  }

  /** When `expire` has something to do, in milliseconds since the epoch; null where nothing is stored. */
  nextExpiry(): number | null {
    const times = [nextExpiry(this.store), nextForgetting(this.sql)].filter((time) => time !== null);
    return times.length === 0 ? null : Math.min(...times);
  }

  settings(): Settings {
    return this.store.settings;
  }

  /** Settings that are not named stay. What is in memory is made anew by the new ones. */
  changeSettings(change: Partial<Settings>): Settings | BadSettings {
    const written = writeSettings(this.sql, { ...this.store.settings, ...change });
    if (!('error' in written)) this.store = new Store(this.sql, this.modelFor, this.events);
    return written;
  }

  health(): Tally & { schema: number } {
    return { ...this.store.tally, schema: SCHEMA_VERSION };
  }

  /** What is stored, and what was placed since the engine was made. */
  stats(): Omit<Stats, 'database_bytes' | 'awake'> & { awake: Omit<Stats['awake'], 'since'> } {
    const { oldest, newest } = receiptOfTexts(this.sql);
    const { decisions, relations, failures } = this.counters;
    return {
      ...this.store.tally,
      oldest_text: oldest === null ? null : isoTime(oldest),
      newest_text: newest === null ? null : isoTime(newest),
      awake: { decisions, relations, failures },
    };
  }

  private unlessRefused<T>(now: number, work: () => T): T | Refusal {
    try {
      return this.store.transaction(now, work);
    } catch (error) {
      if (error instanceof Refused) return error.refusal;
      throw error;
    }
  }

  /** What the Worker wrote for an article that was not placed belongs to nobody, unless it is the text that the article had before. */
  private discardUnplaced({ article, textKey }: Incoming): void {
    if (textKey !== undefined && this.textKey(article.id) !== textKey) discardText(this.sql, textKey);
  }

  /** The last step of a transaction: what fails before it has taught nothing. */
  private learnFrom({ placement, page }: Placed): IndexPlacement {
    if (page !== null) this.store.furniture.observe(page);
    return placement;
  }

  /** The answer of the real work, which is then undone. */
  private rehearse(now: number, work: () => IndexPlacement): IndexPlacement {
    let answer: IndexPlacement | null = null;
    try {
      this.store.transaction(now, () => {
        answer = work();
        throw UNDO;
      });
    } catch (error) {
      if (error !== UNDO) throw error;
    }
    if (answer === null) throw new Error('nothing was answered');
    return answer;
  }
}

const isPlacement = (outcome: IndexPlacement | PlacementFailure): outcome is IndexPlacement => !('error' in outcome);

const UNDO = new Error('undo');
