/** What the judgement makes of its signals, and what it says of the sample articles. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/project-root.ts';
import {
  confidenceOf,
  type JudgementRule,
  type JudgementSignals,
  judge,
} from '../../src/search/judgement.ts';
import { WEIGHTS } from '../../src/search/weights.data.ts';
import { bundledEmbedding } from '../support/embedding.ts';
import { openSharedLibrary, type SharedLibrary } from '../support/open-library.ts';

/** What speaks for a passage as strongly as can be. */
const READ: JudgementSignals = {
  ...{ reading: 6, bestReading: 6, margin: 5, coverage: 1, sentenceCoverage: 1, pairs: 1 },
  ...{ article: 1, information: 3, closeness: 1.2 },
  ...{ beyondTitle: 0, askedOfSubject: 1 },
};
const UNREAD: JudgementSignals = { ...READ, reading: 0, bestReading: 0, beyondTitle: 0.6 };
const BY_WORDS: JudgementSignals = { ...UNREAD, closeness: 0, beyondTitle: 0 };

/** What speaks against it: nothing of what was asked is there. */
const POOR: JudgementSignals = {
  ...{ reading: -6, bestReading: -6, margin: 0, coverage: 0.2, sentenceCoverage: 0.1, pairs: 0 },
  ...{ article: 0.2, information: 0.3, closeness: 0 },
  ...{ beyondTitle: -0.1, askedOfSubject: 0 },
};

describe.each<[string, JudgementRule, JudgementSignals]>([
  ['of a passage that was read', WEIGHTS.judgement.read, READ],
  ['by vectors and words', WEIGHTS.judgement.vectors, UNREAD],
  ['by words alone', WEIGHTS.judgement.words, BY_WORDS],
])('the judgement %s', (_, rule, strong) => {
  const poor: JudgementSignals =
    strong.reading === 0 ? { ...POOR, reading: 0, bestReading: 0 } : POOR;

  it('answers where all speaks for it, and not where nothing does', () => {
    const sure = confidenceOf(strong, rule);
    expect(sure).toBeGreaterThan(0.8);
    expect(judge(sure, rule)).toBe('answers');
    expect(judge(confidenceOf(poor, rule), rule)).toBe('no-answer');
  });

  it('falls with what the reader says, or with what is not said of the subject', () => {
    const heard = strong.reading === 0 ? 'askedOfSubject' : 'reading';
    const less = confidenceOf({ ...strong, [heard]: POOR[heard] }, rule);
    expect(less).toBeLessThan(confidenceOf(strong, rule));
  });

  it('has three states, in order', () => {
    const { mayAnswerFrom, answersFrom } = rule;
    expect(mayAnswerFrom).toBeGreaterThan(0);
    expect(answersFrom).toBeGreaterThan(mayAnswerFrom);
    expect(answersFrom).toBeLessThan(1);
    expect(judge(answersFrom, rule)).toBe('answers');
    expect(judge(mayAnswerFrom, rule)).toBe('may-answer');
    expect(judge((mayAnswerFrom + answersFrom) / 2, rule)).toBe('may-answer');
    expect(judge(mayAnswerFrom / 2, rule)).toBe('no-answer');
  });
});

describe('the sample articles', () => {
  let shared: SharedLibrary;
  beforeAll(async () => {
    const folder = join(projectRoot(), 'articles');
    const files = readdirSync(folder).map((name) => [
      name,
      readFileSync(join(folder, name), 'utf8'),
    ]);
    shared = await openSharedLibrary(Object.fromEntries(files), bundledEmbedding);
  });
  afterAll(() => shared.remove());

  const ask = (question: string) => shared.library.ask(question, { count: 1 });

  it.each(['how are you today', 'is there any news', 'good morning', 'thank you'])(
    'do not answer "%s"',
    async (question) => {
      expect((await ask(question)).judgement).toBe('no-answer');
    },
  );

  it.each(['Nurek', 'ulugh beg', 'aral sea shrinking', 'Wakhan'])(
    'answer a mere keyword: "%s"',
    async (question) => {
      expect((await ask(question)).answered).toBe(true);
    },
  );

  it('are read with a question, and say so', async () => {
    const answer = await ask('How high is the Nurek dam?');
    expect(answer).toMatchObject({ judgement: 'answers', answered: true });
    expect(answer.evidence.reading).toBe('read');
    expect(answer.excerpts[0]?.score).toBe(answer.evidence.confidence);
  });

  it('say of each passage what the reader said of it, and where it stopped', async () => {
    const { candidates } = await shared.library.explain('How high is the Nurek dam?');
    const readings = candidates.map(({ reading }) => reading);
    expect(readings[0]).toBeGreaterThan(0);
    expect(readings.filter((reading) => reading !== null).length).toBeLessThan(readings.length);
  });

  it('are answered without what there is no time to read', async () => {
    const answer = await shared.library.ask('How high is the Nurek dam?', {
      count: 1,
      readingMs: 0,
    });
    expect(answer.evidence.reading).toBe('late');
    expect(answer.excerpts[0]?.text).toContain('Nurek');
  });
});
