import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractQuotations } from '../../src/quotes/extract.ts';
import { stripMarkdown } from '../../src/quotes/markdown.ts';

const texts = (message: string) => extractQuotations(message).map(({ text }) => text);

describe('extractQuotations', () => {
  it.each([
    ['He said “one two three four five” today.', ['one two three four five']],
    ['He said "one two three four five" today.', ['one two three four five']],
    ['Он сказал «раз два три четыре пять» вчера.', ['раз два три четыре пять']],
    ['Er sagte „eins zwei drei vier fünf“ gestern.', ['eins zwei drei vier fünf']],
    ['“one two “three” four five six”', ['one two “three” four five six']],
    ['> one two\n> three', ['one two\nthree']],
    ['> one\n\n> two', ['one', 'two']],
    ['> one two\n> — The author', ['one two']],
    ['>>> one\ntwo\n\nthree', ['one\ntwo\nthree']],
    ['before\n> **one** two\nafter', ['one two']],
    ['> one\n-# [abc] small print', ['one']],
    [
      '"one two three four five" and "six seven eight nine ten"',
      ['one two three four five', 'six seven eight nine ten'],
    ],
    ['it’s 5" of snow, “a b c d e”', ['a b c d e']],
    ['`"one two three four five"` “a b c d e f”', ['a b c d e f']],
    ['```\n> code\n```\n> quoted', ['quoted']],
    ['“*one* two [three](https://example.org) four five”', ['one two three four five']],
    ['He said “two words” only.', ['He said “two words” only.']],
    ['  **nothing** quoted  ', ['nothing quoted']],
    ['', []],
  ])('of %j', (message, expected) => {
    expect(texts(message)).toEqual(expected);
  });

  it('says where they stand', () => {
    const draft =
      '---\ntitle: "one two three four five"\n---\n\nHe said\nthat “a b c\nd e” is.\n\n> f g\n> h\n';
    const found = extractQuotations(draft, { wholeIfNone: false });
    expect(found.map(({ line, start, end }) => [line, draft.slice(start, end)])).toEqual([
      [6, '“a b c\nd e”'],
      [9, '> f g\n> h'],
    ]);
  });

  it('takes no whole text for a quotation where it must not', () => {
    expect(extractQuotations('no quotation', { wholeIfNone: false })).toEqual([]);
    expect(extractQuotations('“one two”', { wholeIfNone: false, minWords: 2 })).toHaveLength(1);
  });

  it('keeps inside the message, in order, without overlaps', () => {
    const piece = fc.constantFrom(
      '“',
      '”',
      '"',
      '«',
      '»',
      '„',
      '> ',
      '>>> ',
      '\n',
      '\r\n',
      '```',
      '`',
      '**',
      '_',
      '-# ',
      '[a](b)',
      'word ',
      'a b c d e ',
      '---\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const message = pieces.join('');
        let last = 0;
        for (const { start, end, line } of extractQuotations(message)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(message.length);
          expect(line).toBe(message.slice(0, start).split('\n').length);
          last = end;
        }
      }),
    );
  });
});

describe('stripMarkdown', () => {
  it.each([
    [
      '**bold** *italic* _under_ ~~struck~~ ||hidden|| `code`',
      'bold italic under ~~struck~~ ||hidden|| code',
    ],
    ['***both*** and **a *nested* one**', 'both and a nested one'],
    ['snake_case_name and 2 * 3 * 4', 'snake_case_name and 2 * 3 * 4'],
    ['\\*not italic\\*', '*not italic*'],
    ['# Heading', 'Heading'],
    ['[text](https://example.org "title")', 'text'],
    ['a […] b [c] d', 'a […] b [c] d'],
  ])('of %j', (text, plain) => {
    expect(stripMarkdown(text)).toBe(plain);
  });
});
