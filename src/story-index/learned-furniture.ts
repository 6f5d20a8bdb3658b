import type { Sql } from './sql.ts';

/** A line is furniture when it was seen in so many clusters: four stories have no sentence in common by chance. */
const LEARNED_AFTER = 4;
/** Lines that are being counted: of one source (the pages of the last hours), and sources. About 10 MB when full. */
const COUNTED_LINES = 128;
const COUNTED_SOURCES = 512;
/** A source has some dozens of such lines; one that has no end of them is not to fill memory. */
const LEARNED_LINES = 500;
const LEARNED_IN_ALL = 50_000;

const NO_LINES: ReadonlySet<number> = new Set();

/** A page that was placed. `lines` as lineHashes gives them, `digest` of its text as it was sent. */
export interface Page {
  source: number;
  cluster: number;
  digest: number;
  lines: readonly number[];
}

/** Where a line was seen: a cluster and a digest a page, in turn. */
type Sightings = number[];

/**
 * Lines that recur in a source are what it puts around its articles, whatever they look like: pages of LEARNED_AFTER clusters
 * have them. What was learned is kept, one written row a line. What is still being counted is in memory only, within bounds,
 * and starts anew when the object wakes up: rows for it would cost more than learning a little later.
 */
export class LearnedFurniture {
  private readonly sql: Sql;
  private readonly learned = new Map<number, Set<number>>();
  private size = 0;
  /** Both maps oldest first: what was seen last is put last. */
  private readonly counted = new Map<number, Map<number, Sightings>>();

  constructor(sql: Sql) {
    this.sql = sql;
    const rows = sql.exec<{ source: number; line: number }>('SELECT source, line FROM furniture').toArray();
    for (const { source, line } of rows) this.remember(source, line);
  }

  /** Hashes of the lines that are furniture in a source. */
  of(source: number): ReadonlySet<number> {
    return this.learned.get(source) ?? NO_LINES;
  }

  /** Counts a page's lines, and writes those that are known by now. To be called within a transaction, as its last step. */
  observe({ source, cluster, digest, lines }: Page): void {
    const counted = this.counted.get(source) ?? new Map<number, Sightings>();
    putLast(this.counted, source, counted, COUNTED_SOURCES);
    for (const line of lines) {
      if (this.of(source).has(line)) continue;
      const sightings = counted.get(line) ?? [];
      if (isNew(sightings, cluster, digest)) sightings.push(cluster, digest);
      const recurs = sightings.length >= 2 * LEARNED_AFTER;
      if (!recurs || !this.learn(source, line)) putLast(counted, line, sightings, COUNTED_LINES);
      else counted.delete(line);
    }
  }

  /** False where there is no more room. */
  private learn(source: number, line: number): boolean {
    if (this.size >= LEARNED_IN_ALL || this.of(source).size >= LEARNED_LINES) return false;
    this.sql.exec('INSERT INTO furniture (source, line) VALUES (?, ?)', source, line);
    this.remember(source, line);
    return true;
  }

  private remember(source: number, line: number): void {
    const lines = this.learned.get(source);
    if (lines === undefined) this.learned.set(source, new Set([line]));
    else lines.add(line);
    this.size++;
  }
}

/**
 * Whether a page counts beside those before: another cluster and another text. The same text can found several clusters, when it
 * was deleted in between or runs again every few weeks, and is not to be taken away from itself.
 */
const isNew = (sightings: Sightings, cluster: number, digest: number): boolean => {
  if (sightings.length >= 2 * LEARNED_AFTER) return false;
  for (let i = 0; i < sightings.length; i += 2) {
    if (sightings[i] === cluster || sightings[i + 1] === digest) return false;
  }
  return true;
};

/** Sets an entry as the newest; where there are more than `most`, the oldest goes. */
const putLast = <T>(map: Map<number, T>, key: number, value: T, most: number): void => {
  map.delete(key);
  map.set(key, value);
  if (map.size <= most) return;
  for (const oldest of map.keys()) {
    map.delete(oldest);
    return;
  }
};
