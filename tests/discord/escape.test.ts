/** Whatever Markdown an article or a question holds, people see exactly its text. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown, escapeTitle, oneLine, quoteBlock } from '../../src/discord/escape.ts';
import { readMarkdown } from '../support/discord-markdown.ts';
import { hostileLine, hostileText, textWithSpan } from '../support/hostile-text.ts';

const RUNS = { numRuns: 2_000 };

/** Plain links may stay links: their text is unchanged. */
function others(constructs: readonly string[]): string[] {
  return constructs.filter((name) => name !== 'link');
}

describe('the reader these tests judge by', () => {
  it.each([
    ['# a', 'heading'],
    ['-# a', 'subtext'],
    ['- a', 'list'],
    ['1. a', 'list'],
    ['>>> a', 'quote'],
    ['*a*', 'emphasis'],
    ['_a_', 'emphasis'],
    ['__a__', 'underline'],
    ['~~a~~', 'strike'],
    ['||a||', 'spoiler'],
    ['`a`', 'code'],
    ['```a```', 'fence'],
    ['[a](https://b.c)', 'masked'],
    ['<https://b.c>', 'autolink'],
    ['<@1>', 'mention'],
    ['<:e:1>', 'emoji'],
    [':e:', 'shortcode'],
    ['<t:1:R>', 'timestamp'],
    ['@here', 'everyone'],
    ['<id:browse>', 'guild'],
    ['</a:1>', 'command'],
  ])('finds %j', (text, construct) => {
    expect(readMarkdown(text).constructs).toContain(construct);
    expect(readMarkdown(`a\n${text}`).constructs).toContain(construct);
  });
});

describe('escapeMarkdown', () => {
  it('shows exactly the text, with no construct left', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const seen = readMarkdown(escapeMarkdown(text));
        expect(seen.text).toBe(text);
        expect(others(seen.constructs)).toEqual([]);
      }),
      RUNS,
    );
  });

  it.each([
    ['# heading'],
    ['-# subtext'],
    ['- item'],
    ['1914. The war begins'],
    ['> quote'],
    ['>>> quote to the end'],
    ['[here](https://evil.example)'],
    ['<@123456789012345678> and @everyone'],
    ['```js\ncode\n```'],
    ['a ||secret|| and ~~struck~~ and __under__ and *it*'],
    ['C:\\path\\file and ¯\\_(ツ)_/¯'],
    ['<t:1700000000:R> </ask:1> <:e:1> <id:browse>'],
    ['all of :smile: it'],
  ])('shows %j as it is', (text) => {
    const seen = readMarkdown(escapeMarkdown(text));
    expect(seen).toMatchObject({ text, constructs: [], quotedLines: 0 });
  });

  it('leaves plain words, dates and links untouched', () => {
    const text = 'On 5 p.m. Jan. 19 (U.S. time), see https://example.org/a_b_c?x=1#y for “more”.';
    expect(escapeMarkdown(text)).toBe(text);
    expect(readMarkdown(text).constructs).toEqual(['link']);
  });

  it('unlinks an address that pretends to be another, and foreign schemes', () => {
    for (const text of ['https://bank.example@evil.example/', 'discord://x/y', 'steam://run/1']) {
      expect(readMarkdown(escapeMarkdown(text))).toMatchObject({ text, constructs: [] });
    }
  });
});

describe('quoteBlock', () => {
  it('quotes every line, shows exactly the text, and keeps bold to the highlight', () => {
    fc.assert(
      fc.property(textWithSpan, ({ text, span }) => {
        const seen = readMarkdown(quoteBlock(text, span));
        expect(seen.text).toBe(text);
        expect(others(seen.constructs)).toEqual([]);
        expect(seen.quotedLines).toBe(seen.lines);
        for (let at = 0; at < text.length; at++) {
          if (seen.bold[at]) expect(span.start <= at && at < span.end).toBe(true);
          // White space at the edges may stay outside of bold; nothing that is seen may.
          else if (span.start <= at && at < span.end) expect(text[at]).toMatch(/\s/);
        }
      }),
      RUNS,
    );
  });

  it('shows other line ends as line ends, so that no line leaves the quote', () => {
    expect(quoteBlock('a\r\nb\rc\u2028d', null)).toBe('> a\n> b\n> c\n> d');
  });

  it('bolds a highlight that holds asterisks and ends in a backslash', () => {
    const text = 'It is **2 * 3**\\ here';
    const seen = readMarkdown(quoteBlock(text, { start: 6, end: 16 }));
    expect(seen.text).toBe(text);
    expect(seen.bold.indexOf(true)).toBe(6);
    expect(seen.bold.lastIndexOf(true)).toBe(15);
  });
});

describe('escapeTitle', () => {
  it('is one line without links', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const seen = readMarkdown(escapeTitle(text));
        expect(seen).toMatchObject({ text: oneLine(text), constructs: [] });
      }),
      RUNS,
    );
  });
});

describe('oneLine', () => {
  it('removes what would turn or hide the words beside it', () => {
    expect(oneLine(' a\n\u202eb\u0000 \u200bc\ud800 ')).toBe('a b c\uFFFD');
  });

  it('leaves letters of every script, and joiners', () => {
    fc.assert(
      fc.property(hostileLine, (text) => {
        expect(oneLine(text).replace(/[\s\p{C}]/gu, '')).toBe(text.replace(/[\s\p{C}]/gu, ''));
      }),
    );
  });
});
