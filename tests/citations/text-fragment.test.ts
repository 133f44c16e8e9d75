/** Addresses that lead to a passage: read back as a browser reads them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteUrl } from '../../src/citations/text-fragment.ts';
import { hostileText } from '../support/hostile-text.ts';

/** What a browser looks for, by the specification's parsing rules; null where it would give up. */
function parse(directive: string): string[] | null {
  const match = /^text=(.*)$/s.exec(directive);
  const parts = match?.[1]?.split(',') ?? [];
  if (parts.length < 1 || parts.length > 2) return null;
  // A dash at an end of a part would make it a prefix or a suffix.
  if (parts.some((part) => /^-|-$|&/.test(part) || part === '')) return null;
  return parts.map((part) => decodeURIComponent(part));
}
const squeeze = (text: string) => text.replace(/\s+/gu, ' ').trim();
const anything = () => true;
const PAGE = 'https://e.org/';

/** What stands in a quote's address for the browser alone; null where it is the page's own. */
function directiveOf(quote: string): string | null {
  const url = quoteUrl(PAGE, quote, anything) ?? '';
  expect(url.startsWith(PAGE)).toBe(true);
  return /^#:~:(.*)$/s.exec(url.slice(PAGE.length))?.[1] ?? null;
}

describe('quoteUrl', () => {
  it('leads to words that stand in the passage, whatever they hold', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 30 }), (line, times) => {
        const quote = `${line} `.repeat(times);
        const directive = directiveOf(quote);
        if (directive === null) return;
        expect(directive).toMatch(/^text=[\w.%,]*$/);
        const [start, end] = parse(directive) ?? [];
        expect(start).toBeDefined();
        const text = squeeze(quote);
        if (end === undefined) expect(start).toBe(text);
        else {
          expect(text.startsWith(start as string)).toBe(true);
          expect(text.endsWith(end)).toBe(true);
        }
      }),
    );
  });

  it.each([
    ['https://e.org/a', 'Well-known, R&D', 'https://e.org/a#:~:text=Well%2Dknown%2C%20R%26D'],
    ['https://e.org/a#top', 'It is', 'https://e.org/a#top:~:text=It%20is'],
    ['https://e.org/a#top:~:text=old', 'It is', 'https://e.org/a#top:~:text=It%20is'],
    ['https://e.org/a#', 'мост', 'https://e.org/a#:~:text=%D0%BC%D0%BE%D1%81%D1%82'],
    ['https://e.org/a', ' ', 'https://e.org/a'],
    ['javascript:alert(1)', 'x', null],
    [null, 'x', null],
  ])('%s, %j', (url, quote, expected) => {
    expect(quoteUrl(url, quote, anything)).toBe(expected);
  });

  it('names a long passage by its first and last words', () => {
    const quote = Array.from({ length: 60 }, (_, n) => `word${n}`).join(' ');
    expect(quoteUrl('https://e.org/', quote, anything)).toBe(
      'https://e.org/#:~:text=word0%20word1%20word2%20word3%20word4%20word5,word54%20word55%20word56%20word57%20word58%20word59',
    );
    const unspaced = directiveOf('国境警備隊は川沿いに配置されている。'.repeat(20)) ?? '';
    expect(parse(unspaced)).toHaveLength(2);
  });

  it('stays the plain address where the fragment has no room', () => {
    const fits = ({ length }: string) => length <= 30;
    expect(quoteUrl('https://e.org/page', 'Many words that need room', fits)).toBe(
      'https://e.org/page',
    );
    expect(quoteUrl(`https://e.org/${'x'.repeat(40)}`, 'Words', fits)).toBeNull();
  });
});
