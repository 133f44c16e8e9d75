/** What a text says its abbreviations stand for. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LanguageCode } from '../../src/languages/languages.ts';
import { abbreviationsIn } from '../../src/search/abbreviations.ts';
import { passageTerms } from '../../src/search/passage-terms.ts';
import { tokenize } from '../../src/search/terms.ts';

const explainedBy = (text: string, language: LanguageCode = 'en'): string[] =>
  abbreviationsIn(text, tokenize(text, language)).map(
    ({ short, long }) => `${short}: ${long.join(' ')}`,
  );

describe('abbreviationsIn', () => {
  it.each<[LanguageCode, string, string[]]>([
    [
      'en',
      'The Collective Security Treaty Organization (CSTO) met.',
      ['csto: collect secur treati organ'],
    ],
    [
      'en',
      'CSTO (the Collective Security Treaty Organization, founded in 1992) met.',
      ['csto: collect secur treati organ'],
    ],
    ['en', 'Some members of parliament (MPs) left.', ['mp: member parliament']],
    ['en', 'the World Health Organization (WHO) says', ['who: world health organ']],
    ['en', 'In Tajik. Later talks (LT) began.', ['lt: later talk']],
    [
      'ru',
      'Организация Договора о коллективной безопасности (ОДКБ)',
      ['одкб: организац договор коллективн безопасн'],
    ],
    ['fr', 'l’Organisation des Nations unies (ONU)', ['onu: organis nation uni']],
    ['de', 'das Bundesverfassungsgericht (BVerfG)', ['bverfg: bundesverfassungsgericht']],
  ])('finds them in %s: %s', (language, text, expected) => {
    expect(explainedBy(text, language)).toEqual(expected);
  });

  it.each([
    'The treaty (CSTO) was signed.',
    'He came late (OK) and left.',
    'The treaty (signed in 1992) was kept.',
    'an unclosed bracket (CSTO and no end of it',
    'empty brackets () and (   )',
    'Collective Security. Treaty Organization (CSTO)',
  ])('takes nothing else for one: %s', (text) => {
    expect(explainedBy(text)).toEqual([]);
  });

  it('keeps some of a list, and looks at no more', () => {
    const list = Array.from({ length: 40 }, () => 'World Health Organization (WHO)').join(', ');
    expect(explainedBy(list)).toHaveLength(16);
  });

  it('gives terms of the text, whatever it is given', () => {
    const piece = fc.constantFrom(
      '(',
      ')',
      ' ',
      'World ',
      'Health ',
      'WHO',
      'WH',
      'é',
      'İ',
      ',',
      '.',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const tokens = tokenize(text, 'en');
        const terms = new Set(tokens.map(({ term }) => term));
        for (const { short, long } of abbreviationsIn(text, tokens)) {
          expect(long.length).toBeGreaterThan(0);
          for (const term of [short, ...long]) expect(terms.has(term) && term !== '').toBe(true);
        }
      }),
    );
  });

  it('reads headings, too', () => {
    const told = { text: 'It met.', sentences: [], section: null, context: null, language: 'en' };
    const title = 'North Atlantic Treaty Organization (NATO)';
    expect(passageTerms({ ...told, title }).abbreviations).toMatchObject([{ short: 'nato' }]);
    expect(passageTerms({ ...told, title: 'NATO' }).abbreviations).toBeUndefined();
  });
});
