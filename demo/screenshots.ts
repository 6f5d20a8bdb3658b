import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions } from 'playwright-core';
import { loadStories } from './articles.ts';
import { hasBrowser, launchBrowser } from './browser.ts';
import { createClient } from './client.ts';
import { startServer } from './server.ts';
import { UserError } from './user-error.ts';

/** The two that documents show; all the others, of whole pages, are for looking at and are not kept. */
const SHOWN = fileURLToPath(new URL('../docs/screenshots', import.meta.url));
const ALL = join(SHOWN, 'all');

const LOOKS: Record<string, BrowserContextOptions> = {
  desktop: { viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  dark: { viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
  phone: { viewport: { width: 360, height: 740 }, colorScheme: 'light', deviceScaleFactor: 2 },
};

/** For documents. */
const SMALL: BrowserContextOptions = { viewport: { width: 960, height: 640 }, colorScheme: 'light' };

/** Two that share hardly four words in a row. */
const [ORIGINAL, SPIN] = ['harbour-verdict-original', 'harbour-verdict-spin'];

/** Where each page is, in a server that has the demo's articles. */
const pagesOf = (cluster: string): Record<string, string> => ({
  stories: '/?order=biggest',
  story: `/stories/${cluster}`,
  'side-by-side': `/compare?a=${ORIGINAL}&b=${SPIN}`,
  paste: '/compare',
  check: '/check',
});

const fill = async (url: string): Promise<string> => {
  const client = createClient(url);
  for (const { posted } of await loadStories()) await client.post(posted);
  const stored = await client.article(ORIGINAL);
  if (stored === null) throw new UserError(`${ORIGINAL} was not stored`);
  return stored.cluster_id;
};

const takeAll = async (url: string): Promise<void> => {
  const browser = await launchBrowser();
  try {
    const shoot = async (shown: Record<string, string>): Promise<void> => {
      for (const [look, options] of Object.entries(LOOKS)) {
        const context = await browser.newContext({ ...options, baseURL: url });
        const page = await context.newPage();
        for (const [name, path] of Object.entries(shown)) {
          await page.goto(path);
          await page.screenshot({ path: join(ALL, `${name}-${look}.png`), fullPage: true });
        }
        await context.close();
      }
    };
    await shoot({ empty: '/' });
    const pages = pagesOf(await fill(url));
    await shoot(pages);
    const page = await browser.newPage({ ...SMALL, baseURL: url });
    for (const name of ['stories', 'side-by-side']) {
      await page.goto(pages[name] as string);
      await page.screenshot({ path: join(SHOWN, `${name}.png`) });
    }
  } finally {
    await browser.close();
  }
};

if (!hasBrowser()) throw new UserError('No Chromium: install it, or name it in CHROMIUM.');
await mkdir(ALL, { recursive: true });
const folder = await mkdtemp(join(tmpdir(), 'samewire-screenshots-'));
const server = await startServer(folder);
try {
  await takeAll(server.url);
  console.log(`The screenshots are in ${SHOWN}`);
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
