/** `npm run screenshots`: pictures of the playground for the README, made anew from the samples. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { projectRoot } from '../../src/project-root.ts';
import { chromiumPath, launchBrowser, openWindow } from '../support/browser.ts';
import { startTestPlayground } from '../support/playground.ts';

const QUESTION = 'Who opened the grave of Timur?';
const DESKTOP = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 };
/** Of what is pictured of a window, not all of it. */
const PARTS: Readonly<Record<string, string>> = { card: 'figure img' };
const folder = join(projectRoot(), 'src', 'playground', 'screenshots');

async function ask(page: Page): Promise<void> {
  await page.locator('textarea').fill(`/ask ${QUESTION}`);
  await page.keyboard.press('Enter');
  await page.locator('.embed').first().waitFor();
}

/** Each picture: its name, how the window is, and what is done in it before. */
const PICTURES: readonly [string, BrowserContextOptions, (page: Page) => Promise<void>][] = [
  [
    'dark',
    { ...DESKTOP, colorScheme: 'dark' },
    async (page) => {
      await ask(page);
      await page.locator('.citation').first().click();
      await page.locator('#panel-article mark').waitFor();
      await page.locator('textarea').focus();
    },
  ],
  ['light', { ...DESKTOP, colorScheme: 'light' }, ask],
  [
    'evidence',
    { ...DESKTOP, colorScheme: 'dark' },
    async (page) => {
      await ask(page);
      await page.getByRole('button', { name: 'Evidence and articles' }).click();
      await page.locator('.candidate').first().waitFor();
    },
  ],
  [
    'commands',
    { ...DESKTOP, colorScheme: 'dark' },
    async (page) => {
      await page.locator('.question').first().waitFor();
      await page.locator('textarea').pressSequentially(`/ask ${QUESTION}`);
      await page.getByRole('combobox', { name: 'Add an option' }).focus();
      await page.getByRole('option', { name: /^article/ }).click();
      await page.keyboard.type('a');
      await page.locator('.suggestions .entry').nth(2).waitFor();
    },
  ],
  [
    'card',
    { ...PHONE, colorScheme: 'dark' },
    async (page) => {
      await ask(page);
      await page.getByRole('button', { name: 'Copy' }).first().click();
      await page.getByRole('button', { name: 'Share as picture' }).click();
      await page.locator('figure img').waitFor();
    },
  ],
  ['phone', { ...PHONE, colorScheme: 'dark' }, ask],
];

if (chromiumPath === null)
  throw new Error('Set CHROMIUM_PATH to a Chromium to take pictures with.');
mkdirSync(folder, { recursive: true });
const [playground, browser] = await Promise.all([startTestPlayground(), launchBrowser()]);
for (const [name, options, prepare] of PICTURES) {
  const { page } = await openWindow(browser, playground.url, {
    reducedMotion: 'reduce',
    ...options,
  });
  await page.locator('.question').first().waitFor();
  await prepare(page);
  const part = PARTS[name];
  const pictured = part === undefined ? page : page.locator(part);
  await pictured.screenshot({ path: join(folder, `${name}.png`) });
  // Every picture starts from an empty channel.
  const dismiss = page.getByRole('button', { name: 'Dismiss message' });
  if ((await dismiss.count()) > 0) await dismiss.click();
  await page.context().close();
}
await browser.close();
await playground.close();
console.log(`${PICTURES.length} pictures in ${folder}`);
