/** What one question sees of some collections: each at one revision, in few statements. */
import { LRUCache } from 'lru-cache';
import type { PassageIndex } from '../passage-index.ts';
import { Batch, type Request, RevisionChanged } from './batch.ts';
import { JointSearches } from './joint-searches.ts';
import { EXACT_UP_TO } from './nearest.ts';
import { type Queryable, type Row, Statement } from './statement.ts';
import {
  askState,
  bytesOf,
  type EvidenceKind,
  type StoredCollection,
  takeState,
} from './stored-collection.ts';
import { StoredIndex } from './stored-index.ts';

/** Memory for vocabularies: some 400,000 terms. */
const CACHE_BYTES = 64 * 2 ** 20;

/** A question starts over so often; then it takes what there is. */
const STRICT_TRIES = 3;

/** How collections are remembered and searched. */
export interface StoredOptions {
  /** About how much memory they may take. */
  readonly bytes?: number;
  /** Collections of so many passages are looked through by vector: see `EXACT_UP_TO`. */
  readonly exactUpTo?: number;
}

/** Collections that a process remembers, under a limit of memory. */
export class StoredCollections {
  readonly kind: EvidenceKind;
  readonly exactUpTo: number;
  readonly #known: LRUCache<number, StoredCollection>;
  /** What is being taken in, one after the other for each collection. */
  readonly #taking = new Map<number, Promise<unknown>>();

  constructor(
    kind: EvidenceKind,
    { bytes = CACHE_BYTES, exactUpTo = EXACT_UP_TO }: StoredOptions = {},
  ) {
    this.kind = kind;
    this.exactUpTo = exactUpTo;
    this.#known = new LRUCache({
      maxSize: bytes,
      sizeCalculation: (stored) => Math.min(bytes, 1 + bytesOf(stored)),
    });
  }

  /** What is known of a collection. */
  get(collection: number): StoredCollection | undefined {
    return this.#known.get(collection);
  }

  /** Waits for whoever is loading a collection, so that none is loaded twice at once. */
  async settled(collections: readonly number[]): Promise<void> {
    for (const each of collections) await this.#taking.get(each)?.catch(() => {});
  }

  /** Remembers a collection as `work` gives it, once what is under way with it is done. */
  async keep(
    collection: number,
    work: () => Promise<StoredCollection | null>,
  ): Promise<StoredCollection | null> {
    const before = this.#taking.get(collection);
    const taking = (before ?? Promise.resolve()).catch(() => {}).then(work);
    this.#taking.set(collection, taking);
    try {
      const stored = await taking;
      if (stored === null) this.#known.delete(collection);
      else this.#known.set(collection, stored);
      return stored;
    } finally {
      if (this.#taking.get(collection) === taking) this.#taking.delete(collection);
    }
  }
}

/** Some collections as one question sees them. */
export interface IndexView {
  /** In the order in which they were asked for; null for one that is not there. */
  readonly indexes: readonly (PassageIndex | null)[];
  /** What each is at, likewise. */
  readonly revisions: readonly (number | null)[];
  /** Asks something else of the database, in one statement with whatever is asked in the same turn. */
  ask(request: Request): Promise<readonly (readonly Row[])[]>;
}

/**
 * Opens a view: one statement, which brings what is known of the collections up to date.
 * @param collections their numbers, none twice.
 * @param isStrict whether a collection that changes while the question is asked ends it.
 * @throws UnreadableCollection, and what the database throws.
 */
export async function openView(
  database: Queryable,
  known: StoredCollections,
  collections: readonly number[],
  isStrict = true,
): Promise<IndexView> {
  await known.settled(collections.filter((each) => known.get(each) === undefined));
  const statement = new Statement();
  const asked = collections.map((collection) => {
    const before = known.get(collection);
    return { collection, before, parts: askState(statement, collection, known.kind, before) };
  });
  const running = asked.length === 0 ? Promise.resolve([]) : statement.run(database);
  const stored = await Promise.all(
    asked.map(({ collection, before, parts }) =>
      known.keep(collection, async () => takeState(parts, await running, before)),
    ),
  );
  // What is remembered may be ahead of the server that was asked, if that is a replica.
  const rows = await running;
  const revisions = asked.map(({ parts }) => rows[parts.state]?.[0]?.key ?? null);
  const expected = new Map<number, number>();
  for (const [at, collection] of collections.entries()) {
    const revision = revisions[at] ?? null;
    if (isStrict && revision !== null) expected.set(collection, revision);
  }
  const batch = new Batch(database, expected);
  const joint = new JointSearches();
  return {
    revisions,
    indexes: stored.map(
      (each, at) =>
        each &&
        new StoredIndex(each, collections[at] as number, batch, {
          ...{ dimensions: known.kind.dimensions, exactUpTo: known.exactUpTo, joint },
        }),
    ),
    ask: (request) => batch.ask(request),
  };
}

/**
 * Does the work of a question on a view, and again where a collection changes meanwhile; the last time
 * with whatever is there.
 * @throws as `openView` and `work`.
 */
export async function withView<T>(
  database: Queryable,
  known: StoredCollections,
  collections: readonly number[],
  work: (view: IndexView) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      const view = await openView(database, known, collections, tries <= STRICT_TRIES);
      return await work(view);
    } catch (error) {
      if (!(error instanceof RevisionChanged)) throw error;
    }
  }
}
