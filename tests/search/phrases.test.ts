/** Questions find what says the same in other letters: abbreviations, shorthand, numbers, hyphens. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, type LanguageCode } from '../../src/languages/languages.ts';
import { magnitudeTerms, partsOfNumber, productOf } from '../../src/search/magnitudes.ts';
import { parseQuestion } from '../../src/search/question.ts';
import { bestByWords, indexByWords } from './by-words.ts';

const CODES = Object.keys(LANGUAGES) as LanguageCode[];

/** Passages that share nothing with what is asked below. */
const OTHERS = [
  'Beekeepers paint the boards of their hives in bright colours.',
  'The orchestra played an opera by a young composer.',
  'Glaciers carve valleys as they slide downhill.',
];

describe('what says the same', () => {
  it.each<[LanguageCode, string, string]>([
    ['en', 'deaths in world war 2', 'Millions died in World War II, more than ever before.'],
    ['en', 'deaths in world war 2', 'Many a family lost a son in WWII.'],
    ['en', 'second world war', 'Many a family lost a son in WWII.'],
    ['en', 'world war 2', 'Many a family lost a son in WW2.'],
    ['en', 'world war 2', 'Many a family lost a son in the Second World War.'],
    ['en', 'what does the coc say', 'Our code of conduct asks everybody to be kind.'],
    ['en', 'code of conduct', 'Read the CoC before you post.'],
    ['en', 'max upload', 'The maximum is ten files.'],
    ['en', 'who got 20k', 'The prize was 20,000 in that year.'],
    ['en', 'who got 20,000', 'The prize was 20 thousand in that year.'],
    ['en', 'city with 1.5m inhabitants', 'Its 1,500,000 inhabitants live on the hill.'],
    ['en', 'city with 1.5m inhabitants', 'Some 1.5 million inhabitants live on the hill.'],
    ['en', 'cost 3 bn', 'The dam cost 3,000,000,000 in all.'],
    ['de', 'wer bekam 5 mio', 'Der Preis betrug 5.000.000 im Jahr.'],
    ['de', 'wer bekam 5 mio', 'Der Preis betrug 5 Millionen im Jahr.'],
    ['fr', 'qui a reçu 20k', 'Le prix était de 20 000 cette année.'],
    ['ru', 'город 1,5 млн', 'В нём живёт 1,5 миллиона жителей.'],
    ['ru', 'город 1,5 млн', 'В нём живёт 1 500 000 жителей.'],
    ['en', 'wi fi for guests', 'The wifi is free.'],
    ['en', 'wi-fi for guests', 'The wifi is free.'],
    ['en', 'e-mail', 'Send an email to the office.'],
    ['en', 'email', 'Send an e-mail to the office.'],
    ['en', 'log in', 'The login takes a minute.'],
    ['en', 'codeblock', 'Put it in a code block.'],
  ])('is found in %s: %s', async (language, question, answer) => {
    const index = await indexByWords([...OTHERS, answer], language);
    const { slot, coverage } = await bestByWords(index, question);
    expect(slot).toBe(OTHERS.length);
    expect(coverage).toBeGreaterThan(0.3);
    await index.close();
  });

  it('is what the articles explain, asked by either form', async () => {
    const texts = [
      ...OTHERS,
      'The Collective Security Treaty Organization (CSTO) was founded in 1992.',
      'The CSTO sent troops to the border.',
      'Troops of the Collective Security Treaty Organization crossed the river.',
    ];
    const index = await indexByWords(texts);
    expect(await bestByWords(index, 'csto river')).toMatchObject({ slot: 5 });
    const asked = await bestByWords(index, 'collective security treaty organization border');
    expect(asked.slot).toBe(4);
    expect(asked.coverage).toBeGreaterThan(0.7);
    await index.close();
  });

  it('weighs an abbreviation as before, however many words it is short for', async () => {
    const texts = [...OTHERS, 'The Collective Security Treaty Organization (CSTO) met.'];
    const index = await indexByWords(texts);
    const { coverage } = await bestByWords(index, 'csto opera');
    expect(coverage).toBeGreaterThan(0.4);
    expect(coverage).toBeLessThan(0.6);
    await index.close();
  });

  it('leaves a word whole that passages hold', async () => {
    const index = await indexByWords([...OTHERS, 'A carpet lay there.', 'A car ran over my pet.']);
    expect(await bestByWords(index, 'carpet')).toEqual({ slot: 3, coverage: 1 });
    await index.close();
  });
});

