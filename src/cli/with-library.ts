/** Opens the library that a subcommand works on: in this process, or out of the database. */
import type { Collection } from '../collections/collection.ts';
import { readEditorial } from '../editorial/editorial.ts';
import { editorialInFolder } from '../editorial/editorial-place.ts';
import { joinLibraries } from '../library/joined-library.ts';
import type { Library } from '../library/library.ts';
import { openLibrary } from '../library/open-library.ts';
import { libraryOptions } from '../library-options.ts';
import { terminalReporter } from '../reporter.ts';
import type { Workplace } from './context.ts';

/** Opens the library, runs `work` on it when it is ready, and closes it whatever happens. */
export async function withLibrary<T>(
  config: Workplace,
  work: (library: Library) => Promise<T>,
): Promise<T> {
  if (config.database !== null) {
    const { withStoredLibrary } = await import('./stored.ts');
    return withStoredLibrary(config, work);
  }
  const reporter = terminalReporter(process.stderr);
  const editorial = await readEditorial(editorialInFolder(config.articlesDir), reporter.notice);
  const library = openLibrary({ ...libraryOptions(config, reporter), watch: false, editorial });
  try {
    await library.whenReady();
    const [{ key }] = config.access.sees as readonly [Collection];
    // What it says carries the collection's key, unless that is the default one's.
    return await work(joinLibraries([{ key, library }]));
  } finally {
    await library.close();
  }
}
