/** "Keep as article": a message as it stands becomes a file, once whoever looks after the articles has seen it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type APIMessage, PermissionFlagsBits } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readArticleFile } from '../../src/articles/read-article-file.ts';
import { diskPlaces } from '../../src/intake/disk-places.ts';
import { intakeOf } from '../../src/intake/intake.ts';
import { knowArticles } from '../../src/intake/known-articles.ts';
import { type Originals, openOriginals } from '../../src/intake/originals.ts';
import type { Actor } from '../../src/playground/stand-in/actor.ts';
import { addChannel, CHANNELS, GUILD_ID, PEOPLE } from '../../src/playground/stand-in/seed.ts';
import { subscribe } from '../../src/playground/stand-in/world.ts';
import { type Settings, USUAL_SETTINGS } from '../../src/settings/server-settings.ts';
import { diskState } from '../../src/state/disk-state.ts';
import {
  answerTo,
  type BotPair,
  buttonId,
  buttonsOf,
  expectGoodRequests,
  startBotPair,
} from '../support/bot.ts';
import { sharedReader } from '../support/library.ts';
import { MESSAGE_KINDS } from '../support/message-kinds.ts';
import { openSharedLibrary, type SharedLibrary } from '../support/open-library.ts';

const KEEP = 'Keep as article';
const HIDDEN = '1300000000000000090';
let shared: SharedLibrary;
let pair: BotPair;
let originals: Originals;
const faults: unknown[] = [];
/** Where the week is told of. */
let digest: string | null = null;
const settings: Settings = {
  of: async () => ({ ...USUAL_SETTINGS, digest }),
  change: async () => USUAL_SETTINGS,
  servers: async () => [],
  forget: async () => {},
};
beforeAll(async () => {
  shared = await openSharedLibrary({ 'kiln.md': '# The kiln\n\nThe kiln burns day and night.\n' });
  const places = diskPlaces({ articlesDir: shared.articlesDir, dataDir: shared.dataDir });
  const known = knowArticles(() => shared.library.currentFiles());
  const intake = intakeOf(places, known, { allowlist: [], reader: sharedReader, each: 100 });
  const state = diskState(join(shared.dataDir, 'state'));
  originals = openOriginals({ state, onFault: (error) => faults.push(error) });
  pair = await startBotPair(shared.library, { intake, originals, settings });
  const { world } = pair.standIn;
  const server = world.servers.get(GUILD_ID);
  if (!server) throw new Error('No server');
  const deny = PermissionFlagsBits.ViewChannel;
  addChannel(world, server, HIDDEN, 'backstage', {
    overwrites: [
      { id: GUILD_ID, type: 0, allow: 0n, deny },
      { id: PEOPLE.moderator, type: 1, allow: deny, deny: 0n },
      { id: world.bot.id, type: 1, allow: deny, deny: 0n },
    ],
  });
});
afterEach(() => expectGoodRequests(pair.standIn));
afterAll(async () => {
  await pair.close();
  await shared.remove();
});

async function keep(message: APIMessage, who = pair.moderator): Promise<APIMessage> {
  const { message: shown, ephemeral } = await answerTo(who.runMessageCommand(KEEP, message.id));
  expect(ephemeral).toBe(true);
  return shown;
}

const warnings = (shown: APIMessage) =>
  shown.embeds[0]?.fields?.find(({ name }) => name === 'Please note')?.value ?? '';

