/** Slips that are the same each time. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withTypo } from '../../src/eval/typo.ts';
import { slipsBetween } from '../../src/search/near-spellings.ts';

it('makes one slip in one word of four letters or more, the same each time', () => {
  const word = fc.stringMatching(/^[a-z]{1,9}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), fc.integer(), (words, seed) => {
      const question = words.join(' ');
      const typed = withTypo(question, seed);
      expect(withTypo(question, seed)).toBe(typed);
      const after = typed.split(' ');
      expect(after).toHaveLength(words.length);
      const changed = words.flatMap((each, at) => (each === after[at] ? [] : [at]));
      expect(changed.length).toBeLessThanOrEqual(1);
      for (const at of changed) {
        expect(words[at]?.length).toBeGreaterThanOrEqual(4);
        expect(slipsBetween(words[at] ?? '', after[at] ?? '', 2)).toBe(1);
      }
    }),
  );
});

it('makes every kind of slip, in any word', () => {
  const question = 'Which engineer built Норрвик';
  const typed = new Set(Array.from({ length: 500 }, (_, seed) => withTypo(question, seed)));
  const lengths = new Set([...typed].map((each) => each.length - question.length));
  expect([...lengths].sort((a, b) => a - b)).toEqual([-1, 0, 1]);
  for (const word of question.split(' ')) {
    expect([...typed].some((each) => !each.includes(word))).toBe(true);
  }
});

it('leaves a question without such a word as it is', () => {
  expect(withTypo('who is he', 1)).toBe('who is he');
  expect(withTypo('', 1)).toBe('');
  expect(withTypo('1999 2000', 1)).toBe('1999 2000');
});
