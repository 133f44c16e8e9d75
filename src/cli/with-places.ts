/** Opens what articles are added to and removed from at the command line: folders, or the database. */
import { DEFAULT_COLLECTION } from '../collections/collection.ts';
import { diskPlaces } from '../intake/disk-places.ts';
import { type KnownArticles, knowArticles } from '../intake/known-articles.ts';
import type { Places } from '../intake/places.ts';
import { openReadings } from '../library/open-records.ts';
import type { Reader } from '../reading/reader.ts';
import { silentReporter } from '../reporter.ts';
import { linkedFoldersOf } from '../sources/linked.ts';
import { type SourcesPlace, sourcesInFolder, sourcesInState } from '../sources/sources-place.ts';
import type { Workplace } from './context.ts';

/** Where a collection keeps what it is given, and what it holds already. */
export interface OpenPlaces {
  readonly places: Places;
  readonly known: KnownArticles;
  readonly sourcesFile: SourcesPlace;
}

/** Opens them, runs `work`, and closes them whatever happens. */
export async function withPlaces<T>(
  config: Workplace,
  reader: Reader,
  work: (open: OpenPlaces) => Promise<T>,
): Promise<T> {
  if (config.database === null) {
    const { articlesDir } = config;
    const linked = linkedFoldersOf(articlesDir);
    // What is odd about other files is no news to who adds one.
    const known = knowArticles(() =>
      openReadings({ ...config, linked, reporter: silentReporter, reader }),
    );
    const sourcesFile = sourcesInFolder(articlesDir);
    return work({ places: diskPlaces(config), known, sourcesFile });
  }
  const [{ collectionNumber, withDatabase }, { postgresPlaces }, { storedUpkeep }] =
    await Promise.all([
      import('./stored.ts'),
      import('../intake/postgres-places.ts'),
      import('../library/postgres/stored-upkeep.ts'),
    ]);
  return withDatabase(config, async ({ database }) => {
    const { primary } = database;
    const { id = DEFAULT_COLLECTION } = config.access.changes ?? {};
    const no = await collectionNumber(database, id);
    const stop = new AbortController();
    const { currentFiles } = storedUpkeep({
      ...{ no, primary, signal: stop.signal },
      transaction: (change) => primary.transaction(change),
    });
    const places = postgresPlaces(primary, no);
    const sourcesFile = sourcesInState(places.state);
    try {
      return await work({ places, known: knowArticles(currentFiles), sourcesFile });
    } finally {
      stop.abort();
    }
  });
}
