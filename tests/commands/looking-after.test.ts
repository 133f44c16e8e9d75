/** Adding, removing and refreshing articles: a real folder, a real page, permissions included. */

import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeCustomId } from '../../src/discord/custom-id.ts';
import { diskPlaces } from '../../src/intake/disk-places.ts';
import { intakeOf } from '../../src/intake/intake.ts';
import { knowArticles } from '../../src/intake/known-articles.ts';
import type { Actor } from '../../src/playground/stand-in/actor.ts';
import { CHANNELS } from '../../src/playground/stand-in/seed.ts';
import {
  answerTo,
  type BotPair,
  buttonId,
  buttonsOf,
  expectGoodRequests,
  startBotPair,
} from '../support/bot.ts';
import { sharedReader, temporaryFolder, writeFiles } from '../support/library.ts';
import { openSharedLibrary, type SharedLibrary } from '../support/open-library.ts';
import { inEnglish } from '../support/refusals.ts';
import { passagesIn, textOf, textsOf } from '../support/shown.ts';

const KILN = '# The kiln\n\nThe kiln burns at twelve hundred degrees, day and night.\n';
const LOOM = `---\ntitle: The *loom*\npublished: 2024-05-06\n---\n\nThe loom of the guild has forty shafts.\n\nIt was built in Ghent.\n`;
const QUAY = '# The quay\n\nThe quay was built of granite from the north of the island.\n';
const PAGE = `<!doctype html><html><head><title>The forge</title></head><body><article><h1>The forge</h1>
<p>The forge of the village has been cold since the smith left for the coast, many years ago now.</p>
<p>Its bellows were sold to a museum, where children may try them on Sundays, and its anvil to a farmer.</p>
<p>Nobody has lit a fire in it since, although the chimney was swept every autumn until the war.</p></article></body></html>`;

let shared: SharedLibrary;
let server: Server;
let origin: string;
let pair: BotPair;
beforeAll(async () => {
  shared = await openSharedLibrary({ 'kiln.md': KILN });
  server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { articlesDir, dataDir } = shared;
  const intake = intakeOf(
    diskPlaces({ articlesDir, dataDir }),
    knowArticles(() => shared.library.currentFiles()),
    { allowlist: [new URL(origin).host], reader: sharedReader },
  );
  pair = await startBotPair(shared.library, { intake });
});
// Nobody's uses count for another test.
let moderator: Actor;
beforeEach(() => {
  moderator = pair.newModerator();
});
afterEach(() => expectGoodRequests(pair.standIn));
afterAll(async () => {
  await pair.close();
  await new Promise((resolve) => server.close(resolve));
  await shared.remove();
});

const file = (filename: string, text: string, contentType = 'text/markdown') => ({
  filename,
  contentType,
  data: Buffer.from(text),
});
type Options = Parameters<BotPair['moderator']['runCommand']>[0]['options'];
const run = (name: string, options: Options = {}, who = moderator) =>
  answerTo(who.runCommand({ name: `${commandOf(name)} ${name}`, options }));
const press = async (messageId: string, id: string, who = moderator) =>
  (await who.click(messageId, id, { forged: true })).reply();
const names = () => readdirSync(shared.articlesDir).sort();

/** Everyone lists, managers do the rest. */
function commandOf(subcommand: string): string {
  return subcommand === 'list' ? 'library' : 'articles';
}

