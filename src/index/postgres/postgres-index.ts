/** A collection in the database as its writer has it: prepared, published, and searched as everybody does. */
import { randomInt } from 'node:crypto';
import type {
  CollectionStatistics,
  FoundPassages,
  IndexEntry,
  LookUp,
  PassageIndex,
  PassageQuery,
  PassageVectors,
  PhraseRequest,
  Publication,
  TermRequest,
  WritableIndex,
} from '../passage-index.ts';
import { createVocabulary, type Vocabulary } from '../vocabulary.ts';
import { openGeneration } from './generations.ts';
import { publishIn } from './publish.ts';
import { clearStaged, loadTerms, type Staging, stageEntries, storedVectors } from './staging.ts';
import type { Queryable } from './statement.ts';
import type { EvidenceKind } from './stored-collection.ts';
import { openView, StoredCollections } from './view.ts';

/** Writers are told apart by chance: none of a trillion meets another. */
const WRITERS = 2 ** 47;

/** A database that a writer works in. */
export interface WritableDatabase extends Queryable {
  /** Commits where `work` gives something, and rolls back where it throws. */
  transaction<T>(work: (connection: Queryable) => Promise<T>): Promise<T>;
}

/** What a collection's writer works with. */
export class PostgresIndex implements WritableIndex {
  readonly dimensions: number;
  readonly staging: Staging;
  readonly #database: WritableDatabase;
  readonly #known: StoredCollections;
  /** Every term that was ever numbered; frequencies are the database's business. */
  readonly #vocabulary: Vocabulary;

  private constructor(
    database: WritableDatabase,
    known: StoredCollections,
    staging: Staging,
    vocabulary: Vocabulary,
  ) {
    this.dimensions = staging.dimensions;
    this.staging = staging;
    this.#database = database;
    this.#known = known;
    this.#vocabulary = vocabulary;
  }

  /**
   * Opens a collection for writing: one writer at a time, which its lease sees to.
   * @param collection its number; the row is there.
   * @param known what this process remembers for questions, if it answers any.
   */
  static async open(
    database: WritableDatabase,
    collection: number,
    kind: EvidenceKind,
    known = new StoredCollections(kind),
  ): Promise<PostgresIndex> {
    const generation = await openGeneration(database, collection, kind);
    const { dimensions } = kind;
    const staging: Staging = { ...generation, dimensions, writer: randomInt(WRITERS) };
    const vocabulary = createVocabulary();
    await loadTerms(database, staging, vocabulary);
    return new PostgresIndex(database, known, staging, vocabulary);
  }

  async upsert(entries: readonly IndexEntry[]): Promise<void> {
    const { collection, generation } = this.staging;
    const slots = entries.map(({ slot }) => slot);
    const [used] = await this.#database.query<{ slot: number }>(
      `select slot from passages where collection = $1::int4 and generation = $2::int2
         and slot = any($3::int8[]) and died is null limit 1`,
      [collection, generation, slots],
    );
    if (used !== undefined) throw new RangeError(`slot ${used.slot} is in use`);
    await stageEntries(this.#database, this.staging, this.#vocabulary, entries);
  }

  /**
   * Publishes within a transaction that raises the collection's revision to `revision` and checks that
   * this writer is still the one.
   */
  publishIn(transaction: Queryable, change: Publication, revision: number): Promise<void> {
    return publishIn(transaction, this.staging, change, revision, this.#vocabulary.terms);
  }

  /** Publishes in a transaction of its own: for an index that stands alone. */
  async publish(change: Publication): Promise<void> {
    await this.#database.transaction(async (connection) => {
      const [row] = await connection.query<{ revision: number }>(
        'update collections set revision = revision + 1 where no = $1::int4 returning revision',
        [this.staging.collection],
      );
      if (row === undefined) throw new Error('the collection is gone');
      await this.publishIn(connection, change, row.revision);
    });
  }

  remove(slots: readonly number[]): Promise<void> {
    return this.publish({ added: [], removed: slots, moved: [] });
  }

  vectorsOf(embeddings: readonly string[]): Promise<(PassageVectors | null)[]> {
    return storedVectors(this.#database, this.staging, embeddings);
  }

  async lookUp(terms: readonly TermRequest[], phrases?: readonly PhraseRequest[]): Promise<LookUp> {
    return (await this.#reading()).lookUp(terms, phrases);
  }

  async search(query: PassageQuery): Promise<FoundPassages> {
    return (await this.#reading()).search(query);
  }

  async similarities(slot: number, vector: Float32Array): Promise<Float32Array> {
    return (await this.#reading()).similarities(slot, vector);
  }

  async statistics(): Promise<CollectionStatistics> {
    return (await this.#reading()).statistics();
  }

  async termsOf(numbers: readonly number[]): Promise<readonly string[]> {
    return numbers.map((number) => this.#vocabulary.terms[number] ?? '');
  }

  /** Forgets what was prepared and not published, by whichever writer: until then its vectors are of use. */
  forgetStaged(): Promise<void> {
    return clearStaged(this.#database, this.staging);
  }

  /** What was prepared and not published is kept for whoever opens the collection next. */
  async close(): Promise<void> {}

  async #reading(): Promise<PassageIndex> {
    const { collection } = this.staging;
    const { indexes } = await openView(this.#database, this.#known, [collection], false);
    const [index] = indexes;
    if (!index) throw new Error('the collection is gone');
    return index;
  }
}
