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
/** Open addressing over two hashes of the words as they stand in the text, 63 bits in all; a slot whose key is 0 is free. */
const SLOTS = 1 << 17;
const keys = new Int32Array(SLOTS);
const secondKeys = new Int32Array(SLOTS);
const terms = new Array<Term | undefined>(SLOTS).fill(undefined);
let remembered = 0;

/** The term of a word as it stands in the text. */
export const termOf = (word: string, kind: number): Term => termAt(word, 0, word.length, kind);

/** The term of the word text[start, end). */
export const termAt = (text: string, start: number, end: number, kind: number): Term => {
  if (end - start > LONGEST_REMEMBERED) return make(text.slice(start, end), kind);
  let key = 0x811c9dc5;
  let second = kind;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    key = Math.imul(key ^ unit, 0x01000193);
    second = Math.imul(second + unit, 0x5bd1e995) ^ (second >>> 15);
  }
  key |= 1;
  let slot = (key >>> 14) & (SLOTS - 1);
  for (; keys[slot] !== 0; slot = (slot + 1) & (SLOTS - 1)) {
    if (keys[slot] === key && secondKeys[slot] === second) return terms[slot] as Term;
  }
  if (remembered >= MEMORY) return forget(text.slice(start, end), kind);
  remembered++;
  keys[slot] = key;
  secondKeys[slot] = second;
  terms[slot] = make(text.slice(start, end), kind);
  return terms[slot] as Term;
};

/** Starts over with an empty memory. */
const forget = (word: string, kind: number): Term => {
  keys.fill(0);
  terms.fill(undefined);
  remembered = 0;
  return make(word, kind);
};
