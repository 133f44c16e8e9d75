/** Discord's answers get lost, late and wrong: who asked ends with one right answer, or is told. */
import { type APIMessage, ApplicationCommandOptionType, PermissionFlagsBits } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buttons, commands } from '../../commands/index.ts';
import { button, rows } from '../../src/discord/buttons.ts';
import { type Bot, startBot } from '../../src/discord/client.ts';
import { defineButton, defineCommand, type Turn } from '../../src/discord/command.ts';
import { encodeCustomId } from '../../src/discord/custom-id.ts';
import { renderLine } from '../../src/discord/message.ts';
import type { Render } from '../../src/discord/reply.ts';
import { makeLogger } from '../../src/log.ts';
import type { Actor } from '../../src/playground/stand-in/actor.ts';
import { CHANNELS, PEOPLE } from '../../src/playground/stand-in/seed.ts';
import { type StandIn, startStandIn } from '../../src/playground/stand-in/stand-in.ts';
import { answerTo, buttonId, buttonsOf } from '../support/bot.ts';
import { createClock, type TestClock } from '../support/clock.ts';
import { makeDeliveryClock } from '../support/delivery-clock.ts';
import {
  type Broken,
  type FaultProxy,
  type Spoilt,
  startFaultProxy,
} from '../support/fault-proxy.ts';
import { makeMemoryLibrary } from '../support/memory-library.ts';
import { testSettings } from '../support/settings.ts';
import { textOf } from '../support/shown.ts';
import { singleCommunity } from '../support/single-community.ts';

const ANSWER: Render = (say) => renderLine(say('button.copy'));
const SECOND: Render = (say) => renderLine(say('button.share'));
const BUTTON: Render = () => ({
  ...renderLine('with a button'),
  components: rows([button('Press', { name: 'list', page: 0 })]),
});

/** Ways to answer, each with one message that is to be there in the end. */
const WAYS: Readonly<Record<string, (turn: Turn) => Promise<unknown>>> = {
  privately: ({ reply }) => reply.privately(ANSWER),
  publicly: ({ reply }) => reply.publicly(ANSWER),
  async later({ reply }) {
    await reply.acknowledge('privately');
    await reply.privately(ANSWER);
  },
  async laterForAll({ reply }) {
    await reply.acknowledge('publicly');
    await reply.publicly(ANSWER);
  },
  async otherAudience({ reply }) {
    await reply.acknowledge('publicly');
    await reply.privately(ANSWER);
  },
  async both({ reply }) {
    await reply.privately(SECOND);
    await reply.publicly(ANSWER);
  },
  withButton: ({ reply }) => reply.privately(BUTTON),
};

/** Resolves with how the next handler ends. */
let ended: (work: Promise<unknown>) => void = () => {};
function nextEnd(): Promise<unknown> {
  return new Promise((resolve) => {
    ended = (work) => resolve(work.catch(() => 'failed'));
  });
}

const door = defineCommand({
  data: {
    name: 'door',
    description: 'Answers in a way',
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
    const work = WAYS[interaction.options.getString('way', true)]?.(turn) ?? Promise.reject();
    ended(work);
    await work;
  },
});
const press = defineButton('list', async (_interaction, _action, { reply }) => {
  const work = reply.inPlace(ANSWER);
  ended(work);
  await work;
});

const QUESTION = 'When was the bridge built?';
const library = makeMemoryLibrary([
  { title: 'A bridge', body: ['The bridge was built in 1931 by hand.'] },
]);
const time = makeDeliveryClock();
const log: string[] = [];
let discordClock: TestClock;
let standIn: StandIn;
let proxy: FaultProxy;
let bot: Bot;
let people = 0;
const newcomer = () => standIn.as(standIn.addMember(`Newcomer ${++people}`));

