import { createJudge } from '../../../src/similarity/judge.ts';
import type { Model } from '../../../src/similarity/model.ts';
import type { LabelledPair } from '../corpora.ts';
import { type Corpus, type Document, inArrivalOrder, shuffled } from '../documents.ts';
import { type Clustering, clusterOf } from './scores.ts';
import { runStream } from './stream.ts';
import { type Mistake, type Section, section, shareOf, type Table } from './table.ts';

const KNOWN_APART = ['related_different', 'recurring_template'];
/** Labels that a rule gave without knowing; not scored. */
const UNSURE = ['gray', 'update_weak'];
/** Corpora in which every article says which original it was made from. */
const WITH_ORIGINALS = ['llm-polish', 'wmt21-en-de'];

/** Where one way of sending a corpus put everything. */
export interface Run {
  name: string;
  clusters: Clustering;
}

/** Dated corpora come live; the others, shuffled, without dates: a data set groups what was made of one original. */
export const runReal = (corpus: Corpus, modelFor: (id: string) => Model, say: (progress: string) => void): Run => {
  say(corpus.name);
  const dated = corpus.documents.some(({ report }) => report.published !== null);
  const documents = dated ? inArrivalOrder(corpus.documents) : shuffled(corpus.documents, 1);
  const clusters = runStream(documents, { dates: dated, live: dated }, modelFor, say);
  return { name: dated ? 'received when published' : 'without dates', clusters };
};

/** Labelled pairs that share a cluster and clusters that mix originals in each run; mistakes and largest clusters of the first. */
export const evaluateReal = (
  corpus: Corpus,
  runs: [Run, ...Run[]],
  modelFor: (id: string) => Model,
  judgedBy: string,
): Section => {
  const title = `${corpus.name}, ${judgedBy}`;
  const shares = runs.map(({ clusters }) => sharesTogether(corpus, clusters));
  const labels = [...(shares[0] as Map<string, string>).keys()];
  const { clusters } = runs[0];
  return section(title, {
    tables: [
      {
        title: `${title}: share of labelled pairs in one cluster; with "!" wrongly`,
        columns: ['pairs', ...runs.map(({ name }) => name)],
        rows: labels.map((label) => [label, ...shares.map((share) => share.get(label) ?? '-')]),
      },
      clusterTable(
        title,
        runs.map((run) => [run.name, ...clusterFigures(corpus, run.clusters)]),
      ),
    ],
    mistakes: [...mistakesInPairs(corpus, clusters, modelFor), ...mixtures(corpus, clusters, modelFor)],
    readings: [...largestClusters(corpus, clusters), ...tellMixtures(corpus, clusters)],
  });
};

const clusterTable = (title: string, rows: string[][]): Table => ({
  title: `${title}: clusters`,
  columns: ['stream', 'articles', 'clusters', 'of one', 'largest', 'mixing originals', 'articles astray'],
  rows,
});

/** The names under which a pair counts: its label, and where a language model made it, its degree and its model. */
const namesOf = ({ label, degree, model, a, b }: LabelledPair): string[] => {
  const names = [KNOWN_APART.includes(label) ? `!${label}` : label];
  if (degree !== undefined) names.push(`degree ${degree}`);
  if (model !== undefined) names.push(`model ${model}`);
  if (degree !== undefined && model !== undefined && isRewrite(degree)) names.push(`${degree} by ${model}`);
  return label === 'parallel_translation' ? [...names, `by ${[a, b].map(hand).sort().join(' and ')}`] : names;
};
const isRewrite = (degree: string): boolean => /rewrit|paraphras/i.test(degree);
/** Reference translations are people's. */
const hand = (id: string): string => (/-ref-?[A-Z]$/i.test(id) ? 'a person' : 'a machine');

const sharesTogether = ({ pairs }: Corpus, clusters: Clustering): Map<string, string> => {
  const shares = new Map<string, { all: number; together: number }>();
  for (const pair of pairs) {
    if (UNSURE.includes(pair.label)) continue;
    for (const name of namesOf(pair)) {
      const share = shares.get(name) ?? { all: 0, together: 0 };
      shares.set(name, share);
      share.all++;
      if (clusterOf(clusters, pair.a) === clusterOf(clusters, pair.b)) share.together++;
    }
  }
  const sorted = [...shares].sort(([x], [y]) => x.localeCompare(y, 'en', { numeric: true }));
  return new Map(sorted.map(([name, { all, together }]) => [name, shareOf(together, all)]));
};

