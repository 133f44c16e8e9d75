/** Many communities in a real browser: each server its own articles, from the first upload to the evidence. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { communitiesInsight } from '../../src/insight.ts';
import { startPlayground } from '../../src/playground/server.ts';
import { GUILD_ID, PEOPLE } from '../../src/playground/stand-in/seed.ts';
import { chromiumPath, launchBrowser, openWindow } from '../support/browser.ts';
import { communityFolders } from '../support/communities.ts';
import { startCommunityBot } from '../support/community-bot.ts';
import { compilePage } from '../support/page-scripts.ts';

const QUAY = 'Boats pay three silver coins for a night at the quay.';
const QUESTION = 'What do boats pay for a night at the quay?';
const KILN = 'The kiln is fired with beech wood on the first Friday of the month.';

let browser: Browser;

/** The page over the real bot, where servers have articles of their own. */
async function openPage() {
  const scripts = await compilePage();
  const world = await startCommunityBot(
    communityFolders({ 'kiln.md': `# The kiln\n\n${KILN}\n` }),
    {
      COLLECTIONS: 'per-server',
    },
  );
  const { communities, opened, standIn } = world;
  const insight = communitiesInsight({
    ...{ communities, library: opened.ofAll.library, managerGuildIds: [GUILD_ID] },
    isMember: (server, user) => standIn.world.servers.get(server)?.members.has(user) ?? false,
  });
  const place = { host: '127.0.0.1', port: 0, scripts: scripts.folder };
  const playground = await startPlayground({ standIn, insight, ...place });
  return {
    url: playground.url,
    async close() {
      await playground.close();
      scripts.remove();
    },
  };
}

async function ask(page: Page, question: string): Promise<string> {
  const before = await page.locator('article').count();
  await page.locator('textarea').pressSequentially('/ask ');
  await page.keyboard.type(question);
  await page.keyboard.press('Enter');
  const answer = page.locator(`article >> nth=${before}`);
  await answer.locator('.container, .row').first().waitFor();
  return (await answer.textContent()) ?? '';
}

/** Texts of the passages that the open evidence is about, once it is that of an answer. */
async function evidence(page: Page, verdict: string): Promise<string> {
  const panel = page.locator('#panel-evidence').filter({ hasText: verdict });
  await panel.waitFor();
  return (await panel.locator('.candidate').allTextContents()).join(' ');
}

describe.skipIf(chromiumPath === null)('many communities', () => {
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  it('are kept apart from server to server, and so is what the side panel tells', async () => {
    const { url, close } = await openPage();
    const noor = await openWindow(browser, `${url}?as=${PEOPLE.otherModerator}`);
    await noor.page.locator('textarea').pressSequentially('/articles add ');
    await noor.page.getByRole('option', { name: /^file/ }).click();
    const buffer = Buffer.from(`# Berths\n\n${QUAY}\n`);
    await noor.page
      .getByLabel('file', { exact: true })
      .setInputFiles({ name: 'berths.md', mimeType: 'text/markdown', buffer });
    await noor.page.getByRole('button', { name: 'Send', exact: true }).click();
    await noor.page.getByRole('button', { name: 'Keep' }).click();
    await noor.page.locator('article', { hasText: 'You can ask about it now' }).waitFor();
    expect(await ask(noor.page, QUESTION)).toContain(QUAY);

    const { page, complaints } = await openWindow(browser, `${url}?as=${PEOPLE.member}`);
    await page.getByRole('button', { name: 'Evidence and articles' }).click();
    expect(await ask(page, QUESTION)).not.toContain('silver');
    expect(await evidence(page, 'Not answered:')).not.toContain('silver');

    await page.getByRole('button', { name: 'Harbour', exact: true }).click();
    await page.getByRole('heading', { name: 'Welcome to #quayside!' }).waitFor();
    expect(await ask(page, QUESTION)).toContain(QUAY);
    expect(await evidence(page, 'Answered:')).toContain(QUAY);

    // The passage is opened from where it was asked, wherever one has gone since.
    await page.getByRole('button', { name: 'Playground', exact: true }).click();
    await page.getByRole('heading', { name: 'Welcome to #general!' }).waitFor();
    await page.locator('.candidate-title', { hasText: 'Berths' }).click();
    await page.locator('#panel-article mark', { hasText: 'silver' }).waitFor();
    expect(complaints).toEqual([]);
    await Promise.all([page.context().close(), noor.page.context().close()]);
    await close();
  }, 60_000);
});