beforeAll(async () => {
  discordClock = createClock();
  standIn = await startStandIn({ clock: discordClock });
  proxy = await startFaultProxy(standIn.apiUrl);
  bot = await startBot({
    token: standIn.token,
    apiUrl: proxy.apiUrl,
    communities: singleCommunity({ library }),
    settings: testSettings(),
    logger: makeLogger('trace', { write: (line) => void log.push(line) }),
    commands: [...commands, door],
    buttons: [...buttons.filter(({ name }) => name !== 'list'), press],
    clock: time,
    // What comes is as old as this clock says: on a slow machine it is not too late.
    timing: { now: time.now },
  });
  // What the bot is told comes in order: once it hears of this, it has heard of all before.
  time.settle = async () => {
    const typing = { name: 'ask', focused: 'article', options: { question: 'x', article: '' } };
    await (await newcomer().autocomplete(typing)).reply();
  };
});
afterEach(async () => {
  expect(left).toBe(0);
  // What was done unheard is tried again in its own time, which is not the next test's.
  await expect.poll(() => time.busy()).toBe(0);
  proxy.spoil = async () => null;
  time.patience = null;
});
afterAll(async () => {
  await bot.close();
  await proxy.close();
  await standIn.close();
});

type Fault = (pass: () => Promise<Spoilt>) => Promise<Spoilt | Broken>;
const refuse = (status: number, code = 0, headers = {}): Fault => {
  return async () => ({ status, body: { code, message: `Refused with ${code}` }, headers });
};
const done =
  (fault: Fault): Fault =>
  async (pass) => {
    await pass();
    return fault(pass);
  };

/** What may go wrong once, and leaves everything possible. */
const FAULTS: readonly (readonly [string, Fault])[] = [
  ['502 after it was done', done(refuse(502))],
  ['503 before', refuse(503)],
  ['500 before', refuse(500)],
  ['500 after it was done', done(refuse(500))],
  ['cut off before', async () => 'reset'],
  ['cut off after it was done', done(async () => 'reset')],
  ['no answer, not done', async () => 'silence'],
  ['no answer, but done', done(async () => 'silence')],
  ['401, for a moment', refuse(401, 0)],
  ['429', refuse(429, 0, { 'retry-after': '0.01', 'x-ratelimit-scope': 'shared' })],
];

/** How many requests are still to be spoilt. */
let left = 0;

/** Spoils the first requests that fit. */
function spoil(fits: RegExp, fault: Fault, times = 1): void {
  left = times;
  proxy.spoil = async ({ method, path }, pass) => {
    if (left === 0 || !fits.test(`${method} ${decodeURIComponent(path)}`)) return null;
    left--;
    return fault(pass);
  };
}

const CALLBACK = /^POST .*\/callback/;
const EDIT = /^PATCH .*\/messages\/@original/;
const FOLLOW_UP = /^POST .*\/webhooks\/\d+\/[^/]+(\?|$)/;
const DELETE = /^DELETE .*\/messages\/@original/;
const POST = /^POST .*\/channels\/\d+\/messages/;

/** Runs a way with faults under way. @returns what the person sees that was not there before. */
async function answered(way: string, who: Actor = newcomer()): Promise<APIMessage[]> {
  const before = new Set(who.visibleMessages(CHANNELS.general).map(({ id }) => id));
  const end = nextEnd();
  await who.runCommand({ name: 'door', options: { way }, channelId: CHANNELS.general });
  await end;
  // Whatever a handler still had to say of its failure has been said before the next thing.
  await time.settle();
  return who.visibleMessages(CHANNELS.general).filter(({ id }) => !before.has(id));
}

/** Whether nothing is left "thinking…". */
const LOADING = 128;
const shown = (messages: readonly APIMessage[]) =>
  messages.map(({ content, flags = 0 }) => (flags & LOADING ? 'thinking…' : content));

