/** `/stats`, and the weekly digest in a channel: counted from what people do, told without who did it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIMessage } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type FeedbackLog, openFeedbackLogs } from '../../src/feedback/feedback-log.ts';
import { type GapLog, openGapLogs } from '../../src/gaps/gap-log.ts';
import { CHANNELS, GUILD_ID } from '../../src/playground/stand-in/seed.ts';
import { subscribe } from '../../src/playground/stand-in/world.ts';
import { diskState } from '../../src/state/disk-state.ts';
import { mondayOf } from '../../src/statistics/days.ts';
import { readDigest, updateDigest } from '../../src/statistics/digest-file.ts';
import { dueAt } from '../../src/statistics/digest-times.ts';
import { type Digests, type DigestWay, openDigests } from '../../src/statistics/digester.ts';
import { openUseCounts, type Statistics, type UseCounts } from '../../src/statistics/use-counts.ts';
import {
  answerTo,
  type BotPair,
  buttonId,
  expectGoodRequests,
  startBotPair,
} from '../support/bot.ts';
import { createClock } from '../support/clock.ts';
import { makeMemoryLibrary } from '../support/memory-library.ts';
import { testSettings } from '../support/settings.ts';

const DAY = 86_400_000;
/** A Wednesday. */
const START = Date.parse('2024-11-06T10:00:00Z');
const MONDAY = '2024-11-11';

const library = makeMemoryLibrary([
  { title: 'A bridge', body: ['It was built in 1931 by hand.'] },
  { title: 'A *dam*', body: ['Nobody has asked about this text so far.'] },
]);
const folder = mkdtempSync(join(tmpdir(), 'footnote-'));
const clock = createClock(START);
const settings = testSettings();
let counts: UseCounts;
let statistics: Statistics;
let feedback: FeedbackLog;
let gaps: GapLog;
let digests: Digests;
let pair: BotPair;
let way: DigestWay;

const after = (ms: number, then: () => void) => {
  clock.after(ms, then);
  return () => {};
};

const open = (): Digests =>
  openDigests({
    ...{ state: diskState(folder), settings, now: clock.now, after },
    onFault(error) {
      throw error;
    },
  });

