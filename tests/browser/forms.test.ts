/** Everything that commands can be made of, with a small bot of its own: forms, files, selects. */
import {
  type ChatInputCommandInteraction,
  ComponentType,
  Events,
  type Interaction,
  MessageFlags,
  PermissionFlagsBits,
} from 'discord.js';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Playground, startPlayground } from '../../src/playground/server.ts';
import { PEOPLE } from '../../src/playground/stand-in/seed.ts';
import { type Pair, startPair } from '../playground/with-client.ts';
import { expectAccessible } from '../support/accessible.ts';
import { chromiumPath, launchBrowser, openWindow } from '../support/browser.ts';
import { compilePage, type PageScripts } from '../support/page-scripts.ts';

const COMMANDS = [
  {
    name: 'articles',
    description: 'Articles.',
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
    options: [
      {
        type: 1,
        name: 'add',
        description: 'Adds one.',
        options: [{ type: 11, name: 'file', description: 'The file.', required: true }],
      },
      { type: 1, name: 'list', description: 'Lists all.' },
    ],
  },
  { name: 'form', description: 'Opens a form.' },
  { name: 'choose', description: 'Offers choices.' },
  { name: 'silent', description: 'Never answers.' },
  { type: 3, name: 'Quote this' },
];

/** What the bot was given, one line each. */
const given: string[] = [];

async function command(interaction: ChatInputCommandInteraction): Promise<unknown> {
  switch (interaction.commandName) {
    case 'articles': {
      if (interaction.options.getSubcommand() === 'list') return interaction.reply('None.');
      const { name, size, url } = interaction.options.getAttachment('file', true);
      given.push(`${name} ${size} ${await (await fetch(url)).text()}`);
      const files = [{ attachment: Buffer.from('back'), name: 'back.txt' }];
      return interaction.reply({ content: `Added ${name}.`, files });
    }
    case 'form':
      return interaction.showModal({
        custom_id: 'form',
        title: 'A form',
        components: [
          {
            type: ComponentType.Label,
            label: 'Address',
            description: 'Where it is.',
            component: { type: 4, custom_id: 'url', style: 1, min_length: 5, required: true },
          },
          {
            type: ComponentType.Label,
            label: 'Kind',
            component: {
              type: 3,
              custom_id: 'kind',
              options: [
                { label: 'News', value: 'n' },
                { label: 'Essay', value: 'e' },
              ],
            },
          },
        ],
      });
    case 'choose':
      return interaction.reply({
        flags: MessageFlags.Ephemeral,
        content: 'Choose:',
        components: [
          {
            type: 1,
            components: [
              {
                type: 3,
                custom_id: 'pick',
                placeholder: 'Colours',
                min_values: 1,
                max_values: 2,
                options: ['Red', 'Green', 'Blue'].map((label) => ({ label, value: label })),
              },
            ],
          },
          { type: 1, components: [{ type: 2, style: 4, label: 'Break', custom_id: 'break' }] },
        ],
      });
    default:
      return undefined;
  }
}

async function respond(interaction: Interaction): Promise<unknown> {
  if (interaction.isChatInputCommand()) return command(interaction);
  if (interaction.isMessageContextMenuCommand())
    return interaction.reply(`Quoted: ${interaction.targetMessage.content}`);
  if (interaction.isStringSelectMenu())
    return interaction.update({ content: interaction.values.join(' and '), components: [] });
  if (interaction.isModalSubmit()) {
    const url = interaction.fields.getTextInputValue('url');
    const [kind] = interaction.fields.getStringSelectValues('kind');
    return interaction.reply(`Got ${url} as ${kind}.`);
  }
  return undefined;
}

let pair: Pair;
let scripts: PageScripts;
let playground: Playground;
let browser: Browser;

