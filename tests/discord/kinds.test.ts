/** Rows, lists, code, quotations and definitions in Discord: as they are drawn, exact, within every limit. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeExcerpt } from '../../src/citations/excerpt.ts';
import { piecesOf } from '../../src/citations/pieces.ts';
import { SENTENCE_ONLY } from '../../src/citations/quote.ts';
import { widen } from '../../src/citations/widen.ts';
import { renderReading } from '../../src/discord/article-pages.ts';
import { quoteButtons } from '../../src/discord/buttons.ts';
import { copiesOf, renderCopy } from '../../src/discord/copy.ts';
import { wholeQuote } from '../../src/discord/fitted-quote.ts';
import { EMBED_DESCRIPTION_MAX, MESSAGE_CONTENT_MAX } from '../../src/discord/limits.ts';
import { layOutPassages } from '../../src/discord/passage-layout.ts';
import { sayIn } from '../../src/languages/say.ts';
import type { Article, Excerpt, Span } from '../../src/model.ts';
import { readMarkdown } from '../support/discord-markdown.ts';
import { hostileLine } from '../support/hostile-text.ts';
import {
  articleOf,
  CODE,
  type Content,
  everyKind,
  excerptWith,
  PLANS,
  passagesOf,
} from '../support/kinds.ts';
import { expectLayoutWithinLimits } from '../support/layout-limits.ts';
import { PRIVATELY, passagesIn } from '../support/shown.ts';

const say = sayIn('en');
const kinds = everyKind();

const laidOut = (excerpts: readonly Excerpt[]) =>
  layOutPassages(say, {
    kind: 'answer',
    passages: excerpts.map((quotable) => ({ quotable, ...quoteButtons(say, quotable, PRIVATELY) })),
  });
const drawn = (excerpt: Excerpt) => passagesIn(laidOut([excerpt]))[0]?.quote;
const shown = async (words: string) => drawn(await excerptWith(kinds, words));

describe('a quote is drawn by its kind', () => {
  it('a row as pairs of header and cell, an empty cell left out, its caption small above', async () => {
    expect(await shown('Aster')).toBe(
      '-# Prices from May 2025\n> **Plan** Aster\n> **Price** 9.99 €\n> **Data** 10 GB\n> **Roaming** no',
    );
    expect(await shown('Cedar')).not.toContain('Data');
  });

  it('a row under two rows of headers, in a group, beside a cell that reaches down to it', async () => {
    expect(await shown('6:00')).toBe(
      '-# North\n-# N1\n> **Weekdays · first** 6:00\n> **Weekdays · last** 22:15',
    );
  });

  it('a row that nothing heads in one line', async () => {
    expect(await shown('Sunday')).toBe('> Sunday · closed');
  });

  it('code in a fence with its language, line for line', async () => {
    const { text } = CODE as { text: string };
    expect(await shown('curl')).toBe(`\`\`\`sh\n${text}\n\`\`\``);
    const unsafe = articleOf([{ ...CODE, language: 'sh\n*x*' } as Content]);
    expect(drawn(await excerptWith(unsafe, 'curl'))).toMatch(/^```\ncurl/);
  });

  it('code that looks like a quote as it is', async () => {
    const text = '> *\nx';
    const article = articleOf([{ kind: 'code', language: null, text }]);
    const description = drawn(await excerptWith(article, 'x')) ?? '';
    expect(description).toBe(`\`\`\`\n${text}\n\`\`\``);
    expect(readMarkdown(description)).toMatchObject({ text: description, quotedLines: 0 });
  });

  it('code that holds a fence line by line, escaped', async () => {
    const text = 'a ```\n  *b*';
    const article = articleOf([{ kind: 'code', language: null, text }]);
    const description = drawn(await excerptWith(article, 'a')) ?? '';
    expect(readMarkdown(description)).toMatchObject({ text, constructs: [], quotedLines: 2 });
  });

  it('a list with its marks, nested, the best item in bold', async () => {
    expect(await shown('A stove')).toBe(
      '> Bring for the weekend:\n> - A tent for two.\n> - **A stove.** Gas is sold at the camp.\n> - Clothes for the rain\n>   - a coat\n>   - boots',
    );
    expect(await shown('Add the leaves')).toContain('> 2. **Add the leaves.**');
  });

  it('a list that its lead-in answers for without bold: all of it answers', async () => {
    const excerpt = await excerptWith(kinds, 'Bring for');
    expect(drawn(excerpt)).not.toContain('**');
    expect(excerpt.highlight).toEqual({ start: excerpt.start, end: excerpt.end });
    expect(widen(kinds, excerpt, SENTENCE_ONLY).text).toBe(excerpt.text);
  });

  it('numbers that do not follow each other as they are', async () => {
    const items = ['3.', '5.', 'a)'].map((marker, i) => ({ text: `Item ${i}`, depth: 0, marker }));
    const article = articleOf([{ kind: 'list', leadIn: null, items }]);
    expect(drawn(await excerptWith(article, 'Item 1'))).toBe(
      '> 3. Item 0\n> **5\\. Item 1**\n> a) Item 2'.replace('**5\\. Item 1**', '5\\. **Item 1**'),
    );
  });

  it('a later part of a list under what leads in', async () => {
    const items = Array.from({ length: 40 }, (_, n) => ({
      ...{ text: `The thing number ${n} on the list that everybody takes along.`, depth: 0 },
      marker: null,
    }));
    const article = articleOf([{ kind: 'list', leadIn: 'Take along:', items }]);
    const later = drawn(await excerptWith(article, 'number 39', 200)) ?? '';
    expect(later.split('\n')[0]).toBe('-# Take along:');
    expect(later.split('\n')[1]).toMatch(/^> - The thing/);
  });

  it('a quotation with its speaker, also under one sentence of it', async () => {
    const excerpt = await excerptWith(kinds, 'measured');
    expect(drawn(excerpt)).toBe(
      '> The lake is deeper than we thought.\n> **We measured 95 metres.**\n> — Ada Hale, hydrologist',
    );
    expect(drawn(widen(kinds, excerpt, SENTENCE_ONLY))).toBe(
      '> We measured 95 metres.\n-# — Ada Hale, hydrologist',
    );
  });

  it('a definition under its term', async () => {
    expect(await shown('White-box')).toMatch(/^> \*\*White-box monitoring\*\*\n> Monitoring/);
  });

  it('several rows a line each under their header, the cited one in bold', async () => {
    const excerpt = await excerptWith(kinds, 'Birch');
    expect(drawn(widen(kinds, excerpt, 1))).toBe(
      '> -# Prices from May 2025\n> **Plan · Price · Data · Roaming**\n> Aster · 9.99 € · 10 GB · no\n> **Birch · 14.99 € · 25 GB · yes**\n> Cedar · 24.99 € ·  · yes',
    );
  });
});

describe('a part of a wide row', () => {
  it('stands at the left, so that pages show all of the columns', () => {
    const names = Array.from({ length: 3_000 }, (_, i) => `c${i}`);
    const row = names.map((text) => ({ text }));
    const article = articleOf([
      { kind: 'table', caption: null, headerRows: 0, rows: [row, [{ text: 'end' }]] },
    ]);
    let seen = '';
    for (let page = 0; page < 20; page += 1) {
      const [embed] = renderReading(say, article, page).embeds;
      seen += `${readMarkdown(embed?.description ?? '').text} · `;
      const [, at, of] = /(\d+)\D+(\d+)/.exec(embed?.footer?.text ?? '') ?? [];
      if (at === of) break;
    }
    expect(seen.split(/ · |\n/).filter((name) => name !== '')).toEqual([...names, 'end']);
  });
});

describe('a copy', () => {
  it('of a row is a table under its header; its pipes are escaped', async () => {
    const article = articleOf([
      {
        ...PLANS,
        rows: [
          [{ text: 'Plan' }, { text: 'a|b' }],
          [{ text: 'x|y' }, { text: '1' }],
        ],
      },
    ] as Content[]);
    const { markdown, plain } = copiesOf(say, await excerptWith(article, 'x|y'));
    expect(markdown).toContain('> | Plan | a\\|b |\n> | --- | --- |\n> | x\\|y | 1 |\n');
    expect(plain).toMatch(/^Plan\ta\|b\nx\|y\t1\n\n— /);
  });

  it('of code is text to copy and a file in Markdown, its fence longer than any inside', async () => {
    const { content, files = [] } = renderCopy(say, await excerptWith(kinds, 'curl'));
    expect(content).toContain('```\ncurl -fsS https://example.org/install.sh | sh\n\nfootnote');
    expect(files.map(({ attachment }) => String(attachment))).toEqual([
      expect.stringMatching(/^> ```sh\n> curl/),
    ]);
    const fenced = articleOf([{ kind: 'code', language: null, text: '````\nx\n````' }]);
    const { markdown } = copiesOf(say, await excerptWith(fenced, 'x'));
    expect(markdown).toMatch(/^> `````\n> ````\n> x\n> ````\n> `````\n/);
  });
});

/** A line as readers leave it: no line ends, no space around it. */
const line = hostileLine
  .map((text) => text.replace(/[\s\v\f\u0085\u2028\u2029]+/gu, ' ').trim())
  .map((text) => (text === '' ? 'x' : text));
