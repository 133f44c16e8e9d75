/** Long lists in pieces, since no statement takes all of them. */

/** A list in pieces of a length. */
export function chunksOf<T>(list: readonly T[], length: number): T[][] {
  const chunks: T[][] = [];
  for (let from = 0; from < list.length; from += length)
    chunks.push(list.slice(from, from + length));
  return chunks;
}
