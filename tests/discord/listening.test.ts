/** What people write to the bot in Discord, answered or left alone, through the stand-in. */
import { type APIMessage, MessageFlags, REST, Routes } from 'discord.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { COLOURS } from '../../src/discord/colours.ts';
import type { GapLog } from '../../src/gaps/gap-log.ts';
import type { Actor } from '../../src/playground/stand-in/actor.ts';
import { CHANNELS, GUILD_ID } from '../../src/playground/stand-in/seed.ts';
import { answerTo, type BotPair, expectGoodRequests, startBotPair } from '../support/bot.ts';
import { makeMemoryLibrary } from '../support/memory-library.ts';
import { buttonsIn, partsOf, passagesIn, textOf } from '../support/shown.ts';

const ROGUN = {
  ...{ title: 'The dam of Rogun', publisher: 'Hydro News', published: '2024-11-05' },
  url: 'https://example.org/rogun',
  body: ['Rogun stands 335 metres high.', 'Work there began in 1976 under other plans.'],
};
const NUREK = { title: 'The dam of Nurek', body: ['Nurek was finished in 1980 after delays.'] };
const EXAMPLES = ['How high does Rogun stand?', 'When was Nurek finished?'];
const HIGH = 'How high does Rogun stand?';

const noted: string[] = [];
const gaps = { retentionDays: 1, note: async (asked: string) => void noted.push(asked) };
const library = {
  ...makeMemoryLibrary([ROGUN, NUREK]),
  exampleQuestions: async (count: number) => EXAMPLES.slice(0, count),
};
const refusals: string[] = [];
let pair: BotPair;
let who: Actor;
let direct: string;
beforeAll(async () => {
  pair = await startBotPair(library, {
    gaps: gaps as unknown as GapLog,
    hooks: [{ onRefusal: ({ key }) => void refusals.push(key) }],
  });
});
beforeEach(() => {
  noted.length = 0;
  refusals.length = 0;
  who = pair.newcomer();
  direct = pair.standIn.openDirect(who.userId);
});
afterEach(() => expect(pair.log.filter((line) => line.includes('could not'))).toEqual([]));
afterAll(async () => {
  expectGoodRequests(pair.standIn);
  await pair.close();
});

/** The first question has everything to load. */
const PATIENT = { timeout: 10_000 };

const bot = () => `<@${pair.standIn.applicationId}>`;

/** The bot's replies to a message, oldest first. */
function repliesTo({ id, channel_id: channel }: APIMessage): APIMessage[] {
  return who
    .visibleMessages(channel)
    .filter(({ author, message_reference: to }) => author.bot === true && to?.message_id === id);
}

async function replyTo(message: APIMessage): Promise<APIMessage> {
  await expect.poll(() => repliesTo(message), PATIENT).toHaveLength(1);
  return repliesTo(message)[0] as APIMessage;
}

/** Writes in a channel, and waits for the reply. */
async function say(channel: string, text: string, to?: APIMessage): Promise<APIMessage> {
  return replyTo(await who.sendMessage(channel, text, [], to?.id));
}

/** Whether none of these messages has got a reply by the time that a later one has. */
async function expectQuiet(...messages: APIMessage[]): Promise<void> {
  const before = who;
  who = pair.newcomer();
  await say(CHANNELS.general, `${bot()} ${HIGH}`);
  who = before;
  for (const message of messages) expect(repliesTo(message), message.content).toEqual([]);
}

const quoted = (message: APIMessage) => passagesIn(message).map(({ quote }) => quote);
const ROGUN_HIGH = [expect.stringContaining('335 metres')];

