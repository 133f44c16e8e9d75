/** Asked before there is anything to search: held, and answered once when there is. */
import type { APIMessage } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { citationId } from '../../src/citations/make-citation-id.ts';
import { encodeCustomId } from '../../src/discord/custom-id.ts';
import type { DeliveryClock } from '../../src/discord/delivery.ts';
import type { Actor } from '../../src/playground/stand-in/actor.ts';
import { CHANNELS } from '../../src/playground/stand-in/seed.ts';
import { Refusal } from '../../src/refusals.ts';
import { answerTo, type BotPair, messageOnce, startBotPair } from '../support/bot.ts';
import { makeArticle, makeMemoryLibrary } from '../support/memory-library.ts';
import { passagesIn } from '../support/shown.ts';

const TEXT = 'The bridge was built in 1931 by hand.';
const SOURCE = { title: 'A bridge', body: [TEXT] };
const QUESTION = 'When was the bridge built?';
const STARTING = { phase: 'reading', done: 0, total: 0, articles: 0, passages: 0 } as const;

/** Many things at once take a slow machine some seconds. */
const PATIENT = { timeout: 15_000 };

/** Pauses that wait for the test, and time that passes only then. */
function makeHeldClock() {
  let time = 0;
  const waiting = new Set<() => void>();
  const clock: DeliveryClock = {
    now: () => time,
    after: () => () => {},
    pause: (_ms, signal) =>
      new Promise((resolve) => {
        const end = () => {
          waiting.delete(end);
          resolve(!signal?.aborted);
        };
        if (signal?.aborted) return end();
        waiting.add(end);
        signal?.addEventListener('abort', end);
      }),
  };
  return {
    clock,
    held: () => waiting.size,
    pass(ms: number) {
      time += ms;
      for (const end of [...waiting]) end();
    },
  };
}

const open: BotPair[] = [];
afterEach(async () => {
  for (const pair of open.splice(0)) await pair.close();
});

async function starting() {
  const library = makeMemoryLibrary([SOURCE]);
  library.setStatus(STARTING);
  const time = makeHeldClock();
  const pair = await startBotPair(library, { quotes: library.quotes, clock: time.clock });
  open.push(pair);
  const ask = (who: Actor, options = {}) =>
    who.runCommand({ name: 'ask', options: { question: QUESTION, ...options } });
  return { library, time, pair, ask };
}

/** What somebody sees of the bot's in the general channel. */
const botsOwn = (who: Actor): APIMessage[] =>
  who.visibleMessages(CHANNELS.general).filter(({ author }) => author.bot === true);

