/** `/quote`, `/verify` and the commands of the message menu, against the stand-in. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CHANNELS } from '../../src/playground/stand-in/seed.ts';
import {
  answerTo,
  type BotPair,
  buttonId,
  buttonsOf,
  expectGoodRequests,
  startBotPair,
} from '../support/bot.ts';
import { readMarkdown } from '../support/discord-markdown.ts';
import { type ArticleSource, makeMemoryLibrary } from '../support/memory-library.ts';
import { makeQuotes } from '../support/quotes.ts';
import { passagesIn, textOf, textsOf } from '../support/shown.ts';

const CLOCK: ArticleSource = {
  title: 'The clock of the town hall',
  publisher: 'Square Gazette',
  published: '2023-03-04',
  body: [
    'The clock was wound by hand until 1958. Its keeper climbed two hundred *steps* each Sunday.',
    'Nobody may stop the clock without the consent of the council. It has never been given.',
    `A very long sentence about the clock ${'and its many wheels '.repeat(12)}ends here.`,
  ],
};
const BELL: ArticleSource = {
  title: 'The bell',
  publisher: 'Other Paper',
  body: ['The bell rings twice a day, at noon and at six. It cracked in 1871.'],
};
const SENTENCE = 'Its keeper climbed two hundred *steps* each Sunday.';
const library = makeMemoryLibrary([CLOCK, BELL]);
let pair: BotPair;
beforeAll(async () => {
  pair = await startBotPair(library, { quotes: makeQuotes([CLOCK, BELL]) });
});
afterEach(() => expectGoodRequests(pair.standIn));
afterAll(() => pair.close());

type Options = Record<string, string | boolean>;
const run = (name: string, options: Options, who = pair.newcomer()) =>
  answerTo(who.runCommand({ name, options }));
async function type(options: Options, focused = 'text') {
  const sent = await pair.member.autocomplete({ name: 'quote', focused, options });
  return (await sent.reply()).choices ?? [];
}
const seen = (description: string | undefined) => readMarkdown(description ?? '').text;

describe('/quote', () => {
  it('suggests sentences as one types, and posts the picked one as a cited quote', async () => {
    const choices = await type({ text: 'keeper climb' });
    expect(choices[0]?.name).toBe(SENTENCE);
    const value = String(choices[0]?.value);
    expect(value).toMatch(/^[0-9a-z]{6}-[0-9a-z]{6}#1$/);
    const who = pair.newcomer();
    const { message, ephemeral } = await run('quote', { text: value }, who);
    expect(ephemeral).toBe(false);
    const [posted] = passagesIn(message);
    expect(posted?.below).toBe(`-# Quoted by <@${who.userId}>`);
    expect(seen(posted?.quote)).toBe(SENTENCE);
    expect(posted?.place).toContain('2023-03-04');
    expect(posted?.place).toContain(value.split('#')[0]);
    expect(buttonsOf(message).map(({ label }) => label)).toEqual([
      ...['Source', 'Context', 'Copy', 'Remove'],
    ]);
    const context = await answerTo(who.click(message.id, buttonId(message, 'Context')));
    expect(seen(passagesIn(context.message)[0]?.quote)).toBe(CLOCK.body[0]);
    const copied = await answerTo(who.click(message.id, buttonId(message, 'Copy')));
    expect(copied.message.content).toContain(`“${SENTENCE}”`);
    const source = await answerTo(who.click(message.id, buttonId(message, 'Source')));
    expect(source.ephemeral).toBe(true);
    expect(source.message.embeds[0]?.title).toBe(CLOCK.title);
    // At its paragraph, marked, with the rest of the article around it.
    expect(source.message.content).toContain(`¶ 1 · ${value.split('#')[0]}`);
    expect(source.message.embeds[0]?.description).toContain(
      `**${SENTENCE.replaceAll('*', '\\*')}**`,
    );
    expect(source.message.embeds[0]?.description).toContain('wound by hand');
    const outline = buttonId(source.message, 'Outline');
    expect((await answerTo(who.click(source.message.id, outline))).message.embeds).toHaveLength(1);
  });

  it('keeps labels within their limit, cut only with an ellipsis, and obeys the filters', async () => {
    const long = await type({ text: 'many wheels' });
    expect(long[0]?.name).toMatch(/^A very long sentence .*…$/);
    expect(long[0]?.name.length).toBeLessThanOrEqual(100);
    expect(await type({ text: 'the clock', publisher: 'Other Paper' })).toEqual([
      expect.objectContaining({ name: expect.stringContaining('bell') }),
    ]);
    expect(await type({ text: 'clock', since: 'nonsense' })).toEqual([]);
  });

  it('finds what was typed and not picked, and refuses politely what stands nowhere', async () => {
    const text = '“nobody may stop the clock without the consent of the council”';
    const { message } = await run('quote', { text, visible: false });
    expect(seen(passagesIn(message)[0]?.quote)).toBe(
      'Nobody may stop the clock without the consent of the council.',
    );
    for (const text of ['Anybody could sell a penguin', 'x', '000000-000000', '…']) {
      const { message: refused, ephemeral } = await run('quote', { text });
      expect(ephemeral).toBe(true);
      expect(refused.content).toMatch(/^These words aren’t in the articles/);
      expect(refused.embeds).toEqual([]);
    }
  });
});

describe('what all see', () => {
  it('has Context, Source, and Remove for who had it posted; what one sees alone has Share', async () => {
    const quote = 'It has never been given.';
    const labels = async (name: string, options: Options) =>
      buttonsOf((await run(name, options)).message).map(({ label }) => label);
    const id = String((await type({ text: 'keeper climb' }))[0]?.value).split('#')[0] ?? '';
    expect(await labels('verify', { quote, visible: true })).toEqual([
      ...['Source', 'Share', 'Context', 'Copy', 'Remove'],
    ]);
    expect(await labels('cite', { id })).toEqual(['Source', 'Context', 'Copy', 'Remove']);
    // Nothing was asked, so nothing answers.
    for (const visible of [true, false])
      expect(passagesIn((await run('cite', { id, visible })).message)[0]?.quote).not.toMatch(
        /\*\*/,
      );
    expect(await labels('verify', { quote: 'Nobody ever walks here.', visible: true })).toEqual([
      'Remove',
    ]);
    for (const [name, options] of [
      ['verify', { quote }],
      ['cite', { id, visible: false }],
      ['quote', { text: `${id}#1`, visible: false }],
    ] as const) {
      expect(await labels(name, options)).toEqual(['Source', 'Share', 'Context', 'Copy']);
    }
  });
});

