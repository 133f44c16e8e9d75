/** How long the rest of some work will take, by how quickly it went lately. */

/** How far back that is looked at: other texts may be longer, and the machine busier. */
const WINDOW_MS = 60_000;
/** Too little has been seen before to tell anything. */
const SEEN_MS = 5_000;

/** Follows one piece of work. */
export interface TimeLeft {
  /**
   * Notes how far it is.
   * @param worked units that took time so far, in all: what was there already takes none.
   * @param left units that may still take as long.
   */
  note(worked: number, left: number): void;
  /** Milliseconds for the rest; null as long as that is not known. */
  remainingMs(): number | null;
}

/** Begins to follow. @param now milliseconds by a clock that is never set. */
export function makeTimeLeft(now: () => number = () => performance.now()): TimeLeft {
  const seen = [{ at: now(), worked: 0 }];
  let rest = 0;
  return {
    note(worked, left) {
      rest = left;
      const at = now();
      seen.push({ at, worked });
      // What one step took is known by the moment before it, however long ago that is.
      while (seen.length > 2 && (seen[1]?.at ?? at) < at - WINDOW_MS) seen.shift();
    },
    remainingMs() {
      const [first, last] = [seen[0], seen.at(-1)];
      if (!first || !last || last.at - first.at < SEEN_MS) return null;
      const done = last.worked - first.worked;
      return done <= 0 ? null : (rest * (last.at - first.at)) / done;
    },
  };
}