beforeAll(async () => {
  const state = diskState(folder);
  const logs = { state, retentionDays: 90, keepsTexts: true, now: clock.now };
  counts = await openUseCounts({ state, now: clock.now, after });
  statistics = counts.statisticsElsewhere(GUILD_ID, () => false, library.articles);
  feedback = (await openFeedbackLogs(logs)).feedbackElsewhere(null, () => false);
  gaps = (await openGapLogs(logs)).gapsElsewhere(null, () => false);
  digests = open();
  const connected: Digests = {
    ...digests,
    connect(given) {
      way = given;
      return digests.connect(given);
    },
  };
  pair = await startBotPair(library, {
    ...{ statistics, feedback, gaps, settings },
    digests: connected,
  });
});
afterEach(() => expectGoodRequests(pair.standIn));
afterAll(async () => {
  await pair.close();
  await digests.close();
  await counts.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (question: string) =>
  answerTo(pair.newcomer().runCommand({ name: 'ask', options: { question } }));

async function told(period?: string): Promise<string> {
  const { message, ephemeral } = await answerTo(
    pair.newModerator().runCommand({ name: 'stats', ...(period && { options: { period } }) }),
  );
  expect(ephemeral).toBe(true);
  const [embed] = message.embeds;
  return `${embed?.title}\n${embed?.description}`;
}

const inChannel = (channel: string): APIMessage[] =>
  [...pair.standIn.world.messages.values()]
    .map(({ data }) => data)
    .filter(({ channel_id: id, embeds }) => id === channel && embeds[0]?.title?.includes(':'));

describe('/stats', () => {
  it('tells what was asked, found, shared and not found, in numbers', async () => {
    expect(await told()).toBe(
      [
        'The last 7 days',
        '**0 questions** (the 7 days before: 0)',
        '',
        '▁▁▁▁▁▁▁▁',
        'Questions a week, the latest last: 0, 0, 0, 0, 0, 0, 0, 0',
        '',
        '**Nobody came upon 2 of the 2 articles**',
        '- A bridge',
        '- A \\*dam\\*',
        '',
        `-# Counted since <t:${Date.parse('2024-11-06') / 1_000}:D>, by day in UTC, without who asked.`,
      ].join('\n'),
    );
    const { message } = await ask('When was it built by hand?');
    const shown = await pair.member.runCommand({
      name: 'ask',
      options: { question: 'When was it built by hand?' },
    });
    const own = await answerTo(shown);
    await (await pair.member.click(own.message.id, buttonId(own.message, 'Share'))).reply();
    await ask('What does a permit for Kara Olsen cost?');
    // Of some articles only, it is no gap, and none in the numbers.
    const filtered = { question: 'What does a permit for Kara Olsen cost?', article: 'A bridge' };
    await answerTo(pair.newcomer().runCommand({ name: 'ask', options: filtered }));
    // None of them is a question to the articles.
    await ask('hello there');
    await ask('!play <@1300000000000000010>');
    const [id = ''] = /[0-9a-z]{6}-[0-9a-z]{6}/.exec(JSON.stringify(message)) ?? [];
    await feedback.say({ person: '1', question: 'when?', passage: id, helpful: false });
    await feedback.say({ person: '2', question: 'when?', passage: id, helpful: true });
    expect((await told()).split('\n').slice(1, -1)).toEqual([
      '**3 questions** (the 7 days before: 0)',
      'Answered: 2 · perhaps answered: 0 · without an answer: 1',
      'Helpful: 1 · not helpful: 1',
      '',
      '▁▁▁▁▁▁▁█',
      'Questions a week, the latest last: 0, 0, 0, 0, 0, 0, 0, 3',
      '',
      '**Did not help**',
      `- A bridge · \`${id}\` · 1×`,
      '',
      '**Shared most**',
      `- A bridge · \`${id}\` · 1×`,
      '',
      '**Nobody came upon 1 of the 2 articles**',
      '- A \\*dam\\*',
      '',
    ]);
  });

  it('refuses members without Manage Server, and is hidden from them', async () => {
    const { message, ephemeral } = await answerTo(pair.newcomer().runCommand({ name: 'stats' }));
    expect([ephemeral, message.embeds]).toEqual([true, []]);
    expect(message.content).toContain('Manage Server');
  });
});

describe('the weekly digest', () => {
  it('is posted once in the channel that was chosen, and no name is in it', async () => {
    // On three days, with the name of somebody that no article knows.
    for (const day of [1, 2]) {
      clock.pass(DAY);
      await ask('What does a permit for Kara Olsen cost?');
      if (day === 1) await ask('Where does <@1300000000000000010> live?');
    }
    await settings.change(GUILD_ID, { digest: CHANNELS.general });
    await digests.chosen(GUILD_ID, CHANNELS.general);
    expect(mondayOf('2024-11-13')).toBe(MONDAY);
    clock.pass(dueAt(GUILD_ID, MONDAY) - clock.now() + 5 * 60_000);
    const [message] = await posted(CHANNELS.general, 1);
    expect(message?.embeds[0]?.title).toMatch(/^The week: 4\s*–\s*10 November 2024$/);
    const lines = message?.embeds[0]?.description?.split('\n') ?? [];
    expect(lines.slice(0, 6)).toEqual([
      '**6 questions** (the week before: 0)',
      'Answered: 2 · perhaps answered: 0 · without an answer: 4',
      'Helpful: 1 · not helpful: 1',
      '',
      '**Asked again and again, without an answer**',
      '- What does a permit for … cost? · on 3 days',
    ]);
    expect(lines.at(-1)).toMatch(
      /^-# More with <\/stats:\d+> and <\/gaps list:\d+>\. Who asked is not kept/,
    );
    expect(JSON.stringify(message?.embeds)).not.toMatch(/Kara|Olsen|live|▁/);
  });

  it('is not posted again by the bot that starts again, nor for a week without questions', async () => {
    await pair.restart();
    clock.pass(8 * DAY);
    await digests.settled();
    clock.pass(5 * 60_000);
    await digests.settled();
    expect(inChannel(CHANNELS.general)).toHaveLength(1);
    expect(await told()).toContain('**0 questions** (the 7 days before: 6)');
    expect(await told('month')).toContain(
      'The last 30 days\n**6 questions** (the 30 days before: 0)',
    );
  });

  it('speaks the language that was chosen', async () => {
    await settings.change(GUILD_ID, { language: 'de' });
    await ask('When was it built by hand?');
    clock.pass(dueAt(GUILD_ID, '2024-11-25') - clock.now() + 5 * 60_000);
    const [, message] = await posted(CHANNELS.general, 2);
    expect(message?.embeds[0]?.title).toMatch(/^Die Woche: 18\.\s*–\s*24\. November 2024$/);
    expect(message?.embeds[0]?.description).toContain('**1 Frage** (in der Woche davor: 0)');
  });

  it('is looked for in its channel where nobody knows whether it was posted', async () => {
    await digests.settled();
    const begin = async () => {
      const startedAt = clock.now() - 2 * 60_000;
      const sending = { monday: '2024-11-25', nonce: 'lost', startedAt };
      await updateDigest(
        diskState(folder),
        GUILD_ID,
        (kept) => kept && { ...kept, done: '2024-11-18', sending },
      );
      // Whoever had begun it is gone; this is another process.
      const next = open();
      const end = next.connect(way);
      for (let i = 0; i < 20; i++) {
        clock.pass(20_000);
        await next.settled();
      }
      end();
      await next.close();
      return readDigest(diskState(folder), GUILD_ID);
    };
    expect(await begin()).toMatchObject({ done: '2024-11-25', sending: null });
    expect(inChannel(CHANNELS.general)).toHaveLength(2);
    const [, last] = inChannel(CHANNELS.general);
    pair.standIn.world.messages.delete(last?.id ?? '');
    expect(await begin()).toMatchObject({ done: '2024-11-25', sending: null });
    expect(inChannel(CHANNELS.general)).toHaveLength(2);
  });

  it('shows managers that its channel takes none, and tries again a week later', async () => {
    await settings.change(GUILD_ID, { digest: CHANNELS.announcements, language: null });
    await digests.chosen(GUILD_ID, CHANNELS.announcements);
    await ask('When was it built by hand?');
    clock.pass(dueAt(GUILD_ID, '2024-12-02') - clock.now() + 5 * 60_000);
    await expect.poll(() => digests.closedFor(GUILD_ID)).not.toBe(null);
    const line = `The last weekly digest could not be posted in <#${CHANNELS.announcements}>: I may not write there.`;
    expect(await told()).toContain(`-# ${line}`);
    const { message } = await answerTo(pair.newModerator().runCommand({ name: 'settings' }));
    expect(JSON.stringify(message.components)).toContain(line);
    expect(inChannel(CHANNELS.announcements)).toEqual([]);
  });
});

/** So many digests, once they are there. */
function posted(channel: string, n: number): Promise<APIMessage[]> {
  return new Promise((resolve) => {
    const look = () => {
      if (inChannel(channel).length < n) return;
      stop();
      resolve(inChannel(channel));
    };
    const stop = subscribe(pair.standIn.world, look);
    look();
  });
}
