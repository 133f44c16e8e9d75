/** Opens one collection of the database as a library: nothing is read for that, a writer has done it. */
import type { Database } from '../../database/open-database.ts';
import type { StoredCollections } from '../../index/postgres/view.ts';
import type { Library, LibraryStatus, OpenLibrary } from '../library.ts';
import { followCollection } from './follow-collection.ts';
import { postgresLibrary, type Reading } from './postgres-library.ts';
import type { Queries } from './queries.ts';
import type { QuoteCache } from './quote-cache.ts';
import type { SeenCollection } from './seen.ts';
import { storedQuotes } from './stored-quotes.ts';
import type { StoredSummaries } from './stored-summaries.ts';
import { storedUpkeep } from './stored-upkeep.ts';

/** What all libraries of a process share. */
export interface LibraryDesk {
  readonly database: Database;
  readonly known: StoredCollections;
  readonly summaries: StoredSummaries;
  readonly quotes: QuoteCache;
  readonly model: () => Promise<Reading>;
  /** The model's name. */
  readonly modelName: string;
}

/** How far several collections are. */
export interface Progressing {
  status(): LibraryStatus;
  whenReady(): Promise<void>;
  whenSearchable(): Promise<void>;
}

/** The library of all that a place sees. */
export function libraryOver(
  { database, known, summaries, quotes, model }: LibraryDesk,
  seen: readonly SeenCollection[],
  progress: Progressing,
): Library {
  const numbers = seen.map(({ no }) => no);
  const hasReplicas = database.figures().replicas.length > 0;
  const replicas: Queries = {
    query: (text, values, options) =>
      database.read(numbers, (reading) => reading.query(text, values ?? [], options)),
  };
  return postgresLibrary({
    ...{ seen, known, summaries, model },
    primary: database.primary,
    reading: hasReplicas ? replicas : database.primary,
    quotes: storedQuotes({
      ...{ seen, cache: quotes },
      snapshot: (work) => database.read(numbers, (reading) => work(reading)),
    }),
    status: () => progress.status(),
    whenReady: () => progress.whenReady(),
    whenSearchable: () => progress.whenSearchable(),
  });
}

/** One collection, with what looking after it needs. */
export function openPostgresLibrary(desk: LibraryDesk, collection: SeenCollection): OpenLibrary {
  const { database, summaries } = desk;
  const stop = new AbortController();
  const list = (): void => {
    // For what is to be known from memory.
    summaries.of(database.primary, collection).catch(() => {});
  };
  const followed = followCollection(database.primary, collection, list);
  const deaf = database.onRevision(({ no }) => {
    if (no === collection.no) followed.hint();
  });
  const status = (): LibraryStatus => ({ ...followed.status(), model: desk.modelName });
  const library = libraryOver(desk, [collection], {
    status,
    whenReady: () => followed.whenWritten(),
    whenSearchable: () => followed.whenWritten(),
  });
  return {
    ...library,
    ...storedUpkeep({
      collection,
      primary: database.primary,
      transaction: (work) => database.primary.transaction(work),
      signal: stop.signal,
    }),
    articlesUnder: (folder) =>
      (summaries.peek(collection)?.articles ?? []).filter(({ file }) =>
        file.startsWith(`${folder}/`),
      ).length,
    async close() {
      stop.abort();
      deaf();
      await followed.close();
    },
  };
}
