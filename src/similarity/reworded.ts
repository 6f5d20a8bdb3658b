import type { Run } from './passages.ts';
import type { Words } from './words.ts';

/** A sentence of a and its best counterpart in b: words from, to (exclusive) in each. */
export interface Reworded {
  a: [number, number];
  b: [number, number];
  /** What the words weigh that both have, in nats. */
  weight: number;
  /** Terms that both have. */
  terms: Set<number>;
}

/** Two sentences say the same in other words if they share this much: in nats, as a share of the lighter one, in terms. */
const LEAST_SHARED = { weight: 14, share: 0.4, terms: 3 };
/** A sentence more of whose weight than this stands in shared passages is not reworded. */
const MOST_IN_PASSAGES = 0.5;
/** A word that more sentences of a text have does not tell them apart. */
const MOST_SENTENCES = 64;

interface Sentence {
  from: number;
  to: number;
  /** Weight of each term outside the shared passages, and their sum. */
  terms: Map<number, number>;
  weight: number;
}

/** Sentences of a that b has in other words, heaviest first. Words in the shared passages do not count. */
export const findReworded = (a: Words, b: Words, runs: Run[]): Reworded[] => {
  const ofA = readSentences(a, takenWords(a, runs, 'a'));
  const ofB = readSentences(b, takenWords(b, runs, 'b'));
  const bearers = readBearers(ofB);
  const found = ofA.map((sentence) => bestCounterpart(sentence, ofB, bearers)).filter((pair) => pair !== null);
  return found.sort((x, y) => y.weight - x.weight || x.a[0] - y.a[0]);
};

const takenWords = (words: Words, runs: Run[], side: 'a' | 'b'): Uint8Array => {
  const taken = new Uint8Array(words.ids.length);
  for (const run of runs) taken.fill(1, run[side], run[side] + run.length);
  return taken;
};

const readSentences = (words: Words, taken: Uint8Array): Sentence[] => {
  const sentences: Sentence[] = [];
  words.sentences.forEach((from, s) => {
    const to = words.sentences[s + 1] ?? words.ids.length;
    const sentence: Sentence = { from, to, terms: new Map(), weight: 0 };
    let inPassages = 0;
    for (let k = from; k < to; k++) {
      const [term, weight] = [words.terms[k] as number, words.weights[k] as number];
      if (weight === 0 || sentence.terms.has(term)) continue;
      if (taken[k] === 1) {
        inPassages += weight;
        continue;
      }
      sentence.terms.set(term, weight);
      sentence.weight += weight;
    }
    if (sentence.weight > 0 && inPassages <= MOST_IN_PASSAGES * (inPassages + sentence.weight))
      sentences.push(sentence);
  });
  return sentences;
};

/** Which sentences have a term. */
const readBearers = (sentences: Sentence[]): Map<number, number[]> => {
  const bearers = new Map<number, number[]>();
  sentences.forEach((sentence, s) => {
    for (const term of sentence.terms.keys()) {
      const known = bearers.get(term);
      if (known === undefined) bearers.set(term, [s]);
      else known.push(s);
    }
  });
  return bearers;
};

const bestCounterpart = (sentence: Sentence, others: Sentence[], bearers: Map<number, number[]>): Reworded | null => {
  const shared = new Map<number, number>();
  for (const [term, weight] of sentence.terms) {
    const known = bearers.get(term) ?? [];
    if (known.length > MOST_SENTENCES) continue;
    for (const s of known) shared.set(s, (shared.get(s) ?? 0) + weight);
  }
  let best: Reworded | null = null;
  for (const [s, weight] of shared) {
    const other = others[s] as Sentence;
    if (weight < LEAST_SHARED.weight || weight < LEAST_SHARED.share * Math.min(sentence.weight, other.weight)) continue;
    if (best !== null && weight <= best.weight) continue;
    const terms = new Set([...sentence.terms.keys()].filter((term) => other.terms.has(term)));
    if (terms.size < LEAST_SHARED.terms) continue;
    best = { a: [sentence.from, sentence.to], b: [other.from, other.to], weight, terms };
  }
  return best;
};
