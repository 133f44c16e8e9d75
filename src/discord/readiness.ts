/** How far the articles are read, for whoever asks before all of them are. */
import type { Library } from '../library/library.ts';
import { Refusal } from '../refusals.ts';

/**
 * Lets pass once there is something to search.
 * @throws Refusal with how far the reading is.
 */
export function refuseUnlessReadable(library: Library): void {
  const { passages, phase, done, total } = library.status();
  if (passages > 0) return;
  if (phase === 'ready') throw new Refusal('noArticles');
  if (total === 0) throw new Refusal('readingStarts');
  throw new Refusal(phase === 'reading' ? 'reading' : 'indexing', { done, total });
}

/** Percent of the articles that are read, for an answer that may lack the rest; null where all are. */
export function percentRead(library: Library): number | null {
  const { phase, done, total } = library.status();
  return phase === 'ready' || total === 0 ? null : Math.floor((100 * done) / total);
}
