/** What is said while the articles are still being read. */

import { progress } from '../../src/discord/progress.ts';
import { FootnoteError } from '../../src/errors.ts';
import type { Say } from '../../src/languages/say.ts';
import type { Library } from '../../src/library/library.ts';

/**
 * Refuses, with how far it is, while nothing can be searched.
 * @throws FootnoteError `not-ready`.
 */
export function refuseUnlessReadable(library: Library, say: Say): void {
  const status = library.status();
  if (status.passages > 0) return;
  throw new FootnoteError('not-ready', progress(status, say));
}

/** A sentence for an answer that may lack what is not read yet; undefined when all is. */
export function progressNote(library: Library, say: Say): string | undefined {
  const { phase, done, total } = library.status();
  if (phase === 'ready' || total === 0) return undefined;
  return say('stillReading', { percent: Math.floor((100 * done) / total) });
}
