/**
 * The seam between ranking and whatever holds the passages: asynchronous, and of plain data only, so
 * that an index may be in another thread, process or machine. All that crosses it survives
 * `structuredClone`; an engine in this process hands out its own arrays, which nobody changes.
 *
 * Terms are what `src/search/terms.ts` makes of words. An engine gives each a number of its own,
 * from 1; 0 stands for a stop word. A number means the same term as long as the engine is open.
 *
 * Two engines that hold the same passages answer alike, whatever came when and however they number:
 * what is equal is in the order of citation ids or of terms (by UTF-16 code units), and BM25 is summed
 * as `src/index/bm25.ts` says.
 */

/** What a text says that a term is short for. */
export interface Abbreviation {
  readonly short: string;
  /** In the order of the text, without stop words; never empty. */
  readonly long: readonly string[];
}

/** A passage's words, as an engine stores and counts them. */
export interface PassageTerms {
  /** In the order of the text; '' for a stop word. */
  readonly terms: readonly string[];
  /** By term: a set of bits that ranking understands (see `src/search/answer-shapes.ts`). */
  readonly shapes: Uint8Array;
  /** By sentence: the index after its last term; the last one is `terms.length`. Never empty. */
  readonly sentenceEnds: Uint32Array;
  /** Terms of title, section, and the sentence before that it stands on; without stop words. */
  readonly context: readonly string[];
  /** What ranking calls the language that they were made by; null where that is not known. */
  readonly language: string | null;
  /** What it explains, headings included; absent where it explains nothing. */
  readonly abbreviations?: readonly Abbreviation[];
}

/** A passage's embeddings: unit vectors of the index's dimensions. */
export interface PassageVectors {
  readonly vector: Float32Array;
  /** One for each sentence. */
  readonly sentenceVectors: readonly Float32Array[];
}

/** A passage to be indexed. */
export interface IndexEntry extends PassageTerms, PassageVectors {
  /** An unsigned 32-bit integer that no other passage has had since the engine was opened. */
  readonly slot: number;
  /** The articles that hold these words; never empty. The first one's title is in `context`. */
  readonly articleIds: readonly [string, ...string[]];
  /** The citation id of the passage in the first of these articles. */
  readonly citationId: string;
  /** A hash over the texts that were embedded: what has the same has the same vectors. */
  readonly embedding: string;
}

/** What changes for searches in one step. */
export interface Publication {
  /** Slots that were upserted and can be found from now on. */
  readonly added: readonly number[];
  /** Slots that are forgotten, searchable or not; unknown ones are ignored. */
  readonly removed: readonly number[];
  /** Passages that stay and whose words stand in other articles now. */
  readonly moved: readonly Pick<IndexEntry, 'slot' | 'articleIds' | 'citationId'>[];
}

/** A term of a question that is looked up. */
export interface TermRequest {
  readonly term: string;
  /** Which of its `rootKeys` its kin are looked up by: that of the question's language. */
  readonly root: string;
  /** The terms of the same word in other languages. */
  readonly variants: readonly string[];
  /** Other terms that mean nearly the same. */
  readonly synonyms: readonly string[];
  /** How many near spellings at most; `MOST_SPELLINGS` unless it is said, 0 looks for none. */
  readonly spellings?: number;
}

/** Neighbouring terms of a question, or one of them, that are looked up as a whole. */
export interface PhraseRequest {
  readonly terms: readonly [string, ...string[]];
  /** Single terms that say the same. */
  readonly words: readonly string[];
  /** Runs of terms that say the same; one with an unknown term is of no use. */
  readonly wordings: readonly (readonly string[])[];
  /** How many explanations of either kind at most; `MOST_EXPLANATIONS` unless it is said. */
  readonly explanations?: number;
}

