/** A collection in a real PostgreSQL, written and read with the tests' shared model. */
import { type Embedder, openEmbedder } from '../../embeddings/embedder.ts';
import type { Pool } from '../../src/database/pool.ts';
import type { EditorialView } from '../../src/editorial/editorial.ts';
import { PostgresIndex } from '../../src/index/postgres/postgres-index.ts';
import { StoredCollections } from '../../src/index/postgres/view.ts';
import {
  type CollectionWriter,
  holdCollection,
} from '../../src/library/postgres/collection-writer.ts';
import { evidenceKind } from '../../src/library/postgres/evidence-kind.ts';
import { postgresLibrary, type QuestionDesk } from '../../src/library/postgres/postgres-library.ts';
import { quoteCache } from '../../src/library/postgres/quote-cache.ts';
import { storedQuotes } from '../../src/library/postgres/stored-quotes.ts';
import { StoredSummaries } from '../../src/library/postgres/stored-summaries.ts';
import type { JoinableLibrary } from '../../src/library/searched.ts';
import { titleVectors } from '../../src/library/title-vectors.ts';
import type { Notice } from '../../src/refusals.ts';
import { fixtureEmbedding } from './embedding.ts';
import { sharedReader, temporaryFolder } from './library.ts';

let model: Promise<Embedder> | null = null;

/** One model for a file of tests; closed by `closeModel`. */
export function sharedModel(): Promise<Embedder> {
  model ??= openEmbedder(fixtureEmbedding(temporaryFolder()));
  return model;
}

/** To be called after all tests. */
export async function closeModel(): Promise<void> {
  await (await model)?.close();
  model = null;
}

/** A collection of a test. */
export interface TestCollection {
  readonly no: number;
  readonly id: string;
}

/** Makes a collection. */
export async function newCollection(pool: Pool, id: string): Promise<TestCollection> {
  const [row] = await pool.query<{ no: number }>(
    'insert into collections (id, key) values ($1, $2) returning no',
    [id, id.slice(0, 5)],
  );
  return { no: row?.no ?? 0, id };
}

/** A writer of a collection, under no lease: it is the only one. */
export async function writerOf(
  pool: Pool,
  { no, id }: TestCollection,
  folder: string | null,
): Promise<CollectionWriter> {
  const embedder = await sharedModel();
  return holdCollection({
    ...{ queries: pool, collection: no, id, folder, embedder },
    look: { reader: sharedReader },
    index: await PostgresIndex.open(pool, no, evidenceKind(embedder)),
    version: '1.0.0',
  });
}

/** One look of a writer. */
export function lookWith(
  pool: Pool,
  writer: CollectionWriter,
  notices: Notice[] = [],
  acceptsRemovals = false,
): ReturnType<CollectionWriter['look']> {
  return writer.look({
    acceptsRemovals,
    writing: (work) => pool.transaction(work, { statementMs: 60_000 }),
    signal: new AbortController().signal,
    notice: (notice) => notices.push(notice),
    progress: () => {},
    prepared: () => {},
  });
}

/** Where the questions of a test are asked. */
export async function deskOver(pool: Pool): Promise<QuestionDesk> {
  const embedder = await sharedModel();
  const known = new StoredCollections(evidenceKind(embedder));
  return {
    ...{ primary: pool, reading: () => pool, summaries: new StoredSummaries() },
    model: async () => ({ embedder, titleVector: titleVectors(embedder), known }),
  };
}

/** The library of a collection. @param editorial what its editors say. */
export async function libraryOf(
  pool: Pool,
  { no }: TestCollection,
  desk?: QuestionDesk,
  editorial?: EditorialView,
): Promise<JoinableLibrary> {
  const { model } = await sharedModel();
  const [row] = await pool.query<{ passages: number }>(
    'select passages from generations where collection = $1',
    [no],
  );
  return postgresLibrary({
    ...{ desk: desk ?? (await deskOver(pool)), no, ...(editorial && { editorial }) },
    quotes: storedQuotes({
      ...{ no, cache: quoteCache() },
      snapshot: (work) => pool.transaction(work, { isSnapshot: true, isReadOnly: true }),
    }),
    status: () => ({
      ...{ phase: 'ready', done: 0, total: 0, remainingMs: null, articles: 0 },
      ...{ passages: row?.passages ?? 0, model, changedAt: null },
    }),
    whenReady: async () => {},
    whenSearchable: async () => {},
  });
}
