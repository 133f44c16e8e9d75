/** What the index remembers of each passage: its terms in order, their shapes, its sentences. */
import type { IndexEntry } from '../passage-index.ts';
import { countTerms } from '../term-counts.ts';
import { internTerm, type Vocabulary } from '../vocabulary.ts';

/** A passage as numbers. */
export interface IndexedPassage {
  readonly slot: number;
  /** See `IndexEntry`. */
  readonly articleIds: IndexEntry['articleIds'];
  readonly citationId: string;
  readonly embedding: string;
  /** Term numbers in the order of the text; 0 is a stop word. */
  readonly tokens: Uint32Array;
  /** By token: see `PassageTerms`. */
  readonly shapes: Uint8Array;
  /** By sentence: the index after its last token; the last one is `tokens.length`. */
  readonly sentenceEnds: Uint32Array;
  /** Term numbers of the title and the section. */
  readonly context: Uint32Array;
  /** See `PassageTerms`. */
  readonly language: string | null;
  /**
   * What it explains: of each abbreviation its term number, how many terms it is short for, and
   * their numbers. Absent where it explains nothing.
   */
  readonly abbreviations?: Uint32Array;
  /**
   * The distinct numbers in `tokens` and `context` without 0, in the order of first use; not saved.
   */
  readonly terms: Uint32Array;
  /** How often each of `terms` occurs in both, `MOST_OCCURRENCES` at most; not saved. */
  readonly counts: Uint8Array;
}

/** Turns a passage into numbers; its terms enter the vocabulary, without being counted yet. */
export function indexPassage(vocabulary: Vocabulary, entry: IndexEntry): IndexedPassage {
  const numbered = (terms: readonly string[]) =>
    Uint32Array.from(terms, (term) => (term === '' ? 0 : internTerm(vocabulary, term)));
  const { slot, articleIds, citationId, embedding, shapes, sentenceEnds, language } = entry;
  const tokens = numbered(entry.terms);
  const abbreviations = entry.abbreviations?.flatMap(({ short, long }) => {
    const [first, ...others] = numbered([short, ...long]);
    return [first as number, others.length, ...others];
  });
  const context = numbered(entry.context);
  return {
    slot,
    articleIds,
    citationId,
    embedding,
    tokens,
    ...countTerms(tokens, context),
    shapes,
    sentenceEnds,
    context,
    language,
    ...(abbreviations && { abbreviations: Uint32Array.from(abbreviations) }),
  };
}
