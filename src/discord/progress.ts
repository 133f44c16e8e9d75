/** How far the articles are read, in a sentence for whoever is too early. */

import type { Say } from '../languages/say.ts';
import type { LibraryStatus } from '../library/library.ts';

/** How far the library is. */
export function progress({ phase, done, total }: LibraryStatus, say: Say): string {
  if (phase === 'ready') return say('noArticles');
  if (total === 0) return say('readingStarts');
  return say(phase === 'reading' ? 'reading' : 'indexing', { done, total });
}
