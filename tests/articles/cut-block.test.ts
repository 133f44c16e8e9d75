/** Blocks are cut where their kind allows, into passages that leave nothing out. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contextOf } from '../../src/articles/context.ts';
import { cutBlock, dataRows, isGroupRow } from '../../src/articles/cut-block.ts';
import { cutPassages } from '../../src/articles/passages.ts';
import type { Article, Block, Span } from '../../src/model.ts';
import {
  articleOf,
  differentBlocks,
  draftBlocks,
  made,
  row,
  sliceOf,
} from '../support/draft-blocks.ts';

/** Words and two special tokens, as a tokenizer without subwords would count. */
const countTokens = async (texts: string[]) => texts.map((text) => text.split(/\s+/).length + 2);

async function passagesOf(article: Article, window = 256) {
  return cutPassages(article, { window, countTokens });
}

/** The passages of an article as texts. */
async function cut(article: Article, window?: number): Promise<string[]> {
  return (await passagesOf(article, window)).map((passage) => sliceOf(article, passage));
}

const list = (...items: readonly string[]) => ({
  kind: 'list' as const,
  leadIn: null,
  items: items.map((text) => ({
    text: text.trimStart(),
    depth: (text.length - text.trimStart().length) / 2,
    marker: null,
  })),
});

const code = (text: string) => ({ kind: 'code' as const, text, language: null });

const window = fc.constantFrom(6, 12, 40, 256);

/** Lines of a block that are to be in a passage, and those that stand beside one. */
function linesOf(block: Block, text: string): { readonly own: Span[]; readonly beside: Span[] } {
  const present = (span: Span | null) => (span === null ? [] : [span]);
  switch (block.kind) {
    case 'list':
      return { own: [...present(block.leadIn), ...block.items], beside: [] };
    case 'quotation':
      return { own: [...block.lines, ...present(block.speaker)], beside: [] };
    case 'definition':
      return { own: [...block.terms, ...block.lines], beside: [] };
    case 'table': {
      const own = dataRows(block);
      const rest = block.rows.filter((each) => !own.includes(each));
      const beside = [...present(block.caption), ...rest];
      return {
        own: [...own],
        beside: beside.filter((each) => /[^|\s]/.test(sliceOf({ text } as Article, each))),
      };
    }
    default:
      return { own: [block], beside: [] };
  }
}

/** What is longer explains nothing, and is not shown: see `contextOf`. */
const LONGEST_CONTEXT = 400;

describe('the passages of any blocks', () => {
  it('are in order inside their blocks, and their sentences inside them', async () => {
    await fc.assert(
      fc.asyncProperty(draftBlocks, window, async (drafts, size) => {
        const article = articleOf(drafts);
        let last = 0;
        for (const passage of await passagesOf(article, size)) {
          const block = article.blocks[passage.paragraph - 1] as Block;
          expect(block.isApart).toBeUndefined();
          expect(passage.section).toBe(block.section);
          expect(passage.start).toBeGreaterThanOrEqual(Math.max(last, block.start));
          expect(passage.end).toBeLessThanOrEqual(block.end);
          expect(passage.end).toBeGreaterThan(passage.start);
          expect(passage.sentences[0]?.start).toBe(passage.start);
          // Whose words they are stands behind them and is no sentence.
          const said = block.kind === 'quotation' ? block.speaker : null;
          const isNamed = said !== null && passage.end === said.end && passage.start < said.start;
          const spoken = isNamed ? article.text.slice(0, said.start).trimEnd().length : passage.end;
          expect(passage.sentences.at(-1)?.end).toBe(spoken);
          let from = passage.start;
          for (const { start, end } of passage.sentences) {
            expect(start).toBeGreaterThanOrEqual(from);
            expect(end).toBeGreaterThan(start);
            expect(article.text.slice(from, start).trim()).toBe('');
            from = end;
          }
          last = passage.end;
        }
      }),
    );
  });

  it('hold each line once, or have it beside them', async () => {
    await fc.assert(
      fc.asyncProperty(differentBlocks, window, async (drafts, size) => {
        const article = articleOf(drafts);
        const passages = await passagesOf(article, size);
        for (const block of article.blocks) {
          const inBlock = passages.filter(({ paragraph }) => paragraph === block.number);
          if (block.isApart) {
            expect(inBlock).toEqual([]);
            continue;
          }
          const { own, beside } = linesOf(block, article.text);
          for (const { start, end } of own) {
            for (let at = start; at < end; at += 1) {
              if (article.text[at]?.trim() === '') continue;
              expect(inBlock.filter((p) => p.start <= at && at < p.end)).toHaveLength(1);
            }
          }
          const contexts = inBlock.flatMap((passage) => contextOf(article, block.number, passage));
          for (const { start, end } of beside) {
            expect(inBlock.filter((p) => p.start < end && p.end > start)).toEqual([]);
            const isShown = contexts.some((each) => each.start === start && each.end === end);
            expect(isShown).toBe(end - start <= LONGEST_CONTEXT);
          }
        }
      }),
    );
  });
});

