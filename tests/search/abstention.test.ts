import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/project-root.ts';
import {
  type AbstentionSignals,
  ANSWER_FROM,
  confidenceOf as confidenceBy,
  JUDGEMENT,
  JUDGEMENT_BY_WORDS,
} from '../../src/search/abstention.ts';
import { openSharedLibrary, type SharedLibrary } from '../support/open-library.ts';

const STRONG: AbstentionSignals = {
  coverage: 1,
  sentenceCoverage: 1,
  pairs: 0.5,
  vector: 0.5,
  sentenceVector: 0.5,
  missing: 0,
  information: 2,
  agreement: 1,
};

const confidenceOf = (signals: AbstentionSignals) => confidenceBy(signals, JUDGEMENT);

describe('confidenceOf', () => {
  it('rises with what speaks for the passage and falls with what it lacks', () => {
    const sure = confidenceOf(STRONG);
    expect(sure).toBeGreaterThan(0.9);
    for (const less of [
      { coverage: 0.3 },
      { sentenceCoverage: 0.3 },
      { vector: 0.1 },
      { missing: 1 },
      { information: 0.7 },
      { agreement: 0 },
    ]) {
      expect(confidenceOf({ ...STRONG, ...less })).toBeLessThan(sure);
    }
  });

  it('is low for everyday words, unless the passage is about just them', () => {
    const chat = { ...STRONG, information: 0.4, vector: 0.05, sentenceVector: 0.1 };
    expect(confidenceOf(chat)).toBeLessThan(ANSWER_FROM);
    expect(confidenceOf({ ...chat, vector: 0.4 })).toBeGreaterThan(ANSWER_FROM);
  });
});

describe('confidenceOf, by words alone', () => {
  const { answerFrom } = JUDGEMENT_BY_WORDS;
  const words: AbstentionSignals = { ...STRONG, vector: 0, sentenceVector: 0, agreement: 0 };
  const sure = confidenceBy(words, JUDGEMENT_BY_WORDS);

  it('is high where the words are all there together, and falls with what is lacking', () => {
    expect(sure).toBeGreaterThan(0.9);
    for (const less of [
      { coverage: 0.3 },
      { sentenceCoverage: 0.3 },
      { missing: 1 },
      { information: 0.7 },
    ]) {
      expect(confidenceBy({ ...words, ...less }, JUDGEMENT_BY_WORDS)).toBeLessThan(sure);
    }
  });

  it('takes more to answer, and everyday words never do', () => {
    expect(answerFrom).toBeGreaterThan(ANSWER_FROM);
    expect(confidenceBy({ ...words, information: 0.5 }, JUDGEMENT_BY_WORDS)).toBeLessThan(
      answerFrom,
    );
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
    shared = await openSharedLibrary(Object.fromEntries(files));
  });
  afterAll(() => shared.remove());

  it.each(['how are you today', 'is there any news', 'good morning', 'thank you'])(
    'do not answer "%s"',
    async (question) => {
      expect((await shared.library.ask(question, { count: 1 })).answered).toBe(false);
    },
  );

  it.each(['Nurek', 'ulugh beg', 'aral sea shrinking', 'Wakhan'])(
    'answer a mere keyword: "%s"',
    async (question) => {
      expect((await shared.library.ask(question, { count: 1 })).answered).toBe(true);
    },
  );
});
