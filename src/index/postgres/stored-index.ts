/** A collection in the database as one question sees it: vocabulary from memory, the rest in two statements. */
import type {
  CollectionStatistics,
  FoundPassages,
  LookUp,
  PassageIndex,
  PassageQuery,
  PhraseRequest,
  TermRequest,
} from '../passage-index.ts';
import { lookUpIn } from '../vocabulary.ts';
import type { Batch } from './batch.ts';
import {
  askAllEvidence,
  askEvidence,
  askVectors,
  candidatesOf,
  nearestOf,
  passageOf,
  type StoredPassage,
  type Tied,
} from './candidates.ts';
import type { JointSearches } from './joint-searches.ts';
import {
  bestOf,
  lexicalOf,
  type Reading,
  readingOf,
  type Scores,
  scoresOfPassages,
  scoresOfPostings,
} from './lexical.ts';
import {
  askNearest,
  type NearestPlan,
  type NearestQuery,
  planNearest,
  slotsOfArticles,
} from './nearest.ts';
import { cosinesOf } from './packed-vectors.ts';
import { CHAMPIONS } from './postings.ts';
import { rowsByKey, type Shelf } from './shelf.ts';
import { readSlotRanges, type SlotRanges } from './slot-ranges.ts';
import type { Row, Statement } from './statement.ts';
import type { StoredCollection } from './stored-collection.ts';

/** Nothing is equal. */
const NONE_TIED: Tied = { slots: [], count: 0 };

/** Where passages are to be found by words and by vector, and the filter that they pass. */
interface Found {
  readonly scores: Scores;
  readonly near: Parameters<typeof nearestOf>[0];
  /** Null where all passages may be found. */
  readonly allowed: SlotRanges | null;
}

/** How a collection is searched. */
export interface StoredIndexOptions {
  readonly dimensions: number;
  /** So many passages are looked through by vector. */
  readonly exactUpTo: number;
  /** Those of the view. */
  readonly joint: JointSearches;
}

/** A collection of one view. */
export class StoredIndex implements PassageIndex {
  readonly dimensions: number;
  readonly #stored: StoredCollection;
  /** As it was when the view was opened, whatever is learnt later. */
  readonly #statistics: CollectionStatistics;
  readonly #shelf: Shelf;
  readonly #batch: Batch;
  readonly #exactUpTo: number;
  readonly #joint: JointSearches;
  /** Vectors of passages that came with candidates. */
  readonly #vectors = new Map<number, Buffer>();

  /** @param collection its number. */
  constructor(
    stored: StoredCollection,
    collection: number,
    batch: Batch,
    { dimensions, exactUpTo, joint }: StoredIndexOptions,
  ) {
    this.dimensions = dimensions;
    this.#exactUpTo = exactUpTo;
    this.#joint = joint;
    this.#stored = stored;
    this.#statistics = stored.statistics;
    this.#shelf = { collection, generation: stored.generation };
    this.#batch = batch;
  }

  async statistics(): Promise<CollectionStatistics> {
    return this.#statistics;
  }

