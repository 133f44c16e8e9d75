/** A bot that is stopped leaves nobody with "thinking…": what is not done in time is told so. */
import { expect, it } from 'vitest';
import { sayIn } from '../../src/languages/say.ts';
import { CHANNELS, PEOPLE } from '../../src/playground/stand-in/seed.ts';
import { Refusal } from '../../src/refusals.ts';
import { answerTo, startBotPair } from '../support/bot.ts';
import { makeMemoryLibrary } from '../support/memory-library.ts';

const WITHIN_MS = 4_000;
const QUESTION = 'When was the bridge built?';

it('tells who asked, and whose message mentioned it, when there is no time left', async () => {
  const library = makeMemoryLibrary([
    { title: 'A bridge', body: ['The bridge was built in 1931 by hand.'] },
  ]);
  const asked: (() => void)[] = [];
  const isAsked = [0, 1].map(() => new Promise<void>((resolve) => asked.push(resolve)));
  const hanging = {
    ...library,
    ask: () => {
      asked.shift()?.();
      return new Promise<never>(() => {});
    },
  };
  const results: string[] = [];
  const pair = await startBotPair(hanging, {
    hooks: [{ onInteraction: ({ command, result }) => void results.push(`${command}: ${result}`) }],
  });
  const sent = await pair.member.runCommand({ name: 'ask', options: { question: QUESTION } });
  await sent.acknowledged();
  const { bot } = pair.standIn.world;
  const moderator = pair.standIn.as(PEOPLE.moderator);
  await moderator.sendMessage(CHANNELS.general, `<@${bot.id}> ${QUESTION}`);
  await Promise.all(isAsked);

  const began = performance.now();
  await pair.restart(library);
  expect(performance.now() - began).toBeLessThan(WITHIN_MS);
  const words = sayIn('en').tell(new Refusal('restarting'));
  expect((await answerTo(sent)).message.content).toBe(words);
  const messages = moderator.visibleMessages(CHANNELS.general);
  expect(messages.map(({ content }) => content)).toContain(words);
  expect(results.sort()).toEqual(['ask: refused', 'mention: refused']);
  await pair.close();
});
