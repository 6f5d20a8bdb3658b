import { randomFrom } from '../../demo/order.ts';
import { readWritten } from '../quality/corpora.ts';

/** Of web news, about a third are copies of something else; copies cost the server other work than fresh texts do. */
const COPY_SHARE = 0.3;
const SENTENCES = 22;
/** Share of an original's sentences that a copy keeps. */
const KEPT = 0.8;
const START = Date.parse('2026-11-01T00:00:00Z');
const MINUTES_APART = 1;
const OUTLETS = 400;

export interface GeneratedArticle {
  id: string;
  url: string;
  title: string;
  text: string;
  published_at: string;
}

interface Draft {
  title: string;
  sentences: string[];
}

/**
 * `count` articles of about 400 words, the same for the same seed: sentences of the invented corpus mixed into texts, each with names
 * and numbers of its own, and every third a copy of an earlier one.
 */
export const generateArticles = (count: number, seed = 1): GeneratedArticle[] => {
  const random = randomFrom(seed);
  const pool = corpusSentences();
  const drafts: Draft[] = [];
  for (let index = 0; index < count; index++) {
    const earlier = drafts[Math.floor(random() * index)];
    drafts.push(earlier && random() < COPY_SHARE ? copy(earlier, random) : compose(pool, random));
  }
  return drafts.map(({ title, sentences }, index) => ({
    id: `generated-${seed}-${index}`,
    url: `https://outlet${Math.floor(random() * OUTLETS)}.example/${seed}/${index}`,
    title,
    text: paragraphs(sentences),
    published_at: new Date(START + index * MINUTES_APART * 60_000).toISOString(),
  }));
};

const corpusSentences = (): string[] =>
  ['da', 'db']
    .flatMap(readWritten)
    .filter(({ kind }) => kind === 'original' || kind === 'rewrite')
    .flatMap(({ text }) => text.split(/\n|(?<=[.!?]["”]?) (?=["“\p{Lu}])/u))
    .filter((sentence) => sentence.length > 40);

const compose = (pool: string[], random: () => number): Draft => {
  const sentences = Array.from({ length: SENTENCES }, () => pool[Math.floor(random() * pool.length)] ?? '');
  const names = new Map<string, string>();
  const renamed = sentences.map((sentence) => rename(sentence, names, random));
  return { title: renamed[0]?.split(' ').slice(0, 9).join(' ') ?? '', sentences: renamed };
};

/** Gives a story names and numbers of its own: what tells real stories apart, and what the index looks for. */
const rename = (sentence: string, names: Map<string, string>, random: () => number): string =>
  sentence
    .replace(/(?<=[\p{L}\d,] )\p{Lu}\p{L}{3,}/gu, (name) => {
      const other = names.get(name) ?? inventName(random);
      names.set(name, other);
      return other;
    })
    .replace(/\d/g, (digit) => (digit === '0' ? '0' : String(1 + Math.floor(random() * 9))));

const SYLLABLES =
  'bar cal den dor el fen gar hal is jor kel lan mar nor os pel quin ras sor tam ul ver wen yar zol'.split(' ');

const inventName = (random: () => number): string => {
  const syllables = Array.from({ length: 3 }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)] ?? '');
  const name = syllables.join('');
  return name.charAt(0).toUpperCase() + name.slice(1);
};

const copy = ({ title, sentences }: Draft, random: () => number): Draft => ({
  title: title.split(' ').slice(2).join(' '),
  sentences: sentences.filter((_, index) => index === 0 || random() < KEPT),
});

const paragraphs = (sentences: string[]): string =>
  sentences.reduce((text, sentence, index) => `${text}${index % 2 === 0 ? '\n' : ' '}${sentence}`, '').trim();
