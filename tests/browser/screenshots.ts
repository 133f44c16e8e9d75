/** `npm run screenshots`: pictures of the playground for the README, made anew from the samples, on a desktop and a phone; `-- SCENE…` takes these only. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { projectRoot } from '../../src/project-root.ts';
import { chromiumPath, launchBrowser, openWindow } from '../support/browser.ts';
import { startTestPlayground } from '../support/playground.ts';

const ANSWERED = 'How high is the Nurek dam?';
const MAY_ANSWER = 'What is said about Collective Security Treaty?';
const UNANSWERED = 'How long does a pancake stay in the pan?';
/** Milliseconds for each thing that is waited for. */
const PATIENCE = 30_000;

const DEVICES: Readonly<Record<string, BrowserContextOptions>> = {
  desktop: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  phone: {
    viewport: { width: 390, height: 844 },
    // The README shows them 260 pixels wide.
    deviceScaleFactor: 1.5,
    hasTouch: true,
    isMobile: true,
    colorScheme: 'dark',
  },
};
/** Beside another thing, so that a phone has no room for both. */
const WIDE = new Set(['article']);
const folder = join(projectRoot(), 'src', 'playground', 'screenshots');

const last = (page: Page) => page.locator('article').last();
const pressed = (within: Page | Locator, name: RegExp) =>
  within.getByRole('button', { name }).first().click();

/** Asks, and waits for something in what comes. */
async function ask(page: Page, question: string, until = '.container'): Promise<void> {
  const before = await page.locator('article').count();
  await page.locator('textarea').fill(`/ask ${question}`);
  await page.keyboard.press('Enter');
  await page.locator('article').nth(before).locator(until).first().waitFor();
}

/** Does something that brings another message. */
async function another(page: Page, act: () => Promise<void>, until: string): Promise<void> {
  const before = await page.locator('article').count();
  await act();
  await page.locator('article').nth(before).locator(until).first().waitFor();
}

/** By the picture's name, what is done in a window before it is taken. */
const SCENES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  answer: (page) => ask(page, ANSWERED),
  async 'may-answer'(page) {
    await ask(page, MAY_ANSWER);
    await last(page).getByText('may answer').first().waitFor();
  },
  async nearest(page) {
    await ask(page, UNANSWERED, 'button');
    await pressed(last(page), /nearest/i);
    await last(page).locator('.citation').first().waitFor();
  },
  altered: (page) =>
    another(page, () => pressed(page.locator('[data-step="verify"]'), /quote/i), '.citation'),
  async shared(page) {
    await ask(page, ANSWERED);
    await another(page, () => pressed(last(page), /^Share/), '.citation');
    await page.getByRole('button', { name: 'Dismiss message' }).first().click();
  },
  async card(page) {
    await ask(page, ANSWERED);
    await another(page, () => pressed(last(page), /^Copy/), 'button');
    const isDrawn = 'document.querySelector("article figure img")?.naturalWidth > 0';
    await another(page, () => pressed(last(page), /picture/i), 'figure img');
    await page.waitForFunction(isDrawn);
    const dismiss = page.getByRole('button', { name: 'Dismiss message' });
    while ((await dismiss.count()) > 0) {
      const left = page.locator('article').filter({ has: dismiss }).first();
      const gone = page.locator(`#${await left.getAttribute('id')}`);
      await dismiss.first().click();
      await gone.waitFor({ state: 'detached' });
    }
  },
  async 'follow-up'(page) {
    await ask(page, ANSWERED);
    await pressed(last(page), /^Follow up/);
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('And how high is Rogun?');
  },
  async article(page) {
    await ask(page, ANSWERED);
    await page.locator('.citation').first().click();
    await page.locator('#panel-article mark').waitFor();
  },
};

if (chromiumPath === null)
  throw new Error('Set CHROMIUM_PATH to a Chromium to take pictures with.');
mkdirSync(folder, { recursive: true });
const [playground, browser] = await Promise.all([startTestPlayground(), launchBrowser()]);
const missing: string[] = [];
const wanted = process.argv.slice(2);
for (const [device, options] of Object.entries(DEVICES))
  for (const [scene, prepare] of Object.entries(SCENES)) {
    if (wanted.length > 0 && !wanted.includes(scene)) continue;
    if (options.isMobile && WIDE.has(scene)) continue;
    // Every picture starts from an empty channel.
    playground.standIn.world.messages.clear();
    const { page } = await openWindow(browser, playground.url, {
      reducedMotion: 'reduce',
      locale: 'en-US',
      ...options,
    });
    page.setDefaultTimeout(PATIENCE);
    try {
      await page.locator('.question').first().waitFor();
      await prepare(page);
      await page.mouse.move(0, 0);
      await page.screenshot({ path: join(folder, `${scene}-${device}.png`) });
    } catch (error) {
      missing.push(`${scene}-${device}: ${error instanceof Error ? error.message : error}`);
    }
    await page.context().close();
  }
await browser.close();
await playground.close();
for (const each of missing) console.error(each);
console.log(`The pictures are in ${folder}; ${missing.length} could not be taken.`);
process.exitCode = missing.length === 0 ? 0 : 1;
