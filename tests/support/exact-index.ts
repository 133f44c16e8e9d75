/**
 * Another engine behind the same contract, as far from the embedded one as can be: it looks at every
 * passage, numbers terms otherwise, answers later, and all that goes in or out is a structured clone,
 * as if it were in another process.
 */
import { setImmediate as later } from 'node:timers/promises';
import { type ByteVector, byteDot, toBytes } from '../../embeddings/byte-vector.ts';
import { byCitation, termScorer, termsRead } from '../../src/index/bm25.ts';
import {
  type Candidate,
  type CollectionStatistics,
  type FoundPassages,
  type FoundPhrase,
  type IndexEntry,
  type KnownTerm,
  type LookUp,
  MOST_EXPLANATIONS,
  MOST_SPELLINGS,
  type PassageQuery,
  type PassageVectors,
  type PhraseRequest,
  type Publication,
  type TermRequest,
  type WritableIndex,
} from '../../src/index/passage-index.ts';
import { slipsBetween, toleratedSlips } from '../../src/search/near-spellings.ts';
import { rootKeys } from '../../src/search/terms.ts';

/** Opens one. */
export function openExactIndex(dimensions: number): WritableIndex {
  return throughClones(new ExactIndex(dimensions));
}

/** An index each of whose calls is a message there and a message back, at another time. */
export function throughClones(index: WritableIndex): WritableIndex {
  const call = <Asked, Answered>(work: (asked: Asked) => Promise<Answered>) => {
    return async (asked: Asked): Promise<Answered> => {
      const sent = structuredClone(asked);
      await later();
      const answer = structuredClone(await work(sent));
      await later();
      return answer;
    };
  };
  return {
    dimensions: index.dimensions,
    lookUp: (terms, phrases = []) =>
      call(([asked, together]: [readonly TermRequest[], readonly PhraseRequest[]]) =>
        index.lookUp(asked, together),
      )([terms, phrases]),
    search: call((query: PassageQuery) => index.search(query)),
    similarities: (slot, vector) =>
      call((asked: { slot: number; vector: Float32Array }) =>
        index.similarities(asked.slot, asked.vector),
      )({ slot, vector }),
    upsert: call((entries: readonly IndexEntry[]) => index.upsert(entries)),
    publish: call((change: Publication) => index.publish(change)),
    remove: call((slots: readonly number[]) => index.remove(slots)),
    vectorsOf: call((embeddings: readonly string[]) => index.vectorsOf(embeddings)),
    statistics: () => call(() => index.statistics())(undefined),
    termsOf: call((numbers: readonly number[]) => index.termsOf(numbers)),
    close: () => index.close(),
  };
}

class ExactIndex implements WritableIndex {
  readonly dimensions: number;
  readonly #live = new Map<number, IndexEntry>();
  readonly #staged = new Map<number, IndexEntry>();
  /** Counted by sevens, to be sure that nobody relies on another engine's numbers. */
  readonly #ids = new Map<string, number>();
  readonly #terms = new Map<number, string>();

  constructor(dimensions: number) {
    this.dimensions = dimensions;
  }

