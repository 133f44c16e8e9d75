/** The command line over a database: a library that is read, and a writer for one look. */
import { DEFAULT_COLLECTION } from '../collections/collection.ts';
import { type SharedEmbedder, shareEmbedder } from '../collections/shared-embedder.ts';
import type { Config } from '../config.ts';
import { type Database, openDatabase } from '../database/open-database.ts';
import { readEditorial } from '../editorial/editorial.ts';
import { editorialInState } from '../editorial/editorial-place.ts';
import { joinLibraries } from '../library/joined-library.ts';
import type { Library } from '../library/library.ts';
import { openPostgresLibrary } from '../library/postgres/open-postgres-library.ts';
import { openDesk } from '../open-stored-communities.ts';
import { Refusal } from '../refusals.ts';
import { terminalReporter } from '../reporter.ts';
import { postgresState } from '../state/postgres-state.ts';
import type { Workplace } from './context.ts';

/** What is open while a subcommand works. */
export interface Stored {
  readonly database: Database;
  readonly embedder: SharedEmbedder;
  /** Aborted with the refusal where another release has changed the database so that this one does not fit. */
  readonly unfit: AbortSignal;
}

/** Opens the database, runs `work`, and closes it whatever happens. @throws Refusal where it is away. */
export async function withDatabase<T>(
  { database, version }: Config,
  work: (stored: Stored) => Promise<T>,
): Promise<T> {
  if (database === null) throw new TypeError('there is no database');
  const { notice } = terminalReporter(process.stderr);
  const unfit = new AbortController();
  const opened = await openDatabase({
    ...{ url: database.url, readUrls: database.readUrls, isPatient: false, notice },
    applicationName: `footnote ${version}`,
    onUnfit: (refusal) => unfit.abort(refusal),
  });
  const embedder = shareEmbedder();
  try {
    return await work({ database: opened, embedder, unfit: unfit.signal });
  } finally {
    await embedder.close();
    await opened.close();
  }
}

/** The number of a collection. @throws Refusal `noSuchCollection`. */
export async function collectionNumber({ primary }: Database, id: string): Promise<number> {
  const [row] = await primary.query<{ no: number }>('select no from collections where id = $1', [
    id,
  ]);
  if (row === undefined) throw new Refusal('noSuchCollection', { name: id });
  return row.no;
}

/** Opens a collection's library, and runs `work` on it. */
export function withStoredLibrary<T>(
  config: Workplace,
  work: (library: Library) => Promise<T>,
): Promise<T> {
  const reporter = terminalReporter(process.stderr);
  return withDatabase(config, async ({ database, embedder }) => {
    const { id = DEFAULT_COLLECTION, key = '' } = config.access.changes ?? {};
    const no = await collectionNumber(database, id);
    const place = editorialInState(postgresState(database.primary, no));
    const editorial = await readEditorial(place, reporter.notice);
    const desk = openDesk({ config, database, embedder, reporter });
    const library = openPostgresLibrary(desk, no, editorial);
    try {
      await library.whenReady();
      return await work(joinLibraries([{ key, library }]));
    } finally {
      await library.close();
    }
  });
}