describe('a direct message', () => {
  it('is a question, with the answer in reply', async () => {
    const answer = await say(direct, HIGH);
    expect(quoted(answer)).toEqual(ROGUN_HIGH);
    expect((answer.flags ?? 0) & MessageFlags.IsComponentsV2).not.toBe(0);
    // Nobody else is there to share with.
    expect(buttonsIn(answer).map(({ label }) => label)).not.toContain('Share');
    expect(textOf(await say(direct, 'Who invented the telescope?'))).toContain('do not seem');
    expect(noted).toEqual(['Who invented the telescope?']);
  });

  it.each([
    ['@Footnote How high does Rogun stand?'],
    ['footnote, How high does Rogun stand?'],
    ['/ask question: How high does Rogun stand?'],
    ['/спросить вопрос: How high does Rogun stand?'],
    ['hello! How high does Rogun stand?'],
    ['https://example.org/cat.gif How high does Rogun stand? <:dam:1300000000000000055>'],
  ])('is read as it is meant: %s', async (text) => {
    const answer = await say(direct, text);
    expect(quoted(answer)).toEqual(ROGUN_HIGH);
    expect(textOf(answer)).toContain(`-# Question: ${HIGH}\n`);
  });

  it('says that options which were pasted are not heeded', async () => {
    const answer = await say(direct, `/ask question: ${HIGH} publisher: Nobody`);
    expect(quoted(answer)).toEqual(ROGUN_HIGH);
    expect(textOf(answer)).toContain('Only the question was read');
    expect(textOf(await say(direct, '/quote text: Rogun'))).toMatch(
      /opens when you type a slash: <\/quote:\d+>$/,
    );
  });

  it('without a word to ask gets a hint, in reply', async () => {
    for (const text of ['https://example.org/cat.gif', '<a:wave:1300000000000000055>', bot()]) {
      expect(textOf(await say(direct, text))).toMatch(/^Write me a question/);
    }
  });

  it('of small talk gets one friendly line with two example questions, and is no gap', async () => {
    for (const [text, begins] of [
      ['hello', 'Hello!'],
      ['thank you so much ❤️', 'You’re welcome!'],
      ['who are you?', 'I answer questions with passages'],
      ['help', 'I answer questions with passages'],
      ['lol', 'I’m here for questions'],
      ['👍', 'I’m here for questions'],
      ['привет', 'Здравствуйте!'],
      ['merci beaucoup', 'Avec plaisir !'],
      ['wer bist du', 'Ich beantworte Fragen'],
    ] as const) {
      who = pair.newcomer();
      const line = textOf(await say(pair.standIn.openDirect(who.userId), text));
      expect(line).toMatch(new RegExp(`^${begins}`));
      for (const example of EXAMPLES) expect(line).toContain(example);
      expect(line.split('\n')).toHaveLength(1);
    }
    expect(noted).toEqual([]);
    expect(refusals).toContain('talkGreetings');
  });

  it('may follow the answer before it, as a reply or not, for ten minutes and over a restart', async () => {
    const first = await say(direct, HIGH);
    pair.clock.pass(9 * 60_000);
    const source = await say(direct, 'source?');
    expect(textOf(source)).toContain('It is from “The dam of Rogun”.\n-# Hydro News');
    pair.clock.pass(2 * 60_000);
    // The one about the source is no answer, and the answer is too long ago.
    expect(textOf(await say(direct, 'source?'))).not.toContain('It is from');
    await pair.restart(library);
    expect(textOf(await say(direct, 'source?', first))).toContain('It is from “The dam of Rogun”');
  });
});

describe('a question that leaves unsaid what it is about', () => {
  it('is asked with what it follows, which the answer says', async () => {
    await say(direct, HIGH);
    const next = await say(direct, 'thanks! and which work on it began in 1976?');
    expect(textOf(next)).toContain('Following up');
    expect(textOf(next)).toContain('The dam of Rogun');
    expect(quoted(next)).toEqual([expect.stringContaining('1976')]);
    const named = await say(CHANNELS.general, `${bot()} ${HIGH}`);
    const below = await say(CHANNELS.general, 'and which work on it began in 1976?', named);
    expect(textOf(below)).toContain('Following up');
    expect(quoted(below)).toEqual([expect.stringContaining('1976')]);
  });
});

