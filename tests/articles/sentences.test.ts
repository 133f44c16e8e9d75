/** Sentences end where readers end them, and every character is in one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../src/articles/sentences.ts';

function sentences(text: string, language: string | null = null): string[] {
  return splitSentences(text, language).map(({ start, end }) => text.slice(start, end));
}

/** Each string is one sentence, and the joined list has to be cut into it again. */
const PARAGRAPHS: readonly (readonly string[])[] = [
  ['The withdrawal of U.S. forces ended.', 'Gen. Smith said so.'],
  ['J. K. Rowling wrote it.', 'A. A. Milne did not.', 'Albert I. Jones was there, too.'],
  [
    'They met at 5 p.m.',
    'The talks began at 6 p.m. on Monday.',
    'They ended at 9 p.m. EST.',
    'Good.',
  ],
  ['He lives in the U.S.', 'The army came.', 'The U.S. Senate voted.'],
  ['It was made by Acme Inc.', 'It sold well in Washington, D.C.', 'Then it did not.'],
  ['“It was not.”', 'He left.', '“Quote!” she said.', '“Go home!” Abdul Ghani said.', 'He ran.'],
  ['Mr. Brown met Dr. Green, Jr. in St. Petersburg.', 'They talked.'],
  [
    'See No. 5 of H.R. 1234 from Nov. 28, 2024.',
    'It passed.',
    'They came in Nov.',
    'Rain fell?',
    'No.',
  ],
  ['The road opens in May.', 'Visitors come in June.', 'It shuts in Oct. 2026.'],
  ['Yahoo! Inc. bought it.', 'Prices rose 3.5 percent.', 'Version 2.0.1 came.'],
  ['Wait... what?', 'He paused…', 'Then he spoke.'],
  ['He gave it to me.', 'The answer was no.', 'They met a man.', 'Sun set.'],
  ['Smith et al. (2012) showed it.', 'The firm (Acme Inc.) grew, e.g. Russia’s.', 'Done.'],
  ['The engine.[citation needed]', 'The car.[12][13]', 'The end.'],
  [
    '“Islamic law is one thing.',
    'Theoretically, this is possible.”',
    'He left (at 5 p.m.) in May.',
  ],
  ['He liked “Stop. Look. Go.” by B. Lee.', 'It (Who knows? Nobody!) is short.'],
  ['1. Open the valve.', 'Wait.'],
  [
    'Он жил на ул. Ленина в г. Озёрске.',
    'В 2024 г. Москва решила.',
    'Яблоки, груши и т. д.',
    'Он ушёл.',
  ],
  [
    'А. С. Пушкин и В. И. Даль встретились.',
    '«Мы не уйдём!» – сказал он.',
    'Все, т. е. трое, ушли.',
  ],
  ['这是第一句。', '这是第二句！'],
];

describe('sentences', () => {
  it.each(PARAGRAPHS.map((p) => [p.join(' '), p] as const))('%s', (text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });

  it('ends a sentence without a space in scripts that have none', () => {
    expect(sentences('这是第一句。这是第二句！')).toEqual(['这是第一句。', '这是第二句！']);
  });

  it('are in order, apart, trimmed, and cover every character but white space', () => {
    const piece = fc.constantFrom(
      'U.S. ',
      'p.m. ',
      'Mr. ',
      '“',
      '”',
      '(',
      ')',
      '. ',
      '! ',
      '? ',
      '…',
      ' ',
      '😀',
      'The ',
      'he ',
      'é',
      '\ud83d',
      '[1]',
      'А. ',
      '。',
      '\n',
      '1. ',
      'x',
    );
    const text = fc
      .array(fc.oneof(piece, fc.string({ unit: 'grapheme' })), { maxLength: 60 })
      .map((p) => p.join(''));
    fc.assert(
      fc.property(text, fc.constantFrom(null, 'en', 'ru', 'xx', 'zh-hant'), (value, language) => {
        let last = 0;
        for (const { start, end } of splitSentences(value, language)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(value.slice(last, start).trim()).toBe('');
          expect(end).toBeGreaterThan(start);
          expect(value.slice(start, end)).toBe(value.slice(start, end).trim());
          for (const at of [start, end]) {
            expect(
              /[\ud800-\udbff]$/.test(value.slice(0, at)) &&
                /^[\udc00-\udfff]/.test(value.slice(at)),
            ).toBe(false);
          }
          last = end;
        }
        expect(value.slice(last).trim()).toBe('');
      }),
      { numRuns: 500 },
    );
  });
});
