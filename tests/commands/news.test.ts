/** Dates, publishers, citations that were edited, /about, /help and /gaps, on a real library. */
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type GapLog, type GapLogs, openGapLogs } from '../../src/gaps/gap-log.ts';
import { CHANNELS } from '../../src/playground/stand-in/seed.ts';
import { diskState } from '../../src/state/disk-state.ts';
import { answerTo, type BotPair, expectGoodRequests, startBotPair } from '../support/bot.ts';
import { readMarkdown } from '../support/discord-markdown.ts';
import { writeFiles } from '../support/library.ts';
import { openSharedLibrary, type SharedLibrary } from '../support/open-library.ts';
import { type AnyMessage, passagesIn, textOf, textsOf } from '../support/shown.ts';

const article = (title: string, published: string, publisher: string, body: string) =>
  `---\ntitle: ${title}\npublished: ${published}\npublisher: ${publisher}\n---\n\n${body}\n`;
const EDITED = 'The ferry across the strait carries sixty cars and runs at night.';
const FILES = {
  'old.md': article(
    'The ferry of old',
    '2019-07-01',
    'Harbour Post',
    'The ferry across the strait carried twelve cars and ran by day only.',
  ),
  'new.md': article(
    'The new ferry',
    '2024-11-30',
    'Coast Weekly',
    `${EDITED}\n\nIts captain is Olga Reyes.`,
  ),
  'gone.md': article(
    'The lighthouse',
    '2020-01-01',
    'Harbour Post',
    'The lighthouse keeper counts the gulls each morning.',
  ),
};
const QUESTION = 'How many cars does the ferry across the strait carry?';

let shared: SharedLibrary;
let logs: GapLogs;
let gaps: GapLog;
let pair: BotPair;
beforeAll(async () => {
  shared = await openSharedLibrary(FILES);
  logs = await openGapLogs({ state: diskState(shared.dataDir), retentionDays: 90 });
  gaps = logs.gapsElsewhere(null, () => false);
  const about = { version: '1.2.3', sourceUrl: 'https://example.org/source' };
  pair = await startBotPair(shared.library, { about, gaps });
});
afterEach(() => expectGoodRequests(pair.standIn));
afterAll(async () => {
  await pair.close();
  await logs.close();
  await shared.remove();
});

type Options = Record<string, string | number | boolean>;
const run = (name: string, options: Options = {}, who = pair.newcomer()) =>
  answerTo(who.runCommand({ name, options }));
const titles = async (options: Options) => {
  const { message } = await run('ask', { question: QUESTION, count: 5, ...options });
  return passagesIn(message)
    .map(({ title }) => title)
    .filter(Boolean);
};

describe('since, until, publisher', () => {
  it('narrow the search down before it ranks', async () => {
    expect(new Set(await titles({ until: '2019' }))).toEqual(new Set(['The ferry of old']));
    expect(new Set(await titles({ since: '2024-11-30' }))).toEqual(new Set(['The new ferry']));
    expect(new Set(await titles({ since: '2024-11', until: '2024-11' }))).toEqual(
      new Set(['The new ferry']),
    );
    expect(await titles({ publisher: 'harbour post' })).not.toContain('The new ferry');
    expect(await titles({ publisher: 'Coast' })).toContain('The new ferry');
  });

  it.each([
    [{ since: 'yesterday' }, 'I do not understand the date “yesterday”'],
    [{ until: '2024-02-30' }, 'I do not understand the date “2024-02-30”'],
    [{ since: '2024-13' }, 'I do not understand the date'],
    [{ since: '2025', until: '2024' }, 'The first date is after the second: 2025-01-01'],
    [{ publisher: '**Nobody**' }, 'No article is by “\\*\\*Nobody\\*\\*”'],
  ])('explain what they do not understand: %j', async (options: Options, words) => {
    const { message, ephemeral } = await run('ask', { question: QUESTION, ...options });
    expect(ephemeral).toBe(true);
    expect(message.content).toContain(words);
  });

  it('complete publishers, most articles first', async () => {
    const typing = { name: 'ask', focused: 'publisher' };
    const sent = await pair.member.autocomplete({
      ...typing,
      options: { question: 'x', publisher: '' },
    });
    expect((await sent.reply()).choices).toEqual([
      { name: 'Harbour Post', value: 'Harbour Post' },
      { name: 'Coast Weekly', value: 'Coast Weekly' },
    ]);
  });
});

