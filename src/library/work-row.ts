/** Work on one thing in a row: each piece begins when those before it are done. */

/** A row of work. */
export interface WorkRow {
  /**
   * Runs work after all that was asked for before, and before all that is asked for later.
   * @throws whatever the work throws; those that follow begin all the same.
   */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when all that was asked for until now is done, well or not. Never rejects. */
  settled(): Promise<void>;
}

/** Begins a row. @param first what is under way already. */
export function workRow(first: Promise<unknown>): WorkRow {
  const ignore = () => {};
  let last: Promise<void> = first.then(ignore, ignore);
  return {
    run(work) {
      const done = last.then(work);
      last = done.then(ignore, ignore);
      return done;
    },
    settled: () => last,
  };
}
