import type { Settings } from '../contract/settings.ts';
import type { Model } from '../similarity/model.ts';
import { nextClusterNumber } from './cluster-number.ts';
import type { EventLog } from './events/event-log.ts';
import { Origins } from './events/origins.ts';
import { LearnedFurniture } from './learned-furniture.ts';
import { RecentTexts } from './recent-texts.ts';
import { AnchorIndex } from './retrieval/anchor-index.ts';
import { readSettings } from './settings.ts';
import { firstRow, type Sql, type SqlRow } from './sql.ts';

/** How much the collection holds. */
export interface Tally {
  articles: number;
  clusters: number;
  /** Articles that are no copies of others, as clusters count them. */
  distinct_texts: number;
}

/** The collection's database and the little that is kept of it in memory. */
export class Store {
  readonly sql: Sql;
  /** Read once; another store is made when they change. */
  readonly settings: Settings;
  readonly anchors: AnchorIndex;
  readonly furniture: LearnedFurniture;
  readonly recent = new RecentTexts();
  readonly events: EventLog;
  readonly origins = new Origins();
  private lastCluster = 0;
  private lastText = 0;
  private counted: Tally | null = null;

  /** What an article is judged by. */
  readonly modelFor: (id: string) => Model;

  constructor(sql: Sql, modelFor: (id: string) => Model, events: EventLog) {
    this.sql = sql;
    this.modelFor = modelFor;
    this.settings = readSettings(sql);
    this.anchors = new AnchorIndex(sql, this.settings.window_days);
    this.furniture = new LearnedFurniture(sql);
    this.events = events;
    this.readNumbers();
  }

  /** Runs the work so that all its writes hold or, where it throws, none, in the database and in memory. */
  transaction<T>(now: number, work: () => T): T {
    this.anchors.begin(now);
    this.recent.begin();
    this.events.begin();
    this.origins.begin();
    try {
      return this.sql.transaction(() => {
        const result = work();
        this.origins.tell(this.sql, this.events);
        this.events.commit(now);
        return result;
      });
    } catch (error) {
      this.anchors.undo();
      this.recent.undo();
      this.events.undo();
      this.readNumbers();
      this.counted = null;
      throw error;
    }
  }

  /** A cluster number that was never given before. */
  nextCluster(now: number): number {
    this.lastCluster = nextClusterNumber(this.lastCluster, now);
    return this.lastCluster;
  }

  nextText(): number {
    this.lastText = Math.max(this.lastText + 1, this.anchors.lowestText);
    return this.lastText;
  }

  /** Counted once, then kept up: a health check must not read a million rows each time. */
  get tally(): Tally {
    this.counted ??= firstRow<Tally & SqlRow>(
      this.sql,
      'SELECT coalesce(sum(size), 0) articles, count(*) clusters, coalesce(sum(distinct_texts), 0) distinct_texts FROM cluster',
    ) as Tally;
    return this.counted;
  }

  adjustTally(articles: number, clusters: number, distinctTexts = 0): void {
    if (this.counted === null) return;
    this.counted.articles += articles;
    this.counted.clusters += clusters;
    this.counted.distinct_texts += distinctTexts;
  }

  /** After a rollback, too; cluster numbers stay used up. */
  private readNumbers(): void {
    const query = `SELECT max(coalesce((SELECT max(number) FROM cluster), 0), coalesce((SELECT max(number) FROM cluster_alias), 0),
        coalesce((SELECT number FROM retired_cluster), 0)) cluster, coalesce((SELECT max(number) FROM distinct_text), 0) text`;
    const numbers = firstRow<{ cluster: number; text: number }>(this.sql, query) as { cluster: number; text: number };
    this.lastCluster = Math.max(this.lastCluster, numbers.cluster);
    this.lastText = numbers.text;
  }
}
