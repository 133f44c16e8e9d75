/** What people are told when Discord refuses something, and what is kept from them. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buttons, commands } from '../../commands/index.ts';
import { type Bot, startBot } from '../../src/discord/client.ts';
import { makeLogger } from '../../src/log.ts';
import { CHANNELS } from '../../src/playground/stand-in/seed.ts';
import { type StandIn, startStandIn } from '../../src/playground/stand-in/stand-in.ts';
import { answerTo, buttonId, buttonsOf } from '../support/bot.ts';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';
import { makeMemoryLibrary } from '../support/memory-library.ts';
import { testSettings } from '../support/settings.ts';
import { passagesIn, textOf } from '../support/shown.ts';
import { singleCommunity } from '../support/single-community.ts';

const QUESTION = 'When was the bridge built?';
const library = makeMemoryLibrary([
  { title: 'A bridge', body: ['The bridge was built in 1931 by hand.'] },
]);
const log: string[] = [];
let standIn: StandIn;
let proxy: FaultProxy;
let bot: Bot;

beforeAll(async () => {
  standIn = await startStandIn();
  proxy = await startFaultProxy(standIn.apiUrl);
  const logger = makeLogger('trace', { write: (line) => void log.push(line) });
  const { token } = standIn;
  const communities = singleCommunity({ library });
  bot = await startBot({
    ...{ token, apiUrl: proxy.apiUrl, communities, logger, commands, buttons },
    settings: testSettings(),
  });
});
afterEach(() => {
  proxy.spoil = async () => null;
});
afterAll(async () => {
  await bot.close();
  await proxy.close();
  await standIn.close();
});

let people = 0;
const newcomer = () => standIn.as(standIn.addMember(`Newcomer ${++people}`));

/** Refuses the first request that fits, and no other. */
function refuseOnce(fits: RegExp, status: number, code: number): void {
  let left = 1;
  proxy.spoil = async ({ method, path }) => {
    if (left === 0 || !fits.test(`${method} ${path}`)) return null;
    left--;
    return { status, body: { code, message: `Refused with ${code}` } };
  };
}

async function askAndShare() {
  const who = newcomer();
  const run = who.runCommand({ name: 'ask', options: { question: QUESTION } });
  const { message } = await answerTo(run);
  const press = () => who.click(message.id, buttonId(message, 'Share'));
  return { who, message, press };
}

const FOLLOW_UP = /^POST .*\/webhooks\/\d+\/[^/]+(\?|$)/;

describe('a share that Discord refuses', () => {
  it.each([
    [200_000, 'Not posted: the word filter of this server does not let it through.'],
    [50_013, 'Discord does not let me do this here.'],
  ])('is explained (%i), and can be tried again', async (code, words) => {
    const { who, message, press } = await askAndShare();
    refuseOnce(FOLLOW_UP, 400, code);
    const told = await (await press()).followUp();
    expect(told).toMatchObject({ content: words, flags: 64 });
    const after = who.message(message.id);
    expect(after && buttonsOf(after)).toContainEqual(
      expect.objectContaining({ label: 'Share', disabled: false }),
    );
    const posted = await (await press()).followUp();
    expect(textOf(posted)).toContain('Shared by');
  });

  it('is explained when the server makes it private', async () => {
    const { who, message, press } = await askAndShare();
    let left = 1;
    proxy.spoil = async ({ method, path }, pass) => {
      if (left === 0 || !FOLLOW_UP.test(`${method} ${path}`)) return null;
      left--;
      const { status, body } = await pass();
      return { status, body: { ...(body as object), flags: 64 } };
    };
    const told = await (await press()).followUp(1);
    expect(told.content).toContain('Only you can see this');
    const after = who.message(message.id);
    expect(after && buttonsOf(after)).toContainEqual(
      expect.objectContaining({ label: 'Share', disabled: false }),
    );
  });
});

describe('an answer that cannot be sent', () => {
  it('is told with an id when Discord finds it invalid', async () => {
    refuseOnce(/^PATCH /, 400, 50_035);
    const run = newcomer().runCommand({ name: 'ask', options: { question: QUESTION } });
    expect(textOf((await answerTo(run)).message)).toMatch(/^Something went wrong .*`[0-9a-f]{8}`$/);
  });

  it('is given up in silence when its token is dead, and the bot goes on', async () => {
    const before = log.length;
    refuseOnce(/\/callback/, 404, 10_062);
    const who = newcomer();
    await who.runCommand({ name: 'ask', options: { question: QUESTION } });
    const { message } = await answerTo(
      who.runCommand({ name: 'ask', options: { question: QUESTION } }),
    );
    expect(passagesIn(message)).toHaveLength(1);
    const lines = log.slice(before);
    expect(lines.filter((line) => line.includes('10062'))).toHaveLength(1);
    expect(lines.join('')).not.toContain(QUESTION);
  });
});

describe('what the bot does not know', () => {
  it('is told apart politely when a command is gone or of another kind', async () => {
    const commands = standIn.world.commands;
    const [ask] = commands.values();
    if (!ask) throw new Error('The bot has registered its commands');
    for (const [name, type] of [
      ['gone', 1],
      ['Ask', 3],
    ] as const) {
      commands.set(name, { ...ask, id: standIn.world.nextId(), name, type, options: [] });
    }
    const who = newcomer();
    const slash = await answerTo(who.runCommand({ name: 'gone' }));
    const { id } = await who.sendMessage(CHANNELS.general, 'How long is the bridge?');
    const menu = await answerTo(who.runMessageCommand('Ask', id));
    for (const { message, ephemeral } of [slash, menu]) {
      expect(ephemeral).toBe(true);
      expect(message.content).toMatch(/^I do not know this command/);
    }
    commands.delete('gone');
    commands.delete('Ask');
  });

  it('suggests nothing when the suggestions fail, and logs no keystroke', async () => {
    const { suggestArticles } = library;
    library.suggestArticles = (typed) => {
      throw new Error(`no suggestions for ${typed}`);
    };
    const article = 'a private keystroke';
    const sent = await newcomer().autocomplete({
      name: 'ask',
      focused: 'article',
      options: { question: 'x', article },
    });
    expect((await sent.reply()).choices).toEqual([]);
    library.suggestArticles = suggestArticles;
    expect(log.at(-1)).toContain('no suggestions for [typed text]');
    expect(log.join('')).not.toContain(article);
  });
});
