/** The page's reader of Discord's Markdown, by example and against what the bot escapes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown, escapeTitle, quoteBlock } from '../../src/discord/escape.ts';
import { type Block, readBlocks } from '../../src/playground/page/markdown/blocks.ts';
import { type Inline, readInline } from '../../src/playground/page/markdown/inline.ts';
import { hostileLine, hostileText, textWithSpan } from '../support/hostile-text.ts';

/** What is seen of a piece. */
function textOf(piece: Inline): string {
  if ('children' in piece) return piece.children.map(textOf).join('');
  return 'text' in piece ? piece.text : '?';
}
const shown = (pieces: readonly Inline[]) => pieces.map(textOf).join('');

function shownBlocks(blocks: readonly Block[]): string {
  return blocks
    .map((block) => {
      if (block.kind === 'quote') return shownBlocks(block.blocks);
      if (block.kind === 'code') return block.text;
      return block.kind === 'list' ? block.items.map(shown).join('\n') : shown(block.children);
    })
    .join('\n');
}

/** A piece as a short text: kinds around what they hold. */
function sketch(piece: Inline): string {
  if (piece.kind === 'text') return piece.text;
  return `${piece.kind}(${'children' in piece ? piece.children.map(sketch).join('') : textOf(piece)})`;
}

describe('within a line', () => {
  it.each([
    [
      'a *b* _c_ **d** __e__ ~~f~~ ||g|| `h`',
      'a em(b) em(c) strong(d) underline(e) strike(f) spoiler(g) code(h)',
    ],
    ['***both***', 'strong(em(both))'],
    ['**a *b* c**', 'strong(a em(b) c)'],
    ['snake_case_name and 2 * 3 * 4', 'snake_case_name and 2 * 3 * 4'],
    ['\\*no\\* \\\\ a\\b', '*no* \\ a\\b'],
    ['``a ` b``', 'code(a ` b)'],
    ['`**not bold**`', 'code(**not bold**)'],
    ['**unclosed *and', '**unclosed *and'],
    ['[a **b**](https://x.org/y)', 'link(a strong(b))'],
    ['[a](javascript:alert)', '[a](javascript:alert)'],
    [
      'see https://x.org/a_b_c, and <https://y.org>.',
      'see link(https://x.org/a_b_c), and link(https://y.org).',
    ],
    [
      '<@1300000000000000010> <#1300000000000000020> @everyone',
      'user(?) channel(?) name(@everyone)',
    ],
    ['<t:0:D> <t:0>', 'time(?) time(?)'],
    ['</ask:1> <:smile:123456>', 'name(/ask) name(:smile:)'],
  ])('%s', (source, expected) => {
    expect(readInline(source).map(sketch).join('')).toBe(expected);
  });

  it('leaves links in a title alone', () => {
    const title = '**a** [b](https://x.org) https://y.org';
    expect(readInline(title, { links: false }).map(sketch).join('')).toBe(
      'strong(a) [b](https://x.org) https://y.org',
    );
  });

  it('does not run out of stack or time', () => {
    for (const source of [
      '**'.repeat(2000),
      '*_'.repeat(2000),
      '[('.repeat(2000),
      '||a'.repeat(1300),
    ])
      expect(shown(readInline(source)).length).toBeGreaterThan(0);
  });
});

describe('over lines', () => {
  const kinds = (source: string) => readBlocks(source).map(({ kind }) => kind);

  it('knows every block', () => {
    expect(kinds('# A\n## B\n-# small\n- one\n- two\n1. first\ntext\n> quote\nmore')).toEqual([
      'heading',
      'heading',
      'subtext',
      'list',
      'list',
      'paragraph',
      'quote',
      'paragraph',
    ]);
    expect(readBlocks('3. c\n4. d')).toMatchObject([{ kind: 'list', start: 3 }]);
    expect(readBlocks('a\n```js\nlet b;\n```\nc')).toMatchObject([
      { kind: 'paragraph' },
      { kind: 'code', text: 'let b;' },
      { kind: 'paragraph' },
    ]);
    expect(readBlocks('>>> a\n> b')).toMatchObject([{ kind: 'quote', blocks: [{}] }]);
  });

  it('nests lists by their indent, further lines of an item among its words', () => {
    const [quote] = readBlocks('> - a\n>   more\n>   - b\n>     - c\n> - d\n> 1. e');
    if (quote?.kind !== 'quote') throw new Error('It is no quote');
    const text = (words: string) => [{ kind: 'text', text: words }];
    expect(quote.blocks).toEqual([
      {
        ...{ kind: 'list', start: null, items: [text('a\nmore'), text('d')] },
        nested: [
          [
            {
              ...{ kind: 'list', start: null, items: [text('b')] },
              nested: [[{ kind: 'list', start: null, items: [text('c')], nested: [[]] }]],
            },
          ],
          [],
        ],
      },
      { kind: 'list', start: 1, items: [text('e')], nested: [[]] },
    ]);
  });

  it('nests no deeper than it can draw', () => {
    const deep = Array.from({ length: 400 }, (_, n) => `${' '.repeat(2 * n)}- ${n}`).join('\n');
    expect(shownBlocks(readBlocks(deep))).toBe('0');
  });

  it('reads no block from what only looks like one', () => {
    expect(kinds('#no\n-no\n1.no\n>no\n\\# no\n\\- no\n1\\. no')).toEqual(['paragraph']);
  });
});

describe('what the bot escapes', () => {
  it('is seen as it was', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(shownBlocks(readBlocks(escapeMarkdown(text)))).toBe(text);
      }),
    );
  });

  it('is seen as it was in a title', () => {
    fc.assert(
      fc.property(hostileLine, (line) => {
        const pieces = readInline(escapeTitle(line), { links: false });
        expect(pieces.every(({ kind }) => kind === 'text')).toBe(true);
      }),
    );
  });

  it('is one quote with one highlight', () => {
    fc.assert(
      fc.property(textWithSpan, ({ text, span }) => {
        const blocks = readBlocks(quoteBlock(text, span));
        expect(blocks).toHaveLength(1);
        expect(shownBlocks(blocks)).toBe(text);
      }),
    );
  });
});
