/** A playground that others can reach: the page asks for the token before one may moderate. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Playground, startPlayground } from '../../src/playground/server.ts';
import { PEOPLE } from '../../src/playground/stand-in/seed.ts';
import { type StandIn, startStandIn } from '../../src/playground/stand-in/stand-in.ts';
import { chromiumPath, launchBrowser } from '../support/browser.ts';
import { createClock } from '../support/clock.ts';
import { compilePage, type PageScripts } from '../support/page-scripts.ts';

let standIn: StandIn;
let scripts: PageScripts;
let playground: Playground;
let browser: Browser;

describe.skipIf(chromiumPath === null)('a page that others can reach', () => {
  beforeAll(async () => {
    standIn = await startStandIn({ clock: createClock() });
    scripts = await compilePage();
    const options = { standIn, host: '0.0.0.0', port: 0, scripts: scripts.folder };
    playground = await startPlayground(options);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await playground?.close();
    await standIn?.close();
    scripts?.remove();
  });

  const here = () => `http://127.0.0.1:${new URL(playground.url).port}/`;
  const link = () => (playground.moderatorUrl ?? '').replace(playground.url, here());
  const token = () => link().split('#token=')[1] ?? '';
  const open = async (url: string) => {
    const context = await browser.newContext({ viewport: { width: 1200, height: 800 } });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url(), request.headers().referer ?? ''));
    await page.goto(url);
    await page.getByRole('radio', { checked: true }).waitFor();
    return { page, asked };
  };

  it('asks for the token when one chooses the moderator, and stays with the member without', async () => {
    const { page } = await open(here());
    const moderator = page.getByRole('radio', { name: /Sam/ });
    const member = page.getByRole('radio', { name: /Mira/ });
    expect(await member.getAttribute('aria-checked')).toBe('true');
    await moderator.click();
    const field = page.getByLabel('Token');
    await field.waitFor();
    if (process.env.SHOT) await page.screenshot({ path: `${process.env.SHOT}/token.png` });
    await field.fill('a guess');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('That is not the token that was printed at start.').waitFor();
    if (process.env.SHOT) await page.screenshot({ path: `${process.env.SHOT}/wrong.png` });
    await page.keyboard.press('Escape');
    expect(await member.getAttribute('aria-checked')).toBe('true');

    await moderator.click();
    await field.fill(token());
    await page.keyboard.press('Enter');
    await page.locator('[role=radio][aria-checked=true]', { hasText: 'Sam' }).waitFor();
    // A reload is still the moderator; another browser is not, even with the same address.
    await page.reload();
    await page.locator('[role=radio][aria-checked=true]', { hasText: 'Sam' }).waitFor();
    expect(page.url()).toContain(PEOPLE.moderator);
    const stranger = await open(page.url());
    await stranger.page.locator('[role=radio][aria-checked=true]', { hasText: 'Mira' }).waitFor();
  });

  it.each(['the printed address', 'a query'])(
    'takes the token from %s, and shows it nowhere',
    async (where) => {
      const url =
        where === 'a query' ? `${here()}?as=${PEOPLE.moderator}&token=${token()}` : link();
      const { page, asked } = await open(url);
      await page.locator('[role=radio][aria-checked=true]', { hasText: 'Sam' }).waitFor();
      expect(page.url()).not.toContain(token());
      // Of what was asked for, only the page itself was, where somebody wrote it into its query.
      const told = asked.filter((each) => each.includes(token()));
      expect(told).toEqual(where === 'a query' ? [url] : []);
      if (process.env.SHOT) await page.screenshot({ path: `${process.env.SHOT}/moderator.png` });
    },
  );
});
