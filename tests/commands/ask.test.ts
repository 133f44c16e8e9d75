/** `/ask` and its buttons, from the person's side: real discord.js against the stand-in. */

import { ButtonStyle } from 'discord.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { COLOURS } from '../../src/discord/colours.ts';
import { encodeCustomId, parseCustomId } from '../../src/discord/custom-id.ts';
import { readRefs } from '../../src/discord/pointer-codec.ts';
import { CHANNELS, PEOPLE } from '../../src/playground/stand-in/seed.ts';
import {
  answerTo,
  type BotPair,
  buttonId,
  buttonsOf,
  expectGoodRequests,
  messageOnce,
  startBotPair,
} from '../support/bot.ts';
import { readMarkdown } from '../support/discord-markdown.ts';
import { type ArticleSource, makeMemoryLibrary } from '../support/memory-library.ts';
import { type AnyMessage, menusIn, passagesIn, textOf, textsOf } from '../support/shown.ts';

const RIVER: ArticleSource = {
  title: 'The river and its keepers',
  author: 'Jane Doe',
  publisher: 'Example Times',
  published: '2025-01-19',
  url: 'https://example.org/river',
  body: [
    'A river runs between the two countries. Its length is 921 kilometres.',
    '## Keepers',
    'Keepers walk along the river every day. Forty *keepers* guard the upper river. They rest on Fridays.',
    'The river floods each spring. Keepers warn the villages along it.',
    'A second river joins from the north; keepers call it the small river.',
    'The river froze in 1969. Keepers crossed it on foot.',
  ],
};
const TALKS: ArticleSource = {
  title: 'Talks in the valley',
  body: ['The talks lasted two days. Both sides agreed to meet again.', 'The valley stayed calm.'],
};
const QUESTION = 'How many keepers guard the upper river?';

const library = makeMemoryLibrary([RIVER, TALKS]);
let pair: BotPair;
beforeAll(async () => {
  pair = await startBotPair(library);
});
beforeEach(() => {
  library.setArticles([RIVER, TALKS]);
  library.setStatus({});
});
afterEach(() => expectGoodRequests(pair.standIn));
afterAll(() => pair.close());

/** Asks and returns the complete reply. */
async function ask(options: Record<string, string | number | boolean>, who = pair.newcomer()) {
  return { who, ...(await answerTo(who.runCommand({ name: 'ask', options }))) };
}

