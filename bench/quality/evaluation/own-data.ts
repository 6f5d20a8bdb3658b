import * as z from 'zod/mini';
import { MODEL } from '../../../src/similarity/weights.generated.ts';
import { readLines } from '../corpora.ts';
import { type Document, inArrivalOrder, toDocument } from '../documents.ts';
import { type Agreement, agree, clusterOf } from './scores.ts';
import { type Delivery, runStream } from './stream.ts';
import { sweepBar } from './sweep.ts';
import { type Mistake, type Section, section, shown } from './table.ts';

/** A line of a user's file: an article, and which story it is about. */
const Line = z.object({
  id: z.union([z.string().check(z.minLength(1)), z.number()]),
  title: z._default(z.nullable(z.string()), ''),
  text: z.string(),
  published_at: z._default(z.nullable(z.string()), null),
  source: z._default(z.nullable(z.string()), null),
  story: z.optional(z.nullable(z.union([z.string(), z.number()]))),
  cluster: z.optional(z.nullable(z.union([z.string(), z.number()]))),
});

/** The file cannot be read as labelled articles; the message says which line and why. */
export class BadData extends Error {}

/** Reads labelled JSON Lines. Throws BadData. */
export const readOwnData = (file: string): Document[] => {
  const ids = new Set<string>();
  const documents = readLines(file).map((line, i) => {
    const document = readLine(line, `${file}, line ${i + 1}`);
    if (ids.has(document.id)) throw new BadData(`${file}, line ${i + 1}: the id ${document.id} came before`);
    ids.add(document.id);
    return document;
  });
  if (documents.length === 0) throw new BadData(`${file} holds no article`);
  return documents;
};

const readLine = (line: string, where: string): Document => {
  const read = Line.safeParse(parseJson(line, where));
  if (!read.success) {
    const { path, message } = read.error.issues[0] ?? { path: [], message: 'not an article' };
    throw new BadData(`${where}: ${path.join('.') || 'the line'}: ${message}`);
  }
  const { id, title, text, published_at, source, story, cluster } = read.data;
  if (published_at !== null && Number.isNaN(Date.parse(published_at)))
    throw new BadData(`${where}: published_at: not a date: ${published_at}`);
  const label = story ?? cluster;
  if (label === undefined || label === null)
    throw new BadData(`${where}: neither "story" nor "cluster" says what it belongs to`);
  const article = { id: String(id), title: title ?? '', text, published_at, source, lang: '', story: String(label) };
  return toDocument('data', article);
};

const parseJson = (line: string, where: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    throw new BadData(`${where}: not JSON`);
  }
};

/** A user's own labelled articles through the engine with the model that ships. */
export const evaluateOwnData = (file: string, sweep: boolean, say: (progress: string) => void): Section => {
  const documents = inArrivalOrder(readOwnData(file));
  const dated = documents.some(({ report }) => report.published !== null);
  const delivery: Delivery = { dates: true, live: dated };
  say(`${documents.length} articles of ${file}`);
  const clusters = runStream(documents, delivery, () => MODEL, say);
  const score = agree(
    documents.map(({ gold }) => gold),
    documents.map(({ id }) => clusterOf(clusters, id)),
  );
  const result = section('Own data, by the model that ships', {
    tables: [agreementTable(documents.length, score)],
    mistakes: mistakesAgainst(documents, (id) => clusterOf(clusters, id)),
  });
  if (!sweep) return result;
  const run = (modelFor: Parameters<typeof runStream>[2]) => runStream(documents, delivery, modelFor, say);
  const { table, chart } = sweepBar({ name: 'own data', documents, run }, () => MODEL, say);
  return { ...result, tables: [...result.tables, table], charts: [chart] };
};

const agreementTable = (articles: number, score: Agreement) => ({
  title: 'Agreement with the labels',
  columns: ['articles', 'stories', 'clusters', 'pair precision', 'recall', 'F1', 'BCubed P', 'R', 'F1', 'ARI'],
  rows: [
    [
      ...[articles, score.stories, score.clusters].map(String),
      ...[score.pairPrecision, score.pairRecall, score.pairF1].map((x) => shown(x)),
      ...[score.precision, score.recall, score.f1, score.ari].map((x) => shown(x)),
    ],
  ],
});

/** Each article against the first of its story where the two are apart, and against the first stranger in its cluster. */
const mistakesAgainst = (documents: Document[], clusterFor: (id: string) => string): Mistake[] => {
  const first = new Map<string, Document>();
  const founders = new Map<string, Document>();
  const mistakes: Mistake[] = [];
  for (const document of documents) {
    const home = first.get(document.gold);
    const founder = founders.get(clusterFor(document.id));
    const mistake = (kind: string, b: Document, together: boolean): number =>
      mistakes.push({ kind, a: document, b, together, dates: true, model: MODEL });
    if (home === undefined) first.set(document.gold, document);
    else if (clusterFor(home.id) !== clusterFor(document.id)) mistake('apart from its story', home, true);
    if (founder === undefined) founders.set(clusterFor(document.id), document);
    else if (founder.gold !== document.gold) mistake('with another story', founder, false);
  }
  return mistakes;
};