describe('what is asked about an answer', () => {
  it('is where it is from: its article, place and page', async () => {
    await say(direct, HIGH);
    const source = await say(direct, 'Quelle?');
    expect(textOf(source)).toMatch(
      /Das steht in „The dam of Rogun“\.\n-# Hydro News · 2024-11-05 · ¶ 1 · [\w-]+/,
    );
    expect(buttonsIn(source)).toMatchObject([
      { url: expect.stringContaining('example.org/rogun') },
    ]);
  });

  it('is how sure it is, and why', async () => {
    await say(direct, HIGH);
    const sure = textOf(await say(direct, 'are you sure?'));
    expect(sure).toMatch(/^Quite sure: of answers like this one, about \d+ in 100 are right\.\n- /);
    expect(sure).toContain('The words are those of “The dam of Rogun”, one for one.');
    await say(direct, 'Who invented the telescope?');
    expect(textOf(await say(direct, 'really?'))).toContain('I found nothing that answers it');
    expect(noted).toEqual(['Who invented the telescope?']);
  });

  it('says so where the passage is not there any more', async () => {
    const answer = await say(direct, HIGH);
    const { standIn } = pair;
    library.setArticles([NUREK]);
    expect(textOf(await say(direct, 'source?', answer))).toContain('has changed since');
    expect(textOf(await say(direct, 'are you sure?', answer))).toContain('has changed since');
    library.setArticles([ROGUN, NUREK]);
    expect(standIn.requests.length).toBeGreaterThan(0);
  });
});