describe.each(FAULTS)('%s', (name, fault) => {
  const patience = () => {
    if (name.startsWith('no answer')) time.patience = 250;
  };

  it.each([
    ['privately', CALLBACK, ['Copy']],
    ['publicly', CALLBACK, ['Copy']],
    ['later', CALLBACK, ['Copy']],
    ['laterForAll', CALLBACK, ['Copy']],
    ['later', EDIT, ['Copy']],
    ['laterForAll', EDIT, ['Copy']],
    ['otherAudience', CALLBACK, ['Copy']],
    ['otherAudience', DELETE, ['Copy']],
    ['otherAudience', FOLLOW_UP, ['Copy']],
    ['both', CALLBACK, ['Share', 'Copy']],
    ['both', FOLLOW_UP, ['Share', 'Copy']],
  ] as const)('%s, at %s: one right answer', async (way, step, expected) => {
    patience();
    spoil(step, fault);
    expect(shown(await answered(way))).toEqual(expected);
  });

  it('a press that changes its message: changed once', async () => {
    patience();
    const who = newcomer();
    const [message] = await answered('withButton', who);
    if (!message) throw new Error('there is a message');
    spoil(CALLBACK, fault);
    const end = nextEnd();
    await who.click(message.id, encodeCustomId({ name: 'list', page: 0 }));
    expect(await end).toBeUndefined();
    expect(who.message(message.id)?.content).toBe('Copy');
  });

  it('a share: posted once, and its button rests', async () => {
    patience();
    const who = newcomer();
    const run = who.runCommand({ name: 'ask', options: { question: QUESTION } });
    const { message } = await answerTo(run);
    spoil(FOLLOW_UP, fault);
    const before = new Set(standIn.world.messages.keys());
    const pressed = await who.click(message.id, buttonId(message, 'Share'));
    expect(textOf(await pressed.followUp())).toContain('Shared by');
    await time.settle();
    const posted = [...standIn.world.messages.keys()].filter((id) => !before.has(id));
    expect(posted).toHaveLength(1);
    const after = who.message(message.id);
    expect(after && buttonsOf(after)).toContainEqual(
      expect.objectContaining({ label: 'Shared', disabled: true }),
    );
  });

  it('suggestions: offered all the same', async () => {
    patience();
    spoil(CALLBACK, fault);
    const typing = { name: 'ask', focused: 'article', options: { question: 'x', article: 'br' } };
    const { choices } = await (await newcomer().autocomplete(typing)).reply();
    expect(choices).toHaveLength(1);
  });

  it('a reply to a mention: posted once', async () => {
    patience();
    spoil(POST, fault);
    const who = newcomer();
    const { id } = await who.sendMessage(
      CHANNELS.general,
      `<@${standIn.applicationId}> ${QUESTION}`,
    );
    const replies = () =>
      who
        .visibleMessages(CHANNELS.general)
        .filter(({ message_reference: reference }) => reference?.message_id === id);
    await expect.poll(() => replies().length).toBe(1);
    await time.settle();
    expect(replies()).toHaveLength(1);
  });
});

