/** Numbers as a line of blocks, the height of each as its number. */

/** From nothing to the most. */
const BLOCKS = '▁▂▃▄▅▆▇█';

/** A block a number, the highest for the largest; the lowest for 0 alone. */
export function chart(numbers: readonly number[]): string {
  const most = Math.max(0, ...numbers);
  return numbers
    .map((n) => BLOCKS[n === 0 ? 0 : Math.max(1, Math.round((n / most) * (BLOCKS.length - 1)))])
    .join('');
}