describe('/articles', () => {
  it('lists, outlines and reads', async () => {
    const { message } = await run('library list');
    expect(message.embeds[0]?.title).toBe('3 articles');
    expect(message.embeds[0]?.description).toContain('**The new ferry**');
    expect(message.embeds[0]?.description).toContain('2024-11-30 · 2 paragraphs');
    const outline = await run('library show', { article: 'the new ferry' });
    expect(outline.ephemeral).toBe(true);
    expect(outline.message.embeds[0]?.description).toContain('**Beginning** · ¶ 1–2');
  });
});

const citedIn = (message: AnyMessage) =>
  passagesIn(message)[0]?.place.split(' · ').at(-1) ?? 'none';

describe('/cite', () => {
  it('posts the passage, and after an edit says so and shows both', async () => {
    const { message } = await run('ask', { question: QUESTION, since: '2024', count: 1 });
    const id = citedIn(message);
    const cited = await run('cite', { id: ` [${id.toUpperCase()}]` });
    expect(cited.ephemeral).toBe(false);
    const [passage] = passagesIn(cited.message);
    expect(readMarkdown(passage?.quote ?? '').text).toBe(EDITED);
    expect(passage?.place).toContain(id);

    const { message: other } = await run('ask', { question: 'Who counts the gulls?', count: 1 });
    const gone = citedIn(other);
    writeFiles(shared.articlesDir, { 'new.md': FILES['new.md'].replace('sixty', 'seventy') });
    await shared.library.refresh();
    const changed = await run('cite', { id });
    const [line, , now, former] = textsOf(changed.message);
    expect(line).toContain('“The new ferry” has changed since');
    expect(now).toContain('carries seventy cars');
    expect(former).toContain('It read');
    expect(former).toContain('carries sixty cars');

    const { rmSync } = await import('node:fs');
    rmSync(join(shared.articlesDir, 'gone.md'));
    await shared.library.refresh();
    const lost = await run('cite', { id: gone, visible: false });
    expect(lost.ephemeral).toBe(true);
    expect(textsOf(lost.message)).toEqual(['The article is not here any more.']);
  });

  it.each(['nonsense', '000000-000000'])('has a polite line for %j', async (id) => {
    const { message, ephemeral } = await run('cite', { id });
    expect(ephemeral).toBe(true);
    expect(message.content).toMatch(/^No passage has this citation id/);
  });
});

describe('/about and /help', () => {
  it('say what is indexed, how fresh, and what is kept', async () => {
    const { message, ephemeral } = await run('about');
    expect(ephemeral).toBe(true);
    const fields = Object.fromEntries(
      (message.embeds[0]?.fields ?? []).map(({ name, value }) => [name, value]),
    );
    expect(fields).toMatchObject({
      Indexed: expect.stringMatching(/^\d articles, \d passages$/),
      Model: shared.library.status().model.replaceAll('-', '-'),
      Version: '1.2.3',
      'Source code': 'https://example.org/source',
      'Last change': expect.stringMatching(/^<t:\d+:R>$/),
      'Who looks after the articles': expect.stringMatching(/members of this server with Manage/),
      'What is kept, and for how long': expect.stringMatching(
        /^• A quote that you share .*90 days/s,
      ),
      'What is not kept beyond that': expect.stringMatching(/Who asked, and who said whether/),
    });
  });

  it('give examples that work', async () => {
    const { message } = await run('help');
    const description = message.embeds[0]?.description ?? '';
    const id = /<\/cite:\d+> (\S+)/.exec(description)?.[1] ?? '';
    expect(await shared.library.excerpt({ id })).not.toBeNull();
    expect(description).toContain((await shared.library.articles())[0]?.title);
  });
});

