/** What the page does by itself around Discord: steps to try, hints, waiting, languages, narrow windows. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PEOPLE } from '../../src/playground/stand-in/seed.ts';
import { expectAccessible } from '../support/accessible.ts';
import { chromiumPath, launchBrowser, openWindow } from '../support/browser.ts';
import { QUESTIONS, startTestPlayground, type TestPlayground } from '../support/playground.ts';

let playground: TestPlayground;
let browser: Browser;

const last = (page: Page) => page.locator('article').last();
const open = (options = {}, as: string = PEOPLE.member) =>
  openWindow(browser, `${playground.url}?as=${as}`, options);

async function write(page: Page, text: string): Promise<void> {
  await page.locator('textarea').fill(text);
  await page.keyboard.press('Enter');
}

describe.skipIf(chromiumPath === null)('around Discord', () => {
  beforeAll(async () => {
    [playground, browser] = await Promise.all([startTestPlayground(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await playground?.close();
  });

  it('offers questions of several moulds, one of them refused, and a false quote that is caught', async () => {
    const { page, complaints } = await open();
    const step = (name: string) => page.locator(`[data-step="${name}"]`);
    await page.locator('.question').nth(3).waitFor();
    const questions = await page.locator('.question').allTextContents();
    expect(new Set(questions.map((text) => text.split(' ').slice(0, 2).join(' '))).size).toBe(4);
    expect(questions[3]).toContain('not in the articles');

    await page.locator('.question').first().click();
    await page.locator('.step.done[data-step="ask"]').waitFor();
    const share = last(page).getByRole('button', { name: /^Share/ });
    await share.first().click();
    await page.locator('.step.done[data-step="share"]').waitFor();
    await step('verify').getByRole('button').click();
    await page.locator('.step.done[data-step="verify"]').waitFor();
    expect(await last(page).textContent()).toContain('Altered');
    await page.locator('.question').nth(3).click();
    const refused = page.locator('article', { hasText: /pancake/ });
    await refused.last().waitFor();
    expect(await refused.last().locator('.citation').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('shows from Enter on that an answer is to come, and goes to where it will be', async () => {
    const { page } = await open();
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/act?*', async (route) => {
      await held;
      await route.continue();
    });
    await page.locator('message-list').evaluate((node) => node.scrollTo(0, 0));
    await write(page, `/ask ${QUESTIONS[1]}`);
    // Whoever is impatient asks once all the same.
    await page.keyboard.press('Enter');
    const pending = page.locator('.pending-answers .thinking');
    await pending.waitFor();
    expect(await pending.textContent()).toBe('Footnote is thinking…');
    const before = await page.locator('article').count();
    answer();
    await page.locator('article').nth(before).locator('.citation').first().waitFor();
    await pending.waitFor({ state: 'detached' });
    const box = await last(page).boundingBox();
    expect(box?.y).toBeLessThan(700);
    await page.context().close();
  });

  it('takes options by name, and mentions whom one names, when it is sent', async () => {
    const { page } = await open({}, PEOPLE.moderator);
    await page.locator('textarea').fill(`/ask question: ${QUESTIONS[1]} count: 1 visible: true`);
    const chips = page.locator('.chip');
    expect(await chips.locator('.chip-name').allTextContents()).toEqual([
      'question',
      'count',
      'visible',
    ]);
    expect(await chips.locator('input').first().inputValue()).toBe(QUESTIONS[1]);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await last(page).locator('.citation').first().waitFor();
    expect(await last(page).textContent()).not.toContain('Only you can see this');

    await write(page, `@footnote ${QUESTIONS[1]}`);
    await page.locator('.mention', { hasText: '@Footnote' }).last().waitFor();
    await page.locator('.reply-text', { hasText: `@Footnote ${QUESTIONS[1]}` }).waitFor();
    await page.context().close();
  });

  it('hints at a message that nobody answers, and asks it at a press', async () => {
    const { page } = await open();
    await write(page, QUESTIONS[2] ?? '');
    const hint = page.locator('.page-hint');
    await hint.waitFor();
    await expectAccessible(page);
    const before = await page.locator('article').count();
    await hint.getByRole('button', { name: 'Ask this' }).click();
    await page.locator('article').nth(before).locator('.citation').first().waitFor();
    expect(await hint.count()).toBe(0);
    await write(page, `<@${playground.standIn.world.bot.id}> thank you`);
    await page.locator('article', { hasText: 'thank you' }).first().waitFor();
    expect(await hint.count()).toBe(0);
    await page.context().close();
  });

  it('speaks another language, and Discord with it', async () => {
    const { page } = await open();
    await page.getByLabel('Language').selectOption('de');
    await page.getByRole('heading', { name: 'Willkommen in #general!' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    await page.locator('textarea').pressSequentially('/fra');
    await page.getByRole('option', { name: '/fragen' }).click();
    await page.keyboard.type(QUESTIONS[1] ?? '');
    const before = await page.locator('article').count();
    await page.keyboard.press('Enter');
    const answer = page.locator('article').nth(before);
    await answer.locator('.citation').first().waitFor();
    expect(await answer.locator('.reply').textContent()).toContain('hat /fragen benutzt');
    expect(await answer.textContent()).toContain('Nur du kannst das sehen');
    expect(await answer.getByRole('button', { name: /^Teilen/ }).count()).toBeGreaterThan(0);
    await expectAccessible(page);
    await page.getByLabel('Sprache').selectOption('en-US');
    await page.getByRole('heading', { name: 'Welcome to #general!' }).waitFor();
    await page.context().close();
  });

  it('keeps to its window on a tablet, with lines for colours where those are forced', async () => {
    const { page } = await open({
      viewport: { width: 820, height: 1100 },
      forcedColors: 'active',
    });
    await write(page, `/ask ${QUESTIONS[1]}`);
    await last(page).locator('.row button').first().waitFor();
    const border = 'getComputedStyle(document.querySelector("article .row button")).borderTopWidth';
    expect(await page.evaluate(border)).toMatch(/^[12]px$/);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(820);
    const sidebar = await page.locator('#sidebar').boundingBox();
    expect(sidebar?.width).toBeLessThan(260);
    await page.context().close();
  });
});
