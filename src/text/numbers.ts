const WORDS = new Map<string, string>();
const add = (words: string): void => {
  for (const pair of words.split(' ')) {
    const [word, digits] = pair.split(':') as [string, string];
    WORDS.set(word, digits);
  }
};
// Written numbers, folded as by `fold`; "one" is left out, it is an article in most of these languages.
add(
  'two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12 thirteen:13 fourteen:14 fifteen:15 sixteen:16 seventeen:17 eighteen:18 nineteen:19 twenty:20 thirty:30 forty:40 fifty:50 sixty:60 seventy:70 eighty:80 ninety:90',
);
add(
  'zwei:2 drei:3 vier:4 funf:5 sechs:6 sieben:7 acht:8 neun:9 zehn:10 elf:11 zwolf:12 dreizehn:13 vierzehn:14 funfzehn:15 zwanzig:20 dreissig:30 vierzig:40 funfzig:50',
);
add(
  'deux:2 trois:3 quatre:4 cinq:5 sept:7 huit:8 neuf:9 dix:10 onze:11 douze:12 treize:13 quatorze:14 quinze:15 vingt:20 trente:30 quarante:40 cinquante:50',
);
add(
  'dos:2 tres:3 cuatro:4 cinco:5 seis:6 siete:7 ocho:8 nueve:9 diez:10 doce:12 trece:13 catorce:14 quince:15 veinte:20 treinta:30 cuarenta:40 cincuenta:50',
);
add(
  'tre:3 quattro:4 cinque:5 sei:6 sette:7 otto:8 nove:9 dieci:10 undici:11 dodici:12 venti:20 trenta:30 quaranta:40 cinquanta:50',
);
add('dois:2 duas:2 quatro:4 sete:7 oito:8 dez:10 doze:12 treze:13 vinte:20 trinta:30 quarenta:40 cinquenta:50');
add(
  'два:2 две:2 три:3 четыре:4 пять:5 шесть:6 семь:7 восемь:8 девять:9 десять:10 двенадцать:12 двадцать:20 тридцать:30 сорок:40 пятьдесят:50',
);

/** The digits of a written number ("seven" → "7"), or undefined. Expects a folded word. */
export const writtenNumber = (folded: string): string | undefined => WORDS.get(folded);

const ZEROS = [
  0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040,
  0xff10,
];

const digitOf = (unit: number): number => {
  for (const zero of ZEROS) if (unit >= zero && unit < zero + 10) return unit - zero;
  return -1;
};

/**
 * The significant digits of a number as written: separators, decimal points and zeros at either end are dropped, so that
 * 1,400 million, 1.4 billion and 1.400.000.000 agree in every locale. "0" for zero.
 */
export const significantDigits = (raw: string): string => {
  let digits = '';
  for (let i = 0; i < raw.length; i++) {
    const digit = digitOf(raw.charCodeAt(i));
    if (digit > 0 || (digit === 0 && digits !== '')) digits += digit;
  }
  return digits.replace(/0+$/, '') || '0';
};

/**
 * How much an agreeing number says, in nats: one digit says little, a year less than its length, four digits nearly identify.
 * Set by reason, not by count: a frequency table of numbers would know the years of its corpus.
 */
export const numberWeight = (digits: string): number => {
  if (digits.length >= 5) return 8;
  if (digits.length === 4) return /^(19|20)\d\d$/.test(digits) ? 2 : 7.5;
  return [0, 1.6, 3.5, 6][digits.length] as number;
};
