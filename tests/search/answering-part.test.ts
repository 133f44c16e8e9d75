/** The part of a sentence that answers: the clause with what is asked for, or that itself; never a guess. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answeringPart } from '../../src/search/answering-part.ts';
import { hostileLine } from '../support/hostile-text.ts';

function partOf(question: string, sentence: string): string | null {
  const part = answeringPart(question, sentence);
  return part && sentence.slice(part.start, part.end);
}

it.each([
  [
    'How high is the Nurek Dam?',
    'Work on it began in 1961, and the Nurek Dam is 300 metres high, as the engineers had planned it from the start.',
    'and the Nurek Dam is 300 metres high',
  ],
  ['When was the mill built?', 'The mill was built in 1884.', '1884'],
  [
    'Wann wurde die Mühle gebaut?',
    'Die Mühle, die heute ein Museum ist, wurde 1884 am unteren Fluss gebaut (die Scheune später).',
    'wurde 1884 am unteren Fluss gebaut',
  ],
  // A cause is no number, date or name; two numbers may both be it; none is.
  ['Why was the mill built?', 'The mill was built because of the flood.', null],
  ['How many mills are there?', 'There are 12 mills and 40 barns.', null],
  ['How high is the dam?', 'The dam stands on the river.', null],
])('%s', (question, sentence, part) => {
  expect(partOf(question, sentence)).toBe(part);
});

it('is a part of the sentence, whatever that holds', () => {
  fc.assert(
    fc.property(hostileLine, hostileLine, (before, behind) => {
      const sentence = `${before} 1884, ${behind}`;
      const part = answeringPart('When was the mill built?', sentence);
      if (part === null) return;
      expect(part.start).toBeGreaterThanOrEqual(0);
      expect(part.end).toBeLessThanOrEqual(sentence.length);
      expect(sentence.slice(part.start, part.end).trim()).not.toBe('');
    }),
  );
});
