/** What must not happen in the page: markup from articles, requests to elsewhere, a dead end. */
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHANNELS, PEOPLE } from '../../src/playground/stand-in/seed.ts';
import { chromiumPath, launchBrowser, openWindow } from '../support/browser.ts';
import { startTestPlayground, type TestPlayground } from '../support/playground.ts';

/** Articles that try to be more than text. */
const HOSTILE = {
  'script.md': `---
title: "<img src=x onerror=alert(1)> **Zorblatt** [click](javascript:alert(1))"
author: "</div><script>alert(2)</script>"
publisher: "\`\`\`<b>"
published: 2026-01-01
url: "https://example.org/\\"><script>alert(3)</script>"
---

The zorblatt engine was built by Ylva Quux in 1987. <script>document.title = 'taken'</script> It ran on *steam* and **brass**, ||spoilers|| and \`code\`, @everyone agreed.

> Zorblatt quotes <iframe src="https://evil.example/frame"></iframe> hold [a link](https://evil.example/"onmouseover="alert(4)) and <@1300000000000000011>.

# zorblatt heading <svg onload=alert(5)>
`,
  'page.html': `<!doctype html><html><head><title>Frobnicators &lt;script&gt;alert(6)&lt;/script&gt;</title></head>
<body><article><h1>Frobnicators</h1><p>The frobnicator of Gnarl was invented by Odalys Wex in 1954, as &lt;img src=//evil.example/x onerror=alert(7)&gt; shows to everyone who reads it carefully.</p>
<p>It was a remarkable machine that weighed eleven tonnes and needed nine people to run it, day and night.</p></article></body></html>`,
};

let playground: TestPlayground;
let browser: Browser;

describe.skipIf(chromiumPath === null)('the page', () => {
  beforeAll(async () => {
    [playground, browser] = await Promise.all([startTestPlayground(HOSTILE), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await playground?.close();
  });

  it('shows hostile articles and questions as text, everywhere', async () => {
    const { page, complaints, outside } = await openWindow(browser, playground.url);
    let dialogs = 0;
    page.on('dialog', (dialog) => {
      dialogs++;
      void dialog.dismiss();
    });
    const questions = [
      'Who built the zorblatt engine? <img src=x onerror=alert(8)>',
      'Who invented the frobnicator of Gnarl?',
    ];
    for (const [index, question] of questions.entries()) {
      await page.locator('textarea').pressSequentially('/ask ');
      await page.keyboard.type(question);
      await page.keyboard.press('Enter');
      const answer = page.locator('article').nth(index);
      await answer.locator('.container, .row').first().waitFor();
      const near = answer.getByRole('button', { name: 'Show the nearest passages' });
      if ((await near.count()) > 0) await near.click();
      await answer.locator('.citation').first().click();
      await page.locator('#panel-article .cited').first().waitFor();
      await page.locator('#panel-article summary').click();
      await page.getByRole('tab', { name: 'Evidence' }).click();
      await page.getByRole('button', { name: 'Close the panel' }).click();
      await page.getByRole('button', { name: 'Evidence and articles' }).click();
      await page.locator('.candidate').first().waitFor();
      await page.getByRole('button', { name: 'Close the panel' }).click();
    }
    // The titles of articles, as suggestions.
    await page.locator('textarea').pressSequentially('/ask zorblatt');
    await page.getByRole('combobox', { name: 'Add an option' }).focus();
    await page.getByRole('option', { name: /^article/ }).click();
    await page.keyboard.type('zorbl');
    await page.getByRole('option', { name: /onerror/ }).waitFor();

    expect(await page.locator('script').count()).toBe(1);
    expect(
      await page
        .locator('article :is(img, iframe, script), side-panel :is(img, iframe, script)')
        .count(),
    ).toBe(0);
    const links = await page
      .locator('a[href]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    for (const href of links) expect(href).toMatch(/^(https?:|#)/);
    expect(dialogs).toBe(0);
    expect(await page.title()).toContain('Footnote playground');
    expect(complaints).toEqual([]);
    expect(outside).toEqual([]);
    await page.context().close();
  });

  it('lets no other site in', async () => {
    const { page } = await openWindow(browser, playground.url);
    // A page of another origin: it can send requests here, but not without saying where from.
    await page
      .context()
      .route('http://other.example/', (route) =>
        route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Other</title>' }),
      );
    await page.goto('http://other.example/');
    const before = playground.standIn.as(PEOPLE.member).visibleMessages().length;
    const tried = await page.evaluate(`(async () => {
      const url = ${JSON.stringify(playground.url)};
      const send = (type) => fetch(url + 'act?as=${PEOPLE.member}', { method: 'POST', mode: 'no-cors',
        headers: { 'content-type': type },
        body: JSON.stringify({ do: 'send', channelId: '${CHANNELS.general}', content: 'in' }) })
        .then(({ status, type }) => type + status, () => 'failed');
      const read = (path) => fetch(url + path).then(() => 'read', () => 'failed');
      return [await send('text/plain'), await send('application/json'), await read(''), await read('events')];
    })()`);
    expect(tried).not.toContain('read');
    expect(playground.standIn.as(PEOPLE.member).visibleMessages().length).toBe(before);
    await page.context().close();
  });

  it('comes back by itself when the server went away', async () => {
    const { page } = await openWindow(browser, playground.url);
    const status = page.locator('#status');
    await playground.stopServer();
    await status.filter({ hasText: 'Connection lost' }).waitFor();
    await page.locator('textarea').fill('Are you there?');
    await page.keyboard.press('Enter');
    await page.locator('.notice', { hasText: 'does not answer' }).waitFor();
    // What was written is not lost.
    expect(await page.locator('textarea').inputValue()).toBe('Are you there?');
    await playground.standIn.as(PEOPLE.moderator).sendMessage(CHANNELS.general, 'Meanwhile.');

    await playground.restartServer();
    await status.waitFor({ state: 'hidden' });
    expect(await page.locator('article').last().textContent()).toContain('Meanwhile.');
    await page.locator('textarea').focus();
    await page.keyboard.press('Enter');
    await page.locator('article').last().filter({ hasText: 'Are you there?' }).waitFor();
    await page.context().close();
  });

  it('does not mind windows that close in the middle', async () => {
    const { page } = await openWindow(browser, playground.url);
    await page.locator('textarea').pressSequentially('/ask Who was Timur and where did he die?');
    await page.keyboard.press('Enter');
    await page.context().close();
    const again = await openWindow(browser, playground.url);
    await again.page.locator('article .container').last().waitFor();
    await again.page.context().close();
  });

  it('is light', async () => {
    const { page } = await openWindow(browser, playground.url);
    const loaded = await page.evaluate<string[]>(
      `performance.getEntriesByType('resource').map(({ name }) => name)
        .filter((name) => /\\.(js|css|svg)$/.test(name))`,
    );
    expect(loaded.length).toBeGreaterThan(10);
    const sizes = [playground.url, ...loaded].map(async (url) => {
      const bytes = await (await fetch(url)).arrayBuffer();
      return gzipSync(new Uint8Array(bytes)).byteLength;
    });
    const sum = (await Promise.all(sizes)).reduce((all, size) => all + size, 0);
    expect(sum).toBeLessThan(300_000);
    await page.context().close();
  });
});