const long = fc.tuple(line, fc.integer({ min: 1, max: 25 })).map(([text, n]) => text.repeat(n));
const block: fc.Arbitrary<Content> = fc.oneof(
  long.map((text): Content => ({ kind: 'paragraph', text })),
  fc
    .tuple(
      fc.option(line),
      fc.array(fc.array(long, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 8 }),
      fc.nat(1),
    )
    .map(
      ([caption, rows, headerRows]): Content => ({
        ...{ kind: 'table', caption, headerRows },
        rows: rows.map((row) => row.map((text) => ({ text }))),
      }),
    ),
  fc
    .tuple(
      fc.option(line),
      fc.array(fc.tuple(long, fc.nat(2), fc.constantFrom(null, '1.', 'b)', '')), {
        minLength: 1,
        maxLength: 9,
      }),
    )
    .map(
      ([leadIn, items]): Content => ({
        ...{ kind: 'list', leadIn },
        items: items.map(([text, depth, marker], i) => ({
          text,
          depth: i === 0 ? 0 : depth,
          marker: i === 0 ? null : marker,
        })),
      }),
    ),
  fc
    .tuple(fc.array(long, { minLength: 1, maxLength: 12 }), fc.constantFrom(null, 'sh', '`'))
    .map(([lines, language]): Content => ({ kind: 'code', language, text: lines.join('\n') })),
  fc
    .tuple(fc.array(long, { minLength: 1, maxLength: 4 }), fc.option(line))
    .map(([lines, speaker]): Content => ({ kind: 'quotation', lines, speaker })),
  fc
    .tuple(line, fc.array(long, { minLength: 1, maxLength: 3 }))
    .map(([term, lines]): Content => ({ kind: 'definition', terms: [term], lines })),
);

