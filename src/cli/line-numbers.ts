/** Numbers of lines as people type them: `3,7-9`. */

/** More lines than a file may have. */
const MOST_LINES = 1_000_000;

/**
 * Adds the numbers of a text such as `3,7-9` to those that were given before.
 * @returns null where it is no such text.
 */
export function lineNumbers(text: string, before: readonly number[] = []): number[] | null {
  const numbers = [...before];
  for (const part of text.split(',')) {
    const [, from, to = from] = /^\s*(\d{1,7})\s*(?:-\s*(\d{1,7})\s*)?$/.exec(part) ?? [];
    const [first, last] = [Number(from), Number(to)];
    if (from === undefined || first < 1 || last < first || last - first > MOST_LINES) return null;
    for (let number = first; number <= last; number += 1) numbers.push(number);
  }
  return numbers;
}
