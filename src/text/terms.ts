import { hash32 } from './hash.ts';
import { numberWeight, significantDigits, writtenNumber } from './numbers.ts';
import { priorClass, TOP_CLASS, WEIGHT_STEP } from './prior.ts';
import { fold, stem } from './stem.ts';
import { NUMBER, PAIR } from './tokenize.ts';
import { weekday } from './weekdays.ts';

/** What a word means to a fingerprint, wherever it stands. */
export interface Term {
  hash: number;
  /** Weight class, 0..TOP_CLASS. */
  weight: number;
  number: boolean;
  /** The name of a weekday, the same term in every language. */
  day: boolean;
}

/** A short word that the prior never saw is more often a particle of an unknown language than a name. */
const SHORT_UNSEEN_CLASS = 8;
/** A pair of letters is half a word, and there are fewer of them. */
const PAIR_CLASS = 12;

const make = (word: string, kind: number): Term => {
  if (kind === NUMBER) return numberTerm(significantDigits(word));
  if (kind === PAIR) {
    const hash = hash32(word);
    const day = weekday(word);
    return day > 0 ? dayTerm(day) : { hash, weight: Math.min(PAIR_CLASS, priorClass(hash)), number: false, day: false };
  }
  const folded = fold(word);
  const digits = writtenNumber(folded);
  if (digits !== undefined) return numberTerm(significantDigits(digits));
  const day = weekday(folded);
  if (day > 0) return dayTerm(day);
  const hash = hash32(stem(folded));
  const weight = priorClass(hash);
  return {
    hash,
    weight: weight === TOP_CLASS && folded.length <= 3 ? SHORT_UNSEEN_CLASS : weight,
    number: false,
    day: false,
  };
};

const numberTerm = (digits: string): Term => ({
  hash: hash32(`#${digits}`),
  weight: Math.min(TOP_CLASS, Math.round(numberWeight(digits) / WEIGHT_STEP)),
  number: true,
  day: false,
});

/** One of seven: the natural logarithm of 7 in steps. */
const DAY_CLASS = 3;
const dayTerm = (day: number): Term => ({ hash: hash32(`@${day}`), weight: DAY_CLASS, number: false, day: true });

/** News repeats itself: remembering a word costs a tenth of folding and hashing it. Bounded, because text comes from outside. */
const MEMORY = 60_000;
const LONGEST_REMEMBERED = 24;
const known = new Map<string, Term>();

/** The term of a word as it stands in the text. */
export const termOf = (word: string, kind: number): Term => {
  if (word.length > LONGEST_REMEMBERED) return make(word, kind);
  const found = known.get(word);
  if (found !== undefined) return found;
  if (known.size >= MEMORY) known.clear();
  const term = make(word, kind);
  known.set(word, term);
  return term;
};
