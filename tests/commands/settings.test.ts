/** `/settings`: what managers choose is kept at once, shown, and heeded; whoever forges a menu changes nothing. */
import type { APIMessage } from 'discord.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Action, encodeCustomId } from '../../src/discord/custom-id.ts';
import { NAMED_ACCENTS, renderSettings } from '../../src/discord/settings-page.ts';
import { LANGUAGE_CODES } from '../../src/languages/languages.ts';
import { sayIn } from '../../src/languages/say.ts';
import type { Actor } from '../../src/playground/stand-in/actor.ts';
import { addChannel, CHANNELS, GUILD_ID } from '../../src/playground/stand-in/seed.ts';
import type { Server } from '../../src/playground/stand-in/world.ts';
import { type ServerSettings, USUAL_SETTINGS } from '../../src/settings/server-settings.ts';
import {
  answerTo,
  type BotPair,
  buttonId,
  expectGoodRequests,
  messageOnce,
  startBotPair,
} from '../support/bot.ts';
import { expectLayoutWithinLimits } from '../support/layout-limits.ts';
import { makeMemoryLibrary } from '../support/memory-library.ts';
import { makeQuotes } from '../support/quotes.ts';
import { testSettings } from '../support/settings.ts';
import { buttonsIn, partsOf, textOf } from '../support/shown.ts';

const QUESTION = 'When was the bridge built?';
const BRIDGE = { title: 'The bridge', body: ['The bridge was built in 1931 by hand.'] };
const library = makeMemoryLibrary([BRIDGE]);
const settings = testSettings();
let pair: BotPair;
beforeAll(async () => {
  pair = await startBotPair(library, { settings, quotes: makeQuotes([BRIDGE]) });
});
beforeEach(() => settings.forget(GUILD_ID));
afterEach(() => expectGoodRequests(pair.standIn));
afterAll(() => pair.close());

const open = async (who: Actor = pair.newModerator()) => {
  const { message, ephemeral } = await answerTo(who.runCommand({ name: 'settings' }));
  return { who, message, ephemeral };
};
const idOf = (action: Action) => encodeCustomId(action);
const menu = (setting: Extract<Action, { name: 'set' }>['setting']) =>
  idOf({ name: 'set', setting });
const channelMenu = (setting: Extract<Action, { name: 'setChannels' }>['setting']) =>
  idOf({ name: 'setChannels', setting });
const forged = { forged: true };

/** What a menu shows as chosen. */
function chosenIn(message: APIMessage, customId: string): string[] {
  const part = partsOf(message).find(({ custom_id: id }) => id === customId);
  if (part === undefined) throw new Error(`There is no ${customId}`);
  const options = (part.options ?? []) as readonly { value: string; default?: boolean }[];
  const ids = (part.default_values ?? []) as readonly { id: string }[];
  return [
    ...options.filter((one) => one.default).map(({ value }) => value),
    ...ids.map(({ id }) => id),
  ];
}

async function choose(customId: string, values: readonly string[], who = pair.newModerator()) {
  const { message } = await open(who);
  return answerTo(who.select(message.id, customId, values));
}

const ask = (
  options: Readonly<Record<string, string | number | boolean>> = {},
  channelId?: string,
) =>
  answerTo(
    pair.newcomer().runCommand({
      name: 'ask',
      options: { question: QUESTION, ...options },
      ...(channelId !== undefined && { channelId }),
    }),
  );

