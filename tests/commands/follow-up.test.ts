/** Questions that go on from an answer: Follow up, its form, and "Ask without the filter". */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type APIMessage, MessageFlags } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { encodeCustomId, parseCustomId } from '../../src/discord/custom-id.ts';
import { type FeedbackLog, openFeedbackLogs } from '../../src/feedback/feedback-log.ts';
import { type GapLog, openGapLogs } from '../../src/gaps/gap-log.ts';
import type { OpenLibrary } from '../../src/library/library.ts';
import { openLibrary } from '../../src/library/open-library.ts';
import type { Actor } from '../../src/playground/stand-in/actor.ts';
import { projectRoot } from '../../src/project-root.ts';
import { silentReporter } from '../../src/reporter.ts';
import { diskState } from '../../src/state/disk-state.ts';
import {
  answerTo,
  type BotPair,
  buttonId,
  buttonsOf,
  expectGoodRequests,
  startBotPair,
} from '../support/bot.ts';
import { fixtureEmbedding } from '../support/embedding.ts';
import { sharedEmbedder, sharedReader } from '../support/library.ts';
import { passagesIn, textOf, textsOf } from '../support/shown.ts';

const folder = mkdtempSync(join(tmpdir(), 'footnote-'));
let library: OpenLibrary;
let gaps: GapLog;
let feedback: FeedbackLog;
let pair: BotPair;
beforeAll(async () => {
  const logs = await openGapLogs({ state: diskState(folder), retentionDays: 30 });
  gaps = logs.gapsElsewhere(null, () => false);
  library = openLibrary({
    articlesDir: join(projectRoot(), 'articles'),
    dataDir: join(folder, 'data'),
    watch: false,
    reporter: silentReporter,
    openEmbedder: sharedEmbedder,
    reader: sharedReader,
    embedding: fixtureEmbedding(folder),
  });
  await library.whenReady();
  const said = await openFeedbackLogs({
    ...{ state: diskState(folder), retentionDays: 30, keepsTexts: true },
  });
  feedback = said.feedbackElsewhere(null, () => false);
  pair = await startBotPair(library, { gaps, feedback });
});
afterEach(() => expectGoodRequests(pair.standIn));
afterAll(async () => {
  await pair.close();
  await library.close();
  rmSync(folder, { recursive: true, force: true });
});

type Options = Record<string, string | number | boolean>;

async function ask(options: Options, who: Actor = pair.newcomer()) {
  return { who, ...(await answerTo(who.runCommand({ name: 'ask', options }))) };
}

/** Presses Follow up, and sends the form off. */
async function followUp(message: APIMessage, question: string, who: Actor) {
  const opened = await who.click(message.id, buttonId(message, 'Follow up'));
  const { modal } = await opened.reply();
  return { modal, ...(await answerTo(who.submitModal(opened.id, { question }))) };
}

describe('Follow up', () => {
  it('opens a form of one line, and answers with what went before, again and again', async () => {
    const { who, message } = await ask({ question: 'When did construction at Rogun start?' });
    const first = await followUp(message, 'and how high is it?', who);
    expect(first.modal?.title).toBe('Follow up');
    expect(first.modal?.components).toMatchObject([
      {
        label: 'What else would you like to know?',
        component: { style: 1, required: true, min_length: 3, max_length: 300 },
      },
    ]);
    expect(first.ephemeral).toBe(true);
    expect(first.message.id).not.toBe(message.id);
    expect(textsOf(first.message).slice(0, 2)).toEqual([
      'Question: and how high is it?',
      '-# Following up on “construction at Rogun” · in “Nurek and Rogun: Damming the Vakhsh”',
    ]);
    const second = await followUp(first.message, 'where is that?', who);
    expect(textOf(second.message)).toContain('Following up on “Rogun” · in “Nurek');
    expect(passagesIn(second.message)[0]?.title).toBe('Nurek and Rogun: Damming the Vakhsh');
  });

  it('asks the same of something else, and works after a restart', async () => {
    const { who, message } = await ask({ question: 'How high is the Ak-Baital?', visible: true });
    await pair.restart();
    const { message: answer, ephemeral } = await followUp(message, 'and the Kyzyl-Art Pass?', who);
    expect(ephemeral).toBe(true);
    expect(textOf(answer)).toContain(
      'Following up on “How high is the Ak-Baital?” · in “Driving the Pamir Highway”',
    );
    expect(passagesIn(answer)[0]?.quote).toContain('4,280 metres');
  });

  it('is counted as what was searched where it helped', async () => {
    const { who, message } = await ask({ question: 'When did construction at Rogun start?' });
    const { message: answer } = await followUp(message, 'and how high is it?', who);
    await answerTo(who.click(answer.id, buttonId(answer, 'Helpful')));
    expect(await feedback.list()).toMatchObject([
      { question: expect.stringMatching(/Rogun/), helpful: true },
    ]);
  });

  it('leaves a question alone that stands for itself', async () => {
    const { who, message } = await ask({ question: 'How high is the Ak-Baital?' });
    const question = 'Who killed Cleitus with a spear?';
    const { message: followed } = await followUp(message, question, who);
    const { message: asked } = await ask({ question });
    expect(textsOf(followed)).toEqual(textsOf(asked));
  });

  it('is not under what answers nothing, and a forged one is answered as any question', async () => {
    const { who, message } = await ask({ question: 'Which goalkeeper won the cup on penalties?' });
    expect(buttonsOf(message).map(({ label }) => label)).toEqual([
      ...['Show the nearest passages', 'Tell me when there is an answer'],
    ]);
    const forged = await who.click(message.id, encodeCustomId({ name: 'followUp', asked: 'x' }), {
      forged: true,
    });
    await forged.reply();
    const sent = await answerTo(who.submitModal(forged.id, { question: 'qz' }));
    expect(sent.message.content).toContain('at least 3 characters');
  });

  it('carries what was searched, as much as a button holds', () => {
    const asked = `${'how high is the dam at Nurek '.repeat(5)}🏔️?`;
    const id = encodeCustomId({ name: 'followedUp', asked });
    expect(id.length).toBeLessThanOrEqual(100);
    const read = parseCustomId(id);
    expect(read?.name === 'followedUp' && asked.startsWith(read.asked ?? '?')).toBe(true);
  });
});

