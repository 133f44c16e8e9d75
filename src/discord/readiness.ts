/** How far the articles are read, for whoever asks before all of them are. */
import type { Library, LibraryStatus } from '../library/library.ts';
import { Refusal } from '../refusals.ts';

/**
 * Lets pass once there is something to search.
 * @throws Refusal with how far the reading is, or `noArticles`.
 */
export function refuseUnlessReadable(library: Library): void {
  const status = library.status();
  if (status.passages > 0) return;
  throw status.phase === 'ready' ? new Refusal('noArticles') : notYet(status);
}

/**
 * Lets pass once everything is read.
 * @throws Refusal as `refuseUnlessReadable`.
 */
export function refuseUnlessRead(library: Library): void {
  refuseUnlessReadable(library);
  const status = library.status();
  if (status.phase !== 'ready') throw notYet(status);
}

function notYet({ phase, done, total }: LibraryStatus): Refusal {
  if (total === 0) return new Refusal('readingStarts');
  return new Refusal(phase === 'reading' ? 'reading' : 'indexing', { done, total });
}

/** Percent of the articles that are read, for an answer that may lack the rest; null where all are. */
export function percentRead(library: Library): number | null {
  const { phase, done, total } = library.status();
  return phase === 'ready' || total === 0 ? null : Math.floor((100 * done) / total);
}
