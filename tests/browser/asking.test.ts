/** Asking in a real browser: the welcome, slash commands, autocompletion, sharing, two windows. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHANNELS, PEOPLE } from '../../src/playground/stand-in/seed.ts';
import { chromiumPath, launchBrowser, openWindow } from '../support/browser.ts';
import { QUESTIONS, startTestPlayground, type TestPlayground } from '../support/playground.ts';

let playground: TestPlayground;
let browser: Browser;

const moderatorUrl = () => `${playground.url}?as=${PEOPLE.moderator}`;
const last = (page: Page) => page.locator('article').last();

/** Asks by the slash command. */
async function ask(page: Page, question: string): Promise<void> {
  const before = await page.locator('article').count();
  await page.locator('textarea').pressSequentially('/ask ');
  await page.keyboard.type(question);
  await page.keyboard.press('Enter');
  await page.locator(`article >> nth=${before}`).locator('.embed, .row').first().waitFor();
}

describe.skipIf(chromiumPath === null)('asking', () => {
  beforeAll(async () => {
    [playground, browser] = await Promise.all([startTestPlayground(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await playground?.close();
  });

  it('answers a question of the welcome at one click, in private', async () => {
    const { page, complaints, outside } = await openWindow(browser, playground.url);
    const question = page.locator('.question').first();
    const words = await question.textContent();
    await question.click();
    await page.locator('.embed').first().waitFor();
    expect(await last(page).textContent()).toContain(words);
    expect(await page.locator('.question').count()).toBe(4);
    expect(await last(page).textContent()).toContain('Only you can see this');
    expect(await last(page).locator('.reply').textContent()).toContain('Mira used /ask');
    expect(await page.locator('#announcements').textContent()).toContain('Only you can see this');

    await page.getByRole('button', { name: 'Dismiss message' }).click();
    await page.locator('article').waitFor({ state: 'detached' });
    expect(await page.locator('article').count()).toBe(0);
    expect(complaints).toEqual([]);
    expect(outside).toEqual([]);
    await page.context().close();
  });

  it('lists commands after a slash, fills options in, completes and checks them', async () => {
    const { page } = await openWindow(browser, playground.url);
    const text = page.locator('textarea');
    await text.pressSequentially('/');
    const command = page.getByRole('option', { name: '/ask' });
    expect(await command.textContent()).toContain('word for word');
    await command.click();

    const question = page.getByLabel('question', { exact: true });
    expect(await question.evaluate((node) => node.matches(':focus'))).toBe(true);
    await page.keyboard.press('Enter');
    expect(await page.locator('.chip.invalid').count()).toBe(1);
    expect(await page.locator('.suggestions-heading').textContent()).toContain('required');
    await question.fill('Hi');
    await page.keyboard.press('Enter');
    expect(await page.locator('.suggestions-heading').textContent()).toContain('at least 3');
    await question.fill('Who is buried under dark green jade?');

    await page.getByRole('combobox', { name: 'Add an option' }).focus();
    const offered = await page.locator('.suggestions .entry-label').allTextContents();
    expect(offered).toEqual(expect.arrayContaining(['article', 'count', 'visible']));
    expect(offered).not.toContain('question');
    await page.getByRole('option', { name: /^article/ }).click();
    await page.getByLabel('article', { exact: true }).pressSequentially('samark');
    await page.getByRole('option', { name: 'Samarkand' }).click();
    await page.getByRole('option', { name: /^count/ }).click();
    await page.keyboard.type('9');
    await page.keyboard.press('Enter');
    expect(await page.locator('.suggestions-heading').textContent()).toContain('between 1 and 5');
    await page.getByLabel('count', { exact: true }).fill('1');
    await page.getByRole('combobox', { name: 'Add an option' }).focus();
    await page.getByRole('option', { name: /^visible/ }).click();
    await page.keyboard.type('tr');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Send' }).click();

    await page.locator('.embed').waitFor();
    expect(await page.locator('.embed').count()).toBe(1);
    expect(await last(page).textContent()).not.toContain('Only you can see this');
    expect(await page.locator('.embed-title').textContent()).toContain('Samarkand');
    await page.context().close();
  });

  it('shares a quote that the other window sees, and deletes it as a moderator only', async () => {
    const [mira, sam] = await Promise.all([
      openWindow(browser, playground.url),
      openWindow(browser, moderatorUrl()),
    ]);
    const before = await sam.page.locator('article').count();
    await ask(mira.page, QUESTIONS[2] ?? '');
    expect(await sam.page.locator('article').count()).toBe(before);

    const strong = '.embed-text strong';
    const shown = await last(mira.page).locator(strong).first().textContent();
    await last(mira.page)
      .getByRole('button', { name: /^Share/ })
      .first()
      .click();
    await sam.page.locator('article').nth(before).waitFor();
    expect(await sam.page.locator('article').count()).toBe(before + 1);
    const quote = last(sam.page);
    expect(await quote.textContent()).toContain('Shared by @Mira');
    expect(await quote.locator(strong).textContent()).toBe(shown);
    expect(await quote.textContent()).not.toContain('Only you can see this');

    // The member is not offered to delete what is the bot's; the moderator is.
    const shared = mira.page.locator(`#${await quote.getAttribute('id')}`);
    await shared.getByRole('button', { name: /^Actions/ }).click();
    expect(await mira.page.getByRole('menuitem').allTextContents()).not.toContain('Delete message');
    await mira.page.keyboard.press('Escape');
    await quote.getByRole('button', { name: /^Actions/ }).click();
    await sam.page.getByRole('menuitem', { name: 'Delete message' }).click();
    await shared.waitFor({ state: 'detached' });
    await Promise.all([mira.page.context().close(), sam.page.context().close()]);
  });

  it('opens the article behind a citation, scrolled to its highlight', async () => {
    const { page } = await openWindow(browser, playground.url);
    await ask(page, QUESTIONS[2] ?? '');
    const shown = await last(page).locator('.embed-text strong').first().textContent();
    await last(page).locator('.citation').first().click();
    const mark = page.locator('#panel-article mark');
    await mark.waitFor();
    expect(await mark.textContent()).toBe(shown);
    const box = await mark.boundingBox();
    expect(box?.y).toBeGreaterThan(40);
    expect(box?.y).toBeLessThan(760);
    expect(await page.locator('side-panel').textContent()).toContain('How it was read');

    await page.keyboard.press('Escape');
    expect(await page.locator('side-panel').isVisible()).toBe(false);
    const focused = page.locator(':focus');
    expect(await focused.getAttribute('class')).toBe('citation');
    await page.context().close();
  });

  it('shows the evidence of the last answer, and why there was none', async () => {
    const { page } = await openWindow(browser, playground.url);
    await page.getByRole('button', { name: 'Evidence and articles' }).click();
    await ask(page, QUESTIONS[0] ?? '');
    const panel = page.locator('#panel-evidence');
    // Until then it shows the answer before.
    await panel.locator('h3', { hasText: QUESTIONS[0] ?? '' }).waitFor();
    await panel.filter({ hasText: 'Answered:' }).waitFor();
    expect(await panel.locator('.candidate').count()).toBeGreaterThan(1);
    const first = await panel.locator('.candidate').first().textContent();
    // Above 0: what the reader says of a passage that answers.
    expect(first).toMatch(/Read\s*\d/);
    await ask(page, 'What is the recipe of sourdough pancakes?');
    await panel.filter({ hasText: 'Not answered:' }).waitFor();
    await panel.locator('.candidate-title').first().click();
    await page.locator('#panel-article mark').waitFor();
    await page.context().close();
  });

  it('keeps people, channels and unread marks apart', async () => {
    const { page } = await openWindow(browser, `${playground.url}?as=${PEOPLE.member}`);
    await page.getByRole('button', { name: 'announcements' }).click();
    await page.getByRole('heading', { name: 'Welcome to #announcements!' }).waitFor();
    await page.locator('textarea').fill('Not allowed here.');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('alert').first().textContent()).toContain('permission');
    await playground.standIn.as(PEOPLE.moderator).sendMessage(CHANNELS.general, 'News!');
    await page.locator('.channel.unread').waitFor();

    await page.getByRole('radio', { name: /Sam/ }).click();
    await page.waitForURL((url) => url.href.includes(PEOPLE.moderator));
    const words = 'Hello **all** <b>of</b> you';
    await page.locator('textarea').fill(words);
    await page.keyboard.press('Enter');
    const shown = last(page).locator('.markup', { hasText: 'Hello' });
    await shown.waitFor();
    expect(await shown.textContent()).toBe('Hello all <b>of</b> you');
    await page.reload();
    await last(page).locator('.name', { hasText: /^Sam$/ }).waitFor();
    await page.context().close();
  });

  it('switches between servers, each with its own channels and people', async () => {
    const { page } = await openWindow(browser, `${playground.url}?as=${PEOPLE.member}`);
    const server = (name: string) => page.getByRole('button', { name, exact: true });
    const role = (name: string) => page.getByRole('radio', { name }).locator('small').textContent();
    expect(await role('Sam')).toBe('moderator');
    await server('Harbour').click();
    await page.getByRole('heading', { name: 'Welcome to #quayside!' }).waitFor();
    expect(await page.locator('.channel span').allTextContents()).not.toContain('general');
    expect([await role('Sam'), await role('Noor')]).toEqual(['member', 'moderator']);

    // What is written elsewhere is marked at its server; a reload stays where one is.
    await playground.standIn.as(PEOPLE.moderator).sendMessage(CHANNELS.general, 'News here!');
    await page.getByRole('button', { name: 'Playground, unread' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Welcome to #quayside!' }).waitFor();

    // Direct messages belong to no server: the one that was open stays beside them.
    await page.getByRole('button', { name: 'Footnote', exact: true }).click();
    await page.getByRole('heading', { name: 'Footnote', level: 2 }).waitFor();
    expect(await page.locator('.channel', { hasText: 'quayside' }).count()).toBe(1);
    await server('Playground').click();
    await page.locator('textarea[placeholder="Message #general"]').waitFor();

    // Noor is not here: acting as her leads to where she is.
    await page.getByRole('radio', { name: /Noor/ }).click();
    await page.getByRole('radio', { name: /Noor/, checked: true }).waitFor();
    await page.getByRole('heading', { name: 'Welcome to #quayside!' }).waitFor();
    expect(await page.locator('.server-icon').count()).toBe(1);
    expect(await role('Mira')).toBe('member');
    await page.context().close();
  });

  it('mentions the bot by name, gets an answer for all, and sees why', async () => {
    const { page } = await openWindow(browser, playground.url);
    await page.locator('textarea').pressSequentially('@foot');
    await page.keyboard.press('Enter');
    await page.keyboard.type(QUESTIONS[0] ?? '');
    await page.keyboard.press('Enter');
    const mine = page.locator('article .line', { hasText: /^@Footnote/ });
    await mine.waitFor();
    expect(await mine.textContent()).toBe(`@Footnote ${QUESTIONS[0]}`);
    const answer = page.locator('article', { has: page.locator('.reply-text') }).last();
    await answer.locator('.citation').first().waitFor();
    expect(await answer.textContent()).not.toContain('Only you can see this');
    await answer.getByRole('button', { name: /^Actions/ }).click();
    await page.getByRole('menuitem', { name: 'Why this answer?' }).click();
    const panel = page.locator('#panel-evidence h3');
    await panel.filter({ hasText: QUESTIONS[0] ?? '' }).waitFor();
    expect(await panel.textContent()).toBe(QUESTIONS[0]);
    await page.context().close();
  });
});
