import { parseArgs } from 'node:util';
import { UserError } from './user-error.ts';

export const HELP = `Posts articles one by one and shows which cluster each came to.

  npm run demo                                        the invented stories of demo/stories, to a server of its own
  npm run demo -- [options] [FILE.txt | FILE.jsonl …]  your own: .txt one article a file, .jsonl one a line

  --url URL      post to this server; else one is started on a free port, with an empty store that is removed at the end
  --token TOKEN  the API token that server asks for
  --seed N       the order to post in, a whole number (the stories: a random one, which is printed; files: as given)
  --limit N      post at most so many articles of the files
  --help         this page
`;

export interface Options {
  help: boolean;
  /** Without a slash at the end; null to start a server. */
  url: string | null;
  token: string | undefined;
  /** Null where none was given. */
  seed: number | null;
  limit: number;
  files: string[];
}

/** @throws UserError that says what is wrong with the arguments. */
export const readOptions = (args: string[]): Options => {
  const { values, positionals } = parse(args);
  return {
    help: values.help,
    url: values.url === undefined ? null : address(values.url),
    token: values.token,
    seed: values.seed === undefined ? null : whole('--seed', values.seed),
    limit: values.limit === undefined ? Number.POSITIVE_INFINITY : whole('--limit', values.limit),
    files: positionals,
  };
};

const parse = (args: string[]) => {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        url: { type: 'string' },
        token: { type: 'string' },
        seed: { type: 'string' },
        limit: { type: 'string' },
      },
    });
  } catch (cause) {
    const [told] = String(cause instanceof Error ? cause.message : cause).split('. ');
    throw new UserError(`${told}\nSee npm run demo -- --help`, { cause });
  }
};

const address = (value: string): string => {
  const url = URL.parse(value);
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new UserError(`--url ${value}: not an http address`);
  return url.href.replace(/\/+$/, '');
};

const whole = (name: string, value: string): number => {
  if (!/^\d{1,9}$/.test(value)) throw new UserError(`${name} ${value}: not a whole number of at most nine digits`);
  return Number(value);
};
