/** Crockford's base 32: no I, L, O, U; sorts as the number does. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 11;

/** A whole number from 0 to 2^53 - 1 as 11 digits, which sort as text in the numbers' order. */
export const toBase32 = (number: number): string => {
  let rest = number;
  let digits = '';
  for (let i = 0; i < LENGTH; i++) {
    digits = ALPHABET.charAt(rest % 32) + digits;
    rest = Math.floor(rest / 32);
  }
  return digits;
};

/** The number that toBase32 wrote, or null for any other text. */
export const fromBase32 = (text: string): number | null => {
  if (text.length !== LENGTH) return null;
  let number = 0;
  for (const digit of text) {
    const value = ALPHABET.indexOf(digit);
    if (value < 0) return null;
    number = number * 32 + value;
  }
  return Number.isSafeInteger(number) ? number : null;
};
