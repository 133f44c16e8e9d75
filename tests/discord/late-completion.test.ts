/** Completing an option whose look-up takes long: nobody who types is kept waiting for it. */
import { expect, it, onTestFinished } from 'vitest';
import { startBotPair } from '../support/bot.ts';
import { makeMemoryLibrary } from '../support/memory-library.ts';

it('shows nothing of what takes longer than half a second, and is well afterwards', async () => {
  const library = makeMemoryLibrary([{ title: 'A bridge', body: ['It was built in 1931.'] }]);
  const { suggestArticles } = library;
  library.suggestArticles = () => new Promise(() => {});
  const pair = await startBotPair(library);
  onTestFinished(() => pair.close());
  const typing = { name: 'ask', focused: 'article', options: { question: 'When?', article: 'br' } };
  const choices = async () => (await (await pair.member.autocomplete(typing)).reply()).choices;
  expect(await choices()).toEqual([]);

  library.suggestArticles = suggestArticles;
  expect(await choices()).toMatchObject([{ name: 'A bridge' }]);
  expect(pair.log.filter((line) => line.includes('"level":50'))).toEqual([]);
});
