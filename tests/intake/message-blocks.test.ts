/** A message of Discord's as blocks: its words as people see them, and no id of a person. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DraftBlock } from '../../src/articles/draft.ts';
import { readCandidate, type SentMessage } from '../../src/intake/candidate.ts';
import { messageBlocks } from '../../src/intake/message-blocks.ts';
import { hostileLine } from '../support/hostile-text.ts';

const NAMES = { users: { '123456789012345678': 'Ann *Bell*' }, channels: { '2': 'general' } };
const MESSAGE: SentMessage = {
  title: 'Ann · #general · 2026-01-31',
  author: 'Ann',
  published: '2026-01-31',
  url: 'https://discord.com/channels/1/2/3',
  names: NAMES,
  warnings: [],
};

const wordsIn = (text: string) =>
  messageBlocks(text, NAMES).map((block) => ('text' in block ? block.text : block));
const kindsIn = (text: string) =>
  messageBlocks(text, NAMES).map(({ line: _, ...block }: DraftBlock) => block);

describe('messageBlocks', () => {
  it.each([
    ['**bold** _slanted_ __under__ *it* ***all***', 'bold slanted under it all'],
    ['a ||secret|| here', 'a secret here'],
    // What is struck says otherwise: nobody is to read it as said.
    ['it is ~~not~~ open', 'it is ~~not~~ open'],
    ['2 * 3 * 4 and snake_case_name', '2 * 3 * 4 and snake_case_name'],
    ['an *open one', 'an *open one'],
    ['\\*not slanted\\*', '*not slanted*'],
    ['use `a * b *c*` and ``x`y``', 'use a * b *c* and x`y'],
    ['a tick ` alone', 'a tick ` alone'],
    ['[the rules](https://x.example/r) say', 'the rules say'],
    [
      'see <https://x.example/_a_> and https://x.example/_b_',
      'see <https://x.example/_a_> and https://x.example/_b_',
    ],
    [
      '<@123456789012345678> and <@!123456789012345678> and <@99>',
      '@Ann *Bell* and @Ann *Bell* and @unknown-user',
    ],
    ['<#2> <#3> <@&4>', '#general #unknown @unknown-role'],
    ['<:dam:123> <a:go:124> </ask:125> <id:guide>', ':dam: :go: /ask guide'],
    [
      'at <t:1767225600:F>, <t:1767225600:D>, <t:1767225600:R>',
      'at 2026-01-01 00:00 UTC, 2026-01-01, 2026-01-01 00:00 UTC',
    ],
    ['1 < 2 & 3 > 2, &amp; <b>x</b>', '1 < 2 & 3 > 2, &amp; <b>x</b>'],
    ['-# small print', 'small print'],
  ])('%s', (text, words) => {
    expect(wordsIn(text)).toEqual([words]);
  });

  it('knows quotes, lists, headings and code, and breaks lines as Discord does', () => {
    const text = [
      '# Hours',
      'Monday: nine',
      'Tuesday: ten',
      '> said she',
      '> twice',
      '- one',
      '  - **two**',
      '3. three',
      '#### no heading',
      '```ts',
      'const a = "<@123456789012345678>";',
      '```after',
      '>>> the rest',
      'of it',
    ].join('\n');
    expect(kindsIn(text)).toEqual([
      { kind: 'heading', text: 'Hours', depth: 2 },
      { kind: 'paragraph', text: 'Monday: nine' },
      { kind: 'paragraph', text: 'Tuesday: ten' },
      { kind: 'quotation', lines: ['said she', 'twice'], speaker: null },
      {
        kind: 'list',
        leadIn: null,
        items: [
          { text: 'one', depth: 0, marker: null },
          { text: 'two', depth: 1, marker: null },
          { text: 'three', depth: 0, marker: '3.' },
        ],
      },
      { kind: 'paragraph', text: '#### no heading' },
      { kind: 'code', text: 'const a = "@Ann *Bell*";', language: 'ts' },
      { kind: 'paragraph', text: 'after' },
      { kind: 'quotation', lines: ['the rest', 'of it'], speaker: null },
    ]);
  });

  it('keeps the words when it is written and read again, whatever they look like', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostileLine, { minLength: 1, maxLength: 4 }), async (lines) => {
        const text = ['Dams hold back water.', ...lines].join('\n');
        const blocks = messageBlocks(text, NAMES);
        const candidate = await readCandidate(
          { bytes: Buffer.from(text), name: 'message', message: MESSAGE },
          new Set(),
        );
        const [article] = candidate.reading.articles;
        // One that cannot be written so that it reads the same is shown as it reads.
        if (candidate.reading.warnings.length === 0) {
          const words = blocks.filter(({ kind }) => kind === 'paragraph');
          for (const block of words)
            if ('text' in block) expect(article?.text).toContain(block.text);
        }
        expect(article).toMatchObject({ author: 'Ann', url: MESSAGE.url, published: '2026-01-31' });
      }),
      { numRuns: 100 },
    );
  });
});
