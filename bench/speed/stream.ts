import { createJudge, type Report } from '../../src/similarity/judge.ts';
import { Engine } from '../../src/story-index/engine.ts';
import { type Incoming, toIncoming } from '../../src/story-index/incoming.ts';
import { takeFingerprint } from '../../src/text/fingerprint.ts';
import { sourceHash } from '../../src/text/hash.ts';
import { openNodeSqlite } from '../quality/node-sqlite.ts';
import { take } from './articles.ts';
import type { StreamFigures } from './results.ts';
import { openRetrieval } from './retrieval.ts';
import { median } from './statistics.ts';
import type { GeneratedArticle } from './workload.ts';

const WINDOW = 50_000;
const JUDGED = 1_000;
const COPIES = 5_000;
/** Other articles before each copy. */
const BETWEEN = 4;
/** Copies whose median stands for one: of the tenth and those that follow, and of the last. */
const NEIGHBOURS = 50;
const TENTH = 10;
const NOW = Date.parse('2026-11-01T12:00:00Z');

/** The part `stream`: what a long stream costs in Node, in processor time, which other work on the machine lengthens least. */
export const measureStream = (
  articles: Iterator<GeneratedArticle>,
  say: (progress: string) => void,
): StreamFigures => ({ window: WINDOW, judged: judgeInWindow(articles, say), ...followStory(articles, say) });

/** Microseconds of processor time. */
const timed = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
};

/** Retrieval and judging, without storage: µs an article. */
const judgeInWindow = (articles: Iterator<GeneratedArticle>, say: (progress: string) => void): number => {
  const retrieval = openRetrieval();
  const reports: Report[] = [];
  for (let place = 0; place < WINDOW; place++) {
    const report = reportOf(take(articles, 1)[0] as GeneratedArticle);
    reports.push(report);
    retrieval.add(place, report.fingerprint);
    if ((place + 1) % 10_000 === 0) say(`${place + 1} of ${WINDOW} articles in the window`);
  }
  const asked = take(articles, JUDGED).map(reportOf);
  const judgeAll = (): void => {
    for (const report of asked) {
      const { judge } = createJudge(report);
      for (const other of retrieval.candidates(report.fingerprint)) judge(reports[other] as Report);
    }
  };
  judgeAll();
  const cost = timed(judgeAll) / asked.length;
  retrieval.close();
  return cost;
};

const reportOf = (article: GeneratedArticle): Report => ({
  fingerprint: takeFingerprint(article),
  published: Date.parse(article.published_at),
  received: NOW,
  source: sourceHash(new URL(article.url).host),
});

/** One story that thousands of papers run among other articles, placed and stored: µs a copy, early and late. */
const followStory = (articles: Iterator<GeneratedArticle>, say: (progress: string) => void) => {
  const sql = openNodeSqlite(':memory:');
  const engine = new Engine(sql);
  const place = (items: Incoming[]) => engine.place(items, { store: true, now: NOW });
  const [story] = take(articles, 1) as [GeneratedArticle];
  const costs: number[] = [];
  for (let copy = 0; copy < COPIES; copy++) {
    place(take(articles, BETWEEN).map((article) => incoming(article, new URL(article.url).host)));
    const item = incoming({ ...story, id: `copy-${copy}` }, `paper${copy}.example`);
    costs.push(timed(() => place([item])));
    if ((copy + 1) % 1_000 === 0) say(`${copy + 1} of ${COPIES} copies`);
  }
  const found = engine.article('copy-0');
  const cluster = found === null ? null : engine.cluster(found.cluster_id, { limit: 1, cursor: null });
  sql.close();
  return {
    copies: cluster !== null && 'size' in cluster ? cluster.size : 0,
    tenth: median(costs.slice(TENTH, TENTH + NEIGHBOURS)),
    last: median(costs.slice(-NEIGHBOURS)),
  };
};

const incoming = (article: GeneratedArticle, source: string): Incoming =>
  toIncoming({ ...article, url: null, source, language: null, author: null });
