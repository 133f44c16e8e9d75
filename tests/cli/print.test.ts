/** Answers as `ask` prints them: for people, and as JSON. */
import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { answerJson, printAnswer } from '../../src/cli/print.ts';
import type { Answer, Judgement } from '../../src/model.ts';
import { everyKind, excerptWith } from '../support/kinds.ts';
import { makeArticle, makeExcerpt } from '../support/memory-library.ts';

const MILL = makeArticle({ title: 'The mill', body: ['The mill was built in 1884.'] });
const COLUMNS = 80;

function answerOf(judgement: Judgement): Answer {
  const excerpts = MILL.blocks.map((each) => ({ ...makeExcerpt(MILL, each), score: 0.42 }));
  return {
    question: 'When was the mill built?',
    judgement,
    answered: judgement !== 'no-answer',
    byWordsAlone: false,
    excerpts,
    further: [],
    evidence: { confidence: 0.42, signals: {}, reading: 'read' },
    tookMs: 1.234,
  };
}

describe('an answer in a terminal', () => {
  const lines = (judgement: Judgement) =>
    printAnswer(answerOf(judgement), pc.createColors(false), COLUMNS).split('\n');

  it('begins with its first excerpt where that answers', () => {
    expect(lines('answers')[0]).toBe('1. The mill');
  });

  it('says above the excerpt that it may answer', () => {
    expect(lines('may-answer').slice(0, 3)).toEqual(['This may answer it:', '', '1. The mill']);
  });

  it('says that what is nearest is no answer', () => {
    expect(lines('no-answer')[0]).toBe(
      'The articles do not answer this. The nearest passages, which are not an answer:',
    );
  });
});

describe('an answer as JSON', () => {
  it.each([
    ['answers', true],
    ['may-answer', true],
    ['no-answer', false],
  ] as const)('tells how it is judged: %s', (judgement, answered) => {
    const json = answerJson(answerOf(judgement), 'some-model');
    expect(json).toMatchObject({ judgement, answered, model: 'some-model', tookMs: 1.23 });
    // Of the first excerpt the probability that it answers.
    expect(json.excerpts[0]?.score).toBe(0.42);
  });
});

describe('a quote by its kind', () => {
  const printed = async (words: string) => {
    const excerpts = [await excerptWith(everyKind(), words)];
    const text = printAnswer({ ...answerOf('answers'), excerpts }, pc.createColors(false), COLUMNS);
    return text.split('\n').map((line) => line.slice(3));
  };

  it('is printed as pairs, in lines of code, with the marks of a list', async () => {
    expect((await printed('Aster')).slice(1, 6)).toEqual([
      'Prices from May 2025',
      'Plan     Aster',
      'Price    9.99 €',
      'Data     10 GB',
      'Roaming  no',
    ]);
    expect(await printed('curl')).toContain('  footnote ask "why"');
    expect((await printed('boots')).slice(1, 3)).toEqual([
      'Bring for the weekend:',
      '- A tent for two.',
    ]);
    expect(await printed('boots')).toContain('  - boots');
    expect(await printed('measured')).toContain('— Ada Hale, hydrologist');
  });

  it('is told in JSON with its cells under their headers, and its context', async () => {
    const excerpts = [await excerptWith(everyKind(), 'Aster')];
    const [told] = answerJson({ ...answerOf('answers'), excerpts }, 'm').excerpts;
    expect(told?.pieces).toMatchObject([
      {
        kind: 'row',
        cells: [
          { text: 'Aster', headers: ['Plan'], isHeader: true },
          { text: '9.99 €', headers: ['Price'] },
          { text: '10 GB', headers: ['Data'] },
          { text: 'no', headers: ['Roaming'] },
        ],
      },
    ]);
    expect(told?.context.map(({ role }) => role)).toEqual(['caption', 'header']);
  });
});
