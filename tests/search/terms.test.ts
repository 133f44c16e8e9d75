/** Words, stems, numbers, near spellings: what counts as the same word. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, type LanguageCode } from '../../src/languages/languages.ts';
import {
  closenessOf,
  letterMask,
  masksFit,
  slipsBetween,
} from '../../src/search/near-spellings.ts';
import { canonicalNumber } from '../../src/search/numbers.ts';
import { isStopWord } from '../../src/search/stop-words.ts';
import { root as rootIn, stem, tokenize } from '../../src/search/terms.ts';

const CODES = Object.keys(LANGUAGES) as LanguageCode[];

/** The least of three runs, in milliseconds of this process's own work, however busy the machine is. */
function workOf(run: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    run();
    return process.cpuUsage(before).user / 1_000;
  });
  return Math.min(...times);
}

const root = (term: string): string => rootIn(term, 'en');

const termsOf = (text: string): string[] =>
  tokenize(text).flatMap(({ term }) => (term === '' ? [] : [term]));

describe('tokenize', () => {
  it('gives words with their places in the text', () => {
    const text = 'The Taliban’s “war”, 1,278 tanks.';
    const tokens = tokenize(text);
    expect(tokens.map(({ start, end }) => text.slice(start, end))).toEqual([
      'The',
      'Taliban’s',
      'war',
      '1,278',
      'tanks',
    ]);
    expect(tokens.map(({ word }) => word)).toEqual(['the', 'taliban', 'war', '1,278', 'tanks']);
  });

  it('finds the same terms however they are written', () => {
    expect(termsOf('The U.S. forces')).toEqual(termsOf('US forces'));
    expect(termsOf('Mi-8 helicopters')).toEqual(termsOf('mi8 helicopter'));
    expect(termsOf('the 12th century')).toEqual(termsOf('twelfth centuries'));
    expect(termsOf('twelve people')).toEqual(termsOf('12 persons'));
    expect(termsOf('the 201st base')).toEqual(termsOf('201 base'));
    expect(termsOf('São Tomé')).toEqual(termsOf('sao tome'));
    expect(termsOf("Baran's work")).toEqual(termsOf('Baran works'));
    expect(termsOf('who wrote it')).toEqual(termsOf('it was written'));
  });

  it('takes a word in capitals for a name unless everything is in capitals', () => {
    expect(termsOf('forces of the US left')).toContain('us');
    expect(termsOf('they left us')).not.toContain('us');
    expect(termsOf('WHO LEFT US THEN')).toEqual(['leav']);
  });

  it('cuts words of any script at their borders', () => {
    expect(termsOf('Душанбе — столица Таджикистана')).toEqual(['душанб', 'столиц', 'таджикиста']);
    expect(termsOf('й ё')).toHaveLength(2);
  });

  it.each([null, ...CODES])('never leaves the text, whatever it is given, in %s', (language) => {
    const piece = fc.constantFrom(
      "l'",
      'qu’',
      "d'",
      '1 000',
      '12e',
      '1,2',
      '3.',
      'U.S.',
      'é',
      'и\u0301',
      'ß',
      'İ',
      ' ',
    );
    const text = fc
      .array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 30 })
      .map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (value) => {
        let last = 0;
        for (const { start, end, word } of tokenize(value, language)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(word).not.toBe('');
          last = end;
        }
        expect(last).toBeLessThanOrEqual(value.length);
      }),
    );
  });

  it.each(CODES)('finds a word wherever it stands, in %s', (language) => {
    const word = fc.constantFrom('arbre', 'Häuser', 'houses', 'реки', '1999', '3.5');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (words) => {
        const text = words.join('; ');
        const tokens = tokenize(text, language);
        expect(tokens.map(({ start, end }) => text.slice(start, end))).toEqual(words);
        expect(tokens.map(({ term }) => term)).toEqual(
          words.flatMap((each) => tokenize(each, language).map(({ term }) => term)),
        );
      }),
    );
  });

  it.each(CODES)('takes work in proportion to the text, in %s', (language) => {
    for (const hostile of ['1 ', '1,', "l'", '1 000', 'a.', '\u0301', 'é', 'и\u0301']) {
      const short = workOf(() => tokenize(hostile.repeat(20_000), language));
      const long = workOf(() => tokenize(hostile.repeat(80_000), language));
      // Four times the text; sixteen times the work would be its square.
      expect(long, hostile).toBeLessThan(12 * Math.max(short, 20));
    }
  });
});

describe('kindred words', () => {
  it('share a stem when they are inflected, a root when they are derived', () => {
    expect(stem('defeated')).toBe(stem('defeats'));
    expect(root(stem('inventor'))).toBe(root(stem('invented')));
    expect(root(stem('religious'))).toBe(root(stem('religion')));
    expect(root(stem('border'))).not.toBe(root(stem('bored')));
  });

  it('stop words carry no topic', () => {
    expect(['the', 'which', 'это', 'для'].every((word) => isStopWord(word))).toBe(true);
    expect(['border', 'year', 'граница'].some((word) => isStopWord(word))).toBe(false);
  });
});

describe('canonicalNumber', () => {
  it.each([
    ['twelve', '12'],
    ['12th', '12'],
    ['1960s', '1960'],
    ['1,278', '1278'],
    ['3.5', '3.5'],
    ['first', 'first'],
    ['1st', 'first'],
    ['border', 'border'],
  ])('turns %s into %s', (written, canonical) => {
    expect(canonicalNumber(written)).toBe(canonical);
  });
});

describe('slipsBetween', () => {
  it.each([
    ['sorces', 'sources', 1],
    ['abihsev', 'abishev', 1],
    ['abishe', 'abishev', 1],
    ['abishew', 'abishev', 1],
    ['border', 'border', 0],
  ])('counts the slips from %s to %s', (a, b, slips) => {
    expect(slipsBetween(a, b, 2)).toBe(slips);
    expect(slipsBetween(b, a, 2)).toBe(slips);
  });

  it('gives up above the limit, and the letters tell beforehand what cannot be near', () => {
    const word = fc.stringMatching(/^[a-z]{1,12}$/);
    fc.assert(
      fc.property(word, word, (a, b) => {
        const slips = slipsBetween(a, b, 2);
        expect(slips).toBeLessThanOrEqual(3);
        if (slips <= 2) expect(masksFit(letterMask(a), letterMask(b), slips)).toBe(true);
        expect(slipsBetween(a, a, 2)).toBe(0);
      }),
    );
    expect(closenessOf(1, 8)).toBeGreaterThan(closenessOf(2, 8));
  });
});

describe('words longer than any', () => {
  it.each(CODES)('are not stemmed, which would take the square of their length (%s)', (code) => {
    const long = 'yesitisso'.repeat(100);
    expect(LANGUAGES[code].terms.stem(`${long}s`)).toBe(`${long}s`);
  });

  it('are longer than the longest that dictionaries have', () => {
    const longest =
      'Rinderkennzeichnungsfleischetikettierungsüberwachungsaufgabenübertragungsgesetze';
    expect(stem(`${longest}s`, 'de')).toBe(stem(longest, 'de'));
  });
});
