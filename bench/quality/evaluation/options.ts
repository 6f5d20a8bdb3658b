import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { BadOption, partsIn } from '../../options.ts';

/** Parts of the evaluation that can be asked for by name. */
export const PARTS = ['signals', 'candidates', 'written', 'inside', 'real', 'seeds', 'calibration'] as const;
export type Part = (typeof PARTS)[number];

export const HELP = `How well Samewire tells copies of a story from what merely looks like it: labelled articles through the real engine.

npm run eval                       the written corpora of the project, and the real ones where they are
npm run eval -- --data FILE        your own labelled articles, by the model that ships

  --data FILE      JSON Lines (may be gzipped): id, title, text, published_at, source, and "story" (or "cluster"), the same for
                   articles that belong together
  --sweep          also with the bar for joining raised and lowered
  --errors         also the worst decisions, with the signals that weighed most
  --html FILE      also a page with tables and curves
  --json FILE      also the tables as JSON
  --only PARTS     only these, with commas: ${PARTS.join(', ')}
  --shuffles N     other orders of arrival for the written corpora (default 5)
  --real DIR       folder of the real corpora (default ../shared/real beside the project)
  --seeds DIR      folder of text files that are one story (default: seeds beside the real corpora)
  --leave-one-out  also each real corpus by a model that never saw it (trains once more for each)
  --help           this text
`;

export interface Options {
  data: string | null;
  sweep: boolean;
  errors: boolean;
  html: string | null;
  json: string | null;
  only: readonly Part[];
  shuffles: number;
  /** Null where there is no such folder. */
  real: string | null;
  seeds: string | null;
  leaveOneOut: boolean;
}

const REAL_BESIDE = fileURLToPath(new URL('../../../../shared/real', import.meta.url));
const MOST_SHUFFLES = 200;

/** Reads the command line; null asks for help. Throws BadOption. */
export const readOptions = (args: string[]): Options | null => {
  const values = parse(args);
  if (values.help) return null;
  const real = folderOf(values.real, REAL_BESIDE, '--real');
  const seeds = folderOf(values.seeds, path.join(real ?? REAL_BESIDE, '../seeds'), '--seeds');
  const shuffles = Number(values.shuffles);
  if (!Number.isInteger(shuffles) || shuffles < 0 || shuffles > MOST_SHUFFLES)
    throw new BadOption(`--shuffles: a whole number from 0 to ${MOST_SHUFFLES}, not ${values.shuffles}`);
  if (values.data !== undefined && !fs.existsSync(values.data))
    throw new BadOption(`--data: there is no ${values.data}`);
  return {
    data: values.data ?? null,
    sweep: values.sweep,
    errors: values.errors,
    html: values.html ?? null,
    json: values.json ?? null,
    only: partsIn(PARTS, values.only),
    shuffles,
    real,
    seeds,
    leaveOneOut: values['leave-one-out'],
  };
};

const parse = (args: string[]) => {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const options = {
    data: text,
    sweep: flag,
    errors: flag,
    html: text,
    json: text,
    only: text,
    shuffles: { type: 'string', default: '5' },
    real: text,
    seeds: text,
    'leave-one-out': flag,
    help: flag,
  } as const;
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new BadOption(error instanceof Error ? error.message : String(error));
  }
};

const folderOf = (given: string | undefined, usual: string, option: string): string | null => {
  if (given !== undefined && !fs.existsSync(given)) throw new BadOption(`${option}: there is no folder ${given}`);
  const folder = given ?? usual;
  return fs.existsSync(folder) ? folder : null;
};
