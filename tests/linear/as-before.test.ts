/** What was rewritten to be linear does to ordinary text what the patterns did that it replaced. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRepetitions } from '../../src/articles/pull-quotes.ts';
import { comparisonKey } from '../../src/articles/tidy.ts';
import { escapeMarkdown } from '../../src/discord/escape.ts';
import { linesWithin } from '../../src/discord/lines.ts';
import { contentKind } from '../../src/intake/content-kind.ts';
import { extractQuotations } from '../../src/quotes/extract.ts';
import { stripMarkdown, withoutSmallPrint } from '../../src/quotes/markdown.ts';
import { hostileLine } from '../support/hostile-text.ts';

const of = (pieces: readonly string[]) =>
  fc.array(fc.constantFrom(...pieces), { maxLength: 25 }).map((some) => some.join(''));

describe('decoration', () => {
  const marked = of(
    '* ** *** _ __ ~~ || ` `` a é 😀 漢 5 . [ ](x) ! \\'.split(' ').concat([' ', '\n', 'b ', '> ']),
  );
  const LINK = /!?\[([^\][\n]*)\]\((?:<[^>\n]*>|[^()\s]*)(?:\s+"[^"\n]*")?\)/g;
  const DECORATION =
    /(?<![\p{L}\p{N}\\])(\*\*\*|\*\*|\*|___|__|_|``|`)(?=\S)([^\n]{0,500}?\S)\1(?![\p{L}\p{N}])/gu;
  const INNER_STARS = /(?<!\\)(\*\*\*|\*\*|\*)(?=\S)([^*\n]{0,500}?\S)\1/gu;

  function byPatterns(text: string): string {
    let plain = withoutSmallPrint(text)
      .replace(/^[ \t]{0,3}(?:>>>|(?:> ?)+)[ \t]?/gm, '')
      .replace(/^#{1,6} +/gm, '');
    for (let depth = 0; depth < 4; depth += 1) {
      plain = plain.replace(LINK, '$1').replace(DECORATION, '$2').replace(INNER_STARS, '$2');
    }
    return plain.replace(/\\([!-/:-@[-`{-~])/g, '$1');
  }

  it('goes', () => {
    fc.assert(
      fc.property(marked, (text) => {
        expect(stripMarkdown(text)).toBe(byPatterns(text));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('code in a draft', () => {
  it('holds no quotation', () => {
    const text = of(['`', '``', 'a', ' ']);
    fc.assert(
      fc.property(text, text, (before, after) => {
        const draft = `So ${before} “five words are in here” ${after}`;
        const hidden = draft.replace(/(`+)[^`\n]+\1/g, (code) => ' '.repeat(code.length));
        const found = extractQuotations(draft, { wholeIfNone: false });
        expect(found.length > 0).toBe(hidden.includes('“') && hidden.includes('”'));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('links and short names', () => {
  const LINK = /[a-z][a-z0-9+.-]*:\/\/[^\s<]*/gi;
  const PLAIN_LINK = /^https?:\/\/[a-z0-9]{2}[a-z0-9.:-]*(?:[/?#][\w.~:/?#@!$&'()+,;=%-]*)?$/i;

  it('are the same ones', () => {
    fc.assert(
      fc.property(hostileLine, (line) => {
        const escaped = escapeMarkdown(line);
        for (const { 0: link, index } of line.matchAll(LINK)) {
          const kept = PLAIN_LINK.test(link) && line[index + link.length] !== '<';
          if (kept) expect(escaped).toContain(link);
        }
        for (const { 0: name, index } of line.matchAll(/:(?=\S*:)/g)) {
          const inLink = [...line.matchAll(LINK)].some(
            (link) => link.index <= index && index < link.index + link[0].length,
          );
          if (!inLink) expect(escaped).toContain(`\\${name}`);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the beginning of a page', () => {
  const PAGE_START =
    /^(?:\ufeff|\s|<!--[\s\S]*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|body)(?=[\s>])/i;
  const start = fc
    .array(fc.constantFrom(' ', '\n', '<!-- a -->', '<!---->', '<!--', '<?xml a?>', '<?XML'), {
      maxLength: 5,
    })
    .chain((before) =>
      fc
        .constantFrom(
          '<html>',
          '<!DOCTYPE html>',
          '<!doctype\nHTML ',
          '<body a>',
          '<p>',
          '<header>',
        )
        .map((tag) => before.join('') + tag),
    );

  it('is seen', () => {
    fc.assert(
      fc.property(start, (text) => {
        const kind = contentKind(Buffer.from(text, 'latin1'), { name: 'a.txt' });
        expect(kind).toBe(PAGE_START.test(text) ? 'html' : 'text');
      }),
      { numRuns: 1_000 },
    );
  });

  it('is looked for behind any number of comments', () => {
    const comments = '<!---->'.repeat(500);
    expect(contentKind(Buffer.from(comments), { name: 'a.txt' })).toBe('text');
    expect(contentKind(Buffer.from(`${comments}<html>`), { name: 'a.txt' })).toBe('html');
  });
});

describe('lines', () => {
  it('fit as many as there is room for', () => {
    fc.assert(
      fc.property(fc.array(hostileLine, { maxLength: 12 }), fc.nat(120), (lines, units) => {
        const room = { units, bytes: units + 20 };
        const more = (missing: number) => `${missing} more`;
        const fits = (text: string) =>
          text.length <= room.units && Buffer.byteLength(JSON.stringify(text)) <= room.bytes;
        const texts = lines.map((_, gone) =>
          [...lines.slice(0, lines.length - gone), ...(gone > 0 ? [more(gone)] : [])].join('\n'),
        );
        const all = [...texts, lines.length > 0 ? more(lines.length) : ''];
        expect(linesWithin(lines, room, more)).toBe(all.find(fits) ?? '');
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('pull quotes', () => {
  it('stand in what they were pulled from, word by word', () => {
    const words = fc.constantFrom('dam', 'the', 'is', 'high', '“so', 'it”', 'be.', 'was');
    const piece = fc.array(words, { minLength: 3, maxLength: 14 }).map((some) => some.join(' '));
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), (texts) => {
        const pieces = texts.map((text, i) => ({ text, aside: i % 2 === 1, lead: i === 0 }));
        for (const [i, of] of findRepetitions(pieces).entries()) {
          if (of === null) continue;
          const key = ` ${comparisonKey(texts[i] ?? '')} `;
          expect(` ${comparisonKey(texts[of] ?? '')} `).toContain(key);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
