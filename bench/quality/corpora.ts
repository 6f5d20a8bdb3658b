import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

/** An article of a labelled corpus. */
export interface CorpusArticle {
  id: string;
  title: string;
  text: string;
  published_at: string | null;
  source: string | null;
  lang: string;
  /** Written corpora: the story it belongs to, and what it is to the original. */
  story?: string;
  kind?: string;
  /** Real corpora: the original it was made from. */
  cluster?: string;
}

/** Two articles of a corpus and what they are to each other. */
export interface LabelledPair {
  a: string;
  b: string;
  label: string;
  degree?: string;
  model?: string;
  hours?: number;
}

/** Lines of a file, gzipped or not. */
export const readLines = (file: string): string[] => {
  const bytes = fs.readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n').filter(Boolean);
};

/** Reads JSON Lines, gzipped or not. */
export const readArticles = (file: string): CorpusArticle[] =>
  readLines(file).map((line) => JSON.parse(line) as CorpusArticle);

export const readPairs = (file: string): LabelledPair[] =>
  readLines(file).map((line) => JSON.parse(line) as LabelledPair);

const WRITTEN = new URL('./corpus/', import.meta.url);

/** A written corpus of the project by name: da, db, dc, dm. */
export const readWritten = (name: string): CorpusArticle[] => readArticles(new URL(`${name}.jsonl`, WRITTEN).pathname);

/** A real corpus in a folder, or null where the folder does not hold it. */
export const readReal = (folder: string, name: string): { articles: CorpusArticle[]; pairs: LabelledPair[] } | null => {
  const file = (part: string): string => path.join(folder, `${name}.${part}.jsonl.gz`);
  if (!fs.existsSync(file('articles'))) return null;
  return { articles: readArticles(file('articles')), pairs: readPairs(file('pairs')) };
};
