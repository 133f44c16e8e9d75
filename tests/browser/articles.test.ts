/** Looking after articles in a real browser: verify, add, ask about it, remove; refusal as member. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PEOPLE } from '../../src/playground/stand-in/seed.ts';
import { expectAccessible } from '../support/accessible.ts';
import { chromiumPath, launchBrowser, openWindow } from '../support/browser.ts';
import { startTestPlayground, type TestPlayground } from '../support/playground.ts';

const ARTICLE = `---
title: The Lighthouse of Brelmar
published: 2026-03-01
---

The lighthouse of Brelmar was built by Odalys Wex in 1871. Its lamp could be seen from forty kilometres away.

When the harbour silted up, the keepers left and goats moved in.
`;

let playground: TestPlayground;
let browser: Browser;

const last = (page: Page) => page.locator('article').last();

/** Runs a command that is typed as a whole, and waits for its answer. */
async function run(page: Page, line: string): Promise<void> {
  const before = await page.locator('article').count();
  await page.locator('textarea').fill(line);
  // Once for the command in the list, once to send it.
  if (!/ \S+ /.test(line)) await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.locator('article').nth(before).waitFor();
  await page.locator('article .thinking').waitFor({ state: 'detached' });
}

async function addFile(page: Page, name: string, text: string): Promise<void> {
  const before = await page.locator('article').count();
  await page.locator('textarea').pressSequentially('/articles add ');
  await page.getByRole('option', { name: /^file/ }).click();
  const buffer = Buffer.from(text);
  await page
    .getByLabel('file', { exact: true })
    .setInputFiles({ name, mimeType: 'text/markdown', buffer });
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.locator(`article >> nth=${before}`).waitFor();
  await page.locator('article .thinking').waitFor({ state: 'detached' });
}

describe.skipIf(chromiumPath === null)('articles', () => {
  beforeAll(async () => {
    [playground, browser] = await Promise.all([startTestPlayground(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await playground?.close();
  });

  it('are checked for a quote, typed or in a message', async () => {
    const { page } = await openWindow(browser, playground.url);
    const quote = 'Genghis Khan took the town in 1220 and laid it waste.';
    await page.locator('textarea').fill(`/verify ${quote}`);
    await page.keyboard.press('Enter');
    await page.locator('article .citation').first().waitFor();
    expect(await last(page).textContent()).toContain('Samarkand, City of Timur');

    await page.locator('textarea').fill(`He wrote: “${quote}”`);
    await page.keyboard.press('Enter');
    const message = page.locator('article', { hasText: 'He wrote' });
    await message.getByRole('button', { name: /^Actions/ }).click();
    await page.getByRole('menuitem', { name: 'Verify quotes' }).click();
    await last(page).locator('.citation').first().waitFor();
    await page.context().close();
  });

  it('are not for a member to add or remove', async () => {
    const { page } = await openWindow(browser, playground.url);
    const offered = page.locator('.suggestions .entry-label');
    await page.locator('textarea').pressSequentially('/library');
    await offered.filter({ hasText: '/library list' }).waitFor();
    await page.locator('textarea').fill('/');
    await offered.filter({ hasText: '/ask' }).waitFor();
    const names = await offered.allTextContents();
    expect(names.filter((name) => name.startsWith('/articles'))).toEqual([]);
    await page.context().close();
  });

  it('are seen line by line, chosen from and put right before they are kept', async () => {
    const { page, complaints } = await openWindow(
      browser,
      `${playground.url}?as=${PEOPLE.moderator}`,
    );
    const body = Array.from({ length: 30 }, (_, i) => `<p>Pier ${i} of Ondrel is its own.</p>`);
    const saved = `<!doctype html><html><head><title>Piers</title></head><body><nav>Harbour menu</nav>${body.join('')}<footer>Printed in Ondrel</footer></body></html>`;
    await addFile(page, 'piers.html', saved);
    const preview = page.locator('article', { hasText: 'Piers' }).last();
    const download = page.waitForEvent('download');
    await preview.getByRole('link', { name: 'reading.txt' }).click();
    const stream = await (await download).createReadStream();
    expect(Buffer.concat(await stream.toArray()).toString()).toContain('Pier 29 of Ondrel');

    await preview.getByRole('button', { name: 'See all lines' }).click();
    await preview.getByText('Page 1 of 2').waitFor();
    await expectAccessible(page);
    await preview.getByRole('combobox', { name: 'Take lines in' }).click();
    await page.getByRole('option', { name: /Harbour menu/ }).click();
    await page.keyboard.press('Tab');
    await preview.getByRole('combobox', { name: 'Take lines in' }).waitFor({ state: 'detached' });
    await preview.getByRole('combobox', { name: 'Leave lines out' }).click();
    await page.getByRole('option', { name: /Pier 1 of/ }).click();
    await page.getByRole('option', { name: /Pier 2 of/ }).click();
    await page.keyboard.press('Tab');
    await preview.getByText('left out by a manager').first().waitFor();
    await preview.getByRole('button', { name: 'Next' }).click();
    await preview.getByText('Page 2 of 2').waitFor();
    await preview.getByRole('button', { name: 'Overview' }).click();

    await preview.getByRole('button', { name: 'Correct…' }).click();
    const form = page.getByRole('dialog', { name: 'What is known of the article' });
    await expectAccessible(page);
    await form.getByLabel('Title').fill('The Piers of Ondrel');
    await form.getByLabel('Date of publication').fill('1 March 2026');
    await form.getByRole('button', { name: 'Submit' }).click();
    await preview.getByText('The Piers of Ondrel').waitFor();
    await preview.getByRole('button', { name: 'Keep' }).click();
    await page.getByText('Kept as the-piers-of-ondrel.md').waitFor();
    const kept = readFileSync(join(playground.articlesDir, 'the-piers-of-ondrel.md'), 'utf8');
    expect(kept).toMatch(/^---\ntitle: "The Piers of Ondrel"\npublished: "2026-03-01"\n/);
    expect(kept).toContain('\n\nHarbour menu\n\nPier 0 of Ondrel is its own.\n\nPier 3 of');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('are added, asked about and removed by a moderator', async () => {
    const { page, complaints } = await openWindow(
      browser,
      `${playground.url}?as=${PEOPLE.moderator}`,
    );
    await addFile(page, 'brelmar.md', ARTICLE);
    expect(await last(page).textContent()).toContain('The Lighthouse of Brelmar');
    await last(page).getByRole('button', { name: 'Keep' }).click();
    await last(page).getByRole('button', { name: 'Keep' }).waitFor({ state: 'detached' });
    expect(existsSync(join(playground.articlesDir, 'brelmar.md'))).toBe(true);

    await run(page, '/ask Who built the lighthouse of Brelmar?');
    expect(
      await last(page).locator('.container blockquote strong').first().textContent(),
    ).toContain('Odalys Wex');

    await page.locator('textarea').pressSequentially('/articles remove ');
    await page.keyboard.type('lighth');
    await page.getByRole('option', { name: /Brelmar/ }).click();
    const before = await page.locator('article').count();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const asked = page.locator(`article >> nth=${before}`);
    await asked.getByRole('button').first().click();
    await asked.filter({ hasText: 'Removed: brelmar.md' }).waitFor();
    expect(existsSync(join(playground.articlesDir, 'brelmar.md'))).toBe(false);

    await asked.getByRole('button', { name: 'Undo' }).click();
    await asked.filter({ hasText: 'Put back: brelmar.md' }).waitFor();
    expect(existsSync(join(playground.articlesDir, 'brelmar.md'))).toBe(true);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
