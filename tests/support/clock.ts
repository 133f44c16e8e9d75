/** A clock that stands still until a test moves it on: a slow machine breaks none of Discord's limits. */
import type { Clock } from '../../src/playground/stand-in/clock.ts';

/** A clock and the hand on it. */
export interface TestClock extends Clock {
  /** Lets time pass, and calls back whatever was to happen until then. */
  pass(milliseconds: number): void;
}

/** @param start milliseconds since 1970; the time it is where that is left out. */
export function createClock(start = Date.now()): TestClock {
  let time = start;
  let waiting: { readonly at: number; readonly then: () => void }[] = [];
  return {
    now: () => time,
    after: (milliseconds, then) => void waiting.push({ at: time + milliseconds, then }),
    pass(milliseconds) {
      time += milliseconds;
      const due = waiting.filter(({ at }) => at <= time).sort((a, b) => a.at - b.at);
      waiting = waiting.filter(({ at }) => at > time);
      for (const { then } of due) then();
    },
  };
}
