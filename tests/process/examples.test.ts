import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createClient } from '../../demo/client.ts';
import { tokensNamed } from '../../demo/server.ts';
import { runServer, temporaryFolder } from './running.ts';

const EXAMPLES = fileURLToPath(new URL('../../examples', import.meta.url));

/** Vitest names in its report what is skipped because its interpreter is not there. */
const withPython = test.skipIf(spawnSync('python3', ['--version']).status !== 0);
const withCurl = test.skipIf(spawnSync('bash', ['-c', 'curl --version']).status !== 0);

interface Run {
  code: number | null;
  out: string;
  errors: string;
}

const run = async (command: string, args: string[], env: Record<string, string> = {}, input = ''): Promise<Run> => {
  const child = spawn(command, args, { cwd: EXAMPLES, env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...env } });
  child.stdin.end(input);
  const [[code], out, errors] = await Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)]);
  return { code, out, errors };
};

const ARTICLES = [
  {
    id: 'quarry',
    title: 'Quarry reopens',
    text: 'The quarry of Brannock was opened again on Tuesday after two years.',
  },
  { id: 'ferry', title: 'Ferry sold', text: 'The old ferry to Kell was sold to a museum, the harbour office said.' },
];
const LINES = ARTICLES.map((article) => `${JSON.stringify(article)}\n`).join('');

withCurl('curl.sh posts two papers’ versions and shows their cluster', async () => {
  const { url } = await runServer(await temporaryFolder(), { tokens: tokensNamed('news') });
  expect((await run('bash', ['curl.sh'], { SAMEWIRE: url, TOKEN: 'nobody' })).code).not.toBe(0);
  const { code, out, errors } = await run('bash', ['curl.sh'], { SAMEWIRE: url, TOKEN: 'news' });
  expect([code, errors]).toEqual([0, '']);
  const [first, second, cluster] = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect([first.decision, second.decision, second.cluster_id]).toEqual(['founded', 'joined', first.cluster_id]);
  expect(cluster).toMatchObject({ id: first.cluster_id, size: 2 });
});

withPython('post_articles.py posts a file of articles', async () => {
  const folder = await temporaryFolder();
  const { url } = await runServer(folder, { tokens: tokensNamed('news') });
  const file = join(folder, 'articles.jsonl');
  await writeFile(file, `${LINES}\n{"title": "no text"}\n`);
  const { code, out, errors } = await run('python3', ['post_articles.py', '--url', url, file], {
    SAMEWIRE_TOKEN: 'news',
  });
  expect([code, errors.trim()]).toEqual([1, 'text is missing or empty']);
  expect(out).toMatch(/^c_\w+ founded quarry\nc_\w+ founded ferry\n$/);
  const again = await run('python3', ['post_articles.py', '--url', url], { SAMEWIRE_TOKEN: 'news' }, LINES);
  expect([again.code, again.out]).toEqual([0, out.replaceAll('founded', 'unchanged')]);
});

withPython('post_articles.py sends again what was refused under overload', async () => {
  const bodies: string[] = [];
  const { url } = await receive(async (request) => {
    bodies.push(gunzipSync(await buffer(request)).toString());
    if (bodies.length < 3) return { status: 503, body: {} };
    return { status: 200, body: { results: [{ cluster_id: 'c_1', decision: 'founded', article_id: 'quarry' }] } };
  });
  const { code, out } = await run('python3', ['post_articles.py', '--url', url], {}, LINES);
  expect([code, out]).toEqual([0, 'c_1 founded quarry\n']);
  expect(bodies).toEqual(Array(3).fill(LINES.trim()));
});

