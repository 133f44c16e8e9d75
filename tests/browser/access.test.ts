/** The page for everyone: by keyboard alone, by screen reader, on a phone, dark and light. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from '../support/accessible.ts';
import { chromiumPath, launchBrowser, openWindow } from '../support/browser.ts';
import { QUESTIONS, startTestPlayground, type TestPlayground } from '../support/playground.ts';

let playground: TestPlayground;
let browser: Browser;

const focused = (page: Page) => page.locator(':focus');
const focusedName = (page: Page) =>
  focused(page).evaluate((node) => node.getAttribute('aria-label') ?? node.textContent ?? '');

/** Presses a key until the focus is on what fits; fails when it never is. */
async function pressUntil(page: Page, key: string, fits: RegExp): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press(key);
    if (fits.test(await focusedName(page).catch(() => ''))) return;
  }
  throw new Error(`${key} never comes to ${fits}`);
}

describe.skipIf(chromiumPath === null)('the page', () => {
  beforeAll(async () => {
    [playground, browser] = await Promise.all([startTestPlayground(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await playground?.close();
  });

  it('can be used by keyboard alone', async () => {
    const { page } = await openWindow(browser, playground.url);
    await page.keyboard.press('Tab');
    expect(await focusedName(page)).toBe('Skip to writing');
    await page.keyboard.press('Enter');
    await pressUntil(page, 'Tab', /^Message #general/);

    await page.keyboard.type('/as');
    await page.keyboard.press('Tab');
    await page.keyboard.type(QUESTIONS[0] ?? '');
    await page.keyboard.press('Tab');
    const active = page.locator('.suggestions .entry.active .entry-label');
    do await page.keyboard.press('ArrowDown');
    while ((await active.textContent()) !== 'count');
    await page.keyboard.press('Enter');
    await page.keyboard.type('1');
    await page.keyboard.press('Enter');
    const answer = page.locator('.container');
    await answer.waitFor();
    expect(await answer.count()).toBe(1);
    // After a command one writes on.
    expect(await focusedName(page)).toMatch(/^Message #general/);

    // Backwards into the answer: dismiss, its buttons, its citation.
    await pressUntil(page, 'Shift+Tab', /^Show passage/);
    await page.keyboard.press('Enter');
    await page.locator('#panel-article mark').waitFor();
    expect(await focused(page).getAttribute('role')).toBe('tabpanel');
    await page.keyboard.press('Escape');
    expect(await focusedName(page)).toMatch(/^Show passage/);

    await pressUntil(page, 'Tab', /^Share/);
    await page.keyboard.press('Enter');
    await page.locator('article', { hasText: 'Shared by' }).waitFor();
    // The answer was drawn anew; the focus is still in it.
    expect(await focused(page).evaluate((node) => node.closest('article') !== null)).toBe(true);

    await pressUntil(page, 'Tab', /^Actions for the message/);
    await page.keyboard.press('Enter');
    expect(await focused(page).getAttribute('role')).toBe('menuitem');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    expect(await focusedName(page)).toMatch(/^Actions for the message/);

    await pressUntil(page, 'Shift+Tab', /Dismiss message/);
    const before = await page.locator('article').count();
    await page.keyboard.press('Enter');
    await page
      .locator('article')
      .nth(before - 1)
      .waitFor({ state: 'detached' });
    expect(await page.locator('article').count()).toBe(before - 1);
    expect(await focusedName(page)).toMatch(/^Message #general/);

    await pressUntil(page, 'Shift+Tab', /Miramember/);
    await page.keyboard.press('ArrowRight');
    await page.getByRole('radio', { name: /Sam/, checked: true }).waitFor();
    await page.context().close();
  });

  it('takes a command back step by step', async () => {
    const { page } = await openWindow(browser, playground.url);
    const text = page.locator('textarea');
    await text.pressSequentially('/ask x');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await text.inputValue()).toBe('');
    await text.pressSequentially('/ask ');
    await page.keyboard.press('Backspace');
    expect(await text.inputValue()).toBe('/ask');
    await page.keyboard.type(' ');
    expect(await page.locator('.command-name').textContent()).toBe('/ask');
    await page.context().close();
  });

  for (const colorScheme of ['dark', 'light'] as const)
    it(`has nothing that axe takes seriously, ${colorScheme}`, async () => {
      const { page } = await openWindow(browser, playground.url, { colorScheme });
      await page.locator('.question').first().waitFor();
      await expectAccessible(page);
      // Others stand there, of the tests before this one.
      const answers = page.locator('article', { hasText: 'used /ask' });
      const answer = answers.nth(await answers.count());
      await page.locator('.question').first().click();
      await answer.locator('.container').waitFor();
      await expectAccessible(page);
      await page.locator('textarea').pressSequentially('/');
      await expectAccessible(page);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await expectAccessible(page);
      await answer.locator('.citation').click();
      await page.locator('#panel-article mark').waitFor();
      await expectAccessible(page);
      await page.getByRole('tab', { name: 'Evidence' }).click();
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Evidence and articles' }).click();
      await page.locator('.candidate').first().waitFor();
      await page.locator('#panel-evidence summary').first().click();
      await expectAccessible(page);
      await page.context().close();
    });

  it('remembers the theme that was chosen', async () => {
    const { page } = await openWindow(browser, playground.url, { colorScheme: 'dark' });
    const colour = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const dark = await colour();
    await page.getByRole('button', { name: 'Light theme' }).click();
    const light = await colour();
    expect(light).not.toBe(dark);
    await page.reload();
    await page.getByRole('button', { name: 'Dark theme' }).waitFor();
    expect(await colour()).toBe(light);
    await page.context().close();
  });

  it('fits a phone 360 pixels wide, from channels to the evidence', async () => {
    const { page } = await openWindow(browser, playground.url, {
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
    });
    const fits = async () => {
      const wide = await page.evaluate(
        `[...document.querySelectorAll('body *')].filter((node) => {
          const { right, width } = node.getBoundingClientRect();
          return width > 0 && right > 361 && getComputedStyle(node).visibility === 'visible';
        }).map((node) => node.className || node.localName)`,
      );
      expect(wide).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    };
    await page.locator('.question').first().waitFor();
    await fits();
    await page.locator('textarea').tap();
    await page.keyboard.type(`/ask ${QUESTIONS[1]} ${'and so on '.repeat(8)}`);
    await fits();
    await page.keyboard.press('Enter');
    await page.locator('.container, .row').first().waitFor();
    await fits();
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Channels' }).tap();
    await page.getByRole('button', { name: 'Mira and Sam' }).tap();
    await page.getByRole('heading', { name: 'Mira and Sam', level: 2 }).waitFor();
    await fits();
    await page.getByRole('button', { name: 'Evidence and articles' }).tap();
    await page.locator('.candidate').first().waitFor();
    await fits();
    await page.locator('.candidate-title').first().tap();
    await page.locator('#panel-article mark').waitFor();
    await fits();
    await page.getByRole('button', { name: 'Close the panel' }).tap();
    await page.context().close();
  });
});
