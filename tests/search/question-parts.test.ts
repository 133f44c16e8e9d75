import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitQuestion } from '../../src/search/question-parts.ts';

/** What is asked, and what is searched for it. */
const split = (question: string) =>
  splitQuestion(question).map(({ start, end, asked }) => [question.slice(start, end), asked]);

describe('a question for two things', () => {
  it.each([
    ['how high is the dam and who built it', 'how high is the dam', 'who built the dam'],
    [
      'When did the war start and when did it end?',
      'When did the war start',
      'when did the war end',
    ],
    [
      'when did world war 2 start, and when did it end',
      'when did world war 2 start',
      'when did world war 2 end',
    ],
    [
      'Who is Ada Lovelace and what is the analytical engine?',
      'Who is Ada Lovelace',
      'what is the analytical engine',
    ],
    [
      'When and where was Marie Curie born?',
      'When was Marie Curie born',
      'where was Marie Curie born',
    ],
    [
      'who founded the bank and in what year',
      'who founded the bank',
      'in what year founded the bank',
    ],
    ['Who built it? When was the dam finished?', 'Who built it', 'When was the dam finished'],
    [
      'Wie hoch ist die Staumauer und wer hat sie gebaut?',
      'Wie hoch ist die Staumauer',
      'wer hat die Staumauer gebaut',
    ],
    [
      'Où se trouve le barrage et quand fut-il construit ?',
      'Où se trouve le barrage',
      'quand fut-le barrage construit',
    ],
    [
      'Когда началась война и когда она закончилась?',
      'Когда началась война',
      'когда война закончилась',
    ],
  ])('%s', (question, first, second) => {
    expect(split(question).map(([, asked]) => asked)).toEqual([first, second]);
  });

  it('is told in its own words', () => {
    expect(split('how high is the dam and who built it').map(([text]) => text)).toEqual([
      'how high is the dam',
      'who built it',
    ]);
  });
});

describe('a question for one thing', () => {
  it.each([
    'what are rock and roll bands',
    'What is the difference between how a heron hunts and how a stork hunts?',
    'Who was the king who lost the battle and who was killed later?',
    'What happens when the lamp burns and when it goes out?',
    'How do I know what it costs and what it weighs?',
    'bread and butter',
    'Which towns and villages lie on the river?',
    'Welche Städte und Dörfer liegen am Fluss?',
    'who and when',
    '',
  ])('%s', (question) => expect(splitQuestion(question)).toEqual([]));
});

it('has parts that are slices in order, of any text', () => {
  const word = fc.constantFrom(
    'who',
    'when',
    'and',
    'it',
    'the dam',
    '?',
    'built',
    'и',
    'кто',
    ' ',
    'l’',
  );
  const anything = fc.oneof(
    fc.string(),
    fc.array(word).map((some) => some.join(' ')),
  );
  fc.assert(
    fc.property(anything, (question) => {
      let at = 0;
      for (const { start, end, asked } of splitQuestion(question)) {
        expect(start).toBeGreaterThanOrEqual(at);
        expect(end).toBeGreaterThan(start);
        expect(asked.trim()).not.toBe('');
        at = end;
      }
      expect(at).toBeLessThanOrEqual(question.length);
    }),
  );
});
