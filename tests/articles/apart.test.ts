/** What answers nothing by itself is marked, but never all that an article has. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { markApart } from '../../src/articles/apart.ts';
import type { DraftBlock } from '../../src/articles/draft.ts';
import { draftBlocks } from '../support/draft-blocks.ts';

const SENTENCE = 'The harbour freezes in January, and the boats are on land.';

/** The texts of paragraphs that are marked under a title. */
function marked(title: string, ...texts: readonly string[]): string[] {
  const blocks = texts.map((text, i): DraftBlock => ({ kind: 'paragraph', text, line: i + 1 }));
  return markApart(blocks, title).flatMap((block) =>
    block.kind === 'paragraph' && block.isApart ? [block.text] : [],
  );
}

it('is a repeated title, whatever its case and marks', () => {
  expect(marked('The harbour', '“The Harbour”', SENTENCE)).toEqual(['“The Harbour”']);
  expect(marked('!!!', '???', 'Eleven boats, two goats: all came home.')).toEqual([]);
});

it('is a few words beside a sentence: a tag line, a name', () => {
  expect(marked('Kesp', 'News', SENTENCE, 'Ida Torvel')).toEqual(['News', 'Ida Torvel']);
});

it('is nothing that says something: a sentence, a number, a pair, an entry of several', () => {
  const saying = ['It froze.', '11 boats', 'Depth: great', 'Kesp – Lonmar', 'mail@kesp.example'];
  for (const text of saying) expect(marked('Kesp', text, SENTENCE)).toEqual([]);
  expect(marked('Kesp', SENTENCE, 'Bread', 'Milk', 'Eggs', SENTENCE)).toEqual([]);
  expect(marked('Kesp', 'News', '11 boats')).toEqual([]);
});

it('is a caption', () => {
  const blocks: DraftBlock[] = [
    { kind: 'caption', text: 'The quay in 1984. Photo by I. Torvel.', line: 1 },
    { kind: 'paragraph', text: SENTENCE, line: 2 },
  ];
  expect(markApart(blocks, 'Kesp').map(({ isApart }) => isApart)).toEqual([true, undefined]);
});

it('is never all there is, whoever marked it', () => {
  const all = draftBlocks.map((blocks) => blocks.map((block) => ({ ...block, isApart: true })));
  fc.assert(
    fc.property(fc.oneof(draftBlocks, all), fc.lorem(), (blocks, title) => {
      const body = markApart(blocks, title).filter(({ kind }) => kind !== 'heading');
      if (body.length > 0) expect(body.every(({ isApart }) => isApart)).toBe(false);
    }),
  );
});
