/** How what is being answered ends when the bot is stopped: in time, or told that it was not. */
import { Refusal } from '../refusals.ts';
import { within } from '../supervision/deadline.ts';

/**
 * What is being answered gets this long, and this long the words to whoever was not: together with
 * the disconnection less than the process may take to end. Milliseconds.
 */
const FINISH_WITHIN_MS = 1_500;
const TELL_WITHIN_MS = 1_000;

/** The end of one bot. */
export interface Parting {
  /**
   * What `work` gives or throws, as long as there is time for it.
   * @throws Refusal `restarting` when there is none left; what `work` does then, nobody hears.
   */
  inTime<T>(work: Promise<T>): Promise<T>;
  /** Waits for what runs, then says that time is over, and waits for that to be told. */
  part(running: ReadonlySet<Promise<unknown>>): Promise<void>;
}

/** Before the end. @param finishWithinMs for tests. */
export function makeParting(finishWithinMs: number = FINISH_WITHIN_MS): Parting {
  let isLate = false;
  /** What ends the waiting of each turn that goes on. */
  const waiting = new Set<() => void>();
  const settled = (running: ReadonlySet<Promise<unknown>>) => Promise.allSettled([...running]);
  return {
    async inTime(work) {
      let refuse: () => void = () => {};
      const late = new Promise<never>((_, reject) => {
        refuse = () => reject(new Refusal('restarting'));
      });
      waiting.add(refuse);
      if (isLate) refuse();
      try {
        return await Promise.race([work, late]);
      } finally {
        waiting.delete(refuse);
        // Nobody waits for it any more: a failure that comes later is no unhandled one.
        work.catch(() => {});
      }
    },
    async part(running) {
      await within(finishWithinMs, settled(running), () => []);
      isLate = true;
      for (const refuse of waiting) refuse();
      await within(TELL_WITHIN_MS, settled(running), () => []);
    },
  };
}