/** What is known of one requested phrase. */
export interface FoundPhrase {
  /**
   * What searchable passages shorten it to, commonest first, of equally common ones by their terms; then
   * those of the requested words.
   */
  readonly words: readonly KnownTerm[];
  /**
   * What searchable passages write out for it, likewise (the terms parted by blanks); then those of the
   * requested wordings.
   */
  readonly wordings: readonly (readonly KnownTerm[])[];
  /** How many passages explain each of the first of `words`, and of `wordings`, so: from 1. */
  readonly explainedIn: {
    readonly words: readonly number[];
    readonly wordings: readonly number[];
  };
}

/** A term that searchable passages hold. */
export interface KnownTerm {
  readonly term: string;
  readonly id: number;
  /** How many searchable passages hold it, in their headings too, from 1. */
  readonly frequency: number;
}

/** What is known of one requested term. */
export interface FoundTerm {
  /** Null where no searchable passage holds it. */
  readonly known: KnownTerm | null;
  /** Those of the requested variants that are known, in their order. */
  readonly variants: readonly KnownTerm[];
  /** Others with the same root, in the order of their terms. */
  readonly derived: readonly KnownTerm[];
  /**
   * Only for a term that is not known, in no variant, and has nothing derived from it: those that are spelt nearly
   * so, see `src/search/near-spellings.ts`; nearest first, of equally near ones the commonest, of these the
   * first by its term.
   */
  readonly spelt: readonly (KnownTerm & { readonly slips: number })[];
  /** Those of the requested synonyms that are known, in their order. */
  readonly synonyms: readonly KnownTerm[];
}

/** More abbreviations of one phrase, or wordings of one abbreviation, are guesses: no more are given. */
export const MOST_EXPLANATIONS = 3;

/** More near spellings of one term than this are guesses: an engine gives no more. */
export const MOST_SPELLINGS = 4;

/** The passages that can be found, as a whole. */
export interface CollectionStatistics {
  readonly passages: number;
  /** Mean terms of a passage, stop words included, from 1; 1 where there are no passages. */
  readonly meanLength: number;
  /** The languages that their terms were made by, in alphabetical order. */
  readonly languages: readonly string[];
  /** In the order of `languages`: how many of the passages are in each, from 1. */
  readonly passagesIn: readonly number[];
  /** As `meanLength`, of each of `languages`: they need more words or fewer for the same. */
  readonly meanLengthIn: readonly number[];
}

/** The answer to `lookUp`. */
export interface LookUp extends CollectionStatistics {
  /** In the order of the request. */
  readonly terms: readonly FoundTerm[];
  /** In the order of the request. */
  readonly phrases: readonly FoundPhrase[];
  /** All term numbers up to now are below this. */
  readonly termCount: number;
}

/** A term of a question that is searched. */
export interface QueryTerm {
  /** Its number; 0 for one that this index does not hold, which counts for `termsRead` alone. */
  readonly id: number;
  /** Its inverse document frequency, in nats. */
  readonly weight: number;
  /**
   * How many passages hold it where more is searched than this index, for the order and the bound of
   * `termsRead`; as many as the index has unless it is said.
   */
  readonly frequency?: number;
}

/** What passages are looked for. */
export interface PassageQuery {
  /** The question's terms; the order counts where they are equally frequent. */
  readonly terms: readonly QueryTerm[];
  /** Unit vector of the question; null where there is none, and words alone decide. */
  readonly vector: Float32Array | null;
  /** How many of the best by BM25 over `terms` are candidates. */
  readonly byWords: number;
  /** How many of the nearest by cosine are candidates; without a vector, none are. */
  readonly byVector: number;
  /** Where no more passages than this can be found within the filter, all are candidates. */
  readonly all: number;
  /** The mean length that BM25 reckons with; that of this index unless it is said. */
  readonly meanLength?: number;
  /** Searches as if there were no other articles. */
  readonly filter?: { readonly articleIds: readonly string[] };
  /**
   * Where this is a part of a search over several indexes, which keeps the best of all of them: an engine
   * that is asked all parts in one tick may leave out what is not among these.
   */
  readonly joint?: JointSearch;
}