describe.skipIf(chromiumPath === null)('a bot of another kind', () => {
  beforeAll(async () => {
    [pair, browser] = await Promise.all([startPair(), launchBrowser()]);
    scripts = await compilePage();
    const { standIn } = pair;
    const options = { host: '127.0.0.1', port: 0, scripts: scripts.folder };
    playground = await startPlayground({ standIn, ...options });
    pair.client.on(Events.InteractionCreate, (interaction) => void respond(interaction));
    await pair.client.application.commands.set(COMMANDS as never);
  });
  afterAll(async () => {
    await browser?.close();
    await playground?.close();
    await pair?.close();
    scripts?.remove();
  });

  /** So many interactions have reached the bot, which leaves them be. */
  const silentFor = (count: number) =>
    new Promise<void>((resolve) => {
      const note = () => {
        if (--count > 0) return;
        pair.client.off(Events.InteractionCreate, note);
        resolve();
      };
      pair.client.on(Events.InteractionCreate, note);
    });

  const asModerator = () => openWindow(browser, `${playground.url}?as=${PEOPLE.moderator}`);

  it('offers commands to those who may use them', async () => {
    const { page } = await openWindow(browser, playground.url);
    await page.locator('textarea').pressSequentially('/');
    const names = () => page.locator('.suggestions .entry-label').allTextContents();
    expect(await names()).toEqual(['/form', '/choose', '/silent']);
    await page.getByRole('radio', { name: /Sam/ }).click();
    // What was written goes when somebody else takes over.
    await page.getByRole('radio', { name: /Sam/, checked: true }).waitFor();
    await page.locator('textarea').fill('/');
    await page.locator('.suggestions .entry-label', { hasText: '/articles add' }).waitFor();
    await page.locator('textarea').fill('/list');
    expect(await names()).toEqual(['/articles list']);
    await page.context().close();
  });

  it('takes a file in, and gives one back', async () => {
    const { page, complaints } = await asModerator();
    await page.locator('textarea').pressSequentially('/articles add ');
    await page.keyboard.press('Enter');
    const file = page.getByLabel('file', { exact: true });
    const buffer = Buffer.from('An article — “quoted”.');
    await file.setInputFiles({ name: 'article.md', mimeType: 'text/markdown', buffer });
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.locator('article', { hasText: 'Added article.md.' }).waitFor();
    expect(given).toEqual([`article.md ${buffer.byteLength} ${buffer}`]);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'back.txt' }).click();
    expect((await download).suggestedFilename()).toBe('back.txt');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('opens a form, checks it, and sends it', async () => {
    const { page } = await openWindow(browser, playground.url);
    await page.locator('textarea').fill('/form');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    const form = page.getByRole('dialog', { name: 'A form' });
    await form.waitFor();
    await expectAccessible(page);
    await page.keyboard.type('abc');
    await page.keyboard.press('Enter');
    expect(await form.textContent()).toContain('at least 5');
    expect(await form.textContent()).toContain('Make a selection.');
    await form.getByLabel('Address').fill('https://x.org');
    await form.getByRole('combobox').click();
    await page.getByRole('option', { name: 'Essay' }).click();
    await form.getByRole('button', { name: 'Submit' }).click();
    await page.locator('article', { hasText: 'Got https://x.org as e.' }).waitFor();
    expect(await form.count()).toBe(0);
    await page.context().close();
  });

  it('gives a form up with Escape, and the focus back', async () => {
    const { page } = await openWindow(browser, playground.url);
    await page.locator('textarea').fill('/form');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.locator('textarea').evaluate((node) => node.matches(':focus'))).toBe(true);
    await page.context().close();
  });

  it('chooses several by keyboard', async () => {
    const { page } = await openWindow(browser, playground.url);
    await page.locator('textarea').fill('/choose');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    const select = page.getByRole('combobox', { name: /Colours/ });
    await select.focus();
    for (const key of ['Enter', 'Enter', 'ArrowDown', 'ArrowDown', 'Enter']) {
      await page.keyboard.press(key);
    }
    await expectAccessible(page);
    await page.keyboard.press('Tab');
    await page.locator('article', { hasText: 'Red and Blue' }).waitFor();
    await page.context().close();
  });

  /** Runs `/choose`. @returns the button of its answer, not of one before. */
  async function chooseNow(page: Page): Promise<Locator> {
    const buttons = page.getByRole('button', { name: 'Break' });
    const before = await buttons.count();
    await page.locator('textarea').fill('/choose');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    const button = buttons.nth(before);
    await button.waitFor();
    return button;
  }

  it('says when nothing comes back, where it was pressed', async () => {
    const { page } = await openWindow(browser, playground.url);
    const button = await chooseNow(page);
    const silence = silentFor(2);
    await button.click();
    await page.locator('textarea').fill('/silent');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await silence;
    pair.clock.pass(3_000);
    const silent = { hasText: 'did not respond' };
    await page.locator('article').last().locator('.failed', silent).waitFor();
    await page.locator('.notice', silent).waitFor();
    await page.context().close();
  });

  it('is told what a press came to, also when that is known before the press is answered', async () => {
    const { page } = await openWindow(browser, playground.url);
    const button = await chooseNow(page);
    const silence = silentFor(1);
    await page.route('**/act?*', async (route) => {
      const response = await route.fetch();
      await silence;
      pair.clock.pass(3_000);
      await page.locator('.notice', { hasText: 'did not respond' }).waitFor();
      await route.fulfill({ response });
    });
    await button.click();
    const failed = page.locator('article').last().locator('.failed');
    await failed.filter({ hasText: 'did not respond' }).waitFor();
    expect(await button.getAttribute('aria-busy')).toBeNull();
    await page.context().close();
  });

  it('runs a command on a message', async () => {
    const { page } = await asModerator();
    await page.locator('textarea').fill('Words to quote');
    await page.keyboard.press('Enter');
    const mine = page.locator('article', { hasText: 'Words to quote' }).first();
    await mine.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Quote this' }).click();
    await page.locator('article', { hasText: 'Quoted: Words to quote' }).waitFor();
    await page.context().close();
  });
});