describe('/articles add', () => {
  it('shows how a file was read, and keeps it when told to', async () => {
    const { message, ephemeral } = await run('add', { file: file('loom.md', LOOM) });
    expect(ephemeral).toBe(true);
    expect(message.embeds[0]?.title).toBe('The \\*loom\\*');
    expect(message.embeds[0]?.description).toContain('2 paragraphs');
    expect(buttonsOf(message).map(({ label }) => label)).toEqual([
      'Keep',
      'See all lines',
      'Correct…',
      'Discard',
    ]);
    expect(names()).toEqual(['kiln.md']);
    const kept = await press(message.id, buttonId(message, 'Keep'));
    expect(kept.message?.content).toMatch(/^Kept as loom\.md\./);
    expect(names()).toEqual(['kiln.md', 'loom.md']);
    const asked = await answerTo(
      pair.newcomer().runCommand({
        name: 'ask',
        options: { question: 'How many shafts has the loom of the guild?' },
      }),
    );
    expect(textOf(asked.message)).toContain('has **forty** shafts.');
    const again = await press(message.id, buttonId(message, 'Keep'));
    expect(again.message?.content).toContain('not waiting any more');
  });

  it('notices what is there already, and throws away what is discarded', async () => {
    const { message } = await run('add', { file: file('other-name.md', KILN) });
    expect(message.content).toContain('This is in the articles already: “The kiln”');
    const before = names();
    const discarded = await press(message.id, buttonId(message, 'Discard'));
    expect(discarded.message?.content).toBe('Discarded. Nothing was added.');
    expect(names()).toEqual(before);
  });

  it('reads a page by its address, and refuses addresses that are not public', async () => {
    const { message } = await run('add', { url: `${origin}/forge` });
    expect(message.embeds[0]?.title).toBe('The forge');
    for (const url of ['http://127.0.0.1:1/', 'file:///etc/passwd', 'http://169.254.169.254/']) {
      const { message: refused } = await run('add', { url });
      expect(refused.embeds).toEqual([]);
      expect(buttonsOf(refused)).toEqual([]);
      expect(refused.content).toMatch(/\S\.$/);
    }
  });

  it('wants either a file or an address', async () => {
    const both = await run('add', { url: origin, file: file('a.md', KILN) });
    const none = await run('add');
    for (const { message } of [both, none]) expect(message.content).toContain('either a file');
  });

  it('says in one sentence why a file is nothing to add', async () => {
    const { message } = await run('add', { file: file('x.md', '\u0000\u0001', 'text/plain') });
    expect(message.content).toMatch(/^x\.md was not added: .*\.$/);
  });

  it('says the reason in the language of who asked, and escapes what is foreign in it', async () => {
    pair.standIn.setLocale(moderator.userId, 'ru');
    const name = '_x_.md';
    const { message } = await run('add', { file: file(name, '\u0000\u0001', 'text/plain') });
    expect(message.content).toBe('Файл \\_x\\_.md не добавлен: это двоичные данные, а не текст.');
  });

  it('says in the language of who asked why an address is refused', async () => {
    pair.standIn.setLocale(moderator.userId, 'ru');
    const content = async (url: string) => (await run('add', { url })).message.content;
    expect(await content('http://127.0.0.1:1/')).toBe('Этот адрес не из общедоступного интернета.');
    expect(await content('file:///etc/passwd')).toBe('Добавить можно только адреса http и https.');
    expect(await content('http://wiki.internal/')).toBe(
      'Этот адрес называет компьютер не из общедоступного интернета.',
    );
  });

  it.each([
    ['ru', /меню сайта/, /низ страницы/, /the-forge\.md/],
    ['fr', /menu du site/, /pied de page/, /the-forge\.md/],
  ])('says in %s what was left out and why', async (locale, navigation, footer, name) => {
    pair.standIn.setLocale(moderator.userId, locale);
    const page = PAGE.replace(
      '<body>',
      '<body><nav>All the guilds</nav><footer>Printed by the river</footer>',
    );
    const { message } = await run('add', { file: file('forge.html', page, 'text/html') });
    const [dropped] = message.embeds.at(-1)?.fields ?? [];
    expect(dropped?.value).toMatch(navigation);
    expect(dropped?.value).toMatch(footer);
    expect(dropped?.value).not.toMatch(/page chrome/);
    expect(message.content).toMatch(name);
  });

  it('warns in the language of who asked', async () => {
    pair.standIn.setLocale(moderator.userId, 'ru');
    const text = `---\npublished: soon *or* later\n---\n\nThe loom has a second warp beam now.\n`;
    const { message } = await run('add', { file: file('beam.md', text) });
    const [warnings] = message.embeds.at(-1)?.fields ?? [];
    expect(warnings).toMatchObject({
      name: 'Обратите внимание',
      value:
        'beam.md: в заголовке файла published «soon \\*or\\* later» — это не полная календарная дата; пропущено.',
    });
  });
});

