import { AnchorIndex } from '../../src/story-index/retrieval/anchor-index.ts';
import { migrate } from '../../src/story-index/schema.ts';
import { DEFAULTS } from '../../src/story-index/settings.ts';
import { type Fingerprint, takeFingerprint } from '../../src/text/fingerprint.ts';
import { openNodeSqlite } from '../quality/node-sqlite.ts';
import type { GeneratedArticle, Workload } from './workload.ts';

const NOW = Date.parse('2026-11-01T12:00:00Z');
const JUDGED = 24;
const OTHERS = 50;

/** The index of a collection without its collection. Texts are known by their place, from 0. */
export const openRetrieval = () => {
  const sql = openNodeSqlite(':memory:');
  migrate(sql);
  const anchors = new AnchorIndex(sql, DEFAULTS.window_days);
  const base = anchors.lowestText;
  return {
    add: (place: number, fingerprint: Fingerprint): void => anchors.add(base + place, fingerprint, NOW),
    candidates: (fingerprint: Fingerprint): number[] => anchors.candidates(fingerprint, NOW).map((n) => n - base),
    close: () => sql.close(),
  };
};

/** The articles, and some of them with what the index proposes for them; where that is fewer than fifty, with others besides. */
export const workloadOf = (articles: GeneratedArticle[]): Workload => {
  const retrieval = openRetrieval();
  const fingerprints = articles.map((article) => takeFingerprint(article));
  for (const [place, fingerprint] of fingerprints.entries()) retrieval.add(place, fingerprint);
  const step = Math.floor(articles.length / Math.min(JUDGED, articles.length));
  const judged = Array.from({ length: Math.min(JUDGED, articles.length) }, (_, i) => {
    const article = i * step;
    const near = retrieval.candidates(fingerprints[article] as Fingerprint);
    const others = new Set([...near, ...articles.keys()].filter((other) => other !== article));
    return { article, others: [...others].slice(0, OTHERS) };
  });
  retrieval.close();
  return { articles: articles.map((article) => JSON.stringify(article)), judged };
};
