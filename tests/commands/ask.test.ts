/** `/ask` and its buttons, from the person's side: real discord.js against the stand-in. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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
  it('answers privately with up to three excerpts, each a slice, cited, with its buttons', async () => {
    const { message, ephemeral, deferred } = await ask({ question: QUESTION });
    expect({ ephemeral, deferred }).toEqual({ ephemeral: true, deferred: true });
    expect(message.content).toBe(`Question: ${QUESTION}`);
    expect(message.embeds).toHaveLength(3);
    const [first] = message.embeds;
    expect(first?.title).toBe(RIVER.title);
    expect(first?.url).toBe(
      `${RIVER.url}#:~:text=Forty%20%2Akeepers%2A%20guard%20the%20upper%20river.`,
    );
    expect(first?.description).toContain('**Forty \\*keepers\\* guard the upper river.**');
    expect(readMarkdown(first?.description ?? '').text).toBe(RIVER.body[2]);
    expect(first?.footer?.text).toMatch(
      /^Keepers · ¶ 2 · Example Times · 2025-01-19 · [0-9a-z]{6}-[0-9a-z]{6}$/,
    );
    expect(buttonsOf(message).map(({ label }) => label)).toEqual([
      'Share 1',
      'Share 2',
      'Share 3',
      'Context 1',
      'Context 2',
      'Context 3',
      'More',
    ]);
  });

  it('answers for everyone when asked to, and shows the question as it was typed', async () => {
    const question = '**keepers** @everyone <@1> guard `upper` river?';
    const { message, ephemeral } = await ask({ question, visible: true, count: 1 });
    expect(ephemeral).toBe(false);
    expect(message.embeds).toHaveLength(1);
    expect(readMarkdown(message.content)).toMatchObject({
      text: `Question: ${question}`,
      constructs: [],
    });
    expect(message.mention_everyone).toBe(false);
    expect(buttonsOf(message)[0]?.label).toBe('Share');
  });

  it('looks in one article, by its id or by its title', async () => {
    const [, talks] = await library.articles();
    for (const article of [talks?.id ?? '', 'talks in the VALLEY', 'Talks in']) {
      const { message } = await ask({
        question: 'How long did the talks last, two days?',
        article,
      });
      expect(message.embeds.map(({ title }) => title)).toEqual([TALKS.title, TALKS.title]);
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
    expect(message.embeds).toEqual([]);
    expect(message.content).toContain('The articles do not seem to answer this.');
    const near = buttonId(message, 'Show the nearest passages');
    const { message: shown, ephemeral } = await answerTo(who.click(message.id, near));
    expect(ephemeral).toBe(true);
    expect(shown.content).toBe('Nearest passages. They may not answer the question.');
    expect(shown.embeds).toHaveLength(3);
    const next = await answerTo(who.click(shown.id, buttonId(shown, 'More')));
    expect(next.message.content).toBe(shown.content);
  });

  it('pages with More until there is nothing more, no passage twice', async () => {
    const { who, message } = await ask({ question: QUESTION, count: 2 });
    const footers = message.embeds.map(({ footer }) => footer?.text);
    let page = message;
    for (let pages = 0; buttonsOf(page).some(({ label }) => label === 'More'); pages++) {
      expect(pages).toBeLessThan(5);
      page = (await answerTo(who.click(page.id, buttonId(page, 'More')))).message;
      footers.push(...page.embeds.map(({ footer }) => footer?.text));
    }
    expect(footers).toHaveLength(7);
    expect(new Set(footers).size).toBe(7);
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
    const isAnswer = ({ embeds }: { embeds: unknown[] }) => embeds.length > 0;
    expect((await messageOnce(pair.standIn, message.id, isAnswer)).embeds).toHaveLength(3);
  });

  it('answers while it reads on, and says so', async () => {
    library.setStatus({ phase: 'embedding', done: 40, total: 160 });
    const { message } = await ask({ question: QUESTION });
    expect(message.content).toContain('Not all articles are read yet (25 %)');
    expect(message.embeds).toHaveLength(3);
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
    expect((await ask({ question: QUESTION })).message.embeds).toHaveLength(3);
  });

  it('works in direct messages', async () => {
    const sent = await pair.member.runCommand({
      name: 'ask',
      options: { question: QUESTION },
      channelId: CHANNELS.memberDm,
    });
    expect((await answerTo(sent)).message.embeds).toHaveLength(3);
  });
});

describe('Share', () => {
  it('posts the excerpt for everyone, says who shared it, and rests', async () => {
    const { who, message } = await ask({ question: QUESTION });
    const id = buttonId(message, 'Share 1');
    const pressed = await who.click(message.id, id);
    const posted = await pressed.followUp();
    expect(posted.content).toBe(`Shared by <@${who.userId}> · published <t:1737288000:D>`);
    expect(posted.mentions).toEqual([]);
    expect(posted.embeds[0]).toMatchObject({ title: RIVER.title, author: { name: 'Jane Doe' } });
    expect(posted.embeds[0]?.description).toBe(message.embeds[0]?.description);
    expect(posted.embeds[0]?.footer?.text).toBe(
      message.embeds[0]?.footer?.text.replace(' · 2025-01-19', ''),
    );
    expect(pair.moderator.message(posted.id)).not.toBeNull();
    const after = who.message(message.id);
    expect(after && buttonsOf(after)[0]).toEqual({ label: 'Shared', id, disabled: true });
    expect(after?.embeds).toHaveLength(3);
  });

  it('takes two quick presses for one', async () => {
    const { who, message } = await ask({ question: QUESTION });
    const id = buttonId(message, 'Share 2');
    const before = pair.moderator.visibleMessages().length;
    const first = await who.click(message.id, id);
    const second = await who.click(message.id, id, { forged: true });
    await first.followUp();
    await second.acknowledged();
    expect(pair.moderator.visibleMessages()).toHaveLength(before + 1);
  });

  it('works where neither the bot nor the person may write, as far as Discord lets it', async () => {
    for (const channelId of [CHANNELS.memberDm, CHANNELS.private]) {
      const sent = await pair.member.runCommand({
        name: 'ask',
        options: { question: QUESTION, count: 1 },
        channelId,
      });
      const { message } = await answerTo(sent);
      const posted = await (
        await pair.member.click(message.id, buttonId(message, 'Share'))
      ).followUp();
      expect(posted.content).toMatch(new RegExp(`^Shared by <@${PEOPLE.member}>`));
    }
  });

  it('works after a restart of the bot, from the same message', async () => {
    const { who, message } = await ask({ question: QUESTION });
    await pair.restart();
    const posted = await (await who.click(message.id, buttonId(message, 'Share 3'))).followUp();
    expect(posted.embeds[0]?.description).toBe(message.embeds[2]?.description);
    const more = await answerTo(who.click(message.id, buttonId(message, 'More')));
    expect(more.message.embeds).toHaveLength(3);
  });

  it('quotes nothing whose source has changed since', async () => {
    const { who, message } = await ask({ question: QUESTION });
    const [, , keepers = ''] = RIVER.body;
    library.setArticles([{ ...RIVER, body: [keepers.replace('Forty', 'Fifty')] }]);
    for (const label of ['Share 1', 'More']) {
      const pressed = who.click(message.id, buttonId(message, label));
      const { message: reply, ephemeral } = await answerTo(pressed);
      expect(ephemeral).toBe(true);
      expect(reply.content).toContain('The source has changed since');
      expect(reply.embeds).toEqual([]);
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
