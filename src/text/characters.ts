/** What one UTF-16 unit is to the tokenizer. Looked up once per unit, so it is a table and not a regular expression. */
export const OTHER = 0;
export const LOWER = 1;
export const UPPER = 2;
export const DIGIT = 3;
/** A letter of a script that writes words without spaces, or (Korean) with particles joined to them: cut into overlapping pairs. */
export const UNSPACED = 4;
/** Katakana: unspaced too, but a run of it is one word, mostly a foreign name. */
export const KATAKANA = 5;
/** Combining marks and joiners: part of a word, never the start of one. */
export const MARK = 6;

const UNSPACED_SCRIPTS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const classOf = (unit: number): number => {
  const char = String.fromCharCode(unit);
  if (unit === 0x30fc || (/\p{Script=Katakana}/u.test(char) && /\p{L}/u.test(char))) return KATAKANA;
  if (UNSPACED_SCRIPTS.test(char)) return /[\p{L}\p{M}]/u.test(char) ? UNSPACED : OTHER;
  if (/\p{M}/u.test(char)) return MARK;
  if (/\p{Nd}/u.test(char)) return DIGIT;
  if (/[\p{Lu}\p{Lt}]/u.test(char)) return UPPER;
  if (/[\p{L}\p{Nl}]/u.test(char)) return LOWER;
  // Surrogates: letters beyond the basic plane (mostly Han) count as unspaced; emoji are told apart by their lead unit.
  if (unit >= 0xd840 && unit <= 0xd8ff) return UNSPACED;
  return OTHER;
};

const table = new Uint8Array(0x10000).fill(255);

/** The class of a UTF-16 unit, one of the constants above. */
export const classAt = (text: string, index: number): number => {
  const unit = text.charCodeAt(index);
  const known = table[unit] as number;
  if (known !== 255) return known;
  const found = classOf(unit);
  table[unit] = found;
  return found;
};
