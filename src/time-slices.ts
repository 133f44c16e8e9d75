/** Long work on the main thread in slices, so that the event loop gets its turn in between. */
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds of work at a time: an answer or a heartbeat waits no longer than that. */
const SLICE_MS = 4;

/** Work under way. Between two short steps: `if (slice.isOver()) await slice.next()`. */
export interface TimeSlice {
  /** Whether the event loop is to have its turn. */
  isOver(): boolean;
  /** Lets it have its turn, and begins another slice. */
  next(): Promise<void>;
}

/** Begins the first slice. */
export function timeSlice(): TimeSlice {
  let start = performance.now();
  return {
    isOver: () => performance.now() - start > SLICE_MS,
    async next() {
      await nextTurn();
      start = performance.now();
    },
  };
}