describe('/ask', () => {
  it('answers privately with one passage, a slice, cited, with its buttons, and offers others', async () => {
    const { message, ephemeral, deferred } = await ask({ question: QUESTION });
    expect({ ephemeral, deferred }).toEqual({ ephemeral: true, deferred: true });
    expect(textsOf(message)[0]).toBe(`Question: ${QUESTION}`);
    const [first, ...others] = passagesIn(message);
    expect(others).toEqual([]);
    expect(first?.title).toBe(RIVER.title);
    expect(first?.source).toBe(
      `${RIVER.url}#:~:text=Forty%20%2Akeepers%2A%20guard%20the%20upper%20river.`,
    );
    expect(first?.quote).toContain('**Forty \\*keepers\\* guard the upper river.**');
    expect(readMarkdown(first?.quote ?? '').text).toBe(RIVER.body[2]);
    expect(first?.place).toMatch(
      /^Example Times · 2025-01-19 · Keepers ¶ 2 · [0-9a-z]{6}-[0-9a-z]{6}$/,
    );
    expect(buttonsOf(message).map(({ label }) => label)).toEqual(['Share', 'Context', 'Copy']);
    const [menu] = menusIn(message);
    expect(menu?.placeholder).toBe('5 more passages');
    expect(menu?.options[0]).toMatchObject({
      label: RIVER.title,
      description: expect.stringMatching(/^(?:The river|A second river|A river)/),
    });
  });

  it('shows as many in full as are asked for', async () => {
    const { message } = await ask({ question: QUESTION, count: 3 });
    expect(passagesIn(message)).toHaveLength(3);
    expect(buttonsOf(message).map(({ label }) => label)).toEqual(
      Array(3).fill(['Share', 'Context', 'Copy']).flat(),
    );
  });

  it('opens one of the others beneath, then another in its place', async () => {
    const { who, message } = await ask({ question: QUESTION });
    const [menu] = menusIn(message);
    for (const option of menu?.options.slice(0, 2) ?? []) {
      const chosen = await who.select(message.id, menu?.id ?? '', [option.value]);
      const { kind, message: opened } = await chosen.reply();
      expect([kind, opened?.id]).toEqual(['update', message.id]);
      const [first, second, ...more] = passagesIn(opened ?? message);
      expect(more).toEqual([]);
      expect(first).toEqual(passagesIn(message)[0]);
      expect(readMarkdown(second?.quote ?? '').text).toContain(option.description?.slice(0, 20));
      expect(second?.buttons.map(({ label }) => label)).toContain('Share');
      expect(menusIn(opened ?? message)[0]?.options.filter((one) => one.default)).toEqual([
        { ...option, default: true },
      ]);
    }
  });

  it('opens it privately beside an answer that all see, and refuses what is no choice', async () => {
    const { message } = await ask({ question: QUESTION, visible: true });
    const [menu] = menusIn(message);
    const other = pair.newcomer();
    const value = menu?.options[0]?.value ?? '';
    const opened = await answerTo(other.select(message.id, menu?.id ?? '', [value]));
    expect(opened.ephemeral).toBe(true);
    expect(passagesIn(opened.message)).toHaveLength(1);
    expect(pair.moderator.message(message.id)).toMatchObject({ id: message.id });
    const forged = await answerTo(
      other.select(message.id, menu?.id ?? '', ['nonsense'], { forged: true }),
    );
    expect(textOf(forged.message)).toMatch(/Please ask again\.$/);
  });

  it('answers for everyone when asked to, and shows the question as it was typed', async () => {
    const question = '**keepers** <@1> @Sam guard `upper` river?';
    const noise = '@everyone <@1300000000000000011>';
    const typed = `${noise} ${question}`;
    const { message, ephemeral } = await ask({ question: typed, visible: true, count: 1 });
    expect(ephemeral).toBe(false);
    expect(passagesIn(message)).toHaveLength(1);
    expect(readMarkdown(textsOf(message)[0] ?? '')).toMatchObject({
      text: `Question: ${question}`,
      constructs: [],
    });
    expect(message.mention_everyone).toBe(false);
    expect(buttonsOf(message).map(({ label }) => label)).toEqual([
      ...['Share', 'Context', 'Copy', 'Remove'],
    ]);
  });

  it('looks in one article, by its id or by its title', async () => {
    const [, talks] = await library.articles();
    for (const article of [talks?.id ?? '', 'talks in the VALLEY', 'Talks in']) {
      const { message } = await ask({
        question: 'How long did the talks last, two days?',
        article,
        count: 2,
      });
      expect(passagesIn(message).map(({ title }) => title)).toEqual([TALKS.title, '']);
    }
    const { message, ephemeral } = await ask({ question: QUESTION, article: '**nothing**' });
    expect(ephemeral).toBe(true);
    expect(readMarkdown(message.content).text).toContain('no article called “**nothing**”');
  });

  it('completes article titles, the value being an id', async () => {
    const long = { ...TALKS, title: `${'very '.repeat(30)}long` };
    library.setArticles([RIVER, long]);
    const typing = { name: 'ask', focused: 'article' } as const;
    const type = async (article: string) => {
      const sent = await pair.member.autocomplete({
        ...typing,
        options: { question: 'x', article },
      });
      return (await sent.reply()).choices ?? [];
    };
    const [river, cut] = await library.articles();
    expect(await type('riv')).toEqual([
      { name: `${RIVER.title} · Example Times, 2025-01-19`, value: river?.id },
    ]);
    expect(await type('very')).toEqual([{ name: expect.stringMatching(/very…$/), value: cut?.id }]);
    expect(await type('nothing like it')).toEqual([]);
  });

  it('completes as fast as one types, and nothing for whoever floods', async () => {
    const person = pair.newcomer();
    const complete = async (who: typeof person) => {
      const options = { question: 'x', article: 'riv' };
      const sent = await who.autocomplete({ name: 'ask', focused: 'article', options });
      return ((await sent.reply()).choices ?? []).length;
    };
    const found: number[] = [];
    for (let at = 0; at < 110; at += 10) {
      found.push(...(await Promise.all(Array.from({ length: 10 }, () => complete(person)))));
    }
    expect(found.slice(0, 100)).not.toContain(0);
    expect(found.slice(100)).toEqual(Array(10).fill(0));
    // Nobody else waits for that, and asking is counted by itself.
    expect(await complete(pair.newcomer())).toBeGreaterThan(0);
  });

  it('says that the articles do not answer, and shows the nearest passages when asked', async () => {
    const { who, message } = await ask({
      question: 'Which river has penguins, seals, whales and ice?',
    });
    expect(passagesIn(message)).toEqual([]);
    expect(textOf(message)).toContain('The articles do not seem to answer this.');
    const near = buttonId(message, 'Show the nearest passages');
    const { message: shown, ephemeral } = await answerTo(who.click(message.id, near));
    expect(ephemeral).toBe(true);
    expect(textsOf(shown)[0]).toBe('Nearest passages. They may not answer the question.');
    const nearest = passagesIn(shown);
    expect(nearest).toHaveLength(3);
    for (const { quote, colour, buttons } of nearest) {
      expect(colour).toBe(COLOURS.nearest);
      expect(readMarkdown(quote).bold).not.toContain(true);
      const styles = buttons.filter(({ id }) => id !== '').map(({ style }) => style);
      expect(styles).not.toContain(ButtonStyle.Primary);
    }
    const [menu] = menusIn(shown);
    const value = menu?.options[0]?.value ?? '';
    const chosen = await who.select(shown.id, menu?.id ?? '', [value]);
    const more = passagesIn((await chosen.reply()).message ?? message);
    expect(more).toHaveLength(4);
    expect(more[3]).toMatchObject({ colour: COLOURS.nearest });
  });

  it('offers every other passage once, and none that is shown', async () => {
    const { message } = await ask({ question: QUESTION, count: 2 });
    const shown = buttonsOf(message)
      .map(({ id }) => parseCustomId(id))
      .flatMap((action) => (action?.name === 'share' ? [action.ref.id] : []));
    const offered = menusIn(message)[0]?.options.map(
      ({ value }) => `${value.slice(0, 6)}-${value.slice(6, 12)}`,
    );
    const ids = [...shown, ...(offered ?? [])];
    expect(ids).toHaveLength(7);
    expect(new Set(ids).size).toBe(7);
  });

  it('shows the next passages by the More button of a message of before', async () => {
    const { who, message } = await ask({ question: QUESTION });
    const refs = (menusIn(message)[0]?.options ?? []).flatMap(({ value }) => readRefs(value) ?? []);
    const before = encodeCustomId({ name: 'more', count: 2, refs });
    const page = await answerTo(who.click(message.id, before, { forged: true }));
    expect(passagesIn(page.message)).toHaveLength(2);
    expect(menusIn(page.message)[0]?.options).toHaveLength(refs.length - 2);
  });

  it.each([
    ['a', 'Please ask with at least 3 characters.'],
    ['x'.repeat(301), 'Please ask in at most 300 characters; this was 301.'],
  ])('refuses a question of another length than it takes', async (question, words) => {
    const { message, ephemeral, deferred } = await ask({ question });
    expect({ content: message.content, ephemeral, deferred }).toEqual({
      content: words,
      ephemeral: true,
      deferred: false,
    });
  });

  it('refuses a count out of its range', async () => {
    const { message } = await ask({ question: QUESTION, count: 50 });
    expect(message.content).toBe('Please choose a count from 1 to 5.');
  });

  it('says at once how far it is while nothing can be searched, and answers when it can', async () => {
    library.setStatus({ phase: 'embedding', done: 40, total: 160, passages: 0 });
    const { message, ephemeral, deferred } = await ask({ question: QUESTION, visible: true });
    expect({ ephemeral, deferred }).toEqual({ ephemeral: false, deferred: true });
    expect(message.content).toContain('40 of 160 passages');
    library.setStatus({});
    const isAnswer = (one: AnyMessage) => passagesIn(one).length > 0;
    const answer = await messageOnce(pair.standIn, message.id, isAnswer);
    expect(passagesIn(answer)).toHaveLength(1);
    expect(answer.content).toBe('');
  });

  it('answers while it reads on, and says so', async () => {
    library.setStatus({ phase: 'embedding', done: 40, total: 160 });
    const { message } = await ask({ question: QUESTION });
    expect(textOf(message)).toContain('Not all articles are read yet (25 %)');
    expect(passagesIn(message)).toHaveLength(1);
  });

  it('shows an id for a bug, never a stack, and logs neither question nor token', async () => {
    for (const visible of [false, true]) {
      library.failNext(new Error(`boom over "${QUESTION}"`));
      const who = pair.newcomer();
      const sent = await who.runCommand({ name: 'ask', options: { question: QUESTION, visible } });
      const message = visible ? await sent.followUp() : (await answerTo(sent)).message;
      expect(message.flags).toBe(64);
      const id = /`([0-9a-f]{8})`/.exec(message.content)?.[1] ?? 'none';
      expect(message.content).not.toMatch(/boom|at .*\.ts/);
      const logged = pair.log.filter((line) => line.includes(id));
      expect(logged).toHaveLength(1);
      expect(logged[0]).toContain('boom over');
      // Nothing of the failed public reply stays behind.
      if (visible) expect(pair.moderator.visibleMessages().at(-1)?.flags).not.toBe(128);
    }
    const log = pair.log.join('');
    expect(log).not.toContain(QUESTION);
    expect(log).not.toContain(pair.standIn.token);
  });

  it('slows down who asks too much, and nobody else', async () => {
    const hasty = pair.newcomer();
    for (let n = 0; n < 10; n++) await ask({ question: QUESTION, count: 1 }, hasty);
    const { message, ephemeral } = await ask({ question: QUESTION }, hasty);
    expect(ephemeral).toBe(true);
    expect(message.content).toMatch(/^That was quick! Please wait \d+ seconds? and try again\.$/);
    expect(passagesIn((await ask({ question: QUESTION })).message)).toHaveLength(1);
  });

  it('works in direct messages', async () => {
    const sent = await pair.member.runCommand({
      name: 'ask',
      options: { question: QUESTION },
      channelId: CHANNELS.memberDm,
    });
    const { message } = await answerTo(sent);
    expect(passagesIn(message)).toHaveLength(1);
    // There is nobody to share with.
    expect(buttonsOf(message).map(({ label }) => label)).toEqual(['Context', 'Copy']);
    const opened = pair.member.click(message.id, buttonId(message, 'Context'));
    const labels = buttonsOf((await answerTo(opened)).message).map(({ label }) => label);
    expect(labels).toEqual(['More context', 'Copy']);
  });
});

