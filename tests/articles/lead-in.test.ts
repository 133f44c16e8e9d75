/** A paragraph that announces a list becomes a part of it, and nothing else does. */
import { expect, it } from 'vitest';
import type { DraftBlock } from '../../src/articles/draft.ts';
import { leadsIn, withLeadIns } from '../../src/articles/lead-in.ts';

const paragraph = (text: string, line = 1): DraftBlock => ({ kind: 'paragraph', text, line });
const list = (leadIn: string | null, line = 3): DraftBlock => ({
  ...{ kind: 'list', leadIn, line },
  items: [{ text: 'A tent', depth: 0, marker: null }],
});

it('ends with a colon of any script', () => {
  expect(['Bring:', 'Apportez :', '持ち物：', 'Bring: '].map(leadsIn)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(['Bring', 'At 10:30', 'a: b', ''].map(leadsIn)).toEqual([false, false, false, false]);
});

it('goes into the list after it, which begins where it began', () => {
  const before = paragraph('We leave on Friday.');
  expect(withLeadIns([before, paragraph('Bring:', 2), list(null)])).toEqual([
    before,
    list('Bring:', 2),
  ]);
});

it('stays where it is no list’s, too long, or not the only one', () => {
  const heading: DraftBlock = { kind: 'heading', text: 'Packing:', line: 2 };
  const code: DraftBlock = { kind: 'code', text: 'make', language: null, line: 2 };
  for (const blocks of [
    [paragraph('Bring:'), paragraph('A tent')],
    [paragraph('Bring:'), code],
    [paragraph('Bring:'), heading, list(null)],
    [heading, list(null)],
    [paragraph('Bring:'), list('For the weekend:')],
    [paragraph(`${'And so it went on, year after year. '.repeat(10)}Bring:`), list(null)],
    [paragraph('We leave on Friday.'), list(null)],
  ]) {
    expect(withLeadIns(blocks)).toEqual(blocks);
  }
});
