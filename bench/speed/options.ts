import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { BadOption, partsIn } from '../options.ts';

/** Parts of the benchmark that can be asked for by name. */
export const PARTS = ['text', 'judging', 'placement', 'stream', 'http', 'peers'] as const;
export type Part = (typeof PARTS)[number];

export const HELP = `How fast Samewire is, as multiples of what reading the same articles costs at all, and in microseconds.

npm run bench                      all parts; about four minutes

  --only PARTS     only these, with commas:
                     text       the floor (JSON.parse, toLowerCase, a regular expression for words) and the fingerprint,
                     judging    and judging 1, 10, 50 candidates: in Node and inside workerd
                     placement  one Durable Object with 1,000 and 10,000 articles in its window, inside workerd
                     stream     retrieval and judging with 50,000 articles in the window; a story of 5,000 copies: in Node
                     http       requests to \`npm start\`, single and in batches
                     peers      MinHash and its index (npm: minhash), beside the fingerprint and its retrieval, in Node
  --articles N     articles of a round, but for placement (default 600, at least 100)
  --rounds N       rounds; what is printed are their medians (default 5)
  --large          placement also with 100,000 articles in the window; ten minutes more
  --million        and with 1,000,000; more than an hour
  --texts FOLDER   articles from JSON Lines files (.jsonl, .ndjson, also .gz) with the fields text and title, in shuffled order;
                   where there are too few, their sentences are mixed into more. Default: sentences of the written corpus
  --help           this text
`;

export interface Options {
  only: readonly Part[];
  articles: number;
  rounds: number;
  large: boolean;
  million: boolean;
  /** Null for the written corpus. */
  texts: string | null;
}

/** Fewer could not propose fifty candidates. */
const ARTICLES = { least: 100, most: 100_000 };
const ROUNDS = { least: 1, most: 50 };

/** Reads the command line; null asks for help. Throws BadOption. */
export const readOptions = (args: string[]): Options | null => {
  const values = parse(args);
  if (values.help) return null;
  if (values.texts !== undefined && !fs.existsSync(values.texts))
    throw new BadOption(`--texts: there is no folder ${values.texts}`);
  return {
    only: partsIn(PARTS, values.only),
    articles: numberIn(values.articles, '--articles', ARTICLES),
    rounds: numberIn(values.rounds, '--rounds', ROUNDS),
    large: values.large || values.million,
    million: values.million,
    texts: values.texts ?? null,
  };
};

const parse = (args: string[]) => {
  const options = {
    only: { type: 'string' },
    articles: { type: 'string', default: '600' },
    rounds: { type: 'string', default: '5' },
    large: { type: 'boolean', default: false },
    million: { type: 'boolean', default: false },
    texts: { type: 'string' },
    help: { type: 'boolean', default: false },
  } as const;
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new BadOption(error instanceof Error ? error.message : String(error));
  }
};

const numberIn = (given: string, option: string, { least, most }: { least: number; most: number }): number => {
  const number = Number(given);
  if (!Number.isInteger(number) || number < least || number > most)
    throw new BadOption(`${option}: a whole number from ${least} to ${most}, not ${given}`);
  return number;
};
