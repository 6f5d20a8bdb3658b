/**
 * A stem is the word without case, accents and the endings that a rewrite changes first. It is made the same way for all
 * languages, because two copies whose language is guessed differently must still meet: light English endings, then the first
 * STEM_LENGTH letters, which is as good as a stemmer in most inflected languages
 * (McNamee, Nicholas and Mayfield, "Addressing morphological variation in alphabetic languages", SIGIR 2009).
 */
export const STEM_LENGTH = 7;

const COMBINING = /[\u0300-\u036f\u064b-\u0652\u0640]/g;
const ALEF = /[\u0622\u0623\u0625]/g;

/** Lower case, compatibility forms unified, Latin, Greek, Cyrillic and Arabic accents removed. */
export const fold = (word: string): string => {
  const lower = word.toLowerCase();
  if (isAscii(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(COMBINING, '')
    .replace(ALEF, '\u0627')
    .normalize('NFC')
    .replace(/ß/g, 'ss')
    .replace(/ı/g, 'i')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/æ/g, 'ae')
    .replace(/đ/g, 'd');
};

const isAscii = (word: string): boolean => {
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) > 127) return false;
  return true;
};

/** Inflections of Cyrillic scripts, and the last vowel of the rest. */
const ENDING =
  /(?:(?<=[\u0400-\u04ff]{3})(?:ами|ями|ого|его|ому|ему|ыми|ими|ой|ей|ом|ем|ам|ям|ах|ях|ая|яя|ую|юю|ые|ие|ый|ий|ов|ев|[аяуюыиоеьй])|[aeiou])$/u;
/** Article and particles that Arabic joins to a word. */
const JOINED = /^(?:[وفبكل]?ال|لل|و)(?=[\u0600-\u06ff]{3})/u;

/** The stem of a folded word. */
export const stem = (folded: string): string => {
  let word = folded;
  if (word.length > 4 && word.endsWith('ies')) word = `${word.slice(0, -3)}y`;
  else if (
    word.length > 3 &&
    word.endsWith('s') &&
    !word.endsWith('ss') &&
    !word.endsWith('us') &&
    !word.endsWith('is')
  )
    word = word.slice(0, -1);
  if (word.length > 6 && word.endsWith('ing')) word = word.slice(0, -3);
  else if (word.length > 5 && word.endsWith('ed')) word = word.slice(0, -2);
  else if (word.length > 5 && word.endsWith('ly')) word = word.slice(0, -2);
  if (word.length > 4) word = word.replace(ENDING, '').replace(JOINED, '');
  return word.length > STEM_LENGTH ? word.slice(0, STEM_LENGTH) : word;
};