const groupByCluster = (corpus: Corpus, clusters: Clustering): Document[][] =>
  [...Map.groupBy(corpus.documents, ({ id }) => clusterOf(clusters, id)).values()].sort((x, y) => y.length - x.length);

/** The members by original, most first. */
const originalsIn = (members: Document[]): Document[][] =>
  [...Map.groupBy(members, ({ gold }) => gold).values()].sort((x, y) => y.length - x.length);

const clusterFigures = (corpus: Corpus, clusters: Clustering): string[] => {
  const groups = groupByCluster(corpus, clusters);
  const mixed = groups.map((members) => originalsIn(members).slice(1).flat()).filter((astray) => astray.length > 0);
  const known = WITH_ORIGINALS.includes(corpus.name);
  return [
    String(corpus.documents.length),
    String(groups.length),
    String(groups.filter((members) => members.length === 1).length),
    String(groups[0]?.length ?? 0),
    known ? String(mixed.length) : '-',
    known ? String(mixed.flat().length) : '-',
  ];
};

const mistakesInPairs = (corpus: Corpus, clusters: Clustering, modelFor: (id: string) => Model): Mistake[] => {
  const byId = new Map(corpus.documents.map((document) => [document.id, document]));
  return corpus.pairs.flatMap((pair) => {
    const [a, b] = [byId.get(pair.a), byId.get(pair.b)];
    if (a === undefined || b === undefined || UNSURE.includes(pair.label)) return [];
    const together = !KNOWN_APART.includes(pair.label);
    if (together === (clusterOf(clusters, a.id) === clusterOf(clusters, b.id))) return [];
    const kind = `${corpus.name} ${pair.label}${pair.degree === undefined ? '' : ` ${pair.degree}`} ${together ? 'apart' : 'together'}`;
    return [{ kind, a, b, together, dates: true, model: modelFor(a.id) }];
  });
};

/** One for each original that has come into a cluster that is mostly another's: the two documents that look most alike. */
const mixtures = (corpus: Corpus, clusters: Clustering, modelFor: (id: string) => Model): Mistake[] => {
  if (!WITH_ORIGINALS.includes(corpus.name)) return [];
  return groupByCluster(corpus, clusters).flatMap((members) =>
    originalsIn(members)
      .slice(1)
      .map((astray) => mixture(corpus.name, astray, members, modelFor)),
  );
};

const mixture = (name: string, astray: Document[], members: Document[], modelFor: (id: string) => Model): Mistake => {
  const pairs = astray.flatMap((a) => {
    const { judge } = createJudge(a.report, modelFor(a.id));
    const others = members.filter((other) => other.gold !== a.gold);
    return others.map((b) => ({ a, b, logit: judge(b.report).logit }));
  });
  const { a, b } = pairs.reduce((best, pair) => (pair.logit > best.logit ? pair : best));
  return { kind: `${name} originals mixed`, a, b, together: false, dates: true, model: modelFor(a.id) };
};

/** What each mixed cluster mixes. */
const tellMixtures = (corpus: Corpus, clusters: Clustering): string[] => {
  if (!WITH_ORIGINALS.includes(corpus.name)) return [];
  return groupByCluster(corpus, clusters).flatMap((members) => {
    const originals = originalsIn(members);
    if (originals.length === 1) return [];
    const lines = originals.map((all) => `  ${all.length} of ${all[0]?.gold} | ${titleOf(all[0] as Document)}`);
    return [`cluster that mixes ${originals.length} originals:\n${lines.join('\n')}`];
  });
};

const LARGEST = 6;
const MEMBERS_SHOWN = 5;
const TITLE = 90;

export const titleOf = ({ title, text }: Document): string =>
  (title.trim() === '' ? text.trim().replace(/\s+/g, ' ') : title).slice(0, TITLE);

const largestClusters = (corpus: Corpus, clusters: Clustering): string[] =>
  groupByCluster(corpus, clusters)
    .slice(0, LARGEST)
    .map((members) => {
      const shown = members.slice(0, MEMBERS_SHOWN).map((m) => `  ${m.published_at ?? ''} ${m.id} | ${titleOf(m)}`);
      return [`cluster of ${members.length}:`, ...shown].join('\n');
    });
