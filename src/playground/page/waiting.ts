/** Who waits for an interaction to be over; it may be over before anyone comes to wait. */

/** Called once it is over, with why it failed or null. */
type Waiter = (failure: string | null) => void;

/** Endings that are remembered; whoever waits comes with the answer to the act that began it. */
const KEPT = 100;

/** Endings, and who waits for them. */
interface Waiting {
  /** Calls back once, at once when the interaction is over already. */
  whenOver(interactionId: string, then: Waiter): void;
  /** @returns whether somebody waited. */
  finish(interactionId: string, failure: string | null): boolean;
}

/** Starts with nobody waiting. */
export function createWaiting(): Waiting {
  const waiting = new Map<string, Waiter>();
  const over = new Map<string, string | null>();
  return {
    whenOver(interactionId, then) {
      const failure = over.get(interactionId);
      if (failure === undefined) waiting.set(interactionId, then);
      else then(failure);
    },
    finish(interactionId, failure) {
      over.set(interactionId, failure);
      for (const [oldest] of over) {
        if (over.size <= KEPT) break;
        over.delete(oldest);
      }
      const then = waiting.get(interactionId);
      waiting.delete(interactionId);
      then?.(failure);
      return then !== undefined;
    },
  };
}