describe('a mention', () => {
  const me = () => `<@${pair.standIn.applicationId}>`;
  const say = async (content: string, replyTo?: string, pings = true) => {
    const who = pair.newcomer();
    const before = pair.moderator.visibleMessages().length;
    const sent = await who.sendMessage(CHANNELS.general, content, [], replyTo, pings);
    const replies = () => pair.moderator.visibleMessages().slice(before + 1);
    return { who, sent, replies };
  };

  it('with a question is answered in a reply with one excerpt, which the asker can remove', async () => {
    const { who, sent, replies } = await say(`${me()} how many cars did the ferry carry?`);
    await expect.poll(() => replies().length).toBe(1);
    const [reply] = replies();
    expect(reply?.message_reference?.message_id).toBe(sent.id);
    expect(reply?.mentions).toEqual([]);
    expect(reply && passagesIn(reply)).toHaveLength(1);
    expect(reply && textsOf(reply)[0]).toBe('-# Question: how many cars did the ferry carry?');
    const { buttonsOf, buttonId } = await import('../support/bot.ts');
    if (!reply) throw new Error('No reply');
    expect(buttonsOf(reply).map(({ label }) => label)).toEqual([
      ...['Source', 'Share', 'Context', 'Copy', 'Follow up', 'Remove'],
    ]);
    const pressed = await who.click(reply.id, buttonId(reply, 'Remove'));
    await pressed.acknowledged();
    await expect.poll(() => pair.moderator.message(reply.id)).toBeNull();
  });

  it.each([
    ['Which goalkeeper won the football cup on penalties?', /^The articles do not seem/m],
    ['Quel gardien de but a gagné la coupe aux tirs au but ?', /^Les articles ne semblent pas/m],
    ['Какой вратарь выиграл кубок по пенальти?', /^Похоже, в статьях нет/m],
    ['Welcher Torwart hat den Pokal im Elfmeterschießen gewonnen?', /^[A-ZÄÖÜ].*Artikel/m],
  ])('is answered in the language of its question: %s', async (question, sentence) => {
    const { replies } = await say(`${me()} ${question}`);
    await expect.poll(() => replies().length).toBe(1);
    expect(textOf(replies()[0] ?? {})).toMatch(sentence);
  });

  it('that the articles do not answer is told so in one sentence, and kept as a gap', async () => {
    const question = 'which goalkeeper won the football cup on penalties?';
    const { replies } = await say(`${question} ${me()}`);
    await expect.poll(() => replies().length).toBe(1);
    expect(textsOf(replies()[0] ?? {})[1]).toBe('The articles do not seem to answer this.');
    expect((await gaps.list()).map((gap) => gap.question)).toContain(question);
  });

  it('speaks Russian to a question in Russian', async () => {
    const { replies } = await say(`${me()} кто выиграл чемпионат по футболу в Бразилии?`);
    await expect.poll(() => replies().length).toBe(1);
    expect(textOf(replies()[0] ?? {})).toMatch(/^Похоже/m);
  });

  it('is not read into thanks, silent replies, or mentions of others and everyone', async () => {
    const { replies } = await say(`${me()} how many cars?`);
    await expect.poll(() => replies().length).toBe(1);
    const [reply] = replies();
    const quiet = [
      await say('thanks, that is a lot of cars', reply?.id),
      await say('how many cars again?', reply?.id, false),
      await say('@everyone how many cars?'),
      await say('<@1300000000000000011> how many cars?'),
    ];
    // What is asked afterwards is answered: what was asked before it was not.
    const last = await say(`${me()} how many cars did it carry?`);
    await expect.poll(() => last.replies().length).toBe(1);
    expect(quiet[0]?.replies()).toHaveLength(quiet.length + 1);
  });

  it('is answered in direct messages too', async () => {
    const sent = await pair.member.sendMessage(CHANNELS.memberDm, `${me()} how many cars?`);
    await expect
      .poll(() => pair.member.visibleMessages(CHANNELS.memberDm).at(-1)?.message_reference)
      .toMatchObject({ message_id: sent.id });
  });
});

describe('the language of a person’s Discord', () => {
  it.each([
    ['ru', 'Поделиться', /^Вопрос: /],
    ['fr', 'Partager', /^Question\u202f: /],
    ['de', 'Teilen', /^Frage: /],
    ['it', 'Share', /^Question: /],
  ])('%s', async (locale, label, line) => {
    const who = pair.newcomer();
    pair.standIn.setLocale(who.userId, locale);
    const { message } = await run('ask', { question: QUESTION, until: '2019-12' }, who);
    expect(textOf(message)).toMatch(line);
    const { buttonsOf } = await import('../support/bot.ts');
    expect(buttonsOf(message).map((button) => button.label)).toContain(label);
    const help = await run('help', {}, who);
    // Discord shows a command that can be tapped in the language of who reads it.
    expect(help.message.embeds[0]?.description).toMatch(/^<\/ask:\d+> \S/m);
  });
});
