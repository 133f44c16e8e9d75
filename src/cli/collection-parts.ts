/** What a subcommand that changes a collection works with: its places, on a disk or in a database. */
import { DEFAULT_COLLECTION } from '../collections/collection.ts';
import { diskPlaces } from '../intake/disk-places.ts';
import { type KnownArticles, knowArticles } from '../intake/known-articles.ts';
import type { Places } from '../intake/places.ts';
import { postgresPlaces } from '../intake/postgres-places.ts';
import { openReadings } from '../library/open-records.ts';
import { storedUpkeep } from '../library/postgres/stored-upkeep.ts';
import { Reader } from '../reading/reader.ts';
import { Refusal } from '../refusals.ts';
import { silentReporter } from '../reporter.ts';
import { linkedFoldersOf } from '../sources/linked.ts';
import { type SourcesPlace, sourcesInFolder, sourcesInState } from '../sources/sources-place.ts';
import type { Workplace } from './context.ts';
import { lockedAlone } from './locked.ts';

/** What keeps others away until it is closed. */
export interface Alone {
  close(): Promise<void>;
}

/** The parts of one collection. */
export interface CollectionParts {
  readonly places: Places;
  readonly sourcesFile: SourcesPlace;
  readonly reader: Reader;
  readonly known: KnownArticles;
  /**
   * For what a bot does itself while it runs; in a database several may write, and only looks at sources
   * are one process's business.
   * @throws Refusal `alreadyRunning`.
   */
  alone(what: 'looks' | 'writes'): Promise<Alone>;
}

/** Opens them, runs `work`, and closes all. @throws Refusal `noSuchCollection`, or where the database is away. */
export async function withCollectionParts<T>(
  config: Workplace,
  work: (parts: CollectionParts) => Promise<T>,
): Promise<T> {
  const reader = new Reader();
  try {
    if (config.database !== null) return await withStoredParts(config, reader, work);
    const linked = linkedFoldersOf(config.articlesDir);
    // What is odd about other files is no news to who adds one.
    const reporter = silentReporter;
    return await work({
      ...{ places: diskPlaces(config), sourcesFile: sourcesInFolder(config.articlesDir), reader },
      known: knowArticles(() => openReadings({ ...config, linked, reporter, reader })),
      alone: () => lockedAlone(config),
    });
  } finally {
    await reader.close();
  }
}

async function withStoredParts<T>(
  config: Workplace,
  reader: Reader,
  work: (parts: CollectionParts) => Promise<T>,
): Promise<T> {
  const { collectionNumber, withDatabase } = await import('./stored.ts');
  const { id = DEFAULT_COLLECTION } = config.access.changes ?? {};
  return withDatabase(config, async ({ database }) => {
    const { primary, leases } = database;
    const no = await collectionNumber(database, id);
    const places = postgresPlaces(primary, no);
    const upkeep = storedUpkeep({
      ...{ no, primary, signal: new AbortController().signal },
      transaction: (transaction) => primary.transaction(transaction),
    });
    return work({
      ...{ places, reader, sourcesFile: sourcesInState(places.state) },
      known: knowArticles(() => upkeep.currentFiles()),
      async alone(what) {
        if (what === 'writes') return { close: async () => {} };
        const lease = await leases.take(`sources:${no}`);
        if (lease === null) throw new Refusal('alreadyRunning', { folder: places.articles.place });
        return { close: () => lease.release() };
      },
    });
  });
}
