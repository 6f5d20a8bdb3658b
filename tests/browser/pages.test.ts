import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadStories } from '../../demo/articles.ts';
import { hasBrowser, launchBrowser } from '../../demo/browser.ts';
import { createClient } from '../../demo/client.ts';
import { type Server, startServer, tokensNamed } from '../../demo/server.ts';
import { HOSTILE } from '../pages/hostile.ts';

const LOOKS: Record<string, BrowserContextOptions> = {
  light: { viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  dark: { viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
  phone: { viewport: { width: 360, height: 740 }, colorScheme: 'light' },
  'phone without scripts': { viewport: { width: 360, height: 740 }, colorScheme: 'dark', javaScriptEnabled: false },
};

if (!hasBrowser())
  console.warn('There is no Chromium, so the pages are not looked at: install it, or name it in CHROMIUM.');

describe.skipIf(!hasBrowser())('pages in a browser', () => {
  let folder: string;
  let server: Server;
  let browser: Browser;
  /** Where each page is, by name. */
  const paths: Record<string, string> = {};

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samewire-browser-'));
    server = await startServer(folder, { tokens: tokensNamed('demo', 'hostile', 'empty', 'live') });
    browser = await launchBrowser();
    const demo = createClient(server.url, { token: 'demo' });
    await demo.postBatch((await loadStories()).map(({ posted }) => posted));
    const hostile = createClient(server.url, { token: 'hostile' });
    await hostile.postBatch(HOSTILE);
    const clusterOf = async (client: typeof demo, id: string) => (await client.article(id))?.cluster_id as string;
    Object.assign(paths, {
      'demo stories': '/',
      'demo story': `/stories/${await clusterOf(demo, 'harbour-verdict-original')}`,
      'demo comparison': '/compare?a=harbour-verdict-original&b=harbour-verdict-spin',
      'demo pasting': '/compare',
      'demo check': '/check',
      'demo fault': '/?hours=x',
      'empty stories': '/',
      'hostile stories': '/',
      'hostile story': `/stories/${await clusterOf(hostile, 'rtl')}`,
      'hostile comparison': `/compare?${new URLSearchParams({ a: HOSTILE[0]?.id as string, b: 'rtl' })}`,
    });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** What a page did that it should not: messages, and requests to anybody else. */
  const watch = (page: Page): string[] => {
    const faults: string[] = [];
    page.on('console', (message) => {
      // The browser itself reports the status of a page that is answered with a problem.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(server.url) && !url.startsWith('data:')) faults.push(`asked for ${url}`);
    });
    return faults;
  };

  const signIn = async (page: Page, token: string, path: string): Promise<void> => {
    await page.goto(server.url + path);
    await page.getByLabel('Token').fill(token);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
  };

  const seriousFaults = async (page: Page): Promise<string[]> => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
  };

  const withPage = async (look: string, use: (page: Page, faults: string[]) => Promise<void>): Promise<void> => {
    const context = await browser.newContext({ ...LOOKS[look], acceptDownloads: false });
    try {
      const page = await context.newPage();
      await use(page, watch(page));
    } finally {
      await context.close();
    }
  };

  const NAMES = [
    ...['stories', 'story', 'comparison', 'pasting', 'check', 'fault'].map((name) => `demo ${name}`),
    'empty stories',
    ...['stories', 'story', 'comparison'].map((name) => `hostile ${name}`),
  ];

  it.each(Object.keys(LOOKS).flatMap((look) => NAMES.map((name) => [name, look] as const)))(
    '%s, %s',
    async (name, look) => {
      await withPage(look, async (page, faults) => {
        await signIn(page, name.split(' ')[0] as string, paths[name] as string);
        const answer = await page.goto(server.url + paths[name]);
        expect(answer?.status()).toBe(name === 'demo fault' ? 400 : 200);
        expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
        // Scripts that are off cannot look for faults either.
        if (LOOKS[look]?.javaScriptEnabled !== false) {
          expect(await seriousFaults(page)).toEqual([]);
          expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
          expect(await page.title()).not.toBe('owned');
        }
        expect(faults).toEqual([]);
      });
    },
  );

  it.each(['light', 'dark', 'phone'])('the sign-in, %s', async (look) => {
    await withPage(look, async (page, faults) => {
      await page.goto(server.url);
      expect(await seriousFaults(page)).toEqual([]);
      expect(faults).toEqual([]);
    });
  });

  it.each(['light', 'phone without scripts'])(
    'from the first sample story to why two belong together, by keyboard, %s',
    async (look) => {
      await withPage(look, async (page, faults) => {
        await signIn(page, 'empty', '/');
        const load = page.getByRole('button', { name: 'Load sample stories' });
        // The second look finds what the first has loaded.
        if (await load.isVisible()) await press(page, load);
        await press(page, page.getByRole('link', { name: 'Former Calvera minister' }));
        await press(page, page.getByRole('link', { name: /^Side by side: Shocking/ }));
        expect(await page.locator('.verdict').textContent()).toMatch(/^One (story|event)/);
        await press(page, page.locator('#a1'));
        await page.waitForURL(/#b1$/);
        expect(await page.locator('#b1').isVisible()).toBe(true);
        expect(faults).toEqual([]);
      });
    },
  );

  const press = async (page: Page, what: ReturnType<Page['locator']>): Promise<void> => {
    await what.focus();
    await page.keyboard.press('Enter');
    await page.waitForLoadState();
  };

  it('two pasted texts and one to try', async () => {
    await withPage('light', async (page, faults) => {
      await signIn(page, 'demo', '/compare');
      const [first, second] = (await loadStories()).map(({ posted }) => posted as { title: string; text: string });
      await page.getByLabel('First text').fill(first?.text as string);
      await page.getByLabel('Second text').fill(second?.text as string);
      await page.getByRole('button', { name: 'Compare' }).click();
      await page.locator('.verdict').waitFor();
      await page.getByRole('link', { name: 'Try it' }).click();
      await page.getByLabel('Text, or a whole page').fill(first?.text as string);
      await page.getByRole('button', { name: 'Where would it go?' }).click();
      await page.getByRole('link', { name: 'To the story' }).waitFor();
      expect(faults).toEqual([]);
    });
  });

  it('the list keeps itself up to date while it is looked at', async () => {
    await withPage('light', async (page, faults) => {
      await page.clock.install();
      await signIn(page, 'live', '/');
      await createClient(server.url, { token: 'live' }).post({
        title: 'Freighter aground off Port Ellery',
        text: 'A short report.',
      });
      await page.clock.runFor(11_000);
      await page.getByRole('link', { name: 'Freighter aground' }).waitFor();
      expect(await page.getByRole('status').textContent()).toMatch(/^Updated at /);
      expect(faults).toEqual([]);
    });
  });

  it('the first thing the keyboard reaches leads to the content', async () => {
    await withPage('light', async (page) => {
      await signIn(page, 'demo', '/');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.waitForFunction("document.activeElement?.id === 'main'");
    });
  });
});
