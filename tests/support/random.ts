/** Random numbers that come again with the same seed, so that a run that failed can be repeated. */

/** A source of random numbers. */
export interface Random {
  /** A whole number from 0 up to and without `below`. */
  below(below: number): number;
  /** One of some things. */
  of<T>(all: readonly [T, ...T[]] | readonly T[]): T;
}

/** Numbers from 0 to below 1 (mulberry32: 32 bits of state, good enough to shake things). */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A source that gives the same for the same seed. */
export function randomFrom(seed: number): Random {
  const next = numbersFrom(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, of: <T>(all: readonly T[]) => all[below(all.length)] as T };
}
