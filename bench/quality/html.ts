// Measures how well articles are read out of real pages. Usage: npm run eval:html -- --help
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readPage } from '../../src/intake/html/page.ts';
import { cleanText } from '../../src/text/clean.ts';
import { renderTable } from './evaluation/table.ts';
import { readPages, type SnippetPage } from './snippets.ts';

const HELP = `npm run eval:html -- --data FOLDER_OR_TAR [--also FILE]

  --data  a folder, or a tar file of one, with snippets.jsonl: a JSON object a line with "html" (the page's file), "must" and
          "must_not" (pieces of text that the article has, and has not)
  --also  a module whose functions take HTML and return text, or a promise of it: each is measured beside ours

kept: share of the pieces that must be there and are; gone: share of those that must not and are not. The constants were chosen on
the first half of the pages, told by a hash of the file's name; the second is the fair one. ms: median and 95th of 100 pages.`;

type Reader = (html: string) => string | Promise<string>;

const OURS: Record<string, Reader> = {
  readPage: (html) => readPage(html).text,
  'readPage, cleaned': (html) => {
    const { title, text } = readPage(html);
    const clean = cleanText(title ?? '', text);
    return [clean.headline, ...clean.body.map(({ start, end }) => text.slice(start, end))].join('\n');
  },
};

interface Tally {
  kept: number;
  must: number;
  gone: number;
  mustNot: number;
}

const measure = async (read: Reader, pages: readonly SnippetPage[]): Promise<{ halves: Tally[]; times: number[] }> => {
  const halves = [0, 1].map((): Tally => ({ kept: 0, must: 0, gone: 0, mustNot: 0 }));
  const times: number[] = [];
  for (const { html, half, must, mustNot } of pages) {
    const tally = halves[half] as Tally;
    const started = performance.now();
    const said = await read(html);
    times.push(performance.now() - started);
    const text = flat(said);
    tally.must += must.length;
    tally.mustNot += mustNot.length;
    tally.kept += must.filter((piece) => text.includes(flat(piece))).length;
    tally.gone += mustNot.filter((piece) => !text.includes(flat(piece))).length;
  }
  return { halves, times };
};

/** Line breaks, width of space and soft hyphens make no difference. */
const flat = (text: string): string => text.replaceAll('\u00ad', '').replace(/\s+/g, ' ').trim();

const sum = ([a, b]: Tally[]): Tally => {
  const [first, second] = [a as Tally, b as Tally];
  return {
    kept: first.kept + second.kept,
    must: first.must + second.must,
    gone: first.gone + second.gone,
    mustNot: first.mustNot + second.mustNot,
  };
};

const share = ({ kept, must, gone, mustNot }: Tally): string =>
  `${(kept / must).toFixed(3)} / ${(gone / mustNot).toFixed(3)}`;

const quantile = (values: readonly number[], part: number): string =>
  (values.toSorted((a, b) => a - b)[Math.floor(part * (values.length - 1))] ?? 0).toFixed(1);

const row = async (name: string, read: Reader, pages: readonly SnippetPage[]): Promise<string[]> => {
  await measure(read, pages.slice(0, 50)); // Compiled before it is timed.
  const { halves, times } = await measure(read, pages);
  const per100 = times.map((time, i) => (time * 100_000) / (pages[i] as SnippetPage).html.length);
  return [
    name,
    ...[...halves, sum(halves)].map(share),
    `${quantile(times, 0.5)} / ${quantile(times, 0.95)}`,
    `${quantile(per100, 0.5)} / ${quantile(per100, 0.95)}`,
  ];
};

const FIELDS = ['title', 'url', 'published_at', 'language', 'author', 'source'] as const;

/** How many pages say what, and where. */
const tellOrigins = (pages: readonly SnippetPage[]): string[] => {
  const read = pages.map(({ html }) => readPage(html));
  return FIELDS.map((field) => {
    const counts = new Map<string, number>();
    for (const { origins } of read) {
      const origin = origins[field];
      if (origin !== undefined) counts.set(origin, (counts.get(origin) ?? 0) + 1);
    }
    const told = [...counts].sort((a, b) => b[1] - a[1]).map(([origin, count]) => `${origin} ${count}`);
    return `${field}: ${read.filter((page) => page[field] !== null).length} of ${pages.length} (${told.join(', ')})`;
  });
};

const { values } = parseArgs({
  options: { data: { type: 'string' }, also: { type: 'string' }, help: { type: 'boolean' } },
});
if (values.help || values.data === undefined) {
  console.log(HELP);
  process.exitCode = values.help ? 0 : 2;
} else {
  const pages = readPages(values.data);
  const others = values.also === undefined ? {} : ((await import(path.resolve(values.also))) as Record<string, Reader>);
  const rows: string[][] = [];
  for (const [name, read] of Object.entries({ ...OURS, ...others })) rows.push(await row(name, read, pages));
  const columns = ['kept / gone', 'first half', 'second half', 'all', 'ms a page', 'ms per 100 KB'];
  console.log(renderTable({ title: 'Pages', columns, rows }));
  console.log(`\n${tellOrigins(pages).join('\n')}`);
}