describe('/articles remove and refresh', () => {
  it('asks first, then takes the file out', async () => {
    writeFiles(shared.articlesDir, {
      'anvil.md': '# The anvil\n\nThe anvil weighs eighty pounds.\n',
    });
    const refreshed = await run('refresh');
    expect(refreshed.message.content).toMatch(/^Up to date with the folder: \d articles?\.$/);
    const { message } = await run('remove', { article: 'The anvil' });
    expect(message.content).toContain('“The anvil” (anvil.md)');
    expect(existsSync(join(shared.articlesDir, 'anvil.md'))).toBe(true);
    const removed = await press(message.id, buttonId(message, 'Remove the article'));
    expect(removed.message?.content).toBe('Removed: anvil.md.');
    expect(existsSync(join(shared.articlesDir, 'anvil.md'))).toBe(false);
    expect((await shared.library.articles()).map(({ title }) => title)).not.toContain('The anvil');
  });

  it('says so when the folder is not there, keeps all the same what waits, and goes on answering', async () => {
    const { message } = await run('add', { file: file('quay.md', QUAY) });
    const away = `${shared.articlesDir}-away`;
    renameSync(shared.articlesDir, away);
    const refreshed = await run('refresh');
    expect(refreshed.message.content).toContain('does not exist');
    expect((await shared.library.articles()).map(({ title }) => title)).toContain('The kiln');
    renameSync(away, shared.articlesDir);
    expect((await run('refresh')).message.content).toMatch(/^Up to date with the folder/);
    const kept = await press(message.id, buttonId(message, 'Keep'));
    expect(kept.message?.content).toBe('Kept as quay.md. You can ask about it now.');
  });
});

