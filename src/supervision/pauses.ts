/** Pauses between tries that grow, so that what is broken is neither hammered nor forgotten. */

/** How pauses grow. Milliseconds. */
export interface PauseLimits {
  readonly first: number;
  readonly longest: number;
}

/** The pauses of one thing that is tried again and again. */
export interface Pauses {
  /** Milliseconds to wait before the next try: twice the last ones, shuffled by a quarter. */
  next(): number;
  /** After a try that went well: the next pause is the first again. */
  reset(): void;
}

/**
 * Begins with `first`. The shuffle keeps many that failed together from coming back together
 * (AWS Architecture Blog, “Exponential Backoff And Jitter”).
 * @param random as `Math.random`.
 */
export function growingPauses({ first, longest }: PauseLimits, random = Math.random): Pauses {
  let pause = first;
  return {
    next() {
      const now = pause;
      pause = Math.min(longest, pause * 2);
      return Math.min(longest, now * (0.75 + random() / 2));
    },
    reset() {
      pause = first;
    },
  };
}