describe('/settings', () => {
  it('is a private message that shows what is so, and each choice changes it at once', async () => {
    const { who, message, ephemeral } = await open();
    expect(ephemeral).toBe(true);
    expect(textOf(message)).toContain('Settings of this server');
    expect(chosenIn(message, menu('language'))).toEqual(['usual']);
    expect(chosenIn(message, menu('mentions'))).toEqual(['on']);
    expect(chosenIn(message, menu('visible'))).toEqual(['everywhere']);
    const steps: readonly (readonly [string, string, Partial<ServerSettings>])[] = [
      [menu('language'), 'fr', { language: 'fr' }],
      [menu('mentions'), 'off', { mentions: false }],
      [menu('visible'), 'nowhere', { visible: 'nowhere' }],
      [menu('cardTheme'), 'dark', { cardTheme: 'dark' }],
      [menu('cardAccent'), NAMED_ACCENTS.teal, { cardAccent: NAMED_ACCENTS.teal }],
      [menu('language'), 'usual', { language: null }],
    ];
    let wanted = USUAL_SETTINGS;
    for (const [customId, value, change] of steps) {
      const answer = await answerTo(who.select(message.id, customId, [value]));
      expect(answer.message.id).toBe(message.id);
      expect(chosenIn(answer.message, customId)).toEqual([value]);
      wanted = { ...wanted, ...change };
      expect(await settings.of(GUILD_ID)).toEqual(wanted);
    }
  });

  it('is for those who look after the server, and a forged menu changes nothing', async () => {
    const member = pair.newcomer();
    expect(textOf((await open(member)).message)).toMatch(/^Only members with the permission/);
    const elsewhere = await answerTo(
      pair.newModerator().runCommand({ name: 'settings', channelId: CHANNELS.general }),
    );
    const { message } = await answerTo(member.runCommand({ name: 'help' }));
    const tries: readonly (readonly [string, readonly string[]])[] = [
      [menu('language'), ['de']],
      [menu('mentions'), ['off']],
      [menu('cardAccent'), [NAMED_ACCENTS.red]],
    ];
    for (const [customId, values] of tries) {
      const answer = await answerTo(member.select(message.id, customId, values, forged));
      expect(textOf(answer.message)).toMatch(/^Only members with the permission/);
    }
    const press = member.click(message.id, idOf({ name: 'accent' }), forged);
    expect(textOf((await answerTo(press)).message)).toMatch(/^Only members with the permission/);
    expect(await settings.of(GUILD_ID)).toEqual(USUAL_SETTINGS);
    // Nor do values that no menu has, whoever sends them.
    const { who, message: own } = await open();
    for (const customId of [menu('language'), menu('visible'), menu('cardTheme')]) {
      const answer = await who.select(own.id, customId, ['xx'], forged);
      await answer.followUp();
    }
    expect(await settings.of(GUILD_ID)).toEqual(USUAL_SETTINGS);
    expect(elsewhere.ephemeral).toBe(true);
  });

  it('posts a line at once in a channel that is chosen, and keeps none that it may not post in', async () => {
    for (const [setting, line] of [
      ['announcements', 'New articles are announced in this channel from now on.'],
      ['digest', sayIn('en')('digestHere')],
    ] as const) {
      const { message } = await choose(channelMenu(setting), [CHANNELS.general]);
      expect(chosenIn(message, channelMenu(setting))).toEqual([CHANNELS.general]);
      expect((await settings.of(GUILD_ID))[setting]).toBe(CHANNELS.general);
      const posted = pair.member.visibleMessages(CHANNELS.general).at(-1);
      expect(posted?.content).toBe(line);

      const refused = await choose(channelMenu(setting), [CHANNELS.announcements]);
      expect(textOf(refused.message)).toContain(`I may not write in <#${CHANNELS.announcements}>`);
      expect(chosenIn(refused.message, channelMenu(setting))).toEqual([CHANNELS.general]);
      const { who, message: again } = await open();
      for (const id of [CHANNELS.quayside, CHANNELS.private, '1300000000000009999', 'x']) {
        const answer = await answerTo(who.select(again.id, channelMenu(setting), [id], forged));
        expect(textOf(answer.message)).toContain('Nothing was changed.');
      }
      expect((await settings.of(GUILD_ID))[setting]).toBe(CHANNELS.general);
      await choose(channelMenu(setting), []);
      expect((await settings.of(GUILD_ID))[setting]).toBeNull();
    }
  });

  it('takes an accent that stands out from the ground of the cards, and no other', async () => {
    const { who, message } = await open();
    const type = async (typed: string) => {
      const pressed = await who.click(message.id, buttonId(message, 'Another colour…'));
      await pressed.reply();
      return answerTo(who.submitModal(pressed.id, { accent: typed }));
    };
    expect(textOf((await type('#zzz')).message)).toContain('zzz” is not a colour as #rrggbb.');
    expect(textOf((await type('#ffee88')).message)).toContain('too pale for light cards');
    expect(textOf((await type('111')).message)).toContain('`#111111` is too dark for dark cards');
    expect((await settings.of(GUILD_ID)).cardAccent).toBeNull();
    const { message: shown } = await type('#0D8F80');
    expect(textOf(shown)).not.toContain('⚠️');
    expect(chosenIn(shown, menu('cardAccent'))).toEqual(['#0d8f80']);
    // On dark cards alone a pale one is told apart; back on both it is not.
    await answerTo(who.select(message.id, menu('cardTheme'), ['dark']));
    await type('#ffee88');
    expect((await settings.of(GUILD_ID)).cardAccent).toBe('#ffee88');
    const back = await answerTo(who.select(message.id, menu('cardTheme'), ['usual']));
    expect(textOf(back.message)).toContain('`#ffee88` is too pale for light cards');
    expect(await settings.of(GUILD_ID)).toMatchObject({ cardTheme: 'dark', cardAccent: '#ffee88' });
  });

  it('keeps every limit of a message in each language, whatever was chosen', () => {
    const all: ServerSettings = {
      ...{ language: 'ru', mentions: false, announcements: GUILD_ID, digest: GUILD_ID },
      visible: Array.from({ length: 25 }, (_, n) => String(1_300_000_000_000_000_100n + BigInt(n))),
      ...{ cardTheme: 'dark', cardAccent: '#123456' },
    };
    for (const code of LANGUAGE_CODES) {
      const say = sayIn(code);
      const words = say('channelForbidden', { channel: `<#${GUILD_ID}>` });
      const problem = { of: 'digest', words } as const;
      expectLayoutWithinLimits(renderSettings(say, { settings: all, isChoosing: true, problem }));
      expectLayoutWithinLimits(renderSettings(say, { settings: USUAL_SETTINGS }));
    }
  });
});