withPython('scrapy_pipeline.py posts the items of a crawl', async () => {
  const { url } = await runServer(await temporaryFolder());
  const crawl = `
import json, sys, types
from scrapy_pipeline import SamewirePipeline
crawler = types.SimpleNamespace(settings={"SAMEWIRE_URL": sys.argv[1] + "/"})
pipeline = SamewirePipeline.from_crawler(crawler)
pipeline.open_spider(None)
for line in sys.stdin:
    item = json.loads(line)
    assert pipeline.process_item(item, None) is item
pipeline.close_spider(None)
`;
  const articles = Array.from({ length: 120 }, (_, i) => ({ ...ARTICLES[0], id: `item-${i}` }));
  const { code, errors } = await run(
    'python3',
    ['-c', crawl, url],
    {},
    articles.map((item) => JSON.stringify(item)).join('\n'),
  );
  expect([code, errors]).toEqual([0, '']);
  const client = createClient(url);
  for (const { id } of articles) expect(await client.article(id)).toMatchObject({ title: 'Quarry reopens' });
});

withPython('github_style.py signs what the webhook takes', async () => {
  const secret = 'a-secret-of-the-examples';
  vi.stubEnv('WEBHOOK_SENDERS', JSON.stringify({ crawler: senderWith(secret) }));
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const { url } = await runServer(await temporaryFolder());
  const send = (SECRET: string): Promise<Run> => run('python3', ['github_style.py'], { SAMEWIRE: url, SECRET }, LINES);
  expect((await send('another secret')).errors).toMatch(/^401: /);
  const { code, out } = await send(secret);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    errors: false,
    results: [{ article_id: 'quarry' }, { article_id: 'ferry' }],
  });
});

withCurl('what the page of the API gives for the shell is understood', async () => {
  const secret = 'a-secret-of-the-examples';
  vi.stubEnv('WEBHOOK_SENDERS', JSON.stringify({ crawler: senderWith(secret) }));
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const folder = await temporaryFolder();
  const { url } = await runServer(folder, { tokens: tokensNamed('local') });
  await writeFile(join(folder, 'article.json'), JSON.stringify(ARTICLES[0]));
  const page = await (await fetch(`${url}/docs`)).text();
  const lines = [...page.matchAll(/<code>(curl .*?)<\/code>/g)].map(([, line = '']) => plain(line));
  const script = ['curl() { command curl -s -o "$NULL" -w "%{http_code}\\n" "$@"; }', ...lines].join('\n');
  const env = {
    SAMEWIRE: url,
    TOKEN: 'local',
    SECRET: secret,
    ID: 'unknown',
    FOLDER: folder,
    NULL: join(folder, 'answer'),
  };
  const { out, errors } = await run('bash', ['-c', `cd "$FOLDER"; ${script}`], env);
  expect(errors).toBe('');
  const statuses = out.trim().split('\n');
  expect(statuses).toHaveLength(lines.length);
  const refused = statuses.flatMap((status, i) => (/^(2..|404)$/.test(status) ? [] : [`${status} ${lines[i]}`]));
  expect(refused).toEqual([]);
  expect(statuses.filter((status) => status !== '404').length).toBeGreaterThan(12);
});

/** What a page's text says. */
const plain = (html: string): string =>
  html.replace(/&(quot|#39|lt|gt|amp);/g, (_, name: keyof typeof ENTITIES) => ENTITIES[name]);
const ENTITIES = { quot: '"', '#39': "'", lt: '<', gt: '>', amp: '&' };

const senderWith = (secret: string) => ({ collection: 'local', scheme: 'hmac-sha256', secrets: [secret] });

test('typescript/post.ts posts an article and lists clusters', async () => {
  const { url } = await runServer(await temporaryFolder(), { tokens: tokensNamed('news') });
  const { code, out, errors } = await run('node', ['typescript/post.ts', url, 'news']);
  expect([code, errors]).toEqual([0, '']);
  expect(out).toMatch(/^c_\w+ 1 Ship aground\n$/);
  expect((await run('node', ['typescript/post.ts', url, 'nobody'])).errors).toContain('Send a known token');
});

type Reply = { status: number; body: object };

/** A server that answers so, asking at once to be asked again. */
const receive = async (answer: (request: IncomingMessage) => Promise<Reply>): Promise<{ url: string }> => {
  const server = createServer(async (request, response) => {
    const { status, body } = await answer(request);
    response.writeHead(status, { 'retry-after': '0' }).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};
