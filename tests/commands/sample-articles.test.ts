/** The whole way once, nothing replaced but Discord: sample articles, real model, real indexes. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { answerTo, buttonId, buttonsOf, expectGoodRequests, startBotPair } from '../support/bot.ts';
import { readMarkdown } from '../support/discord-markdown.ts';
import { openTestLibrary, sampleArticles, temporaryFolder } from '../support/library.ts';
import { menusIn, passagesIn, textOf } from '../support/shown.ts';

it('answers from the sample articles, shares, and abstains', async () => {
  const articles = sampleArticles();
  const { library } = openTestLibrary({ articles, data: temporaryFolder() });
  await library.whenReady();
  const pair = await startBotPair(library);
  onTestFinished(() => pair.close());
  const ask = async (question: string) => {
    const run = pair.member.runCommand({ name: 'ask', options: { question, count: 5 } });
    return (await answerTo(run)).message;
  };

  const message = await ask('How many tanks does the 201st base have?');
  const passages = passagesIn(message);
  expect(passages[0]?.quote).toContain('about a hundred T-72B1 tanks');
  const texts = (await library.articles()).map(({ file }) =>
    readFileSync(join(articles, file), 'utf8'),
  );
  let title = '';
  for (const passage of passages) {
    // Those of one article stand beneath each other, under its title.
    title = passage.title || title;
    const seen = readMarkdown(passage.quote);
    expect(seen.bold).toContain(true);
    // The files' Markdown has emphasis in places; its words stand as they are.
    const words = seen.text.slice(0, 40);
    expect(texts.some((text) => text.includes(words))).toBe(true);
    const cited = (await library.articles()).find((article) => article.title === title);
    expect(passage.place).toMatch(new RegExp(`¶ \\d+ .*${cited?.id}-[0-9a-z]{6}$`));
  }

  const press = (label: string) => pair.member.click(message.id, buttonId(message, label));
  const posted = await (await press('Share')).followUp();
  expect(passagesIn(posted)[0]?.quote).toBe(passages[0]?.quote);
  expect(menusIn(message)[0]?.options.length).toBeGreaterThan(0);

  const unanswered = await ask('Which goalkeeper won the football cup final on penalties?');
  expect(passagesIn(unanswered)).toEqual([]);
  expect(buttonsOf(unanswered).map(({ label }) => label)).toEqual([
    'Show the nearest passages',
    'Tell me when there is an answer',
  ]);
  expectGoodRequests(pair.standIn);
});

it('says how far it is while the first reading goes on, and shares nothing that was edited away', async () => {
  const articles = sampleArticles();
  const folders = { articles, data: temporaryFolder() };
  const { library } = openTestLibrary(folders);
  const pair = await startBotPair(library);
  onTestFinished(() => pair.close());
  const ask = () =>
    answerTo(
      pair.member.runCommand({
        name: 'ask',
        options: { question: 'How many T-72B1 tanks are there?' },
      }),
    );
  const early = await ask();
  expect(textOf(early.message)).toMatch(/are being read|still getting|just starting|Question:/);
  await library.whenReady();
  const { message } = await ask();

  const file = 'who-guards-the-tajik-afghan-border.md';
  const before = readFileSync(join(articles, file), 'utf8');
  writeFileSync(
    join(articles, file),
    before.replace('about a hundred T-72B1', 'about fifty T-72B1'),
  );
  const edited = openTestLibrary(folders).library;
  await edited.whenReady();
  await pair.restart(edited);
  const pressed = pair.member.click(message.id, buttonId(message, 'Share'));
  expect((await answerTo(pressed)).message.content).toContain('The source has changed since');
});