describe('Keep as article', () => {
  it('makes a file of a message, word for word, with its author, date and link', async () => {
    const { member, moderator, standIn } = pair;
    const said = [
      'The **weir** opens at <t:1767225600:t>, says <@1300000000000000011>.',
      '',
      '> Never <b>before</b> noon & never on Mondays.',
      'Ask in <#1300000000000000020> or <#1300000000000000077>.',
    ].join('\n');
    const message = await member.sendMessage(CHANNELS.general, said);
    const shown = await keep(message);
    expect(shown.embeds[0]?.title).toMatch(/^Mira · #general · \d{4}-\d\d-\d\d$/);
    expect(shown.embeds[0]?.description).toContain('The weir opens at 00:00 UTC, says @Sam.');
    expect(warnings(shown)).toContain('will also be shown outside this server');
    expect(warnings(shown)).not.toContain('not everybody who may ask');
    const { message: kept } = await answerTo(moderator.click(shown.id, buttonId(shown, 'Keep')));
    const [, file = ''] = /`?([\w-]+\.md)`?/.exec(kept.content.replaceAll('\\', '')) ?? [];
    const bytes = readFileSync(join(shared.articlesDir, file));
    const [article] = (await readArticleFile(bytes, file)).articles;
    const link = `https://discord.com/channels/${GUILD_ID}/${CHANNELS.general}/${message.id}`;
    expect(article).toMatchObject({
      author: 'Mira',
      published: new Date(message.timestamp).toISOString().slice(0, 10),
      url: link,
    });
    expect(article?.text).toBe(
      [
        'The weir opens at 00:00 UTC, says @Sam.',
        'Never <b>before</b> noon & never on Mondays.',
        'Ask in #general or #unknown.',
      ].join('\n\n'),
    );
    // Of nobody the id is kept, the author's neither.
    expect(bytes.toString()).not.toMatch(/13000000000000000(?:10|11)\b/);
    const named = { article: article?.title ?? '' };
    const outline = await answerTo(member.runCommand({ name: 'library show', options: named }));
    expect(outline.message.embeds[0]?.url).toBe(link);
    // The same words again are known.
    const again = await keep(await member.sendMessage(CHANNELS.general, said));
    expect(again.content).toContain('Mira · #general');
    await moderator.click(again.id, buttonId(again, 'Discard'));
    expect(standIn.world.messages.has(message.id)).toBe(true);
  });

  it('warns of a channel that not all see, and of what the bot does not see', async () => {
    const { moderator, standIn } = pair;
    const hidden = await moderator.sendMessage(HIDDEN, 'The cellar key hangs behind the clock.');
    expect(warnings(await keep(hidden))).toContain('not everybody who may ask');
    const stored = standIn.world.messages.get(hidden.id);
    if (!stored) throw new Error('Just written');
    // As of a thread that was deleted meanwhile.
    stored.data = { ...stored.data, channel_id: '1300000000000000099', content: 'Other words.' };
    expect(warnings(await keep(stored.data))).toContain('I cannot tell who sees');
  });

  it('says that files are not kept, and whose words are passed on', async () => {
    const { member } = pair;
    const file = { filename: 'a.txt', contentType: 'text/plain', data: Buffer.from('Words.') };
    const withFile = await member.sendMessage(CHANNELS.general, 'See the attached plan.', [file]);
    expect(warnings(await keep(withFile))).toContain('1 attached file is not kept');
    const { fields } = MESSAGE_KINDS.find(({ name }) => name === 'forwarded') ?? {};
    const forwarded = await member.sendMessage(CHANNELS.general, 'x');
    const stored = pair.standIn.world.messages.get(forwarded.id);
    if (!stored) throw new Error('Just written');
    stored.data = { ...stored.data, content: '', ...fields } as typeof stored.data;
    const shown = await keep(forwarded);
    expect(warnings(shown)).toContain('Discord does not say who wrote that');
    expect(shown.embeds[0]?.title).toMatch(/^\d{4}-\d\d-\d\d · #general$/);
    expect(shown.embeds[0]?.description).toContain('The bridge was built in 1931 by hand.');
  });

  it('is for those who look after the articles', async () => {
    const message = await pair.member.sendMessage(CHANNELS.general, 'Some words of mine.');
    const refused = await keep(message, pair.newcomer());
    expect(refused.content).toContain('Manage Server');
    const command = [...pair.standIn.world.commands.values()].find(({ name }) => name === KEEP);
    expect(command).toMatchObject({ default_member_permissions: '32', contexts: [0] });
  });
});

describe('a message that is deleted', () => {
  async function kept(words: string): Promise<APIMessage> {
    const message = await pair.member.sendMessage(CHANNELS.general, words);
    const shown = await keep(message);
    await answerTo(pair.moderator.click(shown.id, buttonId(shown, 'Keep')));
    return message;
  }
  const list = async (who: Actor) =>
    (await answerTo(who.runCommand({ name: 'library list' }))).message;

  it('is told to those who look after the articles, who decide, after a restart too', async () => {
    const first = await kept('The mill wheel turns against the stream every morning.');
    const second = await kept('The ferry bell rings twice before it leaves the quay.');
    await pair.restart();
    const other = await pair.member.sendMessage(CHANNELS.general, 'Never kept.');
    for (const { id } of [other, first, second]) await pair.member.deleteMessage(id);
    await expect.poll(() => originals.undecided(GUILD_ID)).toHaveLength(2);

    const asMember = await list(pair.newcomer());
    expect(asMember.embeds[0]?.description).toContain('The original message was deleted on <t:');
    expect(buttonsOf(asMember).map(({ label }) => label)).not.toContain('2 deleted messages');
    const { moderator } = pair;
    const seen = await list(moderator);
    const { message: one } = await answerTo(
      moderator.click(seen.id, buttonId(seen, '2 deleted messages')),
    );
    expect(one.content).toMatch(/^The message that \*\*Mira · .* was made of was deleted on <t:/);
    expect(one.content).toContain('1 more after this one');
    const { message: next } = await answerTo(moderator.click(one.id, buttonId(one, 'It stays')));
    expect(next.content).not.toContain('more after this one');
    const removed = await answerTo(moderator.click(next.id, buttonId(next, 'Remove the article')));
    expect(removed.message.content).toContain('Removed: ');
    const left = await list(moderator);
    expect(
      buttonsOf(left)
        .map(({ label }) => label)
        .join(),
    ).not.toContain('deleted message');
    // Which stays says so wherever it is read.
    expect(left.embeds[0]?.description).toContain('The original message was deleted on <t:');
    expect(faults).toEqual([]);
  });

  it('is posted in the channel that is told of the week, where one was chosen; many at once, too', async () => {
    const { standIn, moderator } = pair;
    const message = await kept('The orchard gate is painted green in every odd year.');
    digest = HIDDEN;
    const posted = new Promise<APIMessage>((resolve) => {
      const stop = subscribe(standIn.world, (event) => {
        if (event.type !== 'message-create' || event.message.channelId !== HIDDEN) return;
        stop();
        resolve(event.message.data);
      });
    });
    // As Discord tells of a purge.
    const d = {
      ids: ['1300000000000000555', message.id],
      channel_id: CHANNELS.general,
      guild_id: GUILD_ID,
    };
    standIn.sendRaw(JSON.stringify({ op: 0, t: 'MESSAGE_DELETE_BULK', s: 1_000_000, d }));
    const notice = await posted;
    digest = null;
    expect(notice.content).toContain(
      'The article stays until somebody who looks after the articles',
    );
    const who = pair.newcomer();
    const { message: theirs } = await answerTo(who.runCommand({ name: 'library list' }));
    const id = buttonId(notice, 'It stays');
    const refused = await answerTo(who.click(theirs.id, id, { forged: true }));
    expect(refused.message.content).toContain('Manage Server');
    const settled = await answerTo(moderator.click(notice.id, buttonId(notice, 'It stays')));
    expect(settled.message.id).toBe(notice.id);
    expect(settled.message.content).toContain('it was decided that the article stays');
    expect(await originals.undecided(GUILD_ID)).toEqual([]);
  });
});