describe('what was removed', () => {
  const ANVIL = '# The anvil\n\nThe anvil of the forge weighs eighty pounds.\n';
  const WEIGHT = 'How much does the anvil of the forge weigh?';
  const inFolder = (name: string) => existsSync(join(shared.articlesDir, name));
  const ask = (question: string, who = pair.newcomer()) =>
    answerTo(who.runCommand({ name: 'ask', options: { question } }));
  const cite = (id: string) =>
    answerTo(pair.newcomer().runCommand({ name: 'cite', options: { id } }));

  /** Adds the anvil and removes it again. @returns the message that says so. */
  async function removeAnvil(name = 'anvil.md') {
    writeFiles(shared.articlesDir, { [name]: ANVIL });
    await run('refresh');
    const { message } = await run('remove', { article: 'The anvil' });
    const { message: removed } = await press(message.id, buttonId(message, 'Remove the article'));
    if (!removed) throw new Error('No message');
    return removed;
  }
  const forgetAll = () => rmSync(join(shared.dataDir, 'state', 'removed'), { recursive: true });
  afterEach(async () => {
    rmSync(join(shared.articlesDir, 'anvil.md'), { force: true });
    await run('refresh');
  });

  it('is announced with its consequences', async () => {
    const { message } = await run('remove', { article: 'The kiln' });
    expect(message.content).toMatch(/Nobody is shown its text.*Messages already posted stay/);
    expect(message.content).toMatch(/put back for 30 days/);
  });

  it('is shown to nobody, not by the buttons of old messages either, until Undo', async () => {
    writeFiles(shared.articlesDir, { 'anvil.md': ANVIL });
    await run('refresh');
    const person = pair.newcomer();
    const { message: answer } = await ask(WEIGHT, person);
    const id = passagesIn(answer)[0]?.place.split(' · ').at(-1) ?? '';
    const under = ['Share', 'Context', 'Copy'].map((label) => buttonId(answer, label));
    const removed = await removeAnvil();
    expect(removed.content).toBe('Removed: anvil.md.');
    expect(buttonsOf(removed).map(({ label }) => label)).toEqual(['Undo']);

    const cited = await cite(id);
    expect(textsOf(cited.message)).toEqual(['The article is not here any more.']);
    for (const button of under) {
      const reply = await press(answer.id, button, person);
      expect(reply.message).toMatchObject({ content: 'This article is not here any more.' });
      expect(reply.message?.embeds).toEqual([]);
    }
    expect(JSON.stringify((await ask(WEIGHT)).message)).not.toContain('eighty');
    const former = readFileSync(join(shared.dataDir, 'state', 'former-passages.jsonl'), 'utf8');
    expect(former).not.toMatch(/eighty|anvil/i);

    await pair.restart();
    const undone = await press(removed.id, buttonId(removed, 'Undo'));
    expect(undone.message?.content).toBe('Put back: anvil.md.');
    expect(buttonsOf(undone.message ?? removed)).toEqual([]);
    expect(textOf((await cite(id)).message)).toContain('eighty pounds');
    for (const button of under) {
      expect(JSON.stringify((await press(answer.id, button, person)).message)).toContain('eighty');
    }
  });

  it('comes back once, whoever is first', async () => {
    const removed = await removeAnvil();
    const undo = buttonId(removed, 'Undo');
    const other = pair.newModerator();
    const { message: own } = await run('list', {}, other);
    const both = await Promise.all([press(removed.id, undo), press(own.id, undo, other)]);
    const said = both.map(({ message }) => message?.content ?? '');
    expect(said).toContain('Put back: anvil.md.');
    const late = said.find((line) => line !== 'Put back: anvil.md.');
    expect(late).toMatch(/^(Nothing was put back|That cannot be put back)/);
    expect(names().filter((name) => name.startsWith('anvil'))).toEqual(['anvil.md']);
  });

  it('does not come back beside the same text, and gets another name where its own is taken', async () => {
    const removed = await removeAnvil();
    writeFiles(shared.articlesDir, { 'bench.md': ANVIL });
    const twice = await press(removed.id, buttonId(removed, 'Undo'));
    expect(twice.message?.content).toBe(
      'Nothing was put back: the same text is in the articles already, as “The anvil” (bench.md).',
    );
    rmSync(join(shared.articlesDir, 'bench.md'));
    writeFiles(shared.articlesDir, { 'anvil.md': QUAY });
    const undone = await press(removed.id, buttonId(removed, 'Undo'));
    expect(undone.message?.content).toBe(
      'Put back as anvil-2.md: there is another anvil.md by now.',
    );
    rmSync(join(shared.articlesDir, 'anvil-2.md'));
  });

  it('is nothing that is read from a folder of its own', async () => {
    const { dataDir } = shared;
    const articlesDir = temporaryFolder();
    const intake = intakeOf(
      diskPlaces({ articlesDir, dataDir }),
      knowArticles(() => shared.library.currentFiles()),
      { allowlist: [], reader: sharedReader },
    );
    const other = await startBotPair(shared.library, { intake });
    const manager = other.newModerator();
    const options = { article: 'The kiln' };
    const asked = await answerTo(manager.runCommand({ name: 'articles remove', options }));
    const id = buttonId(asked.message, 'Remove the article');
    const { message } = await press(asked.message.id, id, manager);
    expect(message?.content).toMatch(/^kiln\.md is read from a folder of its own/);
    expect((await shared.library.articles()).map(({ title }) => title)).toContain('The kiln');
    await other.close();
  });

  it('is found by /articles restore, by managers alone', async () => {
    forgetAll();
    const none = await run('restore', { article: 'anvil' });
    expect(none.message.content).toMatch(/^There is nothing to put back/);
    await removeAnvil();
    const typing = { name: 'articles restore', focused: 'article', options: { article: 'anv' } };
    const choices = async (who: Actor) => (await (await who.autocomplete(typing)).reply()).choices;
    const day = new Date().toISOString().slice(0, 10);
    expect(await choices(moderator)).toEqual([
      { name: `The anvil · anvil.md · ${day}`, value: expect.stringMatching(/^[0-9a-z]{16}$/) },
    ]);
    const member = pair.newcomer();
    expect(await choices(member)).toEqual([]);
    const [choice] = (await choices(moderator)) ?? [];
    const article = String(choice?.value);
    for (const name of [article, 'The anvil']) {
      const { message } = await run('restore', { article: name }, member);
      expect(message.content).toContain('Manage Server');
    }
    expect(inFolder('anvil.md')).toBe(false);
    const unknown = await run('restore', { article: 'the *kiln*' });
    expect(unknown.message.content).toContain('is called “the \\*kiln\\*”');
    const { message, ephemeral } = await run('restore', { article });
    expect([message.content, ephemeral]).toEqual(['Put back: anvil.md.', true]);
    expect(inFolder('anvil.md')).toBe(true);
    await removeAnvil();
    expect((await run('restore', { article: 'The ANVIL' })).message.content).toBe(
      'Put back: anvil.md.',
    );
  });

  it('is put back by nobody who may not remove', async () => {
    const removed = await removeAnvil();
    const member = pair.newcomer();
    const { message: own } = await run('list', {}, member);
    const reply = await press(own.id, buttonId(removed, 'Undo'), member);
    expect(reply.message?.content).toContain('Manage Server');
    expect(inFolder('anvil.md')).toBe(false);
  });

  it.each([
    ['de', 'Rückgängig machen', 'Zurückgeholt: anvil.md.'],
    ['fr', 'Annuler le retrait', 'Remis en place : anvil.md.'],
    ['ru', 'Вернуть', 'Возвращено: anvil.md.'],
  ])('is spoken of in %s', async (locale, label, line) => {
    const removed = await removeAnvil();
    pair.standIn.setLocale(moderator.userId, locale);
    const [undo] = buttonsOf(removed);
    const undone = await press(removed.id, undo?.id ?? '');
    expect(undone.message?.content).toBe(line);
    const { message } = await run('remove', { article: 'The anvil' });
    const again = await press(message.id, buttonsOf(message)[0]?.id ?? '');
    expect(buttonsOf(again.message ?? message).map(({ label }) => label)).toEqual([label]);
  });
});

