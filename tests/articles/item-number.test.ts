/** Numbers of items in digits, letters and Roman numerals, there and back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemNumber, letterValue, romanValue } from '../../src/articles/item-number.ts';

describe('the number of an item', () => {
  it.each([
    ['1', 12, '12'],
    ['a', 3, 'c'],
    ['A', 28, 'AB'],
    ['i', 14, 'xiv'],
    ['I', 1994, 'MCMXCIV'],
    ['i', 4000, '4000'],
    ['a', 0, '0'],
  ] as const)('in format %s is for %i written %s', (format, n, written) => {
    expect(itemNumber(format, n)).toBe(written);
  });

  it('is read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_999 }), (n) => {
        expect(romanValue(itemNumber('i', n))).toBe(n);
        expect(letterValue(itemNumber('a', n))).toBe(n);
      }),
    );
  });

  it.each(['iiii', 'vx', 'ic', '', 'b'])('is none in %s', (written) => {
    expect(romanValue(written)).toBeNull();
  });
});