  async lookUp(
    terms: readonly TermRequest[],
    phrases: readonly PhraseRequest[] = [],
  ): Promise<LookUp> {
    const frequencies = this.#frequencies();
    const knownOf = (term: string): KnownTerm | null => {
      const frequency = frequencies.get(term);
      return frequency === undefined ? null : { term, id: this.#idOf(term), frequency };
    };
    const all = [...frequencies.keys()].flatMap((term) => knownOf(term) ?? []);
    const found = terms.map(({ term, root, synonyms, spellings = MOST_SPELLINGS, ...others }) => {
      const known = knownOf(term);
      const variants = others.variants.flatMap((each) => knownOf(each) ?? []);
      const derived = all
        .filter((each) => each.term !== term && rootKeys(each.term).includes(root))
        .sort((a, b) => (a.term < b.term ? -1 : 1));
      const limit = /\d/.test(term) ? 0 : toleratedSlips(term.length);
      const spelt =
        known !== null || variants.length > 0 || derived.length > 0 || limit === 0
          ? []
          : all
              .map((each) => ({ ...each, slips: slipsBetween(term, each.term, limit) }))
              .filter(({ slips }) => slips <= limit)
              .sort(
                (a, b) =>
                  a.slips - b.slips || b.frequency - a.frequency || (a.term < b.term ? -1 : 1),
              )
              .slice(0, spellings);
      const related = synonyms.flatMap((each) => knownOf(each) ?? []);
      return { known, variants, derived, spelt, synonyms: related };
    });
    const explained = phrases.map((phrase) => this.#phrase(phrase, knownOf));
    const termCount = 7 * (this.#ids.size + 1);
    return { ...this.#statistics(), terms: found, phrases: explained, termCount };
  }

  async search(query: PassageQuery): Promise<FoundPassages> {
    const { vector, byWords, byVector, all, filter, terms } = query;
    if (vector && vector.length !== this.dimensions) throw new TypeError('other dimensions');
    const wanted = filter && new Set(filter.articleIds);
    const pool = [...this.#live.values()].filter(
      ({ articleIds }) => !wanted || articleIds.some((id) => wanted.has(id)),
    );
    const nearest = vector ? best(pool, byVector, (entry) => dot(entry.vector, vector)) : [];
    const frequencies = this.#frequencies();
    const read = termsRead(terms, (id) => frequencies.get(this.#termOf(id)) ?? 0);
    const { meanLength = this.#statistics().meanLength } = query;
    const scores = new Map(
      pool.map((entry) => [entry, this.#bm25(entry, { terms: read, meanLength })]),
    );
    const scoreOf = (entry: IndexEntry) => scores.get(entry) ?? 0;
    const byTerms = best(pool, byWords, scoreOf).filter((entry) => scoreOf(entry) > 0);
    const chosen = pool.length <= all ? pool : new Set([...byTerms, ...nearest]);
    return {
      ...this.#statistics(),
      within: pool.length,
      lexical: byTerms.map((entry) => ({ slot: entry.slot, score: scoreOf(entry) })),
      candidates: Array.from(chosen, (entry) => this.#candidate(entry, query)),
      nearest: nearest.map(({ slot }) => slot),
    };
  }

  async similarities(slot: number, vector: Float32Array): Promise<Float32Array> {
    if (vector.length !== this.dimensions) throw new TypeError('other dimensions');
    const entry = this.#live.get(slot);
    const all = entry ? [entry.vector, ...entry.sentenceVectors] : [];
    return Float32Array.from(all, (each) => dot(each, vector));
  }

  async upsert(entries: readonly IndexEntry[]): Promise<void> {
    for (const entry of entries) {
      if (this.#live.has(entry.slot)) throw new RangeError(`slot ${entry.slot} is in use`);
      if ([entry.vector, ...entry.sentenceVectors].some((v) => v.length !== this.dimensions)) {
        throw new TypeError('other dimensions');
      }
      this.#staged.set(entry.slot, entry);
    }
  }

  async publish({ added, removed, moved }: Publication): Promise<void> {
    for (const { slot, articleIds, citationId } of moved) {
      for (const entries of [this.#live, this.#staged]) {
        const entry = entries.get(slot);
        if (entry) entries.set(slot, { ...entry, articleIds, citationId });
      }
    }
    for (const slot of added) {
      const entry = this.#staged.get(slot);
      if (entry) this.#live.set(slot, entry);
      this.#staged.delete(slot);
    }
    for (const slot of removed) {
      this.#live.delete(slot);
      this.#staged.delete(slot);
    }
  }

  remove(slots: readonly number[]): Promise<void> {
    return this.publish({ added: [], removed: slots, moved: [] });
  }

  async vectorsOf(embeddings: readonly string[]): Promise<(PassageVectors | null)[]> {
    const all = [...this.#live.values(), ...this.#staged.values()];
    return embeddings.map((embedding) => {
      const entry = all.find((each) => each.embedding === embedding);
      return entry ? { vector: entry.vector, sentenceVectors: entry.sentenceVectors } : null;
    });
  }

  async statistics(): Promise<CollectionStatistics> {
    return this.#statistics();
  }

  async termsOf(numbers: readonly number[]): Promise<readonly string[]> {
    return numbers.map((number) => this.#termOf(number));
  }

  async close(): Promise<void> {
    this.#live.clear();
  }

  #frequencies(): Map<string, number> {
    const frequencies = new Map<string, number>();
    for (const { terms: words, context } of this.#live.values()) {
      for (const term of new Set([...words, ...context])) {
        if (term !== '') frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
      }
    }
    return frequencies;
  }

  /** What passages explain of a phrase, commonest first, then what was asked for and is known. */
  #phrase(
    { terms, words, wordings, explanations = MOST_EXPLANATIONS }: PhraseRequest,
    knownOf: (term: string) => KnownTerm | null,
  ): FoundPhrase {
    const [short, long] = [new Map<string, number>(), new Map<string, number>()];
    const count = (table: Map<string, number>, what: string) =>
      table.set(what, (table.get(what) ?? 0) + 1);
    for (const { abbreviations = [] } of this.#live.values()) {
      for (const each of abbreviations) {
        if (each.long.join(' ') === terms.join(' ')) count(short, each.short);
        if (each.short === terms.join(' ')) count(long, each.long.join(' '));
      }
    }
    const commonest = (table: Map<string, number>) =>
      [...table]
        .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
        .slice(0, explanations);
    const [shorter, longer] = [commonest(short), commonest(long)];
    const runs = [...longer.map(([what]) => what.split(' ')), ...wordings];
    return {
      explainedIn: {
        words: shorter.map(([, passages]) => passages),
        wordings: longer.map(([, passages]) => passages),
      },
      words: [...shorter.map(([what]) => what), ...words].flatMap((each) => knownOf(each) ?? []),
      wordings: runs
        .map((run) => run.flatMap((each) => knownOf(each) ?? []))
        .filter((run, i) => run.length > 0 && run.length === runs[i]?.length),
    };
  }

  #statistics(): CollectionStatistics {
    let words = 0;
    const found = new Map<string, number[]>();
    for (const { terms, language } of this.#live.values()) {
      words += terms.length;
      if (language === null) continue;
      found.set(language, [...(found.get(language) ?? []), terms.length]);
    }
    const passages = this.#live.size;
    const meanLength = passages === 0 ? 1 : Math.max(1, words / passages);
    const languages = [...found.keys()].sort();
    const passagesIn = languages.map((each) => found.get(each)?.length ?? 0);
    const meanLengthIn = languages.map((each) => {
      const lengths = found.get(each) ?? [];
      return Math.max(1, lengths.reduce((sum, length) => sum + length, 0) / lengths.length);
    });
    return { passages, meanLength, languages, passagesIn, meanLengthIn };
  }

  #termOf(id: number): string {
    return this.#terms.get(id) ?? '';
  }

  #idOf(term: string): number {
    const id = this.#ids.get(term) ?? 7 * (this.#ids.size + 1);
    this.#ids.set(term, id);
    this.#terms.set(id, term);
    return id;
  }

  #candidate(entry: IndexEntry, { terms, vector }: PassageQuery): Candidate {
    const [articleId] = entry.articleIds;
    const held = new Set<number>();
    for (const other of this.#live.values()) {
      if (other.articleIds[0] !== articleId) continue;
      for (const list of [other.terms, other.context]) {
        for (const term of list) held.add(this.#idOf(term));
      }
    }
    const all = vector ? [entry.vector, ...entry.sentenceVectors] : [];
    return {
      slot: entry.slot,
      articleId,
      citationId: entry.citationId,
      tokens: Uint32Array.from(entry.terms, (term) => (term === '' ? 0 : this.#idOf(term))),
      shapes: entry.shapes,
      sentenceEnds: entry.sentenceEnds,
      context: Uint32Array.from(entry.context, (term) => this.#idOf(term)),
      language: entry.language,
      similarities: Float32Array.from(all, (each) => dot(each, vector as Float32Array)),
      articleTerms: terms.map(({ id }) => id).filter((id) => held.has(id)),
    };
  }

  #bm25(
    entry: IndexEntry,
    { terms, meanLength }: Required<Pick<PassageQuery, 'terms' | 'meanLength'>>,
  ): number {
    const termScore = termScorer(meanLength);
    let sum = 0;
    for (const { id, weight } of terms) {
      const wanted = this.#termOf(id);
      let count = 0;
      for (const list of [entry.terms, entry.context]) {
        for (const term of list) if (wanted !== '' && term === wanted) count++;
      }
      if (count > 0) sum = Math.fround(sum + termScore(weight, count, entry.terms.length));
    }
    return sum;
  }
}

function best(pool: IndexEntry[], count: number, score: (entry: IndexEntry) => number) {
  return pool
    .map((entry) => ({ entry, score: score(entry) }))
    .sort((a, b) => b.score - a.score || byCitation(a.entry, b.entry))
    .slice(0, count)
    .map(({ entry }) => entry);
}

const bytesOf = new WeakMap<Float32Array, ByteVector>();

/** As every engine reckons it: with the bytes that are kept of a vector. */
function dot(vector: Float32Array, query: Float32Array): number {
  const bytes = bytesOf.get(vector) ?? toBytes(vector);
  bytesOf.set(vector, bytes);
  return byteDot(bytes.steps, 0, bytes.scale, query);
}