  async lookUp(
    terms: readonly TermRequest[],
    phrases: readonly PhraseRequest[] = [],
  ): Promise<LookUp> {
    return { ...this.#statistics, ...lookUpIn(this.#stored.vocabulary, terms, phrases) };
  }

  async termsOf(numbers: readonly number[]): Promise<readonly string[]> {
    return numbers.map((number) => this.#stored.vocabulary.terms[number] ?? '');
  }

  async search(query: PassageQuery): Promise<FoundPassages> {
    this.#check(query.vector);
    const { passages } = this.#statistics;
    if (passages === 0 || query.filter?.articleIds.length === 0) {
      return { ...this.#statistics, within: 0, candidates: [], nearest: [], lexical: [] };
    }
    const reading = readingOf(this.#stored, query);
    const together = query.joint?.passages ?? passages;
    if (query.filter === undefined && together <= query.all) return this.#all(query, reading);
    const { scores, near, allowed } = await this.#find(query, reading);
    const within = allowed?.size ?? passages;
    const cuts = await this.#joint.meet(query.joint, query, { scores, near, within });
    const isSmall = cuts.within <= query.all;
    if (isSmall && allowed === null) return this.#all(query, reading);
    const nearest = nearestOf(
      near.filter(({ cosine }) => cosine >= cuts.cosine),
      query.byVector,
    );
    const { sure, tied } = bestOf(scores, query.byWords, cuts.score);
    const slots = isSmall && allowed ? allowed.slots() : [...new Set([...sure, ...nearest])];
    const [rows = [], others = [], articles = []] = await this.#batch.ask((statement) =>
      askEvidence(statement, this.#shelf, slots, isSmall ? NONE_TIED : tied),
    );
    const bySlot = new Map([...rows, ...others].map((row) => [row.key, row]));
    return this.#found(query, {
      ...{ passages: Array.from(bySlot.values(), passageOf), articles },
      ...{ within, scores, nearest: nearest.filter((slot) => bySlot.has(slot)) },
    });
  }

  async similarities(slot: number, vector: Float32Array): Promise<Float32Array> {
    this.#check(vector);
    let vectors = this.#vectors.get(slot);
    if (vectors === undefined) {
      const [rows = []] = await this.#batch.ask((statement) => [
        askVectors(statement, this.#shelf, slot),
      ]);
      vectors = rows[0]?.more ?? Buffer.alloc(0);
    }
    return Float32Array.from(cosinesOf(vectors, vector));
  }

  async close(): Promise<void> {
    this.#vectors.clear();
  }

  /** Every passage is a candidate: one statement, whatever the words. */
  async #all(query: PassageQuery, reading: Reading): Promise<FoundPassages> {
    const [rows = [], articles = []] = await this.#batch.ask((statement) =>
      askAllEvidence(statement, this.#shelf),
    );
    const passages = rows.map(passageOf);
    const { vector, byVector } = query;
    const near = passages.map(({ slot, citationId, vectors }) => ({
      ...{ slot, citationId },
      cosine: vector === null ? 0 : (cosinesOf(vectors, vector)[0] ?? 0),
    }));
    return this.#found(query, {
      ...{ passages, articles, within: passages.length },
      nearest: vector === null ? [] : nearestOf(near, byVector),
      scores: scoresOfPassages(reading, passages),
    });
  }

  #found(
    { terms, vector, byWords }: PassageQuery,
    found: {
      readonly passages: readonly StoredPassage[];
      readonly articles: readonly Row[];
      readonly within: number;
      readonly nearest: readonly number[];
      readonly scores: Scores;
    },
  ): FoundPassages {
    const { passages, articles, within, nearest, scores } = found;
    for (const { slot, vectors } of passages) this.#vectors.set(slot, vectors);
    const lexical = lexicalOf(scores, passages, byWords);
    const candidates = candidatesOf(passages, articles, terms, vector);
    return { ...this.#statistics, within, candidates, nearest, lexical };
  }

  /** Looks by words and by vector, in one statement but where what was fetched is not enough. */
  async #find(query: PassageQuery, reading: Reading, isThorough = false): Promise<Found> {
    const { vector, byVector, byWords, filter } = query;
    const { passages } = this.#statistics;
    const articleIds = filter?.articleIds;
    const near: NearestQuery | null =
      vector === null || byVector === 0
        ? null
        : { vector, count: byVector, passages, articles: this.#stored.articles, articleIds };
    const plan = near && planNearest(near, isThorough ? passages : this.#exactUpTo);
    const byChampions = reading.byChampions && !isThorough && byWords <= CHAMPIONS;
    const parts = await this.#batch.ask((statement) => [
      this.#askPostings(statement, reading, byChampions),
      near && plan ? askNearest(statement, this.#shelf, near, plan) : -1,
      articleIds === undefined ? -1 : this.#askAllowed(statement, articleIds),
    ]);
    const [postings = [], neighbours = [], ranges = []] = parts;
    const allowed = articleIds === undefined ? null : readSlotRanges(ranges[0]?.name ?? null);
    const { removed } = this.#stored;
    let dead = 0;
    const scores = scoresOfPostings(reading, postings, (slot) => {
      const isDead = removed.has(slot);
      if (isDead) dead++;
      return !isDead && (allowed?.has(slot) ?? true);
    });
    const nearby = neighbours.filter(({ key }) => allowed?.has(key) ?? true);
    const isShort = plan !== null && this.#isShort(plan, nearby.length, allowed, byVector);
    if (!isThorough && ((byChampions && byWords + dead > CHAMPIONS) || isShort)) {
      return this.#find(query, reading, true);
    }
    return {
      ...{ scores, allowed },
      near: nearby.map(({ key, label, data }) => ({
        ...{ slot: key, citationId: label },
        cosine: vector === null ? 0 : (cosinesOf(data, vector)[0] ?? 0),
      })),
    };
  }

  /** Whether the graph found fewer than the filter lets through. */
  #isShort(
    { isUnfiltered }: NearestPlan,
    found: number,
    allowed: SlotRanges | null,
    count: number,
  ): boolean {
    return isUnfiltered && allowed !== null && found < Math.min(2 * count, allowed.size);
  }

  #askPostings(statement: Statement, { terms }: Reading, byChampions: boolean): number {
    const ids = statement.value(
      terms.map(({ id }) => id),
      'int4[]',
    );
    return statement.select(
      { key: 't.term', data: 't.data' },
      `from ${rowsByKey(statement, this.#shelf, {
        ...{ table: 'postings', alias: 't', key: 'term' },
        keys: `select * from unnest(${ids})`,
      })} ${byChampions ? 'where not t.is_rest' : ''}`,
    );
  }

  #askAllowed(statement: Statement, articleIds: readonly string[]): number {
    const slots = slotsOfArticles(statement, this.#shelf, articleIds);
    return statement.select({ name: `${slots}::text` }, '');
  }

  #check(vector: Float32Array | null): void {
    if (vector !== null && vector.length !== this.dimensions) {
      throw new TypeError(`a vector of ${this.dimensions} dimensions is needed`);
    }
  }
}
