import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine } from '../story-index/engine/opening.ts';
import { incoming, inventStory } from '../story-index/invented.ts';

const EVAL = fileURLToPath(new URL('../../bench/quality/eval.ts', import.meta.url));
let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'samewire-eval-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

const evaluate = (lines: string[], ...options: string[]) => {
  const file = path.join(folder, 'own.jsonl');
  fs.writeFileSync(file, `${lines.join('\n')}\n`);
  return spawnSync(process.execPath, [EVAL, '--data', file, ...options], { encoding: 'utf8' });
};

/** Each story twice, the second time with a paper's furniture. */
const LINES = [1, 2, 3].flatMap((seed) => {
  const { title, text } = inventStory(seed);
  const copy = { id: `copy-${seed}`, title, text: `${text}\n\nShare this article`, source: 'b.example', story: seed };
  return [{ id: `wire-${seed}`, title, text, source: 'a.example', story: seed }, copy].map((article) =>
    JSON.stringify({ ...article, published_at: `2026-03-0${seed}T08:00:00Z` }),
  );
});

describe('npm run eval -- --data', () => {
  it('says how well the clusters agree with the labels', () => {
    const { stdout, status } = evaluate(LINES);
    expect(status).toBe(0);
    const row = stdout.split('\n').find((line) => /^6\s/.test(line));
    expect(row?.split(/\s+/)).toEqual(['6', '3', '3', ...Array(7).fill('1.000')]);
  });

  it('reads what people corrected as labels', () => {
    const { engine, place } = openEngine();
    for (const id of ['a', 'b', 'c']) place(incoming(id, inventStory(1), { source: `${id}.example` }));
    const cluster = engine.article('a')?.cluster_id ?? '';
    const editor = { who: 'ada', why: null, versions: null };
    engine.correct({ kind: 'split', cluster, articles: ['c'] }, editor, Date.parse('2026-03-02T13:00:00Z'));
    const labels = [];
    for (let next: string | null = '0'; next !== null; ) {
      const piece = engine.labels(next);
      labels.push(...piece.labels);
      next = piece.next;
    }
    const { stdout, status } = evaluate(labels.map(({ textKey: _, ...label }) => JSON.stringify(label)));
    expect(status).toBe(0);
    // Three articles of two stories by the labels, one by the model that knows nothing of them.
    expect(stdout).toMatch(/^3\s+2\s+1\s/m);
  });

  it('tells the worst decisions with their signals', () => {
    // The copy of the first story is said to be of the second.
    const { stdout } = evaluate(
      [...LINES.slice(0, 1), (LINES[1] as string).replace('"story":1', '"story":2'), ...LINES.slice(2)],
      '--errors',
    );
    expect(stdout).toMatch(/with another story: 1/);
    expect(stdout).toMatch(/copy-1.*\n.*wire-1.*\n.*\(\+\d/);
  });

  it('writes the same as JSON, and a page that needs nothing from elsewhere and shows no article', () => {
    const [json, html] = ['out.json', 'out.html'].map((name) => path.join(folder, name)) as [string, string];
    evaluate(LINES, '--sweep', '--json', json, '--html', html);
    const sections = JSON.parse(fs.readFileSync(json, 'utf8')) as { tables: { rows: string[][] }[] }[];
    expect(sections[0]?.tables.map(({ rows }) => rows.length)).toEqual([1, 13]);
    const page = fs.readFileSync(html, 'utf8');
    expect(page).toContain('<svg');
    expect(page).not.toMatch(/<script|https?:|url\(|@import/);
    expect(page).not.toContain(inventStory(1).title);
  });

  it.each([
    ['{"id":"a"', /line 1: not JSON/],
    ['{"id":"a","text":"b"}', /line 1: neither "story" nor "cluster"/],
    ['{"id":"a","text":4,"story":"s"}', /line 1: text:/],
    ['{"id":"a","text":"b","story":"s","published_at":"soon"}', /line 1: published_at: not a date: soon/],
    ['{"id":"a","text":"b","story":"s"}\n{"id":"a","text":"c","story":"s"}', /line 2: the id a came before/],
  ])('refuses %s and says why', (line, message) => {
    const { stderr, status } = evaluate([line]);
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  });

  it.each([
    [['--shuffles', 'many'], /--shuffles: a whole number/],
    [['--only', 'everything'], /--only: no part everything/],
    [['--real', '/nowhere/at/all'], /--real: there is no folder/],
    [['--wrong'], /--wrong/],
  ])('refuses %j and says why', (options, message) => {
    const { stderr, status } = evaluate(LINES, ...options);
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  });
});