describe('a table', () => {
  const plans = made({
    kind: 'table',
    caption: 'Plans',
    headerRows: 1,
    rows: [
      row('!Plan', '!Price'),
      row({ text: 'Prepaid', columns: 2 }),
      row('Aster', '9 €'),
      row('Clover', '12 €'),
      row('', ''),
      row({ text: 'Contract', columns: 2 }),
      row('Dahlia', '-12 €'),
      row('Dahlia', '12 €'),
      row({ text: 'All prices with tax.', columns: 2 }),
    ],
  });

  it('is cut by rows, without those that head others', async () => {
    expect(await cut(plans)).toEqual([
      'Aster | 9 €',
      'Clover | 12 €',
      'Dahlia | -12 €',
      'Dahlia | 12 €',
      'All prices with tax.',
    ]);
  });

  it('is one of data where it has nothing but headers', async () => {
    const rows = [row('!Mon', '!Tue'), row('!Wed', '!Thu')];
    const article = made({ kind: 'table', caption: null, headerRows: 2, rows });
    expect(await cut(article)).toEqual(['Wed | Thu']);
    const single = made({
      kind: 'table',
      caption: null,
      headerRows: 1,
      rows: [row('!Mon', '!Tue')],
    });
    expect(await cut(single)).toEqual(['Mon | Tue']);
  });

  it('has whole sentences across it as rows of their own', async () => {
    const note = 'The council of the town refused the cost of a new vessel in January. '
      .repeat(3)
      .trim();
    const rows = [row({ text: note, columns: 3 }), row('Kesp', 'Lonmar', '2')];
    const article = made({ kind: 'table', caption: null, headerRows: 0, rows });
    expect(await cut(article)).toEqual([note, 'Kesp | Lonmar | 2']);
    const [block] = article.blocks;
    expect(block?.kind === 'table' && block.rows.map(isGroupRow)).toEqual([false, false]);
  });
});

