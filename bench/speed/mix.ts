import type { Text } from './texts.ts';

/** Of web news, about a third are copies of something else; copies cost the server other work than fresh texts do. */
const COPY_SHARE = 0.3;
const WORDS = 500;
/** Share of an original's sentences that a copy keeps. */
const KEPT = 0.8;
/** Copies come soon after what they copy, and a long stream must not be kept in memory. */
const RECENT = 2_000;

interface Draft {
  title: string;
  sentences: string[];
}

/** Endless articles of about 500 words: sentences mixed, each article with names and numbers of its own, three in ten a copy. */
export function* mixTexts(sentences: readonly string[], random: () => number): Generator<Text> {
  const recent: Draft[] = [];
  for (let index = 0; ; index++) {
    const earlier = recent[Math.floor(random() * recent.length)];
    const draft = earlier && random() < COPY_SHARE ? copy(earlier, random) : compose(sentences, random);
    recent[index % RECENT] = draft;
    yield { title: draft.title, text: paragraphs(draft.sentences) };
  }
}

const compose = (pool: readonly string[], random: () => number): Draft => {
  const sentences: string[] = [];
  for (let words = 0; words < WORDS; ) {
    const sentence = pool[Math.floor(random() * pool.length)] ?? '';
    sentences.push(sentence);
    words += sentence.split(' ').length;
  }
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
