/** The stand-in's time, which Discord's limits are measured by; tests let it pass themselves. */

/** What tells the time and wakes up. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Calls back once when so many milliseconds have passed; keeps no process alive. */
  after(milliseconds: number, then: () => void): void;
}

/** The machine's own. */
export const systemClock: Clock = {
  now: Date.now,
  after: (milliseconds, then) => void setTimeout(then, milliseconds).unref(),
};
