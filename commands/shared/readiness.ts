/** What is said while the articles are still being read. */
import type { Say } from '../../src/languages/say.ts';
import { type Library, notReadyYet } from '../../src/library/library.ts';

/**
 * Refuses, with how far it is, while nothing can be searched.
 * @throws Refusal as `notReadyYet` tells.
 */
export function refuseUnlessReadable(library: Library): void {
  const status = library.status();
  if (status.passages > 0) return;
  throw notReadyYet(status);
}

/** A sentence for an answer that may lack what is not read yet; undefined when all is. */
export function progressNote(library: Library, say: Say): string | undefined {
  const { phase, done, total } = library.status();
  if (phase === 'ready' || total === 0) return undefined;
  return say('stillReading', { percent: Math.floor((100 * done) / total) });
}
