import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generateArticles, isOfTypicalLength, streamArticles, take } from '../../bench/speed/articles.ts';
import { readTexts } from '../../bench/speed/texts.ts';

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'samewire-texts-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

it('one seed always gives the same articles, most of them of a news story’s length, each with an id of its own', () => {
  const articles = generateArticles(200);
  expect(generateArticles(200)).toEqual(articles);
  expect(generateArticles(1, 2)[0]?.text).not.toBe(articles[0]?.text);
  expect(articles.filter(isOfTypicalLength).length).toBeGreaterThan(150);
  expect(new Set(articles.map(({ id }) => id)).size).toBe(200);
});

it('real texts come first, then articles mixed from their sentences', () => {
  const sentences = Array.from(
    { length: 9 },
    (_, i) => `the ${'very '.repeat(i + 4)}quiet harbour of the north was shut.`,
  );
  const lines = [
    { title: 'A', text: sentences.join(' '), published_at: '2026-03-01' },
    { a: 'x', b: 'y', label: 'no article' },
  ];
  fs.writeFileSync(path.join(folder, 'a.jsonl.gz'), gzipSync(lines.map((line) => JSON.stringify(line)).join('\n')));
  fs.writeFileSync(path.join(folder, 'notes.txt'), 'not read');
  const texts = readTexts(folder);
  expect(texts).toEqual([lines[0]]);
  const [real, mixed] = take(streamArticles(texts), 2);
  expect(real).toMatchObject(texts[0] as object);
  expect(mixed?.text.split(/\n|(?<=\.) /).every((sentence) => texts[0]?.text.includes(sentence))).toBe(true);
});

it('says which line of a file is no JSON', () => {
  fs.writeFileSync(path.join(folder, 'b.jsonl'), '{"text":"fine"}\n{"text":');
  expect(() => readTexts(folder)).toThrow(/b\.jsonl, line 2/);
});
