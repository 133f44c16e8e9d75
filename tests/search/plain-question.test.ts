/** A question as it was meant. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withTypo } from '../../src/eval/typos.ts';
import type { EmbeddedIndex } from '../../src/index/embedded/embedded-index.ts';
import { fingerSlip } from '../../src/search/near-spellings.ts';
import { plainQuestion, writtenOut } from '../../src/search/plain-question.ts';
import { indexByWords } from './by-words.ts';

describe('fingerSlip', () => {
  it.each([
    ['lihgt', 'light', 'misplaced'],
    ['ligt', 'light', 'misplaced'],
    ['ligth', 'light', 'misplaced'],
    ['lightt', 'light', 'misplaced'],
    ['liight', 'light', 'misplaced'],
    ['kight', 'light', 'beside'],
    ['liggt', 'light', 'beside'],
    ['motel', 'hotel', null],
    ['light', 'light', null],
    ['lightx', 'light', null],
    ['lgiht', 'slight', null],
  ])('%s for %s: %s', (typed, meant, slip) => {
    expect(fingerSlip(typed, meant)).toBe(slip);
  });
});

describe('plainQuestion', () => {
  let index: EmbeddedIndex;
  beforeAll(async () => {
    index = await indexByWords([
      'The lighthouse of Norrvik was built by the engineer Agnes Lindqvist.',
      'Electricity reached the countries of the coast. A hotel stands there.',
      'You may not share a ship, a horse or the CSTO.',
    ]);
  });
  afterAll(() => index.close());

  it.each([
    ['can u share it w/o asking b4 noon', 'can you share it without asking before noon'],
    ['Whats the CSTO', "What's the CSTO"],
    ['hwo built teh lighthouse', 'who built the lighthouse'],
    ['who built the lihgthouse', 'who built the lighthouse'],
    ['wich enigneer built it', 'which engineer built it'],
    ['deaths in ww2 and WW1', 'deaths in world war 2 and World War 1'],
    ['when did Lindqivst live', 'when did Lindqvist live'],
    ["what is Lindqivst's house", "what is Lindqvist's house"],
    ['elecricity in the contries', 'electricity in the countries'],
  ])('reads %s as %s', async (typed, meant) => {
    expect(await plainQuestion(index, typed)).toBe(meant);
  });

  it.each([
    'Who built the lighthouse of Norrvik?',
    // Words that are there, though no passage holds them.
    'can a motel or a shop refuse a house',
    // Names and abbreviations.
    'when did Coasty meet the CSTI in the U.S.',
    'U or W/O',
    '',
  ])('leaves as it is: %s', async (question) => {
    expect(await plainQuestion(index, question)).toBe(question);
  });

  it('leaves texts alone', async () => {
    const text = 'hwo '.repeat(1_000);
    expect(await plainQuestion(index, text)).toBe(text);
  });

  it('never fails, and is done at once', async () => {
    const piece = fc.constantFrom(
      'u',
      'hwo',
      ' ',
      "'s",
      '’',
      'Lindqivst',
      'w/o',
      '.',
      'é',
      'привет',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 30 }),
        async (pieces) => {
          const once = writtenOut(pieces.join(''), 'en');
          expect(writtenOut(once, 'en')).toBe(once);
          expect(typeof (await plainQuestion(index, once))).toBe('string');
        },
      ),
    );
  });

  it('repairs most slips in words that passages hold', async () => {
    const question = 'who built the lighthouse before electricity reached the countries';
    const seeds = Array.from({ length: 200 }, (_, seed) => seed);
    const repaired = await Promise.all(
      seeds.map(async (seed) => plainQuestion(index, withTypo(question, String(seed)))),
    );
    expect(repaired.filter((each) => each === question).length).toBeGreaterThan(160);
  });
});
