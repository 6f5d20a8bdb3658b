import type { Article } from '../../src/contract/article.ts';
import { type Incoming, toIncoming } from '../../src/story-index/incoming.ts';

const NOUNS =
  'harbour bridge orchard council ferry tunnel school quarry market library dam festival factory museum railway clinic farm airport theatre reservoir lighthouse brewery stadium archive garden courthouse observatory shipyard pharmacy windmill'.split(
    ' ',
  );
const VERBS =
  'opened closed flooded repaired inspected abandoned painted bought praised criticised insured mapped guarded emptied measured rebuilt leased blocked heated renamed'.split(
    ' ',
  );
const REASONS =
  'despite protests|before winter|without a permit|after long talks|for the third time|to everyone’s surprise|at great expense|with borrowed tools|during the night shift|under new rules|because of the storm|in spite of the heat'.split(
    '|',
  );
const SYLLABLES = 'bra dun kel mor tas vin hol per gri zan lu fer ost wik nal rud tem cor bel jas'.split(' ');

/** Pseudo-random numbers from 0 to 1, the same for the same seed. */
export const sequence = (seed: number): (() => number) => {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

export interface Story {
  title: string;
  text: string;
}

/** An invented report of about 110 words. Another seed tells of other people, places and things. */
export const inventStory = (seed: number): Story => {
  const next = sequence(seed * 7919 + 1);
  const pick = (words: string[]): string => words[Math.floor(next() * words.length)] as string;
  const name = (): string => {
    const word = pick(SYLLABLES) + pick(SYLLABLES) + pick(SYLLABLES);
    return word.charAt(0).toUpperCase() + word.slice(1);
  };
  const [place, person, firm] = [name(), `${name()} ${name()}`, name()];
  const sentence = (): string =>
    `In ${place} the ${pick(NOUNS)} of ${firm} was ${pick(VERBS)} ${pick(REASONS)}, ${person} of ${name()} said about ${name()} and the ${pick(NOUNS)}.`;
  const sentences = Array.from({ length: 6 }, sentence);
  return { title: `${firm} ${pick(NOUNS)} ${pick(VERBS)} in ${place}`, text: sentences.join('\n\n') };
};

/** As the Worker hands an article over. */
export const incoming = (id: string, story: Story, more: Partial<Article> = {}): Incoming => {
  return toIncoming({
    id,
    url: `https://outlet.example/${encodeURIComponent(id)}`,
    published_at: null,
    source: 'outlet.example',
    language: 'en',
    author: null,
    ...story,
    ...more,
  });
};
