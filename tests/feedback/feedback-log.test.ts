/** What was said of answers: counted once a person, for a place, for a time, and without who said it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dislikedPassages } from '../../src/feedback/disliked.ts';
import {
  type Feedback,
  type FeedbackLogsOptions,
  openFeedbackLogs,
} from '../../src/feedback/feedback-log.ts';
import { makeVoters } from '../../src/feedback/voters.ts';
import { diskState } from '../../src/state/disk-state.ts';
import { temporaryFolder } from '../support/library.ts';

const DAY = 24 * 60 * 60 * 1_000;
const opened = (folder: string, more: Partial<FeedbackLogsOptions> = {}) =>
  openFeedbackLogs({ state: diskState(folder), retentionDays: 2, keepsTexts: true, ...more });
const SAID = { person: '1', question: 'How high?', passage: 'a-1', helpful: true };
const helped = (all: readonly Feedback[]) => all.map(({ helpful }) => helpful);

describe('the log', () => {
  it('counts a person once for a question and a passage, as they said last', async () => {
    const log = (await opened(temporaryFolder())).feedbackOf('7');
    const said = await Promise.all([log.say(SAID), log.say(SAID), log.say(SAID)]);
    expect(said.sort()).toEqual(['again', 'again', 'counted']);
    for (const more of [{ person: '2' }, { question: 'How wide?' }, { passage: 'a-2' }])
      expect(await log.say({ ...SAID, ...more })).toBe('counted');
    expect(await log.say({ ...SAID, collection: 'k' })).toBe('counted');
    expect(await log.say({ ...SAID, question: ' how  HIGH' })).toBe('again');
    expect(await log.say({ ...SAID, helpful: false })).toBe('changed');
    expect(helped(await log.list())).toEqual([true, true, true, true, false]);
    // Who cannot make up their mind is counted once, and keeps nobody busy.
    const mind = [];
    for (const helpful of [true, false, true, false, true])
      mind.push(await log.say({ ...SAID, helpful }));
    expect(mind).toEqual(['changed', 'changed', 'again', 'again', 'again']);
    expect(await log.list()).toHaveLength(5);
  });

  it('counts a person once in a list that several servers and direct messages share', async () => {
    const logs = await opened(temporaryFolder());
    const hasOwn = (server: string) => server === '7';
    const at = (server: string | null) => logs.feedbackElsewhere(server, hasOwn);
    expect(await at('8').say(SAID)).toBe('counted');
    expect(await at('9').say(SAID)).toBe('again');
    expect(await at(null).say({ ...SAID, helpful: false })).toBe('changed');
    expect(helped(await at('8').list())).toEqual([false]);
    expect(await logs.feedbackOf('7').say(SAID)).toBe('counted');
  });

  it('counts again what was forgotten meanwhile, and tells what could not be kept', async () => {
    const state = diskState(temporaryFolder());
    let isFull = false;
    const append = (path: string, lines: readonly string[]) =>
      isFull ? Promise.reject(new Error('full')) : state.append(path, lines);
    const told: unknown[] = [];
    const logs = await opened('', { state: { ...state, append }, onError: (e) => told.push(e) });
    const log = logs.feedbackOf('7');
    await log.say(SAID);
    await log.clear();
    expect(await log.say({ ...SAID, helpful: false })).toBe('changed');
    expect(helped(await log.list())).toEqual([false]);
    isFull = true;
    await expect(log.say({ ...SAID, person: '2' })).rejects.toThrow('not kept');
    isFull = false;
    expect(await log.say({ ...SAID, person: '2' })).toBe('counted');
    expect(told).toHaveLength(1);
  });

  it('is of a place, of several processes, of its time, and goes with its server', async () => {
    const folder = temporaryFolder();
    let now = 9 * DAY;
    const open = () => opened(folder, { now: () => now });
    const [one, another] = [await open(), await open()];
    const hasOwn = (server: string) => server === '7' || server === '8';
    await Promise.all([
      one.feedbackOf('7').say(SAID),
      another.feedbackOf('7').say({ ...SAID, person: '2', helpful: false }),
      another.feedbackOf('8').say(SAID),
      one.feedbackElsewhere('9', hasOwn).say(SAID),
      one.feedbackElsewhere(null, hasOwn).say({ ...SAID, person: '3' }),
    ]);
    expect(helped(await one.feedbackOf('7').list()).sort()).toEqual([false, true]);
    expect(await another.feedbackOf('8').list()).toHaveLength(1);
    expect(await another.feedbackElsewhere(null, hasOwn).list()).toHaveLength(2);
    expect((await one.servers()).toSorted()).toEqual(['7', '8', '9']);
    await another.forget('7');
    expect(await one.feedbackOf('7').list()).toEqual([]);
    now += 3 * DAY;
    expect(await one.feedbackElsewhere(null, hasOwn).list()).toEqual([]);
    await (await open()).close();
    expect(readFileSync(join(folder, 'feedback.jsonl'), 'utf8')).toBe('');
  });

  it('has texts without people, and none where they are not kept, those of before too', async () => {
    const folder = temporaryFolder();
    const file = () => readFileSync(join(folder, 'feedback.jsonl'), 'utf8');
    const kept = (await opened(folder)).feedbackOf('7');
    await kept.say({ ...SAID, question: 'How high is @mary at <@184405311681986560>?' });
    expect((await kept.list())[0]?.question).toBe('How high is at ?');
    const quiet = (await opened(folder, { keepsTexts: false })).feedbackOf('7');
    await quiet.say({ ...SAID, helpful: false });
    expect(file()).not.toContain('high');
    expect((await quiet.list()).map(({ question }) => question)).toEqual([null, null]);
    expect(file().trim().split('\n')).toHaveLength(2);
  });
});

describe('who spoke', () => {
  it('is a hash of each process’s own, and so many are remembered', () => {
    const [one, another] = [makeVoters(2), makeVoters()];
    const key = one.keyOf('1', ['a', null]);
    expect(key).toBe(one.keyOf('1', ['a', null]));
    expect(key).not.toBe(another.keyOf('1', ['a', null]));
    expect(key).not.toBe(one.keyOf('1', ['a', 'null']));
    for (const name of ['a', 'b', 'a', 'c'])
      one.set(name, { helpful: true, line: name, changes: 0 });
    expect(['a', 'b', 'c'].map((name) => one.get(name)?.line ?? null)).toEqual(['a', null, 'c']);
  });
});

describe('what did not help', () => {
  const said = (passage: string, helpful: boolean, question: string | null, at: number) => ({
    ...{ passage, helpful, question, at, server: null, id: null },
  });

  it('is told per passage and question, the worst first, with what helped', () => {
    const found = dislikedPassages([
      said('a', false, 'How high is the dam?', 1),
      said('a', true, 'how high is the dam', 2),
      said('a', false, 'Who built it?', 3),
      said('a', false, 'Who built it?', 4),
      said('b', true, 'Who built it?', 5),
      said('c', false, null, 6),
      { ...said('c', false, null, 7), collection: 'k' },
    ]);
    expect(
      found.map(({ passage, helpful, unhelpful, lastAt }) => [passage, helpful, unhelpful, lastAt]),
    ).toEqual([
      ['a', 1, 3, 4],
      ['c', 0, 1, 7],
      ['c', 0, 1, 6],
    ]);
    expect(found[0]?.questions).toMatchObject([
      { question: 'Who built it?', helpful: 0, unhelpful: 2 },
      { question: 'how high is the dam', helpful: 1, unhelpful: 1 },
    ]);
    expect(found[1]).toMatchObject({ collection: 'k', questions: [] });
  });
});
