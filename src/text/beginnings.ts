/** A beginning is told by this many UTF-16 units; in a script without spaces, where words are short, by two. */
const KEY_LENGTH = 6;
const UNSPACED_KEY_LENGTH = 2;
/** Han, kana, Hangul: each unit can begin a word. */
const FIRST_UNSPACED = 0x2e80;
const SLOTS = 1 << 16;

/** Letters differ from their capitals in bits above the lowest five, in Latin, Greek and Cyrillic alike. */
const keyAt = (text: string, at: number): number => {
  const length = text.charCodeAt(at) >= FIRST_UNSPACED ? UNSPACED_KEY_LENGTH : KEY_LENGTH;
  let key = 0;
  for (let i = at; i < at + length; i++) key = Math.imul(key, 37) + (text.charCodeAt(i) & 31);
  return (Math.imul(key, 0x9e3779b1) >>> 16) & (SLOTS - 1);
};

/**
 * Tells quickly where one of the phrases cannot begin, without regard to case. `phrases` are separated by bars; each has at least
 * KEY_LENGTH units, two in a script without spaces. A "yes" is to be checked; one word in five hundred gets it for nothing.
 */
export const createBeginnings = (phrases: string): ((text: string, at: number) => boolean) => {
  const table = new Uint8Array(SLOTS);
  for (const phrase of phrases.split('|')) table[keyAt(phrase, 0)] = 1;
  return (text, at) => table[keyAt(text, at)] === 1;
};

const isLetter = (unit: number): boolean =>
  (unit >= 0x61 && unit <= 0x7a) ||
  (unit >= 0x41 && unit <= 0x5a) ||
  (unit >= 0x30 && unit <= 0x39) ||
  (unit >= 0xc0 && (unit < 0x2000 || unit >= FIRST_UNSPACED));

/** Whether a word can begin at text[at]; `from` is where its line begins. */
export const isWordStart = (text: string, at: number, from: number): boolean => {
  const unit = text.charCodeAt(at);
  if (!isLetter(unit)) return false;
  if (unit >= FIRST_UNSPACED || at === from) return true;
  const before = text.charCodeAt(at - 1);
  return !isLetter(before) || before >= FIRST_UNSPACED;
};
