/** Context, Copy, Source and Remove, from the person's side: real discord.js against the stand-in. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeCustomId } from '../../src/discord/custom-id.ts';
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
import { type ArticleSource, makeArticle, makeMemoryLibrary } from '../support/memory-library.ts';
import { buttonsIn, passagesIn } from '../support/shown.ts';

const PARAGRAPHS = [
  'The first paragraph is about nothing much.',
  'A weir was built above the mill. It holds the water back.',
  'The miller of the weir earned forty crowns a year. He spent them all.',
  'After the flood the weir was built again. Nobody drowned.',
  'The last paragraph looks back at it.',
];
const MILL: ArticleSource = {
  title: 'The mill and its weir',
  author: 'Ada Brook',
  publisher: 'Water News',
  published: '2024-05-06',
  body: [...PARAGRAPHS.slice(0, 3), '## After the flood', ...PARAGRAPHS.slice(3)],
};
const LINKED: ArticleSource = {
  title: 'The lock',
  url: 'https://example.org/lock#keeper',
  body: ['The keeper of the lock collects seven pence from every barge, each time.'],
};
const QUESTION = 'How many crowns a year earned the miller of the weir?';
const library = makeMemoryLibrary([MILL, LINKED]);
let pair: BotPair;
beforeAll(async () => {
  pair = await startBotPair(library);
});
beforeEach(() => library.setArticles([MILL, LINKED]));
afterEach(() => expectGoodRequests(pair.standIn));
afterAll(() => pair.close());

async function ask(question = QUESTION, count = 1, channelId: string = CHANNELS.general) {
  const who = pair.newcomer();
  const run = who.runCommand({ name: 'ask', options: { question, count }, channelId });
  return { who, message: (await answerTo(run)).message };
}

async function share(question = QUESTION) {
  const { who, message } = await ask(question);
  const posted = await (await who.click(message.id, buttonId(message, 'Share'))).followUp();
  return { who, posted };
}

describe('Context', () => {
  it('adds a paragraph on either side, again and again, word for word, to the ends', async () => {
    const { who, message } = await ask();
    expect(buttonsOf(message).map(({ label }) => label)).toEqual([
      ...['Source', 'Share', 'Context', 'Copy', 'Follow up'],
    ]);
    const opened = await answerTo(who.click(message.id, buttonId(message, 'Context')));
    expect(opened.ephemeral).toBe(true);
    const { text } = makeArticle(MILL);
    const near = text.slice(
      text.indexOf('A weir'),
      text.indexOf('Nobody drowned.') + 'Nobody drowned.'.length,
    );
    const shown = readMarkdown(passagesIn(opened.message)[0]?.quote ?? '');
    expect(shown.text).toBe(near);
    expect(shown.text).toContain('After the flood');
    // The sentence, and the heading between the paragraphs.
    expect(shown.bold.filter(Boolean)).toHaveLength(
      'The miller of the weir earned forty crowns a year.After the flood'.length,
    );
    expect(passagesIn(opened.message)[0]?.place).toContain('¶ 2–4');

    const pressed = await who.click(opened.message.id, buttonId(opened.message, 'More context'));
    const { kind, message: all } = await pressed.reply();
    expect(kind).toBe('update');
    expect(all && readMarkdown(passagesIn(all)[0]?.quote ?? '').text).toBe(text);
    expect(all && buttonsOf(all).map(({ label }) => label)).toEqual(['Source', 'Share', 'Copy']);

    // What is seen is what is shared.
    if (!all) throw new Error('No message');
    const posted = await (await who.click(all.id, buttonId(all, 'Share'))).followUp();
    expect(passagesIn(posted)[0]?.quote).toBe(passagesIn(all)[0]?.quote);
  });

  it('ends where a message is full, saying what it leaves out', async () => {
    const long = Array.from({ length: 200 }, (_, n) => `Sentence number ${n} of the river.`);
    library.setArticles([{ ...MILL, body: [long.join(' '), PARAGRAPHS[2] ?? '', long.join(' ')] }]);
    const { who, message } = await ask();
    const opened = await answerTo(who.click(message.id, buttonId(message, 'Context')));
    const { text } = readMarkdown(passagesIn(opened.message)[0]?.quote ?? '');
    expect(text).toMatch(/^\[…\] Sentence number \d+ of [\s\S]*river\. \[…\]$/);
    expect(text).toContain(PARAGRAPHS[2]);
    expect(buttonsOf(opened.message).map(({ label }) => label)).toEqual([
      'Source',
      'Share',
      'Copy',
    ]);
  });

  it('is there for each of several excerpts', async () => {
    const { who, message } = await ask(QUESTION, 2);
    const [, passage] = passagesIn(message);
    const context = passage?.buttons.find(({ label }) => label === 'Context');
    const second = await answerTo(who.click(message.id, context?.id ?? ''));
    const { text } = readMarkdown(passage?.quote ?? '');
    expect(readMarkdown(passagesIn(second.message)[0]?.quote ?? '').text).toContain(text);
  });
});

describe('Copy', () => {
  it('gives both forms, to who presses only', async () => {
    const { posted } = await share();
    const other = pair.newcomer();
    const { message, ephemeral } = await answerTo(other.click(posted.id, buttonId(posted, 'Copy')));
    expect(ephemeral).toBe(true);
    expect(message.content).toContain(`“${PARAGRAPHS[2]}”\n— Ada Brook, “The mill and its weir”`);
    expect(message.content).toContain('Water News, 2024-05-06, ¶ 3');
  });

  it('attaches what a code block cannot hold', async () => {
    library.setArticles([{ ...MILL, body: [`${PARAGRAPHS[2]} \`\`\`end\`\`\``] }]);
    const { who, message } = await ask();
    const { message: copied } = await answerTo(who.click(message.id, buttonId(message, 'Copy')));
    expect(copied.attachments.map(({ filename }) => filename.split('.').at(-1))).toEqual([
      ...['md', 'txt'],
    ]);
    const text = await (await fetch(copied.attachments[1]?.url ?? '')).text();
    expect(text).toContain(`“${PARAGRAPHS[2]} \`\`\`end\`\`\`”`);
  });
});

describe('a shared quote', () => {
  it('links to the passage where its article has an address', async () => {
    const { posted } = await share('How many pence collects the keeper of the lock?');
    const url =
      'https://example.org/lock#keeper:~:text=The%20keeper%20of%20the%20lock%20collects%20seven%20pence%20from%20every%20barge%2C%20each%20time.';
    expect(buttonsIn(posted)).toContainEqual(expect.objectContaining({ label: 'Source', url }));
  });

  it('is removed by who shared it', async () => {
    const { who, posted } = await share();
    await (await who.click(posted.id, buttonId(posted, 'Remove'))).acknowledged();
    await expect.poll(() => pair.moderator.message(posted.id)).toBeNull();
  });

  it('is removed by a moderator, and by nobody else', async () => {
    const { posted } = await share();
    const other = pair.newcomer();
    const refused = await answerTo(other.click(posted.id, buttonId(posted, 'Remove')));
    expect(refused.ephemeral).toBe(true);
    expect(refused.message.content).toContain('Manage Messages');
    const forged = encodeCustomId({ name: 'remove', userId: other.userId });
    const second = await answerTo(other.click(posted.id, forged, { forged: true }));
    expect(second.ephemeral).toBe(true);
    expect(pair.moderator.message(posted.id)).not.toBeNull();
    const press = pair.moderator.click(posted.id, buttonId(posted, 'Remove'));
    await (await press).acknowledged();
    await expect.poll(() => pair.moderator.message(posted.id)).toBeNull();
  });
});