describe('a list', () => {
  it('is one passage with what leads in', async () => {
    const article = made(
      { kind: 'paragraph', text: 'Bring for the weekend:' },
      list('A tent', 'Boots', '  Dry ones'),
    );
    expect(await cut(article)).toEqual(['Bring for the weekend:\nA tent\nBoots\nDry ones']);
    const [passage] = await passagesOf(article);
    expect(passage?.sentences.map((each) => sliceOf(article, each))).toEqual([
      'Bring for the weekend:',
      'A tent',
      'Boots',
      'Dry ones',
    ]);
  });

  it('is split between items, what is nested stays with its parent', async () => {
    const items = ['One of them', '  its first', '  its second', 'Two of them', '  its only'];
    expect(await cut(made(list(...items)), 12)).toEqual([
      'One of them\nits first\nits second',
      'Two of them\nits only',
    ]);
  });

  it('has an item of its own that is longer than the window, and splits it at sentence ends', async () => {
    const long = Array.from({ length: 60 }, (_, i) => `This is sentence ${i} of one.`).join(' ');
    const article = made(list('Short one.', long, 'Short two.'));
    const passages = await cut(article, 40);
    expect(passages.join(' ').replaceAll('\n', ' ')).toBe(`Short one. ${long} Short two.`);
    expect(passages.length).toBeGreaterThan(8);
    for (const text of passages) expect(text).toMatch(/\.$/);
    const endless = made(list('Short one.', 'word '.repeat(300).trim(), 'Short two.'));
    expect(await cut(endless, 40)).toHaveLength(3);
  });

  it('keeps the lines of a long nest whole', async () => {
    const nested = Array.from({ length: 40 }, (_, i) => `  Step ${i}. It has two sentences.`);
    const passages = await cut(made(list('To do', ...nested)), 60);
    expect(passages.length).toBeGreaterThan(3);
    for (const text of passages.slice(1))
      expect(text).toMatch(/^Step \d+\. It has two sentences\./);
  });
});

describe('code', () => {
  it('is one sentence, as it was written', async () => {
    const article = made(code('curl https://a.example |\n  sh\n\n\nmake install'));
    const [passage, ...others] = await passagesOf(article);
    expect(others).toEqual([]);
    expect(passage?.sentences).toEqual([{ start: 0, end: article.text.length }]);
  });

  it('splits at blank lines, which may hold spaces, and keeps its indents', async () => {
    const article = made(
      code('  one two three\n    four five\n  \t\n\n  six seven eight\nnine ten'),
    );
    expect(await cut(article, 8)).toEqual([
      '  one two three\n    four five',
      '  six seven eight\nnine ten',
    ]);
  });

  it('splits line by line where no blank line is near, never inside one', async () => {
    const lines = Array.from({ length: 40 }, (_, i) => `run step ${i} --with some words`);
    lines[20] = 'a very long line '.repeat(60).trim();
    const article = made(code(`setup now\n\n${lines.join('\n')}`));
    const passages = await cut(article, 30);
    expect(passages.join('\n').split(/\n+/)).toEqual(article.text.split(/\n+/));
    expect(passages).toContain(lines[20]);
    expect(passages.length).toBeGreaterThan(6);
  });

  it('that differs by a sign is other code', async () => {
    expect(await cut(made(code('x = x + 1'), code('x = x - 1')))).toHaveLength(2);
  });
});

describe('a quotation', () => {
  it('ends with whose words it is, and shows it beside what is split off', async () => {
    const article = made({
      kind: 'quotation',
      lines: ['It was cold that night. Nobody slept.', 'We waited for the boat.'],
      speaker: 'Ida Torvel',
    });
    const parts = await passagesOf(article, 12);
    expect(parts.map((part) => sliceOf(article, part))).toEqual([
      'It was cold that night. Nobody slept.',
      'We waited for the boat.\nIda Torvel',
    ]);
    const beside = parts.map((part) => contextOf(article, 1, part).map(({ text }) => text));
    expect(beside).toEqual([['Ida Torvel'], []]);
  });
});

describe('a definition', () => {
  it('begins with its terms, and never parts them from their meaning', async () => {
    const article = made({
      kind: 'definition',
      terms: ['Weir', 'Low dam'],
      lines: ['A wall across a river. Water runs over it.', 'Older ones are of wood.'],
    });
    expect(cutBlock(article, article.blocks[0] as Block)).toHaveLength(1);
    expect(await cut(article)).toEqual([article.text]);
    expect(await cut(article, 10)).toEqual([
      'Weir\nLow dam\nA wall across a river.',
      'Water runs over it.',
      'Older ones are of wood.',
    ]);
  });
});