describe('in a server', () => {
  it('a mention is answered, with what it replies to in mind', async () => {
    const answer = await say(CHANNELS.general, `${bot()}, ${HIGH}`);
    expect(quoted(answer)).toEqual(ROGUN_HIGH);
    expect(buttonsIn(answer).map(({ label }) => label)).toContain('Remove');
    expect(textOf(await say(CHANNELS.general, bot()))).toMatch(/^Mention me with a question/);
    expect(textOf(await say(CHANNELS.general, `${bot()} hello there`))).toMatch(/^Hello!/);
    expect(textOf(await say(CHANNELS.general, `${bot()} source?`, answer))).toMatch(/^It is from/);
    expect(noted).toEqual([]);
  });

  it('a reply that pings an answer is a question only where it reads like one', async () => {
    const answer = await say(CHANNELS.general, `${bot()} ${HIGH}`);
    const quiet: APIMessage[] = [];
    for (const text of ['thanks', 'lol', 'that is high', '👍', 'hello', 'ok cool']) {
      quiet.push(await who.sendMessage(CHANNELS.general, text, [], answer.id));
    }
    quiet.push(await who.sendMessage(CHANNELS.general, 'And when?', [], answer.id, false));
    quiet.push(await who.sendMessage(CHANNELS.general, 'When was Nurek finished?'));
    await expectQuiet(...quiet);
    const next = await say(CHANNELS.general, 'When was Nurek finished?', answer);
    expect(quoted(next)).toEqual([expect.stringContaining('1980')]);
    expect(textOf(await say(CHANNELS.general, 'source?', answer))).toMatch(/^It is from/);
    expect(textOf(await say(CHANNELS.general, 'are you sure?', next))).toMatch(/^Quite sure/);
    expect(textOf(await say(CHANNELS.general, 'who are you?', answer))).toMatch(/^I answer/);
    expect(noted).toEqual([]);
  });

  it('replies to shared quotes and to what the bot posted by itself never are', async () => {
    const asked = await answerTo(who.runCommand({ name: 'ask', options: { question: HIGH } }));
    const share = buttonsIn(asked.message).find(({ label }) => label === 'Share');
    await (await who.click(asked.message.id, share?.id ?? '')).acknowledged();
    const isShared = ({ author, components }: APIMessage) =>
      author.bot === true && textOf({ components: components ?? [] }).includes('Shared by');
    await expect.poll(() => who.visibleMessages().some(isShared), PATIENT).toBe(true);
    const shared = who.visibleMessages().find(isShared);
    const rest = new REST({ api: pair.standIn.apiUrl }).setToken(pair.standIn.token);
    const body = { content: 'New: “The dam of Rogun”', allowed_mentions: { parse: [] } };
    const news = (await rest.post(Routes.channelMessages(CHANNELS.general), {
      body,
    })) as APIMessage;
    // As Discord would deliver a shared quote that was no answer to an interaction.
    const again = { flags: MessageFlags.IsComponentsV2, components: shared?.components };
    const like = (await rest.post(Routes.channelMessages(CHANNELS.general), {
      body: { ...again, allowed_mentions: { parse: [] } },
    })) as APIMessage;
    const quiet: APIMessage[] = [];
    for (const { id } of [shared, news, like].filter((each) => each !== undefined)) {
      quiet.push(await who.sendMessage(CHANNELS.general, 'When was Nurek finished?', [], id));
      quiet.push(await who.sendMessage(CHANNELS.general, 'source?', [], id));
    }
    expect(quiet).toHaveLength(6);
    await expectQuiet(...quiet);
  });

  it('a mention of its role gets one hint where its words are not delivered', async () => {
    const role = pair.standIn.world.servers
      .get(GUILD_ID)
      ?.roles.find(({ tags }) => tags?.bot_id === pair.standIn.applicationId);
    const called = `<@&${role?.id}> ${HIGH}`;
    const hint = textOf(await say(CHANNELS.general, called));
    expect(hint).toContain('Discord does not show me');
    expect(hint).toContain(bot());
    await expectQuiet(await who.sendMessage(CHANNELS.general, called));
    expect(quoted(await say(CHANNELS.general, `${called} ${bot()}`))).toEqual(ROGUN_HIGH);
    const moderators = pair.standIn.world.servers.get(GUILD_ID)?.roles[1]?.id;
    await expectQuiet(await who.sendMessage(CHANNELS.general, `<@&${moderators}> ${HIGH}`));
  });

  it('who asks too fast is told once', async () => {
    const asked: APIMessage[] = [];
    for (let times = 0; times < 13; times++) {
      asked.push(await who.sendMessage(CHANNELS.general, `${bot()} ${HIGH}`));
    }
    const told = (message: APIMessage) => textOf(repliesTo(message)[0] ?? {});
    await expect
      .poll(() => asked.filter((message) => repliesTo(message).length > 0), PATIENT)
      .toHaveLength(11);
    await expectQuiet();
    const hasty = asked.filter((message) =>
      /ask again in|Ask again in|second/i.test(told(message)),
    );
    expect(hasty).toHaveLength(1);
    expect(refusals.filter((key) => key === 'slowDown')).toHaveLength(3);
  });
});

describe('the way of a command', () => {
  it('leads to the same friendly line, and leaves noise out', async () => {
    const ask = (question: string) =>
      answerTo(who.runCommand({ name: 'ask', options: { question, visible: true } }));
    const talk = await ask('hello there!');
    expect(textOf(talk.message)).toMatch(/^Hello!/);
    expect(talk.ephemeral).toBe(true);
    expect(textOf((await ask('<@1300000000000000010> https://example.org')).message)).toContain(
      'no question',
    );
    const answer = await ask(`<@1300000000000000010> ${HIGH} https://example.org/x.gif`);
    expect(quoted(answer.message)).toEqual(ROGUN_HIGH);
    expect(textOf(answer.message)).toContain(`Question: ${HIGH}\n`);
    expect(
      partsOf(answer.message).some(({ accent_color: colour }) => colour === COLOURS.answer),
    ).toBe(true);
    expect(noted).toEqual([]);
  });
});