describe('what is asked while nothing can be searched', () => {
  it('is acknowledged, told how far it is, and answered once, whatever it is', async () => {
    const { library, time, pair, ask } = await starting();
    const article = makeArticle(SOURCE);
    const id = citationId(article.id, TEXT);
    const run = (who: Actor, name: string, options = {}) => who.runCommand({ name, options });
    const teller = pair.newcomer();
    const told = await teller.sendMessage(CHANNELS.general, QUESTION);
    const privately: ((who: Actor) => Promise<unknown>)[] = [
      (who) => ask(who),
      (who) => run(who, 'cite', { id, visible: false }),
      (who) => run(who, 'verify', { quote: TEXT }),
      (who) => run(who, 'library list'),
      (who) => run(who, 'library show', { article: article.id }),
      (who) => who.runMessageCommand('Find sources', told.id),
      (who) => who.runMessageCommand('Verify quotes', told.id),
      (who) => {
        const context = { name: 'context', ref: { id, sentence: 0 }, steps: 1 } as const;
        return who.click(told.id, encodeCustomId(context), { forged: true });
      },
    ];
    const askers = Array.from({ length: 64 }, (_, n) => ({
      who: pair.newcomer(),
      act: privately[n % privately.length],
    }));
    await Promise.all(askers.map(({ who, act }) => act?.(who)));
    const mention = await teller.sendMessage(
      CHANNELS.general,
      `<@${pair.standIn.applicationId}> ${QUESTION}`,
    );
    await expect.poll(time.held, PATIENT).toBe(65);
    for (const { who } of askers) {
      // Beside their own there is the mention's, which all see.
      expect(botsOwn(who).map(({ content }) => content)).toEqual([
        expect.stringContaining('just starting to read the articles'),
        expect.stringContaining('just starting to read the articles'),
      ]);
    }

    library.setStatus({});
    await expect.poll(time.held, PATIENT).toBe(0);
    for (const { who } of askers) {
      const isAnswered = ({ content }: APIMessage) => !content.includes('comes here by itself');
      await expect.poll(() => botsOwn(who).every(isAnswered), PATIENT).toBe(true);
      expect(botsOwn(who)).toHaveLength(2);
    }
    const replies = botsOwn(teller).filter(
      ({ message_reference: reference }) => reference?.message_id === mention.id,
    );
    expect(replies).toHaveLength(1);
    expect(passagesIn(replies[0] ?? {})).toHaveLength(1);
  }, 20_000);

  it('is told how far it is when that has changed, in the reader’s language', async () => {
    const { library, time, pair, ask } = await starting();
    const who = pair.newcomer();
    pair.standIn.setLocale(who.userId, 'de');
    const { message } = await answerTo(ask(who));
    expect(message.content).toMatch(/^Die Artikel werden gerade erst gelesen/);
    library.setStatus({ ...STARTING, done: 40, total: 120 });
    await expect.poll(time.held).toBe(1);
    time.pass(20_000);
    const isFurther = ({ content }: APIMessage) => content.includes('40 von 120 Dateien');
    await messageOnce(pair.standIn, message.id, isFurther);
    const edits = () => pair.standIn.requests.filter(({ method }) => method === 'PATCH').length;
    await expect.poll(time.held).toBe(1);
    const before = edits();
    time.pass(20_000);
    await expect.poll(time.held).toBe(1);
    expect(edits()).toBe(before);
  });

  it('is told after 14 minutes that it takes longer', async () => {
    const { time, pair, ask } = await starting();
    const { message } = await answerTo(ask(pair.newcomer()));
    await expect.poll(time.held).toBe(1);
    time.pass(14 * 60_000);
    const isTold = ({ content }: APIMessage) => content.includes('take longer to read');
    await messageOnce(pair.standIn, message.id, isTold);
  });

  it('is told at once to come again where so many wait already', async () => {
    const { time, pair, ask } = await starting();
    await Promise.all(Array.from({ length: 200 }, () => ask(pair.newcomer())));
    await expect.poll(time.held, PATIENT).toBe(200);
    const { message, deferred } = await answerTo(ask(pair.newcomer()));
    expect(deferred).toBe(false);
    expect(message.content).toMatch(/Please ask again in a moment\.$/);
  }, 20_000);

  it('is told that the bot restarts when it is stopped', async () => {
    const { time, pair, ask } = await starting();
    const own = await answerTo(ask(pair.newcomer()));
    const who = pair.newcomer();
    const forAll = await ask(who, { visible: true });
    await who.sendMessage(CHANNELS.general, `<@${pair.standIn.applicationId}> ${QUESTION}`);
    await expect.poll(time.held).toBe(3);
    await pair.restart();
    expect(pair.standIn.world.messages.get(own.message.id)?.data.content).toMatch(/restarted/);
    expect((await forAll.followUp()).content).toMatch(/restarted/);
    const contents = botsOwn(who).map(({ content }) => content);
    expect(contents).toHaveLength(2);
    for (const content of contents) expect(content).toMatch(/restarted/);
  });

  it('is told why where nothing will ever be there', async () => {
    const { library, pair, ask } = await starting();
    library.setStatus({ ...STARTING, phase: 'ready' });
    const { message } = await answerTo(ask(pair.newcomer()));
    expect(message.content).toBe('There are no articles to answer from yet.');

    library.setStatus(STARTING);
    library.whenSearchable = () => Promise.reject(new Refusal('folderMissing', { folder: 'x' }));
    const failed = await answerTo(ask(pair.newcomer()));
    const isTold = ({ content }: APIMessage) => content.includes('folder');
    await messageOnce(pair.standIn, failed.message.id, isTold);
  });
});
