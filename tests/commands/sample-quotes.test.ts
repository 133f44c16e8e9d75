/** Quotes the whole way once, nothing replaced but Discord: sample articles, as they are typed. */
import { expect, it, onTestFinished } from 'vitest';
import { answerTo, expectGoodRequests, messageOnce, startBotPair } from '../support/bot.ts';
import { readMarkdown } from '../support/discord-markdown.ts';
import { openTestLibrary, sampleArticles, temporaryFolder } from '../support/library.ts';
import { type AnyMessage, passagesIn, textOf } from '../support/shown.ts';

it('suggests, quotes and verifies sentences of the sample articles, and waits until they are read', async () => {
  const { library } = openTestLibrary({ articles: sampleArticles(), data: temporaryFolder() });
  await library.whenReady();
  const pair = await startBotPair(library, { quotes: library.quotes });
  onTestFinished(() => pair.close());
  const run = async (name: string, options: Record<string, string>) =>
    (await answerTo(pair.newcomer().runCommand({ name, options }))).message;

  const early = await run('verify', { quote: 'about a hundred T-72B1 tanks' });
  const isVerdict = (message: AnyMessage) => textOf(message).startsWith('✅ Verbatim');
  await messageOnce(pair.standIn, early.id, isVerdict);
  const typing = { name: 'quote', focused: 'text', options: { text: 'hundred tanks' } };
  const { choices } = await (await pair.member.autocomplete(typing)).reply();
  expect(choices?.length).toBeGreaterThan(0);
  const posted = await run('quote', { text: String(choices?.[0]?.value) });
  const { text } = readMarkdown(passagesIn(posted)[0]?.quote ?? '');
  const all = await Promise.all((await library.articles()).map((each) => library.article(each)));
  expect(all.some((article) => article?.text.includes(text))).toBe(true);

  expect(textOf(await run('verify', { quote: text }))).toMatch(/^✅ Verbatim/);
  const altered = await run('verify', { quote: text.replace('hundred', 'thousand') });
  expect(textOf(altered)).toMatch(/^⚠️ Altered/);
  expect(textOf(altered)).toContain('~~hundred~~ __thousand__');
  expectGoodRequests(pair.standIn);
});
