/** What is stored is read back as it was, in few bytes, and damaged bytes are refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byCitation, termScorer } from '../../src/index/bm25.ts';
import { encodeHalfvec, toHalf } from '../../src/index/postgres/halfvec.ts';
import {
  cosinesOf,
  packRounded,
  packWhole,
  unpackRounded,
  unpackWhole,
} from '../../src/index/postgres/packed-vectors.ts';
import {
  packRising,
  packWords,
  unpackRising,
  unpackWords,
} from '../../src/index/postgres/packed-words.ts';
import {
  CHAMPIONS,
  type Posting,
  packPostings,
  SHORT_LIST,
  unpackPostings,
} from '../../src/index/postgres/postings.ts';
import { readSlotRanges, writeSlotRanges } from '../../src/index/postgres/slot-ranges.ts';
import { VarintReader, VarintWriter } from '../../src/index/postgres/varints.ts';

const numbers = (max: number) => fc.array(fc.nat({ max })).map((each) => Uint32Array.from(each));

describe('packed numbers', () => {
  it('come back, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeNat()), (values) => {
        const writer = new VarintWriter();
        writer.writeAll(values);
        const reader = new VarintReader(writer.take());
        expect(values.map(() => reader.read())).toEqual(values);
        expect(reader.isAtEnd).toBe(true);
      }),
    );
    const rising = [0, 1, 127, 128, 16_384, 2 ** 32 - 1];
    expect(unpackRising(packRising(rising))).toEqual(rising);
  });

  it('are refused where they are cut short', () => {
    expect(() => new VarintReader(Buffer.from([0x80])).read()).toThrow(RangeError);
    expect(() => new VarintReader(Buffer.from([1])).readAll(2 ** 30)).toThrow(RangeError);
  });
});

describe('packed words', () => {
  it('come back, whatever they are', () => {
    fc.assert(
      fc.property(
        numbers(2 ** 31),
        numbers(2 ** 31),
        numbers(500),
        fc.array(fc.nat({ max: 200 })),
        fc.option(fc.constantFrom('en', 'ru', 'zh-Hant')),
        (tokens, context, abbreviations, lengths, language) => {
          let end = 0;
          const words = {
            ...{ tokens, context, abbreviations, language },
            shapes: Uint8Array.from(tokens, (token) => token % 3),
            sentenceEnds: Uint32Array.from(lengths, (length) => {
              end += length;
              return end;
            }),
          };
          expect(unpackWords(packWords(words))).toEqual(words);
        },
      ),
    );
  });
});

describe('packed vectors', () => {
  const vectors = [Float32Array.of(0.6, -0.8, 0), Float32Array.of(0, 0, 1), new Float32Array(3)];

  it('come back, give or take a step, and whole where that is asked for', () => {
    for (const [i, vector] of unpackRounded(packRounded(vectors, 3), 3).entries()) {
      for (const [at, value] of vector.entries()) {
        expect(Math.abs(value - (vectors[i]?.[at] as number))).toBeLessThan(0.005);
      }
    }
    expect(unpackWhole(packWhole(vectors[0] as Float32Array))).toEqual(vectors[0]);
    expect(cosinesOf(packRounded(vectors, 3), Float32Array.of(0, 0, 1))).toEqual([
      ...[0, expect.closeTo(1, 6), 0],
    ]);
  });

  it('are refused where they are of other dimensions', () => {
    expect(() => packRounded(vectors, 4)).toThrow(TypeError);
    expect(() => cosinesOf(packRounded(vectors, 3), new Float32Array(4))).toThrow(RangeError);
  });

  it('are halved to the nearest number, of two to the even one', () => {
    const cases = [
      ...([
        [0, 0],
        [-0, 0x8000],
        [1, 0x3c00],
        [-1, 0xbc00],
        [0.5, 0x3800],
      ] as const),
      // Between 1 and the next number, 1 + 2^-10: the middle goes down to the even one, above it up.
      ...([
        [1 + 2 ** -11, 0x3c00],
        [1 + 2 ** -11 + 2 ** -20, 0x3c01],
      ] as const),
      ...([
        [1 + 3 * 2 ** -11, 0x3c02],
        [2 ** -24, 1],
        [2 ** -25, 0],
        [2 ** -26, 0],
      ] as const),
      ...([
        [2 ** -14, 0x0400],
        [2 ** -14 - 2 ** -24, 0x03ff],
        [3 * 2 ** -25, 2],
      ] as const),
    ] as const;
    for (const [value, half] of cases) expect([value, toHalf(value)]).toEqual([value, half]);
    expect(encodeHalfvec(Float32Array.of(1, -0.5))).toEqual(
      Buffer.from([0, 2, 0, 0, 0x3c, 0x00, 0xb8, 0x00]),
    );
  });
});

describe('posting lists', () => {
  const posting = fc.record({
    occurrences: fc.integer({ min: 1, max: 4 }),
    length: fc.integer({ min: 1, max: 60 }),
  });
  const citationOf = (slot: number) => `c${(slot * 7_919) % 10_007}`;

  it('hold the best among their champions, whatever the mean length', () => {
    const list = fc.array(posting, { minLength: SHORT_LIST + 1, maxLength: 3 * SHORT_LIST });
    fc.assert(
      fc.property(list, fc.integer({ min: 1, max: 100 }), (made, meanLength) => {
        const postings = made.map((each, i): Posting => ({ ...each, slot: 3 * i }));
        const { champions, rest } = packPostings(postings, citationOf);
        const few = unpackPostings(champions);
        expect([...few, ...unpackPostings(rest as Buffer)].sort((a, b) => a.slot - b.slot)).toEqual(
          postings,
        );
        const score = termScorer(meanLength);
        const best = (some: readonly Posting[]) =>
          some
            .map(({ slot, occurrences, length }) => ({
              ...{ slot, citationId: citationOf(slot) },
              score: score(1, occurrences, length),
            }))
            .sort((a, b) => b.score - a.score || byCitation(a, b))
            .slice(0, CHAMPIONS);
        expect(best(few)).toEqual(best(postings));
      }),
      { numRuns: 10 },
    );
  });

  it('are all champions where they are short', () => {
    const postings = [{ slot: 5, occurrences: 255, length: 1 }];
    const { champions, rest } = packPostings(postings, citationOf);
    expect(rest).toBeNull();
    expect(unpackPostings(champions)).toEqual(postings);
  });
});

it('ranges of slots are read as the database writes them', () => {
  const ranges = readSlotRanges('{[3,5),[9,10)}');
  expect(ranges.size).toBe(3);
  expect(ranges.slots()).toEqual([3, 4, 9]);
  expect([2, 3, 4, 5, 8, 9, 10].filter((slot) => ranges.has(slot))).toEqual([3, 4, 9]);
  expect(readSlotRanges(null)).toMatchObject({ size: 0 });
  expect(readSlotRanges('{}').has(0)).toBe(false);
  expect(writeSlotRanges([3, 9])).toBe('{[3,4),[9,10)}');
});
