import { LshIndex, Minhash } from 'minhash';
import { encodeFingerprint } from '../../src/text/codec.ts';
import { takeFingerprint } from '../../src/text/fingerprint.ts';
import { nodeHost } from './hosts.ts';
import { OWN, PEERS } from './peer-names.ts';
import type { Figure } from './results.ts';
import { openRetrieval } from './retrieval.ts';
import { measureRounds } from './rounds.ts';
import type { Task } from './tasks.ts';
import type { GeneratedArticle } from './workload.ts';

const PERMUTATIONS = 128;
const SHINGLE = 5;

/** The part `peers`: the same articles through the npm package minhash, with its defaults, and through Samewire. In Node. */
export const measurePeers = (
  articles: GeneratedArticle[],
  rounds: number,
  say: (progress: string) => void,
): Promise<Figure[]> => {
  say('taking signatures');
  const tasks = [...ownTasks(articles), ...PEERS.flatMap((peer) => peerTasks(articles, peer))];
  return measureRounds([nodeHost(tasks)], tasks, rounds, say);
};

const ownTasks = (articles: GeneratedArticle[]): Task[] => {
  const fingerprints = articles.map((article) => takeFingerprint(article));
  const fillIndex = (): number => {
    const retrieval = openRetrieval();
    let found = 0;
    for (const [place, fingerprint] of fingerprints.entries()) {
      found += retrieval.candidates(fingerprint).length;
      retrieval.add(place, fingerprint);
    }
    retrieval.close();
    return found;
  };
  const takeAll = (): number =>
    articles.reduce((sum, article) => sum + encodeFingerprint(takeFingerprint(article)).length, 0);
  return [
    { name: OWN.signature, articles: articles.length, run: takeAll },
    { name: OWN.index, articles: articles.length, run: fillIndex },
  ];
};

const peerTasks = (articles: GeneratedArticle[], { by, signature, index }: (typeof PEERS)[number]): Task[] => {
  const signatures = articles.map((article) => sign(article, by));
  const fillIndex = (): number => {
    const lsh = new LshIndex();
    let found = 0;
    for (const [place, one] of signatures.entries()) {
      // The index keeps its keys in the signature: a new signature has none.
      one.hashbands = undefined;
      lsh.insert(String(place), one);
      found += lsh.query(one).length;
    }
    return found;
  };
  const sample = articles.slice(0, SIGNED);
  const signAll = (): number => sample.reduce((sum, article) => sum + (sign(article, by).hashvalues[0] ?? 0), 0);
  return [
    { name: signature, articles: sample.length, run: signAll },
    { name: index, articles: articles.length, run: fillIndex },
  ];
};

/** A signature takes milliseconds, and more articles give no other mean. */
const SIGNED = 50;

const sign = ({ title, text }: GeneratedArticle, by: 'words' | 'shingles'): Minhash => {
  const signature = new Minhash({ numPerm: PERMUTATIONS });
  const words = `${title}\n${text}`.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const items = by === 'words' ? words : words.slice(SHINGLE - 1).map((_, i) => words.slice(i, i + SHINGLE).join(' '));
  for (const item of new Set(items)) signature.update(item);
  return signature;
};
