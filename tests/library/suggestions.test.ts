import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitOf, fitting, namesOf, typedName } from '../../src/library/suggestions.ts';

const TITLES = [
  'Nurek and Rogun: Damming the Vakhsh',
  'The valley of the Vakhsh',
  'Rogue waves',
  'Élan vital',
  'Budget 2019',
];
const find = (typed: string) => fitting(TITLES, typed, 25, (title) => namesOf(title));

describe('names that fit what was typed', () => {
  it.each([
    ['nurke', ['Nurek and Rogun: Damming the Vakhsh']],
    ['damming rogun', ['Nurek and Rogun: Damming the Vakhsh']],
    ['vakhsh val', ['The valley of the Vakhsh']],
    ['vaksh', ['Nurek and Rogun: Damming the Vakhsh', 'The valley of the Vakhsh']],
    ['elan', ['Élan vital']],
    ['rogu', ['Nurek and Rogun: Damming the Vakhsh', 'Rogue waves']],
    ['damimng', ['Nurek and Rogun: Damming the Vakhsh']],
    ['2018', []],
    ['budget 2018', []],
    ['zzzz', []],
    [' … ', TITLES],
  ])('%j', (typed, expected) => {
    expect(find(typed).sort()).toEqual([...expected].sort());
  });

  it('has what begins so first, and guesses nothing where something fits as it was typed', () => {
    expect(find('rogu')[0]).toBe('Rogue waves');
    expect(find('rogue')).toEqual(['Rogue waves']);
  });

  it('takes any name by its own words in any order, and by each beginning of it', () => {
    const word = fc.stringMatching(/^[a-zа-яé]{1,9}$/u);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), fc.nat(), (words, cut) => {
        const names = namesOf(words.join(' '), ['Somebody else']);
        expect(fitOf(typedName([...words].reverse().join(', ')), names)).toBeGreaterThanOrEqual(1);
        const beginning = words.join(' ').slice(0, 1 + (cut % words.join(' ').length));
        expect(fitOf(typedName(beginning), names)).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it('fits or does not, whatever is typed and whatever it is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (typed, name) => {
        expect(fitOf(typedName(typed), namesOf(name, [null, typed]))).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
