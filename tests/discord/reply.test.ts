/** The door for replies: who sees what, in whose language, however far an interaction is. */
import { ApplicationCommandOptionType } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buttons, commands } from '../../commands/index.ts';
import { type Command, defineCommand, type Turn } from '../../src/discord/command.ts';
import type { Hooks } from '../../src/discord/hooks.ts';
import { renderLine } from '../../src/discord/message.ts';
import type { Render } from '../../src/discord/reply.ts';
import { CHANNELS, GUILD_ID } from '../../src/playground/stand-in/seed.ts';
import type { SentInteraction } from '../../src/playground/stand-in/sent.ts';
import { Refusal } from '../../src/refusals.ts';
import {
  answerTo,
  type BotPair,
  buttonId,
  buttonsOf,
  expectGoodRequests,
  startBotPair,
} from '../support/bot.ts';
import { makeMemoryLibrary } from '../support/memory-library.ts';
import { passagesIn, textOf } from '../support/shown.ts';

const more: Render = (say) => renderLine(say('button.copy'));
const share: Render = (say) => renderLine(say('button.share'));

/** Resolves when somebody sees that it is being worked on. */
let seenWaiting: Promise<void> = Promise.resolve();

/** Ways through the door that a command may take. */
const WAYS: Readonly<Record<string, (turn: Turn) => Promise<unknown>>> = {
  privately: ({ reply }) => reply.privately(more),
  publicly: ({ reply }) => reply.publicly(more),
  async laterPrivately({ reply }) {
    await reply.acknowledge('privately');
    await reply.privately(more);
  },
  async laterPublicly({ reply }) {
    await reply.acknowledge('publicly');
    await reply.publicly(more);
  },
  async publicThenPrivate({ reply }) {
    await reply.acknowledge('publicly');
    await reply.privately(more);
  },
  async both({ reply }) {
    await reply.privately(more);
    await reply.publicly(share);
  },
  inPlace: ({ reply }) => reply.inPlace(more),
  async slowPrivately({ reply }) {
    await seenWaiting;
    await reply.privately(more);
  },
  async slowPublicly({ reply }) {
    await seenWaiting;
    await reply.acknowledge('publicly');
    await reply.publicly(more);
  },
  async slowForm({ reply }) {
    await seenWaiting;
    await reply.form(() => ({ custom_id: 'x', title: 'x', components: [] }));
  },
  async slowRefusal() {
    await seenWaiting;
    throw new Refusal('gapsNone');
  },
  refuse() {
    throw new Refusal('gapsNone');
  },
  break() {
    throw new TypeError('broken on purpose');
  },
};

const goThrough: Command = defineCommand({
  data: {
    name: 'door',
    description: 'Goes through the door',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'way',
        description: 'Which way',
        required: true,
      },
    ],
  },
  async run(interaction, turn) {
    await WAYS[interaction.options.getString('way', true)]?.(turn);
  },
});

const BODY = 'The bridge was built in 1931 by hand. It is made of larch.';
const QUESTION = 'When was the bridge built?';
const library = makeMemoryLibrary([{ title: 'A bridge', body: [BODY] }]);
const events: [string, unknown][] = [];
const listener: Required<Hooks> = {
  onAnswer: (event) => events.push(['answer', event]),
  onFeedback: (event) => events.push(['feedback', event]),
  onShare: (event) => events.push(['share', event]),
  onRefusal: (event) => events.push(['refusal', event]),
  onFault: (event) => events.push(['fault', event]),
  onArrival() {},
  onInteraction() {},
  onShed: (event) => events.push(['shed', event]),
  onBadPacket: (event) => events.push(['bad packet', event]),
};
/** A hook of somebody else's that does not work. */
const broken: Hooks = {
  onAnswer() {
    throw new Error('a hook that throws');
  },
};
let pair: BotPair;
beforeAll(async () => {
  pair = await startBotPair(library, {
    commands: [...commands, goThrough],
    buttons,
    quotes: library.quotes,
    hooks: [broken, listener],
  });
});
afterEach(() => {
  expectGoodRequests(pair.standIn);
  setServer('en-US');
  events.length = 0;
});
afterAll(() => pair.close());

function setServer(locale: string): void {
  (
    pair.standIn.world.servers.get(GUILD_ID)?.data as { preferred_locale: string }
  ).preferred_locale = locale;
}

/** Somebody whose Discord is in a language. */
function reader(locale: string) {
  const who = pair.newcomer();
  pair.standIn.setLocale(who.userId, locale);
  return who;
}

const go = (way: string, who = pair.newcomer()) =>
  who.runCommand({ name: 'door', options: { way }, channelId: CHANNELS.general });

/** A command that does nothing until it was acknowledged without its doing. */
async function goSlowly(way: string): Promise<SentInteraction> {
  let isSeen = (): void => {};
  seenWaiting = new Promise((resolve) => {
    isSeen = resolve;
  });
  const sent = await go(way);
  expect((await sent.acknowledged()).deferred).toBe(true);
  isSeen();
  return sent;
}

