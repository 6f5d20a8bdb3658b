import { randomFrom } from '../../demo/order.ts';
import { mixTexts } from './mix.ts';
import { readCorpus, sentencesOf, type Text, wordsOf } from './texts.ts';
import type { GeneratedArticle } from './workload.ts';

const START = Date.parse('2026-11-01T00:00:00Z');
const MINUTES_APART = 1;
const OUTLETS = 400;

/** Endless articles, the same for the same seed: the real texts, if there are any, then what can be mixed from them or the corpus. */
export function* streamArticles(real: readonly Text[] | null, seed = 1): Generator<GeneratedArticle> {
  const random = randomFrom(seed);
  let index = 0;
  const dress = (text: Text): GeneratedArticle => {
    const number = index++;
    return {
      id: `generated-${seed}-${number}`,
      url: `https://outlet${Math.floor(random() * OUTLETS)}.example/${seed}/${number}`,
      published_at: new Date(START + number * MINUTES_APART * 60_000).toISOString(),
      ...text,
    };
  };
  for (const text of real ?? []) yield dress(text);
  for (const text of mixTexts(sentencesOf(real ?? readCorpus()), random)) yield dress(text);
}

export const take = <T>(stream: Iterator<T>, count: number, fits: (item: T) => boolean = () => true): T[] => {
  const taken: T[] = [];
  while (taken.length < count) {
    const { value, done } = stream.next();
    if (done) throw new Error('too few articles');
    if (fits(value)) taken.push(value);
  }
  return taken;
};

/** `count` articles of about 500 words out of the written corpus, three in ten copies of others. */
export const generateArticles = (count: number, seed = 1): GeneratedArticle[] =>
  take(streamArticles(null, seed), count);

/** A news story of about 500 words: costs are told for this length, because they grow with it. */
export const isOfTypicalLength = ({ text }: Text): boolean => {
  const words = wordsOf(text);
  return words >= 400 && words <= 600;
};
