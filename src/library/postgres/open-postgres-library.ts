/** Opens one collection of the database as a library: nothing is read for that, a writer has done it. */
import type { Database } from '../../database/open-database.ts';
import type { Editorial } from '../../editorial/editorial.ts';
import type { LibraryStatus, OpenLibrary } from '../library.ts';
import { preparePins } from '../pinned.ts';
import type { JoinableLibrary } from '../searched.ts';
import { followCollection } from './follow-collection.ts';
import { madeOf, postgresLibrary, type QuestionDesk } from './postgres-library.ts';
import type { Queries } from './queries.ts';
import type { QuoteCache } from './quote-cache.ts';
import { storedQuotes } from './stored-quotes.ts';
import { storedUpkeep } from './stored-upkeep.ts';

/** What all libraries of a process share. */
export interface LibraryDesk extends QuestionDesk {
  readonly database: Database;
  readonly quotes: QuoteCache;
  /** The model's name. */
  readonly modelName: string;
}

/** Where a process asks its questions. */
export function deskOf(parts: Omit<LibraryDesk, 'reading' | 'primary'>): LibraryDesk {
  const { database } = parts;
  const { primary } = database;
  const hasReplicas = database.figures().replicas.length > 0;
  const replicas = (numbers: readonly number[]): Queries => ({
    query: (text, values, options) =>
      database.read(numbers, (reading) => reading.query(text, values ?? [], options)),
  });
  return { ...parts, primary, reading: (numbers) => (hasReplicas ? replicas(numbers) : primary) };
}

/** Opens a collection, by its number. @param editorial what its editors say. */
export function openPostgresLibrary(
  desk: LibraryDesk,
  no: number,
  editorial?: Pick<Editorial, 'pins' | 'synonyms' | 'listen'>,
): OpenLibrary & JoinableLibrary {
  const { database, summaries } = desk;
  const stop = new AbortController();
  const list = (): void => {
    // For what is to be known from memory.
    summaries.of(database.primary, no).catch(() => {});
  };
  const followed = followCollection(database.primary, no, list);
  const deaf = database.onRevision((state) => {
    if (state.no === no) followed.hint();
  });
  editorial?.listen((pins) => {
    // Without, it is done when somebody asks.
    const prepare = async () => preparePins((await desk.model()).embedder, pins);
    if (pins.length > 0) prepare().catch(() => {});
  });
  const status = (): LibraryStatus => ({ ...followed.status(), model: desk.modelName });
  const library = postgresLibrary({
    ...{ desk, no, status, ...(editorial && { editorial }) },
    quotes: storedQuotes({
      ...{ no, cache: desk.quotes },
      snapshot: (work) => database.read([no], (reading) => work(reading)),
      // What is verified is posted.
      atPrimary: (work) => database.readAtPrimary([no], (reading) => work(reading)),
    }),
    whenReady: () => followed.whenWritten(),
    whenSearchable: () => followed.whenWritten(),
  });
  const upkeep = storedUpkeep({
    no,
    primary: database.primary,
    transaction: (work) => database.primary.transaction(work),
    signal: stop.signal,
  });
  const opened = {
    ...library,
    ...upkeep,
    articlesUnder: (folder: string) =>
      (summaries.peek(no)?.articles ?? []).filter(({ file }) => file.startsWith(`${folder}/`))
        .length,
    async close() {
      stop.abort();
      deaf();
      await followed.close();
    },
  };
  return madeOf(opened, library);
}