/** A search over several indexes. */
export interface JointSearch {
  /** The same for all parts of one search, another for any other. */
  readonly search: number;
  /** How many passages the indexes have together. */
  readonly passages: number;
}

/** A passage that may answer, with all that ranking judges it by. */
export interface Candidate {
  readonly slot: number;
  /** The first of its articles. */
  readonly articleId: string;
  /** See `IndexEntry`. */
  readonly citationId: string;
  /** Term numbers in the order of the text; 0 is a stop word. */
  readonly tokens: Uint32Array;
  /** See `PassageTerms`. */
  readonly shapes: Uint8Array;
  readonly sentenceEnds: Uint32Array;
  /** Term numbers of its title, its section and what it stands on, without stop words. */
  readonly context: Uint32Array;
  /** See `PassageTerms`. */
  readonly language: string | null;
  /**
   * Cosines with the question as `embeddings/byte-vector.ts` has them, within 0.01: of the passage, then
   * of each sentence. Empty where the query has no vector.
   */
  readonly similarities: Float32Array;
  /** Which of the query's term numbers stand anywhere in its first article or its headings. */
  readonly articleTerms: readonly number[];
  /** Only of joined indexes: the slot of the same words in one that comes before. */
  readonly copyOf?: number;
}

/** The answer to `search`. */
export interface FoundPassages extends CollectionStatistics {
  /** How many passages can be found within the filter. */
  readonly within: number;
  /** In no particular order; none twice. All that `nearest` and `lexical` name are among them. */
  readonly candidates: readonly Candidate[];
  /**
   * Slots of the nearest by vector, nearest first: at most `byVector`, none without a vector. How near
   * is what `Candidate.similarities` says of the passage; equally near ones by their citation ids.
   */
  readonly nearest: readonly number[];
  /** The best by BM25, see `src/index/bm25.ts`, best first: at most `byWords`, none without a term. */
  readonly lexical: readonly { readonly slot: number; readonly score: number }[];
}

/** All that is searched, wherever it is. Each search sees the state of one publication. */
export interface PassageIndex {
  readonly dimensions: number;
  /** The terms and phrases of a question and their kin, as searchable passages hold them. */
  lookUp(terms: readonly TermRequest[], phrases?: readonly PhraseRequest[]): Promise<LookUp>;
  /**
   * The passages that may answer a question.
   * @throws TypeError for a vector of other dimensions.
   */
  search(query: PassageQuery): Promise<FoundPassages>;
  /**
   * Cosines of a passage, then of each of its sentences, with a unit vector, as `Candidate` has them;
   * empty for a slot that is not known.
   * @throws TypeError for a vector of other dimensions.
   */
  similarities(slot: number, vector: Float32Array): Promise<Float32Array>;
  statistics(): Promise<CollectionStatistics>;
  /** The terms with some numbers, in their order; '' for 0 and for numbers that no term has. */
  termsOf(numbers: readonly number[]): Promise<readonly string[]>;
  /** Frees everything; the index is of no use afterwards. Safe to call twice. */
  close(): Promise<void>;
}

/** An index that passages are put into, by one writer at a time. */
export interface WritableIndex extends PassageIndex {
  /**
   * Stages passages; they are found once they are published. A staged slot may be given again.
   * @throws RangeError for a slot that can be found, TypeError for vectors of other dimensions.
   */
  upsert(entries: readonly IndexEntry[]): Promise<void>;
  /** Lets staged passages be found and forgets others, in one step for whoever searches. */
  publish(change: Publication): Promise<void>;
  /** Forgets passages, searchable or staged; unknown slots are ignored. */
  remove(slots: readonly number[]): Promise<void>;
  /**
   * The vectors of what was embedded under each key, give or take rounding; null for what is not
   * kept. Staged passages count.
   */
  vectorsOf(embeddings: readonly string[]): Promise<(PassageVectors | null)[]>;
}
