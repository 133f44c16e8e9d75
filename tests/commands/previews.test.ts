/** The preview of `/articles add` in Discord: every line, what is chosen of them, the form, and Keep. */
import { readdirSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { type APIMessage, type APIStringSelectComponent, ComponentType } from 'discord.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readArticleFile } from '../../src/articles/read-article-file.ts';
import { encodeCustomId } from '../../src/discord/custom-id.ts';
import { NO_CHOICES } from '../../src/intake/choices.ts';
import { diskPlaces } from '../../src/intake/disk-places.ts';
import { type Intake, intakeOf } from '../../src/intake/intake.ts';
import { knowArticles } from '../../src/intake/known-articles.ts';
import type { Actor } from '../../src/playground/stand-in/actor.ts';
import { GUILD_ID } from '../../src/playground/stand-in/seed.ts';
import {
  answerTo,
  type BotPair,
  buttonId,
  expectGoodRequests,
  startBotPair,
} from '../support/bot.ts';
import { sharedReader } from '../support/library.ts';
import { openSharedLibrary, type SharedLibrary } from '../support/open-library.ts';
import { openSite } from '../support/site.ts';

const page = (
  paragraphs: number,
) => `<!doctype html><html><head><title>The forge</title></head><body>
<nav>All the guilds</nav><article><h1>The forge</h1>
${Array.from({ length: paragraphs }, (_, i) => `<p>Sentence ${i} of the forge tells of a thing that no other sentence of it has told.</p>`).join('\n')}
</article><footer>Printed by the *river*</footer></body></html>`;

let shared: SharedLibrary;
let pair: BotPair;
let intake: Intake;
let moderator: Actor;
const newIntake = () =>
  intakeOf(
    diskPlaces({ articlesDir: shared.articlesDir, dataDir: shared.dataDir }),
    knowArticles(() => shared.library.currentFiles()),
    { allowlist: [new URL(origin).host], reader: sharedReader },
  );
let origin = 'http://127.0.0.1:1';
let closeSite = async () => {};
beforeAll(async () => {
  shared = await openSharedLibrary({ 'kiln.md': '# The kiln\n\nThe kiln burns day and night.\n' });
  const site = await openSite((_, response) => {
    const claim =
      '---\nurl: https://times.example/a\npublisher: The Times\n---\n\nNews of a day.\n';
    response.writeHead(200, { 'content-type': 'text/markdown; charset=utf-8' }).end(claim);
  });
  origin = site.origin;
  closeSite = () => site.close();
  intake = newIntake();
  pair = await startBotPair(shared.library, { intake });
});
beforeEach(() => {
  moderator = pair.newModerator();
});
afterEach(() => expectGoodRequests(pair.standIn));
afterAll(async () => {
  await pair.close();
  await closeSite();
  await shared.remove();
});

async function add(html: string, who = moderator): Promise<APIMessage> {
  const file = { filename: 'forge.html', contentType: 'text/html', data: Buffer.from(html) };
  const sent = who.runCommand({ name: 'articles add', options: { file } });
  return (await answerTo(sent)).message;
}

async function press(message: APIMessage, label: string, who = moderator): Promise<APIMessage> {
  const { message: shown } = await answerTo(who.click(message.id, buttonId(message, label)));
  return shown;
}

const idOf = (message: APIMessage) =>
  (/^1:keep:(\w+)/.exec(buttonId(message, 'Keep')) ?? [])[1] ?? '';
const described = (message: APIMessage) => message.embeds[0]?.description ?? '';

function menusOf(message: APIMessage): APIStringSelectComponent[] {
  const rows = (message.components ?? []).filter((row) => row.type === ComponentType.ActionRow);
  return rows
    .flatMap((row) => row.components)
    .filter((one) => one.type === ComponentType.StringSelect);
}

/** Numbers of the rows that a menu offers. */
function offered(message: APIMessage, placeholder: string): number[] {
  const menu = menusOf(message).find((one) => one.placeholder === placeholder);
  return (menu?.options ?? []).map(({ value }) => Number(value));
}
const TAKE = 'Take lines in…';
const LEAVE = 'Leave lines out…';

/** Takes rows in, or leaves them out, by number. */
async function choose(message: APIMessage, how: string, rows: readonly number[], who = moderator) {
  const menu = menusOf(message).find(({ placeholder }) => placeholder === how);
  const sent = who.select(message.id, menu?.custom_id ?? '', rows.map(String));
  return (await answerTo(sent)).message;
}

async function openForm(message: APIMessage, who = moderator) {
  const sent = await who.click(message.id, buttonId(message, 'Correct…'));
  const { modal, afterMs } = await sent.reply();
  if (!modal) throw new Error('No form');
  expect(afterMs).toBeLessThan(3_000);
  return { id: sent.id, modal };
}

/** The text of the attached file. */
async function attachedTo({ attachments }: APIMessage): Promise<string> {
  expect(attachments).toHaveLength(1);
  return (await fetch(attachments[0]?.url ?? '')).text();
}

async function kept(file: string) {
  const bytes = readFileSync(join(shared.articlesDir, file));
  return (await readArticleFile(bytes, file)).articles[0];
}

describe('the first look', () => {
  it('is short, and has all of it in a file', async () => {
    const message = await add(page(40));
    expect(described(message).split('\n')).toHaveLength(4);
    expect(message.embeds[0]?.fields?.[0]).toMatchObject({ name: '2 lines left out' });
    const whole = await attachedTo(message);
    expect(whole).toContain('\n✗     1  [');
    expect(whole).toContain('\n      2  Sentence 0 of the forge tells of a thing');
    expect(whole.trimEnd().split('\n').at(-1)).toMatch(
      /^✗ {4}42 {2}\[.*\] Printed by the \*river\*$/,
    );
  });

  it('tells what a text claims beside where it was fetched from', async () => {
    const sent = moderator.runCommand({ name: 'articles add', options: { url: `${origin}/a` } });
    const { message } = await answerTo(sent);
    const field = message.embeds[0]?.fields?.find(({ name }) => name === 'Where it is from');
    expect(field?.value).toBe(
      `Fetched from ${origin}/a\nIt says of itself that it is from https://times.example/a\nIt says of itself that The Times published it`,
    );
    await press(message, 'Discard');
  });
});

describe('the lines', () => {
  it('are shown 25 a page with what was left out and why, and chosen', async () => {
    let message = await press(await add(page(40)), 'See all lines');
    expect(message.attachments).toEqual([]);
    expect(message.embeds[0]?.footer?.text).toBe('Page 1 of 2');
    const lines = described(message).split('\n');
    expect(lines).toHaveLength(25);
    expect(lines[0]).toMatch(/^-# ✗ 1 · All the guilds \(.*\)$/);
    expect(lines[1]).toBe(
      '**2** · Sentence 0 of the forge tells of a thing that no other sentence of it has told.',
    );
    expect(offered(message, TAKE)).toEqual([1]);
    expect(offered(message, LEAVE)).toEqual(Array.from({ length: 24 }, (_, i) => i + 2));
    message = await choose(message, TAKE, [1]);
    message = await choose(message, LEAVE, [3]);
    message = await press(message, 'Next');
    expect(described(message).split('\n')).toHaveLength(17);
    message = await press(await press(message, 'Back'), 'Only what is left out');
    expect(
      described(message)
        .split('\n')
        .map((line) => line.slice(0, 8)),
    ).toEqual(['**1** · ', '-# ✗ 42 ']);
    message = await choose(message, TAKE, [42]);
    message = await press(message, 'Overview');
    expect(described(message)).toContain('41 paragraphs');
    expect(await attachedTo(message)).toMatch(/^✗ {5}3 {2}\[left out by a manager\] Sentence 1/m);
    message = await press(message, 'Keep');
    expect(message.content).toBe('Kept as the-forge.md. You can ask about it now.');
    const article = await kept('the-forge.md');
    const texts = article?.text.split('\n\n') ?? [];
    expect(texts).toHaveLength(41);
    expect([texts[0], texts[2]?.slice(0, 10), texts.at(-1)]).toEqual([
      'All the guilds',
      'Sentence 2',
      'Printed by the *river*',
    ]);
    expect(message.attachments).toEqual([]);
  });

  it.each([
    ['ru', 'Показать все строки', /^-# ✗ 1 · All the guilds \(.*меню сайта.*\)/],
    ['de', 'Alle Zeilen ansehen', /^-# ✗ 1 · All the guilds \(.*\)/],
    ['fr', 'Voir toutes les lignes', /^-# ✗ 1 · All the guilds \(.*menu du site.*\)/],
  ])('are shown in %s', async (locale, label, first) => {
    pair.standIn.setLocale(moderator.userId, locale);
    const message = await press(await add(page(3)), label);
    expect(described(message)).toMatch(first);
    expect(described(message)).not.toMatch(/page chrome|left out/);
  });

  it('are as they were chosen where the message got lost and the same is added again', async () => {
    const html = page(6);
    await choose(await press(await add(html), 'See all lines'), LEAVE, [3]);
    const again = await add(html, pair.newModerator());
    expect(again.content).toMatch(/^This was looked over before/);
    expect(described(again)).toContain('5 paragraphs');
    const fresh = await add(page(7));
    expect(fresh.content).not.toMatch(/looked over/);
  });

  it('outlive a restart, and the quarter of an hour of the first answer', async () => {
    const first = await add(page(5));
    const message = await choose(await press(first, 'See all lines'), LEAVE, [2]);
    await pair.restart();
    pair.clock.pass(16 * 60_000);
    const later = await press(message, 'Overview');
    expect(later.id).toBe(first.id);
    expect(described(later)).toContain('4 paragraphs');
    const shown = await press(later, 'See all lines');
    expect(offered(shown, TAKE)).toEqual([1, 2, 7]);
    expect(offered(shown, LEAVE)).toEqual([3, 4, 5, 6]);
    await press(shown, 'Overview');
    await press(later, 'Discard');
  });
});

describe('the form', () => {
  it('has what is known, and puts it right', async () => {
    const message = await add(page(3));
    const { id, modal } = await openForm(message);
    expect(modal.title).toBe('What is known of the article');
    const fields = modal.components.map((one) => ('component' in one ? one.component : null));
    expect(fields).toMatchObject([
      { custom_id: 'title', value: 'The forge', required: true },
      { custom_id: 'author', value: '', required: false },
      { custom_id: 'publisher' },
      { custom_id: 'published' },
      { custom_id: 'language' },
    ]);
    const sent = await moderator.submitModal(id, {
      title: 'The *cold* forge\n---\nurl: https://evil.example',
      author: 'Ann Bell',
      published: '31 May 2024',
      language: 'german',
    });
    const { message: shown } = await answerTo(sent);
    expect(shown.id).toBe(message.id);
    expect(shown.embeds[0]?.title).toBe('The \\*cold\\* forge --- url: https\\://evil.example');
    expect(described(shown)).toMatch(/^-# Ann Bell · \d{4}-\d\d-\d\d · de · 3 paragraphs\n/);
    const done = await press(shown, 'Keep');
    expect(done.content).toMatch(/^Kept as the-cold-forge-url-https-evil-example\.md\./);
    expect(await kept('the-cold-forge-url-https-evil-example.md')).toMatchObject({
      title: 'The *cold* forge --- url: https://evil.example',
      ...{ author: 'Ann Bell', published: '2024-05-31', language: 'de', url: null },
    });
  });

  it('says what it cannot take, and takes the rest', async () => {
    const message = await add(page(3));
    const { id } = await openForm(message);
    const fields = { author: 'Ann', published: '31 June 2024', language: 'Elvish', title: ' ' };
    const { message: shown } = await answerTo(moderator.submitModal(id, fields));
    expect(shown.content.split('\n').slice(0, 3)).toEqual([
      'Title: “” is not a text of at most 300 characters. It stays as it was.',
      'Date of publication: “31 June 2024” is not a full calendar date. It stays as it was.',
      'Language: “Elvish” is not the name or tag of a language. It stays as it was.',
    ]);
    expect(described(shown)).toMatch(/^-# Ann · 3 paragraphs/);
    await press(shown, 'Discard');
  });

  it('undoes nothing that was put right while it was open', async () => {
    const message = await add(page(3));
    const [mine, theirs] = [await openForm(message), await openForm(message)];
    await answerTo(moderator.submitModal(theirs.id, { author: 'Ann Bell' }));
    const { message: shown } = await answerTo(
      moderator.submitModal(mine.id, { published: '2024-05-31' }),
    );
    expect(described(shown)).toMatch(/^-# Ann Bell · \d{4}-\d\d-\d\d · 3 paragraphs/);
    await press(shown, 'Discard');
  });
});

describe('two managers', () => {
  it('see what the other chose, and keep nothing that they were not shown', async () => {
    const message = await add(page(5));
    const another = pair.newModerator();
    const staged = idOf(message);
    const own = (await answerTo(another.runCommand({ name: 'library list' }))).message;
    const forge = async (action: Parameters<typeof encodeCustomId>[0]) =>
      (await answerTo(another.click(own.id, encodeCustomId(action), { forged: true }))).message;
    const theirs = await forge({ name: 'lines', staged, view: 'all', page: 0 });
    const mine = await press(message, 'See all lines');
    await choose(mine, LEAVE, [2]);
    // Shown before the other's choice: it stays.
    const both = await choose(theirs, LEAVE, [3], another);
    expect(offered(both, TAKE)).toEqual([1, 2, 3, 7]);
    const refused = await answerTo(
      moderator.click(mine.id, encodeCustomId({ name: 'keep', staged }), { forged: true }),
    );
    expect(refused.message.content).toMatch(/^Somebody has changed this meanwhile/);
    expect(described(refused.message)).toContain('3 paragraphs');
    expect(readdirSync(shared.articlesDir)).not.toContain('the-forge-2.md');
    await press(both, 'Keep', another);
    expect((await kept('the-forge-2.md'))?.blocks).toHaveLength(3);
  });
});

describe('members, forgers and those who come too late', () => {
  it('get one private sentence', async () => {
    const message = await add(page(3));
    const staged = idOf(message);
    const { id: form } = await openForm(message);
    const member = pair.newcomer();
    const own = (await answerTo(member.runCommand({ name: 'library list' }))).message;
    const actions = [
      { name: 'lines', staged, view: 'all', page: 0 },
      { name: 'overview', staged },
      { name: 'correct', staged },
    ] as const;
    for (const action of actions) {
      const sent = member.click(own.id, encodeCustomId(action), { forged: true });
      const { message: refused, ephemeral } = await answerTo(sent);
      expect([refused.content, ephemeral]).toEqual([
        expect.stringContaining('Manage Server'),
        true,
      ]);
    }
    const pick = { name: 'take', staged, view: 'all', page: 0 } as const;
    const picked = member.select(own.id, encodeCustomId(pick), ['1', '2'], { forged: true });
    expect((await answerTo(picked)).message.content).toContain('Manage Server');

    // A press is not what a menu's id is for, and numbers that there are not change nothing.
    const wrong = moderator.click(message.id, encodeCustomId(pick), { forged: true });
    expect((await answerTo(wrong)).message.content).toContain('older version');
    const values = ['0', '-1', '99999', '1e3', '../x', '1.5', ''];
    for (const name of ['take', 'leave'] as const) {
      const odd = encodeCustomId({ ...pick, name, page: 9_999 });
      await answerTo(moderator.select(message.id, odd, values, { forged: true }));
    }
    expect((await intake.preview(staged)).choices).toEqual(NO_CHOICES);

    const roles = pair.standIn.world.servers.get(GUILD_ID)?.members.get(moderator.userId)?.roles;
    const before = [...(roles ?? [])];
    roles?.splice(0);
    const sent = await moderator.submitModal(form, { title: 'Taken over' });
    expect((await answerTo(sent)).message.content).toContain('Manage Server');
    roles?.push(...before);
    expect((await intake.preview(staged)).choices.corrections).toEqual({});

    const note = join(shared.dataDir, 'state', 'intake', staged, 'note.json');
    const yesterday = Date.now() / 1_000 - 25 * 60 * 60;
    utimesSync(note, yesterday, yesterday);
    const late = pair.newModerator();
    const their = (await answerTo(late.runCommand({ name: 'library list' }))).message;
    for (const action of [...actions, { name: 'keep', staged } as const]) {
      const { message: gone } = await answerTo(
        late.click(their.id, encodeCustomId(action), { forged: true }),
      );
      expect(gone.content).toContain('not waiting any more');
    }
    const dead = late.select(their.id, encodeCustomId(pick), ['1'], { forged: true });
    expect((await answerTo(dead)).message.content).toContain('not waiting any more');
    const typed = await moderator.submitModal(form, { title: 'Too late' });
    expect((await answerTo(typed)).message.content).toContain('not waiting any more');
  });
});