describe('members without Manage Server, and direct messages', () => {
  it('are refused by the bot itself, buttons included', async () => {
    const before = names();
    const { message: staged } = await run('add', {
      file: file('secret.md', '# S\n\nA secret of the forge is told here.\n'),
    });
    const [keep, lines, correct, discard] = buttonsOf(staged).map(({ id }) => id);
    const member = pair.newcomer();
    const [kiln] = await shared.library.articles();
    const { message: own } = await run('list', {}, member);
    const attempts = [
      run('add', { url: origin }, member),
      run('remove', { article: 'The kiln' }, member),
      run('refresh', {}, member),
    ];
    for (const { message, ephemeral } of await Promise.all(attempts)) {
      expect(ephemeral).toBe(true);
      expect(message.content).toContain('Manage Server');
    }
    const articleId = kiln?.id ?? '';
    const forged = [keep, lines, correct, discard, encodeCustomId({ name: 'delete', articleId })];
    for (const id of forged) {
      const reply = await press(own.id, id ?? '', member);
      expect(reply.message?.content).toContain('Manage Server');
    }
    // Outside of servers Discord knows of no such command.
    const inDm = pair.moderator.runCommand({
      name: 'articles add',
      options: { url: origin },
      channelId: CHANNELS.moderatorDm,
    });
    await expect(inDm).rejects.toMatchObject({ key: 'noSuchCommand' });
    expect(names()).toEqual(before);
  });
});

describe('a server that nobody named', () => {
  it('gives its managers no right, and the owner of the bot theirs', async () => {
    const notices: string[] = [];
    const { articlesDir, dataDir } = shared;
    const known = knowArticles(() => shared.library.currentFiles());
    const intake = intakeOf(diskPlaces({ articlesDir, dataDir }), known, {
      allowlist: [],
      reader: sharedReader,
    });
    const other = await startBotPair(shared.library, {
      intake,
      managerGuildIds: ['1399999999999999999'],
      notice: (notice) => notices.push(inEnglish(notice)),
    });
    const before = names();
    const manager = other.newModerator();
    const article = 'The kiln';
    const command = (name: string, options: NonNullable<Options>, who: Actor) =>
      answerTo(who.runCommand({ name: `${commandOf(name)} ${name}`, options }));
    const attempts = [
      command('add', { file: file('s.md', '# S\n\nA secret is told here.\n') }, manager),
      command('remove', { article }, manager),
      command('refresh', {}, manager),
      command('restore', { article }, manager),
      answerTo(manager.runCommand({ name: 'gaps list' })),
    ];
    for (const { message, ephemeral } of await Promise.all(attempts)) {
      expect(ephemeral).toBe(true);
      expect(message.content).toMatch(/only the owner of this bot.*MANAGER_GUILD_IDS/);
    }
    const { message: own } = await command('list', {}, manager);
    const [kiln] = await shared.library.articles();
    const staged = 'abcdefghijklmnop';
    for (const action of [
      { name: 'keep', staged } as const,
      { name: 'discard', staged } as const,
      { name: 'delete', articleId: kiln?.id ?? '' } as const,
      { name: 'undo', removed: staged } as const,
      { name: 'forget' } as const,
    ]) {
      const reply = await press(own.id, encodeCustomId(action), manager);
      expect(reply.message?.content).toContain('MANAGER_GUILD_IDS');
    }
    const { message: about } = await answerTo(manager.runCommand({ name: 'about' }));
    const field = about.embeds[0]?.fields?.find(({ name }) => name.startsWith('Who looks after'));
    expect(field?.value).toMatch(/the servers that the owner has named\. This is not one/);
    expect(names()).toEqual(before);
    expect(notices).toEqual([expect.stringContaining('Manage Server of 1399999999999999999.')]);

    const { owner } = other.standIn.world.application;
    const person = other.newcomer();
    other.standIn.world.application.owner = { ...owner, id: person.userId };
    await other.restart();
    await expect.poll(() => notices).toHaveLength(2);
    const { message: mine } = await command('refresh', {}, person);
    expect(mine.content).not.toMatch(/owner|server/i);
    await other.close();
  });
});
