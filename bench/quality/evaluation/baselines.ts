import type { Clustering } from './scores.ts';

/** What a baseline reads. */
export interface Readable {
  id: string;
  title: string;
  text: string;
}

/** One way to compare two articles, and the bars at which a user would try it: from the bar on two articles are one cluster. */
interface Baseline {
  name: string;
  bars: readonly number[];
  /** How alike the i-th and the j-th article are. */
  compare: (articles: Readable[]) => (i: number, j: number) => number;
}

type Features = Uint32Array;

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];
const allWords = ({ title, text }: Readable): string[] => wordsOf(`${title}\n${text}`);

/** Runs of k items, as strings, each once. */
const runsOf = (items: string[], k: number, glue: string): Set<string> => {
  const runs = new Set<string>();
  for (let i = 0; i + k <= items.length; i++) runs.add(items.slice(i, i + k).join(glue));
  return runs;
};
const wordRuns = (k: number) => (article: Readable) => runsOf(allWords(article), k, ' ');
const characterRuns = (k: number) => (article: Readable) => {
  const text = allWords(article).join(' ');
  const runs = new Set<string>();
  for (let i = 0; i + k <= text.length; i++) runs.add(text.slice(i, i + k));
  return runs;
};

/** Sets of strings as ascending numbers, the same number for the same string. */
const toNumbers = (sets: Set<string>[]): Features[] => {
  const numbers = new Map<string, number>();
  const numberOf = (item: string): number => {
    const known = numbers.get(item) ?? numbers.size;
    numbers.set(item, known);
    return known;
  };
  return sets.map((set) => Uint32Array.from(set, numberOf).sort());
};

const countCommon = (a: Features, b: Features): number => {
  let common = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [x, y] = [a[i] as number, b[j] as number];
    if (x === y) common++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return common;
};

/** The value that MinHash estimates, exactly: an upper bound for the sketches. */
const jaccard = (features: (article: Readable) => Set<string>): Baseline['compare'] => {
  return (articles) => {
    const sets = toNumbers(articles.map(features));
    return (i, j) => {
      const [a, b] = [sets[i] as Features, sets[j] as Features];
      const common = countCommon(a, b);
      return common / (a.length + b.length - common || 1);
    };
  };
};

const FNV_OFFSET = 1469598103934665603n;
const FNV_PRIME = 1099511628211n;
const BITS = 64;

const simHash = (runs: Set<string>): bigint => {
  const votes = new Int32Array(BITS);
  for (const run of runs) {
    let hash = FNV_OFFSET;
    for (let i = 0; i < run.length; i++) hash = BigInt.asUintN(BITS, (hash ^ BigInt(run.charCodeAt(i))) * FNV_PRIME);
    for (let bit = 0; bit < BITS; bit++) votes[bit] = (votes[bit] as number) + ((hash >> BigInt(bit)) & 1n ? 1 : -1);
  }
  return votes.reduce((hash, vote, bit) => (vote > 0 ? hash | (1n << BigInt(bit)) : hash), 0n);
};

/** Minus the number of bits that differ, so that more is more alike. */
const simHashes: Baseline['compare'] = (articles) => {
  const hashes = articles.map((article) => simHash(wordRuns(3)(article)));
  return (i, j) => {
    let bits = 0;
    for (let x = (hashes[i] as bigint) ^ (hashes[j] as bigint); x > 0n; x &= x - 1n) bits++;
    return -bits;
  };
};

/** Inverse document frequency comes from the articles themselves. */
const tfIdf: Baseline['compare'] = (articles) => {
  const counts = articles.map((article) => {
    const terms = new Map<string, number>();
    for (const word of allWords(article)) terms.set(word, (terms.get(word) ?? 0) + 1);
    return terms;
  });
  const documents = new Map<string, number>();
  for (const terms of counts) for (const term of terms.keys()) documents.set(term, (documents.get(term) ?? 0) + 1);
  const vectors = counts.map((terms) => {
    const weigh = ([term, n]: [string, number]): [string, number] => [
      term,
      (1 + Math.log(n)) * Math.log(articles.length / (documents.get(term) as number)),
    ];
    const vector = new Map([...terms].map(weigh));
    return { vector, norm: Math.sqrt([...vector.values()].reduce((sum, x) => sum + x * x, 0)) };
  });
  return (i, j) => {
    const [a, b] = [vectors[i] as (typeof vectors)[number], vectors[j] as (typeof vectors)[number]];
    let product = 0;
    for (const [term, x] of a.vector) product += x * (b.vector.get(term) ?? 0);
    return product / (a.norm * b.norm || 1);
  };
};

const LEAST_TITLE_WORDS = 3;

/** Words of four letters and more that both titles have, of the shorter title. */
const titles: Baseline['compare'] = (articles) => {
  const sets = toNumbers(articles.map(({ title }) => new Set(wordsOf(title).filter((word) => word.length > 3))));
  return (i, j) => {
    const [a, b] = [sets[i] as Features, sets[j] as Features];
    const common = countCommon(a, b);
    return common < LEAST_TITLE_WORDS ? 0 : common / Math.min(a.length, b.length);
  };
};

/** What a user would otherwise do. */
const BASELINES: Baseline[] = [
  { name: 'word-5 Jaccard >=', bars: [0.3, 0.5, 0.7, 0.8], compare: jaccard(wordRuns(5)) },
  { name: 'word-2 Jaccard >=', bars: [0.1, 0.2, 0.45], compare: jaccard(wordRuns(2)) },
  { name: 'char-5 Jaccard >=', bars: [0.15, 0.25, 0.4], compare: jaccard(characterRuns(5)) },
  { name: 'SimHash word-3, bits <=', bars: [-3, -8, -16], compare: simHashes },
  { name: 'TF-IDF cosine >=', bars: [0.2, 0.25, 0.3, 0.4, 0.5], compare: tfIdf },
  { name: 'title overlap >=', bars: [0.6], compare: titles },
];

/** Clusters the articles with every baseline at each of its bars: whatever is alike is linked, and links make clusters. */
export const runBaselines = (articles: Readable[]): { name: string; clusters: Clustering }[] =>
  BASELINES.flatMap(({ name, bars, compare }) => {
    const likeness = compare(articles);
    const values = articles.map((_, i) => Float64Array.from({ length: i }, (_, j) => likeness(i, j)));
    return bars.map((bar) => ({
      name: `${name} ${Math.abs(bar)}`,
      clusters: connect(articles, (i, j) => (values[i] as Float64Array)[j] as number, bar),
    }));
  });

const connect = (articles: Readable[], likeness: (i: number, j: number) => number, bar: number): Clustering => {
  const parents = articles.map((_, i) => i);
  const rootOf = (i: number): number => {
    let root = i;
    while (parents[root] !== root) root = parents[root] as number;
    parents[i] = root;
    return root;
  };
  for (let i = 0; i < articles.length; i++) {
    for (let j = 0; j < i; j++) if (likeness(i, j) >= bar) parents[rootOf(i)] = rootOf(j);
  }
  return new Map(articles.map(({ id }, i) => [id, String(rootOf(i))]));
};
