import type { Sql } from './sql.ts';

/**
 * Each entry is run once, in order, and its number is kept in the database: never change or reorder an entry that was
 * released, append. No table has a secondary index, because each would cost a written row an article.
 */
const MIGRATIONS: readonly string[][] = [
  [
    // `key` is made from the id (article-key.ts). `previous` is the member that joined the cluster before (chain.ts).
    // `cluster` may be an alias. An article bears a distinct text, or is a copy of one (`copies`), or is neither: too
    // short, or one more of a cluster that has enough of them. `fingerprint` is kept here where the article bears none.
    // `text` is last, so that nothing else has to be read past it; null where it lies under `text_key` in R2, or is not kept.
    `CREATE TABLE article (
      key INTEGER PRIMARY KEY, id TEXT NOT NULL, cluster INTEGER NOT NULL, previous INTEGER,
      bears INTEGER, copies INTEGER, published INTEGER, received INTEGER NOT NULL, revised INTEGER, revisions INTEGER NOT NULL,
      relation TEXT, score REAL NOT NULL, digest INTEGER NOT NULL, tokens INTEGER NOT NULL,
      title TEXT NOT NULL, source TEXT, url TEXT, language TEXT, author TEXT, fingerprint BLOB,
      text_key TEXT, text TEXT)`,
    // What candidates are judged by. `number` rises with time.
    `CREATE TABLE distinct_text (
      number INTEGER PRIMARY KEY, article INTEGER NOT NULL, cluster INTEGER NOT NULL,
      published INTEGER, received INTEGER NOT NULL, source INTEGER NOT NULL, fingerprint BLOB NOT NULL)`,
    // Index terms of the texts from `first` on, packed (anchor-index.ts); `day` is the newest text's.
    'CREATE TABLE anchor_block (first INTEGER PRIMARY KEY, day INTEGER NOT NULL, anchors BLOB NOT NULL)',
    // Postings of older texts (runs.ts): how far each run is written, and its buckets, keyed by bucket and run.
    `CREATE TABLE anchor_run (
      number INTEGER PRIMARY KEY, written INTEGER NOT NULL, expired INTEGER NOT NULL, firsts TEXT NOT NULL)`,
    'CREATE TABLE anchor_posting (key INTEGER PRIMARY KEY, postings BLOB NOT NULL)',
    // `last` and `founder` are the newest and the oldest of the chain; `texts` the distinct texts' numbers, the founder's first;
    // `aliases` the clusters that were merged into it.
    `CREATE TABLE cluster (
      number INTEGER PRIMARY KEY, last INTEGER NOT NULL, founder INTEGER NOT NULL, size INTEGER NOT NULL,
      distinct_texts INTEGER NOT NULL, origin INTEGER NOT NULL, origin_time INTEGER NOT NULL,
      representative INTEGER NOT NULL, representative_time INTEGER NOT NULL, representative_tokens INTEGER NOT NULL,
      first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL, texts TEXT NOT NULL,
      source_count INTEGER NOT NULL, sources BLOB NOT NULL, aliases TEXT NOT NULL)`,
    // Clusters that were merged away. A successor is never an alias itself.
    'CREATE TABLE cluster_alias (number INTEGER PRIMARY KEY, successor INTEGER NOT NULL)',
    // The highest number of a cluster that is gone, so that no number is given twice.
    'CREATE TABLE retired_cluster (only INTEGER PRIMARY KEY, number INTEGER NOT NULL)',
    // The highest cluster number that expiry has visited, and clusters to visit again, under a day (due-clusters.ts).
    'CREATE TABLE swept (only INTEGER PRIMARY KEY, number INTEGER NOT NULL)',
    'CREATE TABLE due_cluster (day INTEGER, cluster INTEGER, PRIMARY KEY (day, cluster)) WITHOUT ROWID',
    // Keys of texts in R2 that are to be removed (text-place.ts).
    'CREATE TABLE discarded_text (key TEXT PRIMARY KEY) WITHOUT ROWID',
    // How the collection is kept (settings.ts); without a row by the defaults.
    `CREATE TABLE settings (
      only INTEGER PRIMARY KEY, window_days INTEGER NOT NULL, retention_days INTEGER NOT NULL, store_text INTEGER NOT NULL)`,
    // Hashes of lines that recur in a source (learned-furniture.ts).
    'CREATE TABLE furniture (source INTEGER, line INTEGER, PRIMARY KEY (source, line)) WITHOUT ROWID',
  ],
  [
    // What requests were answered that name themselves (remembered.ts), under the day.
    `CREATE TABLE remembered_answer (
      day INTEGER, key TEXT, digest TEXT NOT NULL, placements TEXT NOT NULL, PRIMARY KEY (day, key)) WITHOUT ROWID`,
  ],
  [
    // When an article that waited was accepted (acceptance.ts). Behind the text, because it is read only when the article comes again.
    'ALTER TABLE article ADD COLUMN accepted INTEGER',
    // Articles that are placed later (jobs.ts): each job, its body in pieces while it is needed, the answers of each batch.
    // The index has only what is not done, so it costs nothing for the rest.
    `CREATE TABLE job (
      id TEXT PRIMARY KEY, collection TEXT NOT NULL, received INTEGER NOT NULL, items INTEGER NOT NULL, done INTEGER NOT NULL,
      errors INTEGER NOT NULL, failed INTEGER NOT NULL, due INTEGER, bytes INTEGER NOT NULL, content_type TEXT NOT NULL,
      body_key TEXT) WITHOUT ROWID`,
    'CREATE INDEX unfinished_job ON job (due, bytes) WHERE done < items',
    'CREATE TABLE job_body (job TEXT, start INTEGER, piece BLOB NOT NULL, PRIMARY KEY (job, start)) WITHOUT ROWID',
    'CREATE TABLE job_result (job TEXT, start INTEGER, results TEXT NOT NULL, PRIMARY KEY (job, start)) WITHOUT ROWID',
    // Articles that were deleted while jobs waited (removed-articles.ts).
    'CREATE TABLE removed_article (id TEXT PRIMARY KEY, removed INTEGER NOT NULL) WITHOUT ROWID',
    // Messages that were tried often enough (dead-letters.ts), under the queue's own id.
    `CREATE TABLE dead_letter (
      number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, received INTEGER NOT NULL, body TEXT NOT NULL)`,
  ],
  [
    // What happened, a row a call, in a ring (event-log.ts).
    `CREATE TABLE event_log (
      key INTEGER PRIMARY KEY, number INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, time INTEGER NOT NULL,
      events TEXT NOT NULL)`,
    // URLs that are told of it (subscriptions.ts). `events`, `unsent`, `open` and `ping` are JSON.
    `CREATE TABLE subscription (
      id TEXT PRIMARY KEY, collection TEXT NOT NULL, url TEXT NOT NULL, events TEXT, created INTEGER NOT NULL, gone INTEGER NOT NULL,
      secret TEXT NOT NULL, former_secret TEXT, former_until INTEGER, run TEXT NOT NULL, sequence INTEGER NOT NULL,
      unsent TEXT NOT NULL, open TEXT NOT NULL, delivered INTEGER NOT NULL, given_up INTEGER NOT NULL, last_success INTEGER,
      last_failure INTEGER, failure TEXT, failing INTEGER NOT NULL, ping TEXT) WITHOUT ROWID`,
  ],
  [
    // What people corrected (corrections). `vacated` is JSON: clusters that it left without members, with their aliases.
    `CREATE TABLE correction (
      number INTEGER PRIMARY KEY, kind TEXT NOT NULL, who TEXT NOT NULL, time INTEGER NOT NULL, why TEXT,
      vacated TEXT NOT NULL, undoes INTEGER, undone_by INTEGER)`,
    // Which articles it is about, from which cluster to which (as named then, so perhaps aliases). While it `holds`, a `pinned`
    // article stays where it is, and a `barred` one keeps out of `source`. The indexes cost nothing where nothing is corrected.
    `CREATE TABLE correction_article (
      correction INTEGER, article INTEGER, source INTEGER NOT NULL, target INTEGER NOT NULL,
      pinned INTEGER NOT NULL, barred INTEGER NOT NULL, holds INTEGER NOT NULL, PRIMARY KEY (correction, article)) WITHOUT ROWID`,
    'CREATE INDEX corrected_article ON correction_article (article)',
    'CREATE INDEX correction_bar ON correction_article (source) WHERE barred = 1 AND holds = 1',
  ],
];

/** Number of the newest migration. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** Brings the database to the newest schema. Throws where the database is newer than this code. */
export const migrate = (sql: Sql): void => {
  sql.transaction(() => {
    sql.exec('CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY)');
    const done =
      sql.exec<{ number: number | null }>('SELECT max(number) number FROM migration').toArray()[0]?.number ?? 0;
    if (done > SCHEMA_VERSION) throw new Error(`the store has schema ${done}, newer than ${SCHEMA_VERSION}`);
    MIGRATIONS.slice(done).forEach((statements, i) => {
      for (const statement of statements) sql.exec(statement);
      sql.exec('INSERT INTO migration VALUES (?)', done + i + 1);
    });
  });
};
