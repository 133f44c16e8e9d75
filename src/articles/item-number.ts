/** The numbers of a list's items, in digits, letters or Roman numerals, and back. */

/** How an item's number is written, as HTML names it. */
export type NumberFormat = '1' | 'a' | 'A' | 'i' | 'I';

const LETTERS = 26;
/** Greater ones have no Roman letters. */
const LARGEST_ROMAN = 3_999;

/** By value, the largest first; those of two letters stand once. */
const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

/** `3`, `c` or `iii`; in digits where the format knows no such number. */
export function itemNumber(format: NumberFormat, n: number): string {
  const small = format.toLowerCase();
  if (format === '1' || n < 1 || (small === 'i' && n > LARGEST_ROMAN)) return String(n);
  const text = small === 'a' ? inLetters(n) : inRoman(n);
  return format === small ? text : text.toUpperCase();
}

/** `a` … `z`, `aa`. */
function inLetters(n: number): string {
  let letters = '';
  for (let rest = n; rest > 0; rest = Math.floor((rest - 1) / LETTERS)) {
    letters = String.fromCharCode(97 + ((rest - 1) % LETTERS)) + letters;
  }
  return letters;
}

function inRoman(n: number): string {
  let rest = n;
  let roman = '';
  for (const [value, letters] of ROMAN) {
    for (; rest >= value; rest -= value) roman += letters;
  }
  return roman;
}

/** The number that small Roman numerals stand for; null where they are none as they are written. */
export function romanValue(numerals: string): number | null {
  let rest = numerals;
  let value = 0;
  for (const [number, letters] of ROMAN) {
    const most = letters.length === 1 ? 3 : 1;
    for (let times = 0; times < most && rest.startsWith(letters); times += 1) {
      rest = rest.slice(letters.length);
      value += number;
    }
  }
  return rest === '' && value > 0 ? value : null;
}

/** The number that small letters stand for: `a` is 1, `aa` 27. */
export function letterValue(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * LETTERS + letter.charCodeAt(0) - 96, 0);
}
