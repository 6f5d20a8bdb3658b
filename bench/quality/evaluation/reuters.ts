import { type Corpus, type Document, inArrivalOrder } from '../documents.ts';
import type { CrossValidated } from './folds.ts';
import { type Clustering, clusterOf, scoreWritten } from './scores.ts';
import { openStream, runStream, type Stream } from './stream.ts';
import { type Section, section } from './table.ts';
import { documentsOf, goldOf, mistakesIn, STREAMS, scoreTable } from './written.ts';

export const REUTERS = 'reuters-2006-2008';

/** 991 weeks: the written stories of 2026 come among those of 2007, on the same days of the week. */
const BACK = 991 * 7 * 86_400_000;

const moved = (document: Document): Document => {
  if (document.report.published === null) return document;
  const published = document.report.published - BACK;
  return { ...document, report: { ...document.report, published }, published_at: new Date(published).toISOString() };
};

/** A collection that has received the whole stream at one moment, so that all of it is in the matching window; null without it. */
export const openBacklog = ({ corpora, modelFor }: CrossValidated, say: (progress: string) => void): Stream | null => {
  const reuters = corpora.find(({ name }) => name === REUTERS);
  if (reuters === undefined) return null;
  say(`${REUTERS}: all in one matching window`);
  const stream = openStream(modelFor, say);
  stream.send(inArrivalOrder(reuters.documents), { dates: true, live: false });
  return stream;
};

/** The written stories inside the Reuters stream, merged by time. */
export const evaluateInside = ({ corpora, modelFor }: CrossValidated, say: (progress: string) => void): Section => {
  const reuters = corpora.find(({ name }) => name === REUTERS);
  if (reuters === undefined)
    return section(`Written stories inside the Reuters stream: skipped, ${REUTERS} is not there`);
  const written = corpora.filter((corpus) => corpus.written).flatMap(({ documents }) => documents.map(moved));
  say(`${written.length} written articles among ${reuters.documents.length} of Reuters`);
  const clusters = runStream(
    inArrivalOrder([...reuters.documents, ...written]),
    { dates: true, live: true },
    modelFor,
    say,
  );
  const result = section(`Written stories inside the stream of ${reuters.documents.length} Reuters stories`);
  for (const { name, corpora: names } of STREAMS) {
    const own = documentsOf(corpora, names);
    const gold = goldOf(own);
    const inside = new Set(own.map(({ id }) => id));
    const strangers = [...clusters.keys()].filter((id) => !inside.has(id));
    const score = scoreWritten(gold, clusters, strangers);
    result.tables.push(scoreTable(`${name}, inside Reuters`, gold, [{ method: 'samewire', score }]));
    const mistakes = mistakesIn(own, clusters, true, modelFor);
    result.mistakes.push(...mistakes.map((mistake) => ({ ...mistake, kind: `${mistake.kind}, inside Reuters` })));
  }
  result.readings.push(...foreignTitles(reuters, written, clusters));
  return result;
};

const foreignTitles = (reuters: Corpus, written: Document[], clusters: Clustering): string[] => {
  const homes = new Map(written.map((document) => [clusterOf(clusters, document.id), document]));
  return reuters.documents.flatMap((document) => {
    const host = homes.get(clusterOf(clusters, document.id));
    return host === undefined ? [] : [`with written ${host.id} "${host.title}": ${document.id} "${document.title}"`];
  });
};
