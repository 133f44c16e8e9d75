/** A timer that can be handed in: tests count its time themselves, and no process stays alive for it. */

/** Calls back after so many milliseconds. @returns what prevents that. */
export function afterMs(ms: number, then: () => void): () => void {
  const timer = setTimeout(then, ms);
  timer.unref();
  return () => clearTimeout(timer);
}
