/** One collection as its writer holds it: its files and slots in memory, all else in the database. */
import { createHash } from 'node:crypto';
import type { Embedder } from '../../../embeddings/embedder.ts';
import { type Citable, FormerPassages } from '../../citations/former-passages.ts';
import { makeReady } from '../../index/postgres/generations.ts';
import type { PostgresIndex } from '../../index/postgres/postgres-index.ts';
import type { Statement } from '../../refusals.ts';
import { postgresState } from '../../state/postgres-state.ts';
import type { Catalog, Entry } from '../catalog.ts';
import type { FileRecords } from '../files.ts';
import { type Updated, updateIndex } from '../indexer.ts';
import type { LookParts, LookReport } from '../look.ts';
import { codeFingerprint, FORMAT_VERSION } from '../snapshot-identity.ts';
import {
  type CollectionChange,
  changedArticles,
  commitChange,
  FilesChanged,
  isToRead,
  type Published,
} from './commit.ts';
import { type CollectionLook, lookAtCollection } from './look-at-collection.ts';
import type { Queries } from './queries.ts';
import { NOWHERE, type Restored, restoreCatalog } from './restore-catalog.ts';
import { listStoredFiles, restoreFiles, type StoredFile } from './stored-files.ts';
import { prepareQuotes } from './write-quotes.ts';

/** A look begins anew so often where files change under it. */
const TRIES = 5;

/** What a writer works with. */
export interface WriterParts {
  readonly queries: Queries;
  readonly collection: number;
  /** What people call it on the command line. */
  readonly id: string;
  /** Absolute; null where it has none. */
  readonly folder: string | null;
  readonly embedder: Embedder;
  readonly look: Omit<LookParts, 'embedder'>;
  readonly index: PostgresIndex;
  /** Where vectors may be beside the index; nowhere unless given. */
  readonly kept?: readonly Pick<PostgresIndex, 'vectorsOf'>[];
  /** Of this release. */
  readonly version: string;
}

/** How one look is done. */
export interface LookAsked extends LookReport {
  /** Runs a transaction that checks the writer's lease first. */
  writing<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  /** Takes out whatever the folder lacks, however much that is. */
  readonly acceptsRemovals: boolean;
  /** Told of passages that were prepared, and of all; and how many of them had to be embedded. */
  prepared(done: number, total: number, embedded: number): void;
}

/** What came of a look. */
export interface Written {
  /** Whether people see another state than before. */
  readonly isPublished: boolean;
  readonly revision: number;
  readonly articles: number;
  readonly passages: number;
  /** See `Look.failure`. */
  readonly failure: Statement<'notIndexed'> | null;
  /** See `CollectionLook.held`. */
  readonly held: number;
  /** Files that could not be read for a reason that may pass. */
  readonly unread: number;
}

/** A collection that is held. After a failure of any kind it is of no use any more, and held anew. */
export interface CollectionWriter {
  /**
   * Looks at its files, and makes what has changed seen.
   * @throws FilesChanged where it keeps changing under the look; whatever else failed.
   */
  look(asked: LookAsked): Promise<Written>;
}

/** Restores what was written before. */
export async function holdCollection(parts: WriterParts): Promise<CollectionWriter> {
  const { queries, collection } = parts;
  const readAs = readAsOf(parts.embedder);
  const stored = await listStoredFiles(queries, collection);
  const files = await restoreFiles(queries, collection, stored);
  const holder = new Holder(
    parts,
    readAs,
    files,
    await restoreCatalog(queries, parts.index.staging, files),
  );
  await holder.former.load();
  return {
    async look(asked) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await holder.look(asked);
        } catch (error) {
          if (!(error instanceof FilesChanged) || tries === TRIES) throw error;
        }
      }
    },
  };
}

/** What is in step with the database. */
class Holder {
  readonly former: FormerPassages;
  readonly #parts: WriterParts;
  readonly #readAs: string;
  /** What the state's statements are sent through at the moment. */
  #sql: Queries;
  /** As they were read, by whichever code. */
  #files: FileRecords;
  #catalog: Catalog;
  /** Whatever is indexed or stored and is in no file. */
  #strays: Pick<Restored, 'before' | 'strays'> | null;
  #nextSlot: number;
  #isReady: boolean;

  constructor(parts: WriterParts, readAs: string, files: FileRecords, restored: Restored) {
    this.#parts = parts;
    this.#readAs = readAs;
    this.#files = files;
    this.#catalog = restored.catalog;
    const hasStrays = restored.before !== files || restored.strays.length > 0;
    this.#strays = hasStrays ? restored : null;
    this.#nextSlot = parts.index.staging.nextSlot;
    this.#isReady = parts.index.staging.isReady;
    this.#sql = parts.queries;
    const sql = {
      query: <Row>(text: string, values?: readonly unknown[]) => this.#sql.query<Row>(text, values),
    };
    this.former = new FormerPassages(postgresState(sql, parts.collection));
  }

