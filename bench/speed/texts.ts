import fs from 'node:fs';
import path from 'node:path';
import { shuffled } from '../../demo/order.ts';
import { BadOption } from '../options.ts';
import { readLines, readWritten } from '../quality/corpora.ts';

export interface Text {
  title: string;
  text: string;
  published_at?: string;
}

/** Originals and rewrites of the written corpus: wire copy without a paper's furniture. */
export const readCorpus = (): Text[] =>
  ['da', 'db']
    .flatMap(readWritten)
    .filter(({ kind }) => kind === 'original' || kind === 'rewrite')
    .map(({ title, text }) => ({ title, text }));

/** Articles of all JSON Lines files of a folder, shuffled alike each time: a few of them are a sample of all. Throws BadOption. */
export const readTexts = (folder: string): Text[] => {
  const files = fs.readdirSync(folder).filter((name) => /\.(jsonl|ndjson)(\.gz)?$/.test(name));
  const texts = files.sort().flatMap((name) =>
    readLines(path.join(folder, name)).flatMap((line, index) => {
      const text = readText(line);
      if (text === undefined) throw new BadOption(`--texts: ${name}, line ${index + 1} is not a JSON object`);
      return text === null ? [] : [text];
    }),
  );
  if (texts.length === 0) throw new BadOption(`--texts: no article with a text in ${folder}`);
  return shuffled(texts, 1);
};

/** Null for a line that is no article, as in a file of labels beside the articles; undefined for one that is no object. */
const readText = (line: string): Text | null | undefined => {
  const value = parseObject(line);
  if (value === undefined) return undefined;
  const { title, text, published_at: date } = value;
  if (typeof text !== 'string' || text.trim() === '') return null;
  const dated = typeof date === 'string' && !Number.isNaN(Date.parse(date)) ? { published_at: date } : {};
  return { title: typeof title === 'string' ? title : '', text, ...dated };
};

const parseObject = (line: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
};

export const wordsOf = (text: string): number => text.match(/\S+/g)?.length ?? 0;

/** What of texts can be mixed into others: sentences long enough to say something. */
export const sentencesOf = (texts: readonly Text[]): string[] =>
  texts
    .flatMap(({ text }) => text.split(/\n|(?<=[.!?]["”]?) (?=["“\p{Lu}])/u))
    .filter((sentence) => sentence.length > 40 && sentence.length < 600 && wordsOf(sentence) >= 5);
