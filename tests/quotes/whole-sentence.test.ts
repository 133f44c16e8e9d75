import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNearlyWhole } from '../../src/quotes/whole-sentence.ts';
import { articles } from './corpora.ts';

const CLOCK = 'Nobody may stop the clock without the consent of the council.';

describe('isNearlyWhole', () => {
  it.each([
    CLOCK,
    'nobody may stop the clock without the consent of the council',
    '“Nobody may stop the clock without the consent of the council”',
    'Nobody may stop the clock without the consent of the counc',
    'Nobody may stop the clock without the consent of the',
    'may stop the clock without the consent of the council',
    'Nobody may stop the clcok without the consnt of the council',
  ])('takes %j', (typed) => {
    expect(isNearlyWhole(typed, CLOCK)).toBe(true);
  });

  it.each([
    '',
    '…',
    'the',
    'Nobody may stop the clock',
    'Nobody may stop the clock with the consent of the council',
    'Somebody may stop the clock without the consent of the council',
    'Nobody may stop the clock the consent of the council',
    'The council may stop the clock without the consent of nobody',
    `${CLOCK} Ever.`,
  ])('does not take %j', (typed) => {
    expect(isNearlyWhole(typed, CLOCK)).toBe(false);
  });

  it('takes no word for its opposite, and no number for another one', () => {
    expect(
      isNearlyWhole('It is possible to stop the clock', 'It is impossible to stop the clock'),
    ).toBe(false);
    expect(isNearlyWhole('It was made of legal silver', 'It was made of illegal silver')).toBe(
      false,
    );
    expect(isNearlyWhole('The tower fell in 1985', 'The tower fell in 1958')).toBe(false);
    expect(isNearlyWhole('Wages rose by 5 %', 'Wages rose by 5 €')).toBe(false);
    expect(isNearlyWhole('The lake is now frozen', 'The lake is not frozen')).toBe(false);
  });

  it('takes every sentence of the articles as it is, in capitals, and without its last letters, but no half', async () => {
    const sentences = (await articles()).flatMap(({ article, passages }) =>
      passages.flatMap((passage) =>
        passage.sentences.map(({ start, end }) => article.text.slice(start, end)),
      ),
    );
    const long = sentences.filter((text) => text.split(' ').length >= 8);
    fc.assert(
      fc.property(fc.constantFrom(...long), (text) => {
        expect(isNearlyWhole(text, text)).toBe(true);
        expect(isNearlyWhole(text.toUpperCase(), text)).toBe(true);
        expect(isNearlyWhole(text.slice(0, -3), text)).toBe(true);
        expect(isNearlyWhole(text.slice(0, text.length / 2), text)).toBe(false);
      }),
    );
  });

  it('is told by words of the sentence, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        (typed, sentence) => {
          expect(typeof isNearlyWhole(typed, sentence)).toBe('boolean');
        },
      ),
    );
  });
});
