/** A real Chromium for end-to-end tests, where there is one: see CHROMIUM_PATH. */
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Where Debian puts it. */
const USUAL_PATH = '/usr/bin/chromium';

/** The browser's program, null where there is none. */
export const chromiumPath: string | null =
  [process.env.CHROMIUM_PATH || USUAL_PATH].find((path) => existsSync(path)) ?? null;

if (chromiumPath === null)
  console.log('No Chromium here, so the browser tests are skipped: set CHROMIUM_PATH to one.');

/** A browser that does nothing on its own. */
export async function launchBrowser(): Promise<Browser> {
  const quiet = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  // Chromium's sandbox refuses to run as root, which is what containers usually are.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: chromiumPath ?? '', args: [...quiet, ...asRoot] });
}

/** A window, and everything that went wrong or out in it. */
export interface Window {
  readonly page: Page;
  /** Complaints of the page: errors, and what the content security policy refused. */
  readonly complaints: string[];
  /** Addresses outside of the playground that were asked for. */
  readonly outside: string[];
}

/** Opens the playground in a window of its own, ready to be used. */
export async function openWindow(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Window> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, ...options });
  // Whatever is waited for may take as long as the machine needs; the test's own limit ends it.
  context.setDefaultTimeout(0);
  const page = await context.newPage();
  const complaints: string[] = [];
  const outside: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A refused act answers with an error status, which Chromium notes here by itself.
    const isStatus = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isStatus) complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(new URL(url).origin) && !request.url().startsWith('data:'))
      outside.push(request.url());
  });
  await page.goto(url);
  await page.locator('.channel[aria-current]').waitFor({ state: 'attached' });
  return { page, complaints, outside };
}