  async look(asked: LookAsked): Promise<Written> {
    const { queries, collection, id, folder, look: others, embedder } = this.#parts;
    const [stored, withdrawn] = await Promise.all([
      listStoredFiles(queries, collection),
      queries.query<{ path: string }>('select path from withdrawn where collection = $1', [
        collection,
      ]),
    ]);
    const { acceptsRemovals } = asked;
    const look = await lookAtCollection(
      { queries, collection, id, folder, stored, acceptsRemovals },
      this.#readByThis(stored),
      this.#files,
      { ...others, embedder },
      asked,
    );
    const hasWork = look.changed || this.#strays !== null || !this.#isReady;
    const published = hasWork ? await this.#prepare(look, asked) : null;
    const change: CollectionChange = {
      ...{ collection, stored, look, before: this.#files, readAs: this.#readAs, published },
      withdrawn: withdrawn.map(({ path }) => path),
    };
    const revision = await this.#commit(change, asked);
    this.#files = look.files;
    if (published !== null) {
      this.#catalog = published.updated.catalog;
      this.#strays = null;
      this.#isReady = true;
      await this.#parts.index.forgetStaged();
    }
    const { failure, held } = look;
    return {
      ...{ isPublished: published !== null, revision, failure, held },
      unread: [...look.files.values()].filter(isToRead).length,
      articles: this.#catalog.articles.size,
      passages: this.#catalog.entries.size,
    };
  }

  /** Files that were read by this code, and for this model. */
  #readByThis(stored: ReadonlyMap<string, StoredFile>): FileRecords {
    return new Map(
      [...this.#files].filter(([path]) => {
        const row = stored.get(path);
        return row === undefined || row.readAs === null || row.readAs === this.#readAs;
      }),
    );
  }

  async #prepare(look: CollectionLook, asked: LookAsked): Promise<Published> {
    const { index, embedder, kept = [] } = this.#parts;
    const { signal } = asked;
    const indexed = this.#strays?.before ?? this.#files;
    // What is prepared for the first time knows of no passage yet.
    const entries: ReadonlyMap<number, Entry> = this.#isReady ? this.#catalog.entries : new Map();
    const updated = await updateIndex(
      {
        index: {
          upsert: (some) => index.upsert(some),
          // Both are the commit's business.
          publish: async () => {},
          remove: async () => {},
        },
        ...{ embedder, kept: [index, ...kept], signal },
        catalog: { ...this.#catalog, entries },
        before: this.#isReady ? indexed : new Map(),
        nextSlot: () => this.#nextSlot++,
      },
      look.files,
      () => {},
      (done, total, embedded) => asked.prepared(done, total, embedded),
    );
    const { articles, ids } = changedArticles(this.#files, look.files, updated.catalog);
    const before = citableOf(this.#catalog);
    return {
      updated,
      entries,
      generation: index.staging.generation,
      quotes: await prepareQuotes(articles, signal),
      goneArticles: [...ids, ...(this.#strays?.strays ?? [])],
      hasRemoved: hasLost(this.#catalog, updated.catalog),
      noteFormer: async (queries) => {
        this.#sql = queries;
        await this.former.note(before, updated.catalog);
        await this.former.settled();
      },
      publish: (queries, revision) => this.#publish(queries, updated, revision),
    };
  }

  async #publish(queries: Queries, { publication }: Updated, revision: number): Promise<void> {
    const { index, collection, version } = this.#parts;
    await index.publishIn(queries, publication, revision);
    if (!this.#isReady) await makeReady(queries, index.staging);
    await queries.query(
      `update collections set written_by = $2,
         switched_at = case when $3 then now() else switched_at end where no = $1`,
      [collection, version, !this.#isReady],
    );
  }

  async #commit(change: CollectionChange, { writing }: LookAsked): Promise<number> {
    try {
      return await writing((queries) => commitChange(queries, change));
    } finally {
      this.#sql = this.#parts.queries;
    }
  }
}

/** What can be cited, but for what is indexed and in no file: of that only the ids are known. */
function citableOf(catalog: Catalog): Citable {
  const strays = [...catalog.citations].filter(([, { article }]) => article.file === NOWHERE);
  if (strays.length === 0) return catalog;
  const citations = new Map(catalog.citations);
  const formerly = new Map<string, unknown>(catalog.formerly);
  for (const [id, place] of strays) {
    citations.delete(id);
    formerly.set(id, place);
  }
  return { ...catalog, citations, formerly };
}

/** Whether something that could be cited is gone. */
function hasLost(before: Citable, after: Citable): boolean {
  for (const id of before.citations.keys()) if (!after.citations.has(id)) return true;
  return false;
}

/** What tells by which code and for which model files were read. */
export function readAsOf({ fingerprint }: Embedder): string {
  return createHash('sha256')
    .update(`${FORMAT_VERSION} ${codeFingerprint()} ${fingerprint}`)
    .digest('base64url')
    .slice(0, 22);
}