describe('what Discord says of an interaction', () => {
  /** Lines that were logged meanwhile, at the level of warnings and above. */
  async function saying<T>(work: () => Promise<T>): Promise<{ result: T; said: string[] }> {
    const before = log.length;
    const result = await work();
    const said = log.slice(before).filter((line) => JSON.parse(line).level >= WARN);
    return { result, said };
  }
  const WARN = 40;

  it('40060 at once: somebody else answered, so nothing is said', async () => {
    spoil(CALLBACK, refuse(400, 40_060));
    const { result, said } = await saying(() => answered('privately'));
    expect(shown(result)).toEqual([]);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('an interaction expired');
  });

  it.each([
    ['privately', 10_062],
    ['later', 10_062],
    ['publicly', 10_015],
  ])('%s, at once %i: too late, and given up quietly', async (way, code) => {
    spoil(CALLBACK, refuse(404, code));
    const { result, said } = await saying(() => answered(way));
    expect(shown(result)).toEqual([]);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(String(code));
  });

  it('10008 of what is to be deleted: it is gone', async () => {
    spoil(DELETE, done(refuse(404, 10_008)));
    expect(shown(await answered('otherAudience'))).toEqual(['Copy']);
  });

  it('10008 of “thinking…”, which somebody deleted: the answer comes beside it', async () => {
    const before = new Set(standIn.world.messages.keys());
    spoil(EDIT, async (pass) => {
      for (const id of standIn.world.messages.keys()) {
        if (!before.has(id)) standIn.world.messages.delete(id);
      }
      return pass();
    });
    expect(shown(await answered('later'))).toEqual(['Copy']);
  });

  it.each([['later'], ['laterForAll']])('10015 of %s, in time: acknowledged again', async (way) => {
    // It never arrived, though a proxy said so.
    spoil(CALLBACK, async () => ({ status: 204, body: undefined }));
    expect(shown(await answered(way))).toEqual(['Copy']);
  });

  it('10015 in spite of an acknowledgement: Discord knows better a moment later', async () => {
    spoil(EDIT, refuse(404, 10_015));
    expect(shown(await answered('later'))).toEqual(['Copy']);
  });

  it('10015 too late: given up quietly', async () => {
    spoil(CALLBACK, async () => {
      time.pass(3_000);
      return { status: 502, body: {} };
    });
    const { result, said } = await saying(() => answered('later'));
    expect(shown(result)).toEqual([]);
    expect(said.join()).toContain('10015');
    expect(said).toHaveLength(1);
  });

  it('a first answer of which nothing is known after three seconds is looked for by an edit', async () => {
    spoil(
      CALLBACK,
      done(async () => {
        time.pass(3_000);
        return 'reset';
      }),
    );
    expect(shown(await answered('privately'))).toEqual(['Copy']);
  });

  it.each([
    ['later', EDIT],
    ['both', FOLLOW_UP],
  ])('%s, while Discord is away for longer than the token lives: given up', async (way, step) => {
    proxy.spoil = async ({ method, path }) =>
      step.test(`${method} ${decodeURIComponent(path)}`) ? 'reset' : null;
    const began = time.now();
    const { said } = await saying(() => answered(way));
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('could not be delivered');
    expect(time.now() - began).toBeLessThan(16 * 60_000);
    expect(time.now() - began).toBeGreaterThan(13 * 60_000);
  });

  it('500 of a message that Discord will never take: told with an id, after a few tries', async () => {
    spoil(EDIT, refuse(500), 4);
    const who = newcomer();
    const sent = await who.runCommand({ name: 'door', options: { way: 'later' } });
    const { message } = await answerTo(sent);
    expect(message.content).toMatch(/^Something went wrong .*`[0-9a-f]{8}`$/);
  });

  it('50013 of an answer with embeds, where they are not allowed: in plain text', async () => {
    const { world } = standIn;
    const channel = world.channels.get(CHANNELS.general);
    if (!channel) throw new Error('there is the channel');
    const deny = PermissionFlagsBits.EmbedLinks;
    const overwrites = [{ id: world.bot.id, type: 1, allow: 0n, deny } as const];
    world.channels.set(channel.id, { ...channel, overwrites });
    spoil(CALLBACK, refuse(403, 50_013));
    const { message } = await answerTo(newcomer().runCommand({ name: 'library list' }));
    world.channels.set(channel.id, channel);
    expect(message.embeds).toEqual([]);
    expect(message.content.replaceAll('*', '')).toContain('1 article');
    expect(log.join('')).toContain('"permission":"Embed Links"');
  });

  it('a public follow-up that nobody can see arrive is not sent twice, and that is told', async () => {
    const who = standIn.as(PEOPLE.member);
    const before = new Set(who.visibleMessages(CHANNELS.private).map(({ id }) => id));
    spoil(FOLLOW_UP, done(refuse(502)));
    const end = nextEnd();
    const run = { name: 'door', options: { way: 'both' }, channelId: CHANNELS.private };
    const sent = await who.runCommand(run);
    await end;
    const told = await sent.followUp(1);
    expect(told.content).toMatch(/^Discord did not tell me whether this was posted/);
    const seen = who.visibleMessages(CHANNELS.private).filter(({ id }) => !before.has(id));
    expect(shown(seen)).toEqual(['Share', 'Copy', told.content]);
  });
});

it('what is still being tried when the bot is stopped ends with it', async () => {
  const clock = makeDeliveryClock();
  const waiting: AbortSignal[] = [];
  const own = await startStandIn({ clock: createClock() });
  const between = await startFaultProxy(own.apiUrl);
  const another = await startBot({
    token: own.token,
    apiUrl: between.apiUrl,
    communities: singleCommunity({ library }),
    settings: testSettings(),
    logger: makeLogger('silent', { write: () => {} }),
    commands,
    buttons,
    clock: {
      ...clock,
      pause: (_ms, signal) =>
        new Promise((resolve) => {
          if (!signal) return;
          waiting.push(signal);
          signal.addEventListener('abort', () => resolve(false));
        }),
    },
  });
  between.spoil = async ({ method }) => (method === 'PATCH' ? 'reset' : null);
  await own.as(own.addMember('Ada')).runCommand({ name: 'ask', options: { question: QUESTION } });
  await expect.poll(() => waiting.length).toBe(1);
  await another.close();
  expect(waiting[0]?.aborted).toBe(true);
  await between.close();
  await own.close();
});
