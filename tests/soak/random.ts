/** Random numbers that come again with the same seed, so that a run that failed can be repeated. */

/** A source of random numbers. */
export interface Random {
  /** A whole number from 0 up to and without `below`. */
  below(below: number): number;
  /** One of some things. */
  of<T>(all: readonly [T, ...T[]] | readonly T[]): T;
}

/** mulberry32: 32 bits of state, good enough to shake things. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, of: <T>(all: readonly T[]) => all[below(all.length)] as T };
}
