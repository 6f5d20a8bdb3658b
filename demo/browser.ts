import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where Debian and Ubuntu put it; CHROMIUM in the environment names another. */
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Nothing but what is asked for: no sandbox, which containers lack, and nothing that calls home. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const hasBrowser = (): boolean => existsSync(CHROMIUM);

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, headless: true, args: ARGUMENTS });
