/** What verdicts tell beside themselves, as a reader sees it: what was cut, hidden, left out, and where else it stands. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHANNELS } from '../../src/playground/stand-in/seed.ts';
import { answerTo, type BotPair, expectGoodRequests, startBotPair } from '../support/bot.ts';
import { readMarkdown } from '../support/discord-markdown.ts';
import { makeMemoryLibrary } from '../support/memory-library.ts';
import { makeQuotes } from '../support/quotes.ts';
import { textOf } from '../support/shown.ts';

const BORDER = {
  title: 'The border',
  body: [
    'General Aziz denied that his soldiers had fired first. The ministry did not rule out a truce.',
    'Exports fell to 7 % of their value. Nobody knows why.',
    'Nobody knows why the bridge was closed.',
    `The envoy never said that ${'the river, the road and the bridge, '.repeat(40)}all of them, were open.`,
  ],
};
let pair: BotPair;
beforeAll(async () => {
  pair = await startBotPair(makeMemoryLibrary([BORDER]), { quotes: makeQuotes([BORDER]) });
});
afterAll(async () => {
  expectGoodRequests(pair.standIn);
  await pair.close();
});

async function verified(quote: string, locale = 'en-US'): Promise<string> {
  const who = pair.newcomer();
  pair.standIn.setLocale(who.userId, locale);
  const { message } = await answerTo(who.runCommand({ name: 'verify', options: { quote } }));
  return textOf(message);
}

describe('/verify tells', () => {
  it.each([
    [
      'his soldiers had fired first',
      'It is part of a longer sentence:\n> General Aziz denied that **his soldiers had fired first**\\.',
    ],
    ['General Aziz … had fired first.', '-# […] leaves out: denied that his soldiers'],
    ['Exports fell to 7', 'A number was cut: “7” is “7 %” in the article.'],
    ['Nobody knows why', 'It stands in 2 places; one of them is shown.'],
    [
      'The ministry did not rule out a truce. Exports fell to 7 % of their value. Nobody knows why. Nobody knows',
      'It joins 3 paragraphs.',
    ],
    ['of', 'This is too short to check: any text has these words.'],
    ['his soldiers[1] had fired [sic] first', '✅ Verbatim, but for reference marks, [sic].'],
    [
      'The ministry did ~~not~~ rule out a truce',
      'Words of it are struck through or hidden.\n> The ministry did ~~not~~ rule out a truce',
    ],
    [
      'The ministry did \u202enot\u202c rule out a truce',
      'Invisible marks change the order in which it is read.\n> The ministry did __\\[U+202E]__not__\\[U+202C]__ rule',
    ],
  ])('of %j', async (quote, told) => {
    expect(await verified(quote)).toContain(told);
  });

  it('what denies a quote, however long its sentence is', async () => {
    const text = await verified('all of them, were open');
    expect(text).toMatch(
      /> \\\[…\] envoy never said \\\[…\].*bridge, \*\*all of them, were open\*\*/,
    );
  });

  it.each([
    ['de', 'Es ist Teil eines längeren Satzes:'],
    ['fr', 'Elle fait partie d’une phrase plus longue\u202f:'],
    ['ru', 'Это часть более длинного предложения:'],
  ])('it in %s', async (locale, label) => {
    expect(await verified('his soldiers had fired first', locale)).toContain(label);
  });
});

it('tells it of each quotation of a message, within every limit', async () => {
  const quotations = [
    'his soldiers had fired first. The ministry',
    'General Aziz … had fired first.',
    'The ministry did ~~not~~ rule out a truce.',
    'of their value. Nobody knows',
    'never said that the river, the road and the bridge',
    'Nobody knows why the bridge was',
  ];
  const content = quotations.map((one) => `> ${one}`).join('\n\n');
  const { id } = await pair.member.sendMessage(CHANNELS.general, content);
  const { message } = await answerTo(pair.newcomer().runMessageCommand('Verify quotes', id));
  const text = textOf(message);
  expect(text).toContain('General Aziz denied that **his soldiers had fired first. The ministry**');
  expect(text).toContain('-# […] leaves out: denied that his soldiers');
  expect(text).toContain('Words of it are struck through or hidden.');
  expect(text).toContain('Exports fell to 7 % **of their value. Nobody knows** why.');
  expect(text).toContain('The envoy **never said that the river');
  expect(readMarkdown(text).text).toContain('Nobody knows why the bridge was closed.');
});
