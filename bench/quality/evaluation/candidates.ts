import { createJudge } from '../../../src/similarity/judge.ts';
import { MIN_TOKENS } from '../../../src/text/fingerprint.ts';
import { openRetrieval } from '../../speed/retrieval.ts';
import { type Corpus, type Document, inArrivalOrder } from '../documents.ts';
import { labelsOf } from '../training/labels.ts';
import { type Section, section, shareOf, shown, type Table } from './table.ts';

/** What belongs to an article and came before it. */
interface Partner {
  document: Document;
  kind: string;
}

interface Count {
  found: number;
  all: number;
}

/** How often retrieval proposes what belongs together, in one matching window with the whole of the first corpus. Judges by nothing but copies. */
export const evaluateCandidates = (corpora: Corpus[], say: (progress: string) => void): Section => {
  say('candidates: reading labels');
  const order = [...corpora]
    .sort((a, b) => Number(b.documents.length) - Number(a.documents.length))
    .flatMap(({ documents }) => inArrivalOrder(documents))
    .filter(({ report }) => report.fingerprint.tokens >= MIN_TOKENS);
  const partners = partnersOf(corpora, order);
  say(`candidates: ${order.length} articles`);
  const proposals = proposeAll(order);
  const pairs = new Map<string, Count>();
  const stories = new Map<string, Count>();
  for (const [document, known] of partners) {
    const proposed = proposals.proposed.get(document) as Set<Document>;
    const isFound = ({ document: other }: Partner): boolean => proposed.has(proposals.bearers.get(other) as Document);
    for (const partner of known) tally(pairs, groupOf(document, partner.kind), isFound(partner));
    const isOfStory = (other: Document): boolean => other.corpus === document.corpus && other.gold === document.gold;
    tally(stories, document.corpus, known.some(isFound) || [...proposed].some(isOfStory));
  }
  const counts = [...proposals.proposed.values()].map(({ size }) => size);
  const mean = counts.reduce((sum, size) => sum + size, 0) / counts.length;
  return section('Candidates', {
    tables: [
      tableOf(
        `Pairs that belong together, and the later one's candidates hold the earlier; ${shown(mean, 1)} on average`,
        pairs,
      ),
      tableOf('Articles whose story was there, and their candidates hold a text of it', stories),
    ],
  });
};

const groupOf = ({ corpus }: Document, kind: string): string => `${corpus}: ${kind.split(':')[0]}`;

const partnersOf = (corpora: Corpus[], order: Document[]): Map<Document, Partner[]> => {
  const places = new Map(order.map((document, i) => [document, i]));
  const partners = new Map<Document, Partner[]>();
  for (const { a, b, together, kind } of corpora.flatMap(labelsOf)) {
    const [i, j] = [places.get(a), places.get(b)];
    if (!together || i === undefined || j === undefined) continue;
    const [later, earlier] = i > j ? [a, b] : [b, a];
    const known = partners.get(later);
    if (known === undefined) partners.set(later, [{ document: earlier, kind }]);
    else known.push({ document: earlier, kind });
  }
  return partners;
};

/** Sends all articles through the index. A copy rides on its bearer, as it does in a collection. */
const proposeAll = (order: Document[]) => {
  const retrieval = openRetrieval();
  const proposed = new Map<Document, Set<Document>>();
  const bearers = new Map<Document, Document>();
  order.forEach((document, place) => {
    const { report } = document;
    const candidates = retrieval.candidates(report.fingerprint).map((other) => order[other] as Document);
    const { judge } = createJudge(report);
    const bearer = candidates.find((other) => judge(other.report).copy);
    proposed.set(document, new Set(candidates));
    bearers.set(document, bearer ?? document);
    if (bearer === undefined) retrieval.add(place, report.fingerprint);
  });
  retrieval.close();
  return { proposed, bearers };
};

const tally = (counts: Map<string, Count>, group: string, found: boolean): void => {
  const count = counts.get(group) ?? { found: 0, all: 0 };
  counts.set(group, { found: count.found + (found ? 1 : 0), all: count.all + 1 });
};

const tableOf = (title: string, counts: Map<string, Count>): Table => {
  const rows = [...counts].map(([group, { found, all }]) => [group, shareOf(found, all)]);
  const sum = (of: 'found' | 'all'): number => [...counts.values()].reduce((total, count) => total + count[of], 0);
  return { title, columns: ['', 'found'], rows: [...rows.sort(), ['all', shareOf(sum('found'), sum('all'))]] };
};
