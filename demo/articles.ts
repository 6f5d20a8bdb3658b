import { readdir, readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from './user-error.ts';

const STORIES = fileURLToPath(new URL('stories', import.meta.url));
/** A first line longer than this is a sentence of the text, not its headline. */
const TITLE_LIMIT = 160;

/** What is posted: the fields of the file as they are, whatever the crawler called them. */
export type Posted = Record<string, unknown>;

export interface LabelledArticle {
  /** A name for the table. */
  name: string;
  posted: Posted;
  /** What it is known to be; null for files of the user's own. */
  label: { story: string; kind: string } | null;
}

/** The invented stories of demo/stories. */
export const loadStories = async (): Promise<LabelledArticle[]> => {
  const files = (await readdir(STORIES)).filter((file) => file.endsWith('.jsonl')).sort();
  return (await Promise.all(files.map((file) => readJsonLines(`${STORIES}/${file}`)))).flat();
};

/**
 * Articles of `.txt` files (one each) and `.jsonl` files (one a line), in the order given.
 *
 * @throws UserError for a file that is missing, of another kind, or broken.
 */
export const loadFiles = async (paths: string[], limit: number): Promise<LabelledArticle[]> => {
  const articles: LabelledArticle[] = [];
  for (const path of paths) {
    if (articles.length >= limit) break;
    articles.push(...(extname(path) === '.jsonl' ? await readJsonLines(path) : [await readText(path)]));
  }
  return articles.slice(0, limit);
};

const readText = async (path: string): Promise<LabelledArticle> => {
  if (extname(path) !== '.txt') throw new UserError(`${path}: only .txt and .jsonl files can be read`);
  const whole = (await read(path)).trim();
  const [first = '', ...rest] = whole.split('\n');
  const body = rest.join('\n').trim();
  const name = basename(path, '.txt');
  const titled = first.trim().length <= TITLE_LIMIT && body !== '';
  return {
    name,
    posted: titled ? { id: name, title: first.trim(), text: body } : { id: name, text: whole },
    label: null,
  };
};

const readJsonLines = async (path: string): Promise<LabelledArticle[]> => {
  const lines = (await read(path)).split('\n');
  return lines.flatMap((line, index) => (line.trim() ? [labelled(parse(line, `${path}:${index + 1}`), index)] : []));
};

const labelled = ({ story, kind, ...posted }: Posted, index: number): LabelledArticle => {
  const { id, url } = posted;
  const name = typeof id === 'string' ? id : typeof url === 'string' ? url : `line ${index + 1}`;
  return { name, posted, label: typeof story === 'string' && typeof kind === 'string' ? { story, kind } : null };
};

const parse = (line: string, where: string): Posted => {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Told below, with the line's number.
  }
  throw new UserError(`${where}: not a JSON object`);
};

const read = (path: string): Promise<string> =>
  readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new UserError(cause.code === 'ENOENT' ? `${path}: no such file` : `${path}: ${cause.message}`);
  });