describe('a filter that leaves no article', () => {
  it.each<[Options, string]>([
    [
      { since: '2030' },
      'No article is left by this filter, so nothing was searched. The newest one is of 2026-02-23.',
    ],
    [
      { until: '1999-12' },
      'No article is left by this filter, so nothing was searched. The oldest one is of 2025-11-03.',
    ],
    [
      { since: '2025-11-05', until: '2025-11-06' },
      'No article is left by this filter, so nothing was searched. The nearest ones are of 2025-11-03 and 2025-11-17.',
    ],
    [
      { article: 'Samarkand, City of Timur', since: '2030' },
      'No article is left by this filter, so nothing was searched. The newest one is of 2026-02-09.',
    ],
  ])('%o', async (filter, said) => {
    const { message } = await ask({ question: 'How high is the Nurek dam?', ...filter });
    expect(textsOf(message)).toEqual(['Question: How high is the Nurek dam?', said]);
    expect(buttonsOf(message).map(({ label }) => label)).toEqual(['Ask without the filter']);
  });

  it('is asked without it in its place, after a restart, and is no gap', async () => {
    const before = (await gaps.list()).length;
    const options = { question: 'How many *metres* high is Nurek?', since: '2030', count: 2 };
    const { who, message } = await ask(options);
    await pair.restart();
    const press = who.click(message.id, buttonId(message, 'Ask without the filter'));
    const { message: answer } = await answerTo(press);
    expect(answer.id).toBe(message.id);
    expect(textsOf(answer)[0]).toBe('Question: How many \\*metres\\* high is Nurek?');
    expect(passagesIn(answer)).toHaveLength(2);
    expect((await gaps.list()).length).toBe(before);
  });

  it('is asked without it privately beside what everyone sees', async () => {
    const { message } = await ask({ question: 'How high is Nurek?', since: '2030', visible: true });
    const other = pair.newcomer();
    const press = other.click(message.id, buttonId(message, 'Ask without the filter'));
    const { message: answer, ephemeral } = await answerTo(press);
    expect([ephemeral, answer.id === message.id]).toEqual([true, false]);
    expect((answer.flags ?? 0) & MessageFlags.Ephemeral).toBeTruthy();
    expect(passagesIn(answer)).toHaveLength(1);
  });

  it('is not spoken of where there is none, or where it leaves some', async () => {
    const { message } = await ask({ question: 'Which goalkeeper won the cup?', since: '2025' });
    expect(textOf(message)).not.toContain('filter');
    expect((await gaps.list()).length).toBeGreaterThan(0);
  });
});

describe('a question in a language that no article is in', () => {
  it.each([
    ['Wie hoch ist der Staudamm von Nurek?', 'Die Artikel sind auf Englisch.'],
    ['Quelle est la hauteur du barrage de Nurek ?', 'Les articles sont en anglais.'],
    ['Какой высоты плотина в Нуреке?', 'Язык статей: английский.'],
  ])('%s', async (question, said) => {
    const before = (await gaps.list()).length;
    const { message } = await ask({ question });
    expect(textsOf(message)[1]).toBe(said);
    expect((await gaps.list()).length).toBe(before);
  });

  it('is not told of a question in theirs, or in none', async () => {
    for (const question of ['How high is Nurek?', 'Nurek Rogun', '12345']) {
      expect(textOf((await ask({ question })).message)).not.toContain('The articles are in');
    }
  });
});