describe('the door', () => {
  it.each([
    ['privately', true, false],
    ['publicly', false, false],
    ['laterPrivately', true, true],
    ['laterPublicly', false, true],
  ])('%s: seen by the right ones, acknowledged once', async (way, isPrivate, isDeferred) => {
    const { message, ephemeral, deferred } = await answerTo(go(way));
    expect([message.content, ephemeral, deferred]).toEqual(['Copy', isPrivate, isDeferred]);
  });

  it('takes a public "thinking…" away before it says something privately', async () => {
    const before = pair.moderator.visibleMessages(CHANNELS.general).length;
    const sent = await go('publicThenPrivate');
    const { content, flags } = await sent.followUp();
    expect([content, flags]).toEqual(['Copy', 64]);
    expect(pair.moderator.visibleMessages(CHANNELS.general)).toHaveLength(before);
  });

  it('lets a private answer be followed by a public message', async () => {
    const sent = await go('both');
    expect((await sent.reply()).message?.content).toBe('Copy');
    const { content, flags = 0 } = await sent.followUp();
    expect([content, flags & 64]).toEqual(['Share', 0]);
  });

  it.each([
    ['slowPrivately', 'Copy'],
    ['slowForm', 'too long'],
    ['slowRefusal', 'went unanswered'],
  ])('acknowledges what nobody has begun to answer: %s', async (way, said) => {
    const sent = await goSlowly(way);
    const { message, ephemeral, deferred } = await answerTo(sent);
    expect(message.content).toContain(said);
    expect([ephemeral, deferred]).toEqual([true, true]);
  });

  it('says to everyone what is theirs, however late that is known', async () => {
    const sent = await goSlowly('slowPublicly');
    const { content, flags = 0 } = await sent.followUp();
    expect([content, flags & 64]).toEqual(['Copy', 0]);
  });

  it('is no place for a command that nothing stands in', async () => {
    const { message, ephemeral } = await answerTo(go('inPlace'));
    expect(message.content).toContain('Something went wrong on my side');
    expect(ephemeral).toBe(true);
  });
});

describe('in whose language', () => {
  it('one reader reads their own, everyone the server’s', async () => {
    setServer('fr');
    expect((await answerTo(go('privately', reader('ru')))).message.content).toBe('Копировать');
    expect((await answerTo(go('publicly', reader('ru')))).message.content).not.toBe('Копировать');
    const french = (await answerTo(go('publicly', reader('fr')))).message.content;
    expect((await answerTo(go('publicly', reader('ru')))).message.content).toBe(french);
  });

  it('a server that Discord calls en-US has said nothing: the one who acts decides', async () => {
    setServer('en-US');
    expect((await answerTo(go('publicly', reader('ru')))).message.content).toBe('Копировать');
    expect((await answerTo(go('publicly', reader('en-GB')))).message.content).toBe('Copy');
  });

  it('a shared quote and a visible answer are everyone’s, the rest is the asker’s', async () => {
    setServer('fr');
    const who = reader('ru');
    const options = { question: QUESTION, count: 1 };
    const run = who.runCommand({ name: 'ask', options, channelId: CHANNELS.general });
    const { message } = await answerTo(run);
    expect(textOf(message)).toContain('Вопрос');
    const press = await who.click(message.id, buttonId(message, 'Поделиться'));
    const posted = await press.followUp();
    expect(buttonsOf(posted).map(({ label }) => label)).toContain('Contexte');
    expect((await press.reply()).message).toMatchObject({ id: message.id });
    const seen = await answerTo(
      who.runCommand({
        name: 'ask',
        options: { ...options, visible: true },
        channelId: CHANNELS.general,
      }),
    );
    expect(seen.ephemeral).toBe(false);
    expect(textOf(seen.message)).toMatch(/^Question\s:/);
    // What the French button opens is read by one Russian reader.
    const opened = await answerTo(who.click(posted.id, buttonId(posted, 'Contexte')));
    expect(buttonsOf(opened.message).map(({ label }) => label)).toContain('Копировать');
  });

  it('a refusal is private, and so in the reader’s language', async () => {
    setServer('fr');
    const { message, ephemeral } = await answerTo(go('refuse', reader('ru')));
    expect(ephemeral).toBe(true);
    expect(message.content).toMatch(/[а-я]/);
  });
});

describe('hooks', () => {
  it('are told of answers, shares, refusals and faults, without what was written', async () => {
    const who = pair.newcomer();
    const options = { question: QUESTION, count: 1 };
    const { message } = await answerTo(
      who.runCommand({ name: 'ask', options, channelId: CHANNELS.general }),
    );
    await who.click(message.id, buttonId(message, 'Share'));
    await expect.poll(() => events.map(([name]) => name)).toContain('share');
    await answerTo(go('refuse'));
    const failed = await answerTo(go('break'));
    const id = /`(\w+)`/.exec(failed.message.content)?.[1];
    expect(events).toEqual([
      [
        'answer',
        {
          from: 'ask',
          answered: true,
          confidence: expect.any(Number),
          reading: null,
          tookMs: expect.any(Number),
        },
      ],
      ['share', { citationId: expect.stringMatching(/^\w{6}-\w{6}$/) }],
      ['refusal', { key: 'gapsNone' }],
      ['fault', { id, error: expect.any(TypeError) }],
    ]);
    expect(JSON.stringify(events)).not.toContain('bridge');
  });

  it('that throw are logged and harm nobody', async () => {
    const who = pair.newcomer();
    const options = { question: QUESTION, count: 1 };
    const run = who.runCommand({ name: 'ask', options, channelId: CHANNELS.general });
    expect(passagesIn((await answerTo(run)).message)).toHaveLength(1);
    expect(pair.log.filter((line) => line.includes('a hook failed')).length).toBeGreaterThan(0);
  });

  it('are told of mentions and of messages whose sources are looked for', async () => {
    const { id } = pair.standIn.world.bot;
    await pair.newcomer().sendMessage(CHANNELS.general, `<@${id}> ${QUESTION}`);
    await expect.poll(() => events.map(([name]) => name)).toContain('answer');
    expect(events[0]?.[1]).toMatchObject({ from: 'mention', answered: true });
  });
});