/** The words of each piece, cells apart; without what white space Discord does not show. */
function wordsOf(article: Article, span: Span): string[] {
  return piecesOf(article, span).flatMap((piece) => {
    const parts: readonly Span[] = piece.kind === 'row' ? piece.cells : [piece];
    return parts.map(({ start, end }) => squeeze(article.text.slice(start, end)));
  });
}

const squeeze = (text: string) => text.replace(/\s+/gu, '');
const OURS = new Set(['list', 'subtext', 'fence', 'link']);

describe('within every limit, whatever the articles hold', () => {
  it('are all kinds, alone, together and with context; what is shown whole has every word', async () => {
    const property = fc.asyncProperty(
      fc.array(block, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: SENTENCE_ONLY, max: 3 }),
      async (blocks, steps) => {
        const article = articleOf(blocks);
        const excerpts = (await passagesOf(article))
          .slice(0, 5)
          .map((passage, i) => makeExcerpt({ article, passage }, i, 1));
        const quotes = excerpts.map((excerpt) => widen(article, excerpt, steps));
        for (const shown of [
          excerpts,
          ...excerpts.map((one) => [one]),
          ...quotes.map((one) => [one]),
        ]) {
          const body = laidOut(shown);
          expectLayoutWithinLimits(body);
          for (const { quote, place } of passagesIn(body)) {
            const seen = readMarkdown(quote);
            expect(seen.constructs.filter((name) => !OURS.has(name))).toEqual([]);
            const own = shown.find(({ citation }) => place.endsWith(citation.id)) as Excerpt;
            if (quote !== wholeQuote(own)) continue;
            const all = squeeze(seen.text);
            for (const words of wordsOf(article, own)) expect(all).toContain(words);
          }
        }
        const [first] = quotes;
        if (first)
          expect(renderCopy(say, first).content.length).toBeLessThanOrEqual(MESSAGE_CONTENT_MAX);
      },
    );
    await fc.assert(property, { numRuns: 30 });
  });

  it('are the pages of an article, and they show every word of it in order', () => {
    const property = fc.property(fc.array(block, { minLength: 1, maxLength: 6 }), (blocks) => {
      const article = articleOf(blocks);
      let seen = '';
      for (let page = 0; ; page++) {
        const [embed] = renderReading(say, article, page).embeds;
        expect(embed?.description?.length).toBeLessThanOrEqual(EMBED_DESCRIPTION_MAX);
        seen += squeeze(readMarkdown(embed?.description ?? '').text);
        const [, at, of] = /(\d+)\D+(\d+)/.exec(embed?.footer?.text ?? '') ?? [];
        if (at === of) break;
      }
      let from = 0;
      for (const words of wordsOf(article, { start: 0, end: article.text.length })) {
        // Where a page ends within a line, our marks stand between its words.
        const at = seen.indexOf(words.slice(0, 12), from);
        expect(at).toBeGreaterThanOrEqual(from);
        from = at;
      }
    });
    fc.assert(property, { numRuns: 30 });
  });
});