describe('what was chosen', () => {
  it('has everyone spoken to in that language, and each person in their own', async () => {
    await settings.change(GUILD_ID, { language: 'de' });
    expect(textOf((await ask({ visible: true })).message)).toMatch(/^Frage: /);
    expect(textOf((await ask()).message)).toMatch(/^Question: /);
    const said = await pair
      .newcomer()
      .sendMessage(CHANNELS.general, `<@${pair.standIn.world.bot.id}>`);
    expect(textOf(await replyTo(said))).toBe(sayIn('de')('mentionHint'));
  });

  it('keeps the bot silent where it is mentioned, but not in direct messages, and help says so', async () => {
    await settings.change(GUILD_ID, { mentions: false });
    const { world } = pair.standIn;
    const mention = `<@${world.bot.id}> ${QUESTION}`;
    const unheard = await pair.newcomer().sendMessage(CHANNELS.general, mention);
    const role = await pair.newcomer().sendMessage(CHANNELS.general, `<@&${botRole()}> hi`);
    // What comes after them is answered, so they were passed over.
    const direct = await pair.member.sendMessage(CHANNELS.memberDm, QUESTION);
    expect(textOf(await replyTo(direct))).toContain('1931');
    expect([answered(unheard), answered(role)]).toEqual([[], []]);
    const { message } = await answerTo(pair.newcomer().runCommand({ name: 'help' }));
    expect(textOf(message)).toContain('On this server I do not answer mentions.');
    expect(textOf(message)).not.toContain('mention me with a question');
  });

  it('has answers shown to everyone only where that may be, and says where', async () => {
    const { world } = pair.standIn;
    const server = world.servers.get(GUILD_ID) as Server;
    const [quiet, thread] = [world.nextId(), world.nextId()];
    addChannel(world, server, quiet, 'questions');
    addChannel(world, server, thread, 'one of them', { parentId: quiet });
    const { who, message } = await open();
    const choosing = await answerTo(who.select(message.id, menu('visible'), ['channels']));
    expect((await settings.of(GUILD_ID)).visible).toBe('everywhere');
    await answerTo(who.select(choosing.message.id, channelMenu('visible'), [quiet]));
    expect((await settings.of(GUILD_ID)).visible).toEqual([quiet]);

    const refused = await ask({ visible: true });
    expect(refused.ephemeral).toBe(true);
    const line = `-# Only you see this: on this server \`visible: true\` may be used in <#${quiet}> only.`;
    expect(textOf(refused.message).split('\n')[0]).toBe(line);
    expect(textOf(refused.message)).toContain('1931');
    expect(buttonsIn(refused.message).map(({ label }) => label)).toContain('Share');
    expect((await ask()).message.components).not.toEqual([]);
    expect(textOf((await ask()).message)).not.toContain('Only you see this');
    for (const place of [quiet, thread]) {
      const { ephemeral, message: shown } = await ask({ visible: true }, place);
      expect(ephemeral).toBe(false);
      expect(textOf(shown)).not.toContain('Only you see this');
    }
    await settings.change(GUILD_ID, { visible: 'nowhere' });
    const [article] = await library.articles();
    const [passage = ''] = await library.passages({ id: article?.id ?? '' });
    for (const [name, options] of [
      ['cite', { id: passage }],
      ['verify', { quote: 'The bridge was built in 1931 by hand.', visible: true }],
      ['quote', { text: 'The bridge was built in 1931 by hand.' }],
    ] as const) {
      const sent = answerTo(pair.newcomer().runCommand({ name, options }));
      const { ephemeral, message: shown } = await sent;
      expect([name, ephemeral]).toEqual([name, true]);
      expect(textOf(shown)).toContain('on this server `visible: true` may not be used.');
    }
    // Sharing is another matter.
    const asker = pair.newcomer();
    const own = await answerTo(asker.runCommand({ name: 'ask', options: { question: QUESTION } }));
    const share = await asker.click(own.message.id, buttonId(own.message, 'Share'));
    expect((await share.followUp()).flags).not.toBe(64);
  });
});

function botRole(): string {
  const server = pair.standIn.world.servers.get(GUILD_ID);
  return server?.roles.find(({ tags }) => tags?.bot_id !== undefined)?.id ?? '';
}

/** The bot's replies to a message. */
function answered({ id }: APIMessage): APIMessage[] {
  return [...pair.standIn.world.messages.values()]
    .map(({ data }) => data)
    .filter(({ message_reference: to }) => to?.message_id === id);
}

async function replyTo(message: APIMessage): Promise<APIMessage> {
  await expect.poll(() => answered(message).length, { timeout: 10_000 }).toBe(1);
  const [reply] = answered(message);
  return messageOnce(pair.standIn, reply?.id ?? '', () => true);
}