describe('numbers', () => {
  it.each([
    ['20', 'k', ['20000']],
    ['1.5', 'm', ['1500000']],
    ['0.5', 'm', ['500000']],
    ['1.2345', 'k', []],
    ['20', 'hous', []],
    ['hous', 'k', []],
    ['123456789', 'tn', []],
  ])('%s %s is %j', (number, magnitude, product) => {
    expect(productOf(number, magnitude, 'en')).toEqual(product);
  });

  it('are taken apart as they are put together', () => {
    const magnitude = fc.constantFrom('k', 'thousand', 'm', 'mn', 'million', 'bn', 'billion');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.nat(9), magnitude, (whole, tenth, each) => {
        const number = tenth === 0 ? `${whole}` : `${whole}.${tenth}`;
        const [product = ''] = productOf(number, each === 'thousand' ? 'thousand' : each, 'en');
        expect(product).toBe(
          `${Math.round(Number(number) * 10 ** (each === 'k' || each === 'thousand' ? 3 : each[0] === 'm' ? 6 : 9))}`,
        );
        expect(partsOfNumber(product, 'en')).toContainEqual([number, each]);
      }),
    );
    expect(partsOfNumber('1999', 'en')).toEqual([]);
  });

  it('have magnitudes behind them only', () => {
    expect(magnitudeTerms('m', '1.5', 'en')).toContain('million');
    expect(magnitudeTerms('m', 'hous', 'en')).toEqual([]);
  });
});

describe('phrases of a question', () => {
  it.each(CODES)('name terms of it, whatever is asked, in %s', (language) => {
    const piece = fc.constantFrom(
      'wi',
      ' ',
      '-',
      'fi',
      '20',
      'k',
      'ww2',
      'the',
      '.',
      'é',
      'log',
      'in',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ unit: 'grapheme' })), { maxLength: 30 }),
        (pieces) => {
          const { terms, phrases } = parseQuestion(pieces.join(''), [language]);
          for (const { members, terms: own, words, wordings } of phrases) {
            expect(own).toEqual(members.map((index) => terms[index]?.term));
            for (const each of [...words, ...wordings.flat()]) {
              expect(each).not.toBe('');
              expect(each).not.toMatch(/\p{Cs}/u);
            }
          }
        },
      ),
      // A letter that folds to nothing, letters of two units, and marks behind them.
      { examples: [[['ﳲﬀꀀ']], [['ꓐ𐊀ﳲ']], [['ﳲ', '𐀀', '𒒀']], [['ﳲ', '-', 'ﳲﳲﳲﳲ']]] },
    );
  });

  it('are few, however long the question', () => {
    const long = Array.from({ length: 5_000 }, (_, at) => `word${at}`).join(' ');
    expect(parseQuestion(long).phrases.length).toBeLessThan(1_000);
  });
});

describe.each(CODES)('chat in %s', (code) => {
  const { alike, short, magnitudes } = LANGUAGES[code].chat;

  it('lists each phrase once in a group, and nothing empty', () => {
    for (const group of alike) {
      expect(new Set(group).size, group.join()).toBe(group.length);
      for (const each of group) expect(each).toMatch(/[\p{L}\p{N}]/u);
    }
    for (const [each, full] of short) expect(`${each} ${full}`).toMatch(/^\S+ \S/u);
    for (const power of magnitudes.values()) expect(Number(power) % 3).toBe(0);
  });

  it('writes nothing out that is written out again', () => {
    for (const full of short.values()) {
      for (const word of full.split(' ')) expect(short.has(word), word).toBe(false);
    }
  });
});
