/** How code that answers at once works with what is in a database: it is begun anew with what it lacked. */

/** Thrown where something is needed that was not fetched yet. Nobody but `fetching` catches it. */
export class Absent extends Error {
  readonly fetch: () => Promise<void>;

  /** @param fetch brings what is absent, and what is likely to be needed next. */
  constructor(fetch: () => Promise<void>) {
    super('not fetched yet');
    this.fetch = fetch;
  }
}

/**
 * Runs work that has no other effect than what it returns, over and over, until nothing is absent.
 * @throws whatever the work throws, and what fetching fails with.
 */
export async function fetching<T>(work: () => T): Promise<T> {
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Absent)) throw error;
      await error.fetch();
    }
  }
}