describe('Share', () => {
  it('posts the excerpt for everyone, says who shared it, and rests', async () => {
    const { who, message } = await ask({ question: QUESTION });
    const id = buttonId(message, 'Share');
    const pressed = await who.click(message.id, id);
    const posted = await pressed.followUp();
    expect(posted.mentions).toEqual([]);
    const [shown] = passagesIn(message);
    const [passage] = passagesIn(posted);
    expect(passage).toMatchObject({
      title: RIVER.title,
      quote: shown?.quote,
      place: shown?.place,
      below: `-# Shared by <@${who.userId}>`,
      source: shown?.source,
    });
    expect(buttonsOf(posted).map(({ label }) => label)).toEqual(['Context', 'Copy', 'Remove']);
    expect(pair.moderator.message(posted.id)).not.toBeNull();
    const after = who.message(message.id);
    expect(after && buttonsOf(after)[0]).toEqual({ label: 'Shared', id, disabled: true });
    expect(after && textsOf(after)).toEqual(textsOf(message));
    expect(after && menusIn(after)).toEqual(menusIn(message));
  });

  it('takes two quick presses for one', async () => {
    const { who, message } = await ask({ question: QUESTION });
    const id = buttonId(message, 'Share');
    const before = pair.moderator.visibleMessages().length;
    const first = await who.click(message.id, id);
    const second = await who.click(message.id, id, { forged: true });
    await first.followUp();
    await second.acknowledged();
    expect(pair.moderator.visibleMessages()).toHaveLength(before + 1);
  });

  it('works where neither the bot nor the person may write, as far as Discord lets it', async () => {
    const channelId = CHANNELS.private;
    const run = pair.member.runCommand({ name: 'ask', options: { question: QUESTION }, channelId });
    const { message } = await answerTo(run);
    const press = await pair.member.click(message.id, buttonId(message, 'Share'));
    expect(textOf(await press.followUp())).toContain(`Shared by <@${PEOPLE.member}>`);
  });

  it('works after a restart of the bot, from the same message', async () => {
    const { who, message } = await ask({ question: QUESTION });
    await pair.restart();
    const posted = await (await who.click(message.id, buttonId(message, 'Share'))).followUp();
    expect(passagesIn(posted)[0]?.quote).toBe(passagesIn(message)[0]?.quote);
    const [menu] = menusIn(message);
    const value = menu?.options[0]?.value ?? '';
    const chosen = await who.select(message.id, menu?.id ?? '', [value]);
    expect(passagesIn((await chosen.reply()).message ?? message)).toHaveLength(2);
  });

  it('quotes nothing whose source has changed since', async () => {
    const { who, message } = await ask({ question: QUESTION });
    const [, , keepers = ''] = RIVER.body;
    library.setArticles([{ ...RIVER, body: [keepers.replace('Forty', 'Fifty')] }]);
    const [menu] = menusIn(message);
    for (const press of [
      () => who.click(message.id, buttonId(message, 'Share')),
      () => who.select(message.id, menu?.id ?? '', [menu?.options[0]?.value ?? '']),
    ]) {
      const { message: reply, ephemeral } = await answerTo(press());
      expect(ephemeral).toBe(true);
      expect(textOf(reply)).toContain('The source has changed since');
      expect(passagesIn(reply)).toEqual([]);
    }
  });
});

describe('buttons that are not ours', () => {
  it.each([
    ['1:share:abcdefabcdef'],
    ['9:share:abcdefabcdef0'],
    ['1:share:zzzzzzabcdef0'],
    ['1:more:3:'],
    ['something else entirely'],
  ])('%j is answered politely', async (id) => {
    const { who, message } = await ask({ question: QUESTION });
    const { message: reply, ephemeral } = await answerTo(
      who.click(message.id, id, { forged: true }),
    );
    expect(ephemeral).toBe(true);
    expect(reply.content).toMatch(/Please ask again\.$/);
  });
});