describe('/verify', () => {
  it('says verbatim, with the citation and what does not count against it', async () => {
    const exact = await run('verify', { quote: 'It has never been given.' });
    expect(exact.ephemeral).toBe(true);
    expect(textsOf(exact.message)[0]).toBe('✅ Verbatim: these words are in the articles.');
    expect(passagesIn(exact.message)[0]).toMatchObject({ title: CLOCK.title });
    expect(passagesIn(exact.message)[0]?.quote).toContain('**It has never been given.**');
    const loose = await run('verify', { quote: 'the clock was wound BY HAND until 1958.' });
    expect(textOf(loose.message)).toContain('✅ Verbatim, but for upper and lower case');
  });

  it('says altered, with what was left out and put in, and how close it is', async () => {
    const { message } = await run('verify', {
      quote: 'Somebody may stop the clock with the consent of the council.',
    });
    const [line, diff] = textsOf(message);
    expect(line).toMatch(/^⚠️ Altered: .* \d\d % alike\.$/);
    expect(diff).toContain('~~Nobody~~ __Somebody__');
    expect(diff).toContain('~~without~~ __with__');
    expect(seen(passagesIn(message)[0]?.quote)).toBe(CLOCK.body[1]);
  });

  it('says not found', async () => {
    const { message } = await run('verify', { quote: 'Penguins waddle over antarctic glaciers.' });
    expect(textsOf(message)).toEqual(['❌ Not found in the articles.']);
  });
});

describe('the menu of a message', () => {
  const write = (content: string) => pair.member.sendMessage(CHANNELS.general, content);

  it('verifies every quotation in it', async () => {
    const { id } = await write(
      'He wrote “It has never been given, they say to us” and\n> The bell rings twice a day, at noon and at six.\n\nand "penguins waddle over the antarctic glaciers".',
    );
    const { message, ephemeral } = await answerTo(
      pair.newcomer().runMessageCommand('Verify quotes', id),
    );
    expect(ephemeral).toBe(true);
    const firsts = textsOf(message).map((each) => each.split(' ', 1)[0]);
    expect(firsts.sort()).toEqual(['⚠️', '✅', '❌'].sort());
    expect(textOf(message)).toMatch(/^-# The bell · ¶ 1 · /m);
    expect(buttonsOf(message).map(({ label }) => label)).toEqual([
      ...['Share', 'Context', 'Source', 'Share', 'Context', 'Source'],
    ]);
  });

  it('verifies the whole of it where there is no quotation and that is wanted', async () => {
    const { id } = await write('It cracked in 1871.');
    const who = pair.newcomer();
    const { message } = await answerTo(who.runMessageCommand('Verify quotes', id));
    expect(textOf(message)).toMatch(/^No quotation here/);
    const whole = await answerTo(who.click(message.id, buttonId(message, 'Check all of it')));
    expect(textOf(whole.message)).toMatch(/^✅ Verbatim/);
    const { id: empty } = await write('🙂');
    const nothing = await answerTo(pair.newcomer().runMessageCommand('Verify quotes', empty));
    expect(textOf(nothing.message)).toMatch(/nothing to check|Not found/);
  });

  it('finds the passages that bear on it', async () => {
    const { id } = await write('The bell rings twice at noon, they say.');
    const { message, ephemeral } = await answerTo(
      pair.newcomer().runMessageCommand('Find sources', id),
    );
    expect(ephemeral).toBe(true);
    expect(textsOf(message)[0]).toBe('Passages related to this message:');
    expect(passagesIn(message)[0]?.title).toBe(BELL.title);
    const { id: noise } = await write('<@1300000000000000011> https://example.org/');
    const nothing = await answerTo(pair.newcomer().runMessageCommand('Find sources', noise));
    expect(nothing.message.content).toBe('This message has no words to look for.');
  });
});

describe('without quotes set up', () => {
  it('says so', async () => {
    const bare = await startBotPair(library);
    const { message } = await answerTo(
      bare.member.runCommand({ name: 'verify', options: { quote: 'It cracked in 1871.' } }),
    );
    expect(message.content).toBe('This is not set up here.');
    await bare.close();
  });
});
