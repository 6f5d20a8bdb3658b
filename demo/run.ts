import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LabelledArticle, loadFiles, loadStories } from './articles.ts';
import { type Client, createClient, isPlacement } from './client.ts';
import { HELP, type Options, readOptions } from './options.ts';
import { shuffled } from './order.ts';
import { judgeStories } from './outcome.ts';
import { startServer } from './server.ts';
import { createTable } from './table.ts';
import { UserError } from './user-error.ts';

/** The articles to post, in the order to post them. */
const arrange = async ({ files, limit, seed }: Options): Promise<LabelledArticle[]> => {
  if (files.length > 0) {
    const articles = await loadFiles(files, limit);
    return seed === null ? articles : shuffled(articles, seed);
  }
  const order = seed ?? Math.floor(Math.random() * 1e6);
  console.log(`order: --seed ${order}`);
  return shuffled(await loadStories(), order).slice(0, limit);
};

/** Posts all, printing a row an article; answers the article ids by name. */
const postAll = async (client: Client, articles: LabelledArticle[]): Promise<Map<string, string>> => {
  const table = createTable(articles.map(({ name }) => name));
  const ids = new Map<string, string>();
  console.log(table.header);
  for (const { name, posted } of articles) {
    const answer = await client.post(posted);
    console.log(table.row(name, answer));
    if (isPlacement(answer)) ids.set(name, answer.article_id);
  }
  return ids;
};

/** Cluster ids by name as they are at the end: a later article may have shown two clusters to be one. */
const clustersNow = async (client: Client, ids: Map<string, string>): Promise<Map<string, string>> => {
  const clusters = new Map<string, string>();
  for (const [name, id] of ids) {
    const stored = await client.article(id);
    if (stored !== null) clusters.set(name, stored.cluster_id);
  }
  return clusters;
};

/** Posts and tells; true unless a labelled story came out wrong or an article was refused. */
const show = async (client: Client, articles: LabelledArticle[]): Promise<boolean> => {
  const ids = await postAll(client, articles);
  const clusters = await clustersNow(client, ids);
  const refused = articles.length - ids.size;
  const count = new Set(clusters.values()).size;
  console.log(`\n${articles.length} articles, ${count} clusters${refused > 0 ? `, ${refused} refused` : ''}`);
  const outcomes = judgeStories(articles, clusters);
  for (const { story, right, told } of outcomes) console.log(`${right ? 'right' : 'WRONG'}  ${story}: ${told}`);
  return refused === 0 && outcomes.every(({ right }) => right);
};

const withServer = async (signal: AbortSignal, use: (url: string) => Promise<boolean>): Promise<boolean> => {
  const folder = await mkdtemp(join(tmpdir(), 'samewire-demo-'));
  try {
    console.log('starting a server …');
    const server = await startServer(folder, { signal });
    try {
      console.log(`it listens on ${server.url} until all is posted\n`);
      return await use(server.url);
    } finally {
      await server.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const main = async (signal: AbortSignal): Promise<boolean> => {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    console.log(HELP);
    return true;
  }
  const articles = await arrange(options);
  const showAt = (url: string) => show(createClient(url, { token: options.token, signal }), articles);
  return options.url === null ? withServer(signal, showAt) : showAt(options.url);
};

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());
// A reader that has gone, as in `npm run demo | head`, must not leave the server behind either.
process.stdout.on('error', () => interrupted.abort());
try {
  process.exitCode = (await main(interrupted.signal)) ? 0 : 1;
} catch (error) {
  process.exitCode = interrupted.signal.aborted ? 130 : 2;
  if (!interrupted.signal.aborted) console.error(error instanceof UserError ? error.message : error);
}
