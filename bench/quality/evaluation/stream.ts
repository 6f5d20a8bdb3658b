import type { Article } from '../../../src/contract/article.ts';
import type { Model } from '../../../src/similarity/model.ts';
import { Engine } from '../../../src/story-index/engine.ts';
import type { Incoming } from '../../../src/story-index/incoming.ts';
import { cleanText, lineHashes } from '../../../src/text/clean.ts';
import { encodeFingerprint } from '../../../src/text/codec.ts';
import type { Document } from '../documents.ts';
import { openNodeSqlite } from '../node-sqlite.ts';
import type { Clustering } from './scores.ts';

/** How documents are sent. */
export interface Delivery {
  /** False: their dates are kept back. */
  dates: boolean;
  /** True: each is received when it was published; false: all at one moment, as a backlog. */
  live: boolean;
}

/** A collection that documents are sent to. */
export interface Stream {
  send: (documents: Document[], delivery: Delivery) => void;
  remove: (documents: Document[]) => void;
  /** Where everything sent is now. */
  clusters: () => Clustering;
  clustersOf: (documents: Document[]) => Clustering;
  /** Members of a cluster when an article last joined it. */
  sizeOf: (cluster: string) => number;
  close: () => void;
}

/** What a request may hold at most here. */
const BATCH = 50;
const HOUR = 3_600_000;
/** When a backlog is received. */
const ONE_MOMENT = Date.parse('2026-11-01T12:00:00Z');
const SAY_EVERY = 3000;

/** Opens an empty collection on the real engine. */
export const openStream = (modelFor: (id: string) => Model, say: (progress: string) => void): Stream => {
  const sql = openNodeSqlite(':memory:');
  const engine = new Engine(sql, modelFor);
  const sent = new Set<string>();
  const sizes = new Map<string, number>();
  let now = ONE_MOMENT;
  const where = (ids: string[]): Clustering => new Map(ids.map((id) => [id, engine.article(id)?.cluster_id ?? 'lost']));
  const place = (batch: Document[], dates: boolean): void => {
    const answers = engine.place(
      batch.map((document) => toIncoming(document, dates)),
      { store: true, now },
    );
    answers.forEach((answer, i) => {
      const { id } = batch[i] as Document;
      if ('error' in answer) throw new Error(`article ${id} could not be placed: ${answer.error}`);
      sent.add(id);
      sizes.set(answer.cluster_id, answer.cluster.size);
      if (sent.size % SAY_EVERY === 0) say(`${sent.size} articles placed`);
    });
  };
  return {
    send: (documents, { dates, live }) => {
      for (const batch of batches(documents, live)) {
        const last = batch.at(-1)?.report.published ?? null;
        if (live && last !== null) now = last;
        place(batch, dates);
      }
    },
    remove: (documents) => {
      for (const { id } of documents) {
        engine.removeArticle(id, now);
        sent.delete(id);
      }
    },
    clusters: () => where([...sent]),
    clustersOf: (documents) => where(documents.map(({ id }) => id)),
    sizeOf: (cluster) => sizes.get(cluster) ?? 0,
    close: () => sql.close(),
  };
};

/** What came within one hour comes in one request, up to the limit. */
const batches = (documents: Document[], live: boolean): Document[][] => {
  const result: Document[][] = [];
  const hourOf = ({ report }: Document): number => (live ? Math.floor((report.published ?? 0) / HOUR) : 0);
  for (const document of documents) {
    const batch = result.at(-1);
    const first = batch?.[0];
    if (batch !== undefined && first !== undefined && batch.length < BATCH && hourOf(first) === hourOf(document))
      batch.push(document);
    else result.push([document]);
  }
  return result;
};

const toIncoming = ({ id, title, text, published_at, source, lang, report }: Document, dates: boolean): Incoming => {
  const article: Article = {
    id,
    url: null,
    title,
    text,
    published_at: dates ? published_at : null,
    // Some data sets name a model or themselves as the outlet; their reports have none.
    source: report.source === 0 ? null : source,
    language: lang ?? null,
    author: null,
  };
  return { article, fingerprint: encodeFingerprint(report.fingerprint), lines: lineHashes(cleanText(title, text)) };
};

/** Sends all documents to a new collection and says where they ended. */
export const runStream = (
  documents: Document[],
  delivery: Delivery,
  modelFor: (id: string) => Model,
  say: (progress: string) => void,
): Clustering => {
  const stream = openStream(modelFor, say);
  stream.send(documents, delivery);
  const clusters = stream.clusters();
  stream.close();
  return clusters;
};
