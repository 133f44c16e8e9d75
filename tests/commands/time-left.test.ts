/** While passages are embedded, people are told how long that will take, wherever they ask. */
import pc from 'picocolors';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { printStatus } from '../../src/cli/print-status.ts';
import { LANGUAGES, type LanguageCode } from '../../src/languages/languages.ts';
import { sayIn } from '../../src/languages/say.ts';
import { sayTimeLeft } from '../../src/languages/time-left.ts';
import { StatusSchema, statusOf } from '../../src/operations/status.ts';
import { statement } from '../../src/refusals.ts';
import { terminalReporter } from '../../src/reporter.ts';
import { makeVitals } from '../../src/supervision/vitals.ts';
import { answerTo, type BotPair, startBotPair } from '../support/bot.ts';
import { makeMemoryLibrary } from '../support/memory-library.ts';

const MINUTE = 60_000;
const library = makeMemoryLibrary([{ title: 'The mill', body: ['It was built in 1884.'] }]);
const EMBEDDING = { phase: 'embedding', done: 40, total: 160, remainingMs: 4 * MINUTE } as const;

let pair: BotPair;
beforeAll(async () => {
  pair = await startBotPair(library);
});
beforeEach(() => library.setStatus(EMBEDDING));
afterAll(() => pair.close());

describe('in Discord', () => {
  it('is told to whoever waits', async () => {
    library.setStatus({ ...EMBEDDING, passages: 0 });
    const options = { question: 'When was it built?' };
    const { message } = await answerTo(pair.newcomer().runCommand({ name: 'ask', options }));
    expect(message.content).toContain('40 of 160 passages');
    expect(message.content).toMatch(/ About 4 minutes left\.$/);
    library.setStatus({});
  });

  it('stands in /about', async () => {
    const { message } = await answerTo(pair.newcomer().runCommand({ name: 'about' }));
    expect(message.embeds[0]?.description).toMatch(/\(25 %\).* About 4 minutes left\.$/);
  });
});

describe('in a terminal', () => {
  it('stands in the status, as figures and in words', async () => {
    const status = await statusOf({
      version: '1',
      vitals: makeVitals(),
      library,
      queues: () => ({}),
      lastHour: () => ({}),
    });
    expect(StatusSchema.parse(JSON.parse(JSON.stringify(status))).reading).toEqual({
      phase: 'embedding',
      done: 40,
      total: 160,
      secondsLeft: 240,
    });
    expect(printStatus(status, pc.createColors(false))).toContain(
      '1 passage (embedding 40 of 160). About 4 minutes left.',
    );
  });

  it('stands beside the progress, all of it on one line', () => {
    const said = (isTTY: boolean) => {
      const written: string[] = [];
      const clock = { now: 10_000 };
      const stream = { isTTY, write: (text: string) => written.push(text) };
      const reporter = terminalReporter(stream, () => clock.now);
      const progress = { label: statement('embeddingPassages'), total: 100_000 };
      reporter.progress({ ...progress, done: 1, remainingMs: null });
      clock.now += 6_000;
      reporter.progress({ ...progress, done: 50_000, remainingMs: 89 * MINUTE });
      return written.at(-1)?.replace('\r\u001b[K', '') ?? '';
    };
    expect(said(false)).toBe('Embedding passages: 50000 of 100000. About 89 minutes left.\n');
    expect(said(true)).toBe('Embedding passages ██████░░░░░░ 50000/100000. About 89 minutes left.');
    expect(said(true).length).toBeLessThan(80);
  });
});

describe.each(Object.keys(LANGUAGES) as LanguageCode[])('in %s', (code) => {
  it('is as precise as it can be', () => {
    const say = sayIn(code);
    expect(sayTimeLeft(say, 0.4 * MINUTE)).toBe(say('timeLeftSoon'));
    expect(sayTimeLeft(say, MINUTE)).toBe(say('timeLeftMinutes', { n: 1 }));
    expect(sayTimeLeft(say, 90 * MINUTE)).toContain('90');
    expect(sayTimeLeft(say, 100 * MINUTE)).toBe(say('timeLeftHours', { n: 2 }));
  });
});
