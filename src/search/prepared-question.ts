/** A question as the index sees it: its terms as numbers with weights, kindred terms included. */
import type { LookUp, TermRequest } from '../index/passage-index.ts';
import { languageOfWord } from '../languages/detect.ts';
import { closenessOf } from './near-spellings.ts';
import type { ParsedQuestion } from './question.ts';
import { termWeight } from './term-weights.ts';
import { rootKey } from './terms.ts';

/** A parsed question against one state of the index. */
export interface PreparedQuestion {
  /** By term number: 1 + the index of the question's term it stands for, or 0. */
  readonly termOf: Uint8Array;
  /** By term number: how much it counts as that term, between 0 and 1. */
  readonly closeness: Float32Array;
  /** By index of the question's term: its inverse document frequency. */
  readonly weights: Float32Array;
  /** Sum of `weights`; 1 where there are none. */
  readonly total: number;
  readonly heaviest: number;
  /** By index of the question's term: 1 where it may be what is asked of the subject. */
  readonly predicates: Uint8Array;
  /** What a word would weigh that no passage holds and its language hardly knows. */
  readonly unknownWeight: number;
  /** Every term number that stands for a term of the question. */
  readonly ids: readonly number[];
  readonly pairs: ParsedQuestion['pairs'];
  readonly expects: number;
}

/** Words that only name the kind of answer need not stand in the passage: they count by half. */
const FOCUS_SHARE = 0.5;
/** A derived word counts for this much of the word it comes from ("inventor" for "invented"). */
const DERIVED_CLOSENESS = 0.4;
/** A word as another language would have it may be a name, or mean something else. */
const FOREIGN_CLOSENESS = 0.8;
/** Longer questions keep their first terms; the limit lets an index of terms fit into a byte. */
const MOST_TERMS = 64;

/** What an index has to be asked about a question's terms. */
export function termRequests({ language, terms }: ParsedQuestion): TermRequest[] {
  return terms.slice(0, MOST_TERMS).map(({ term, foreign }) => ({
    term,
    root: rootKey(term, languageOfWord(term, language)),
    variants: foreign,
    synonyms: [],
  }));
}

/**
 * Weighs a question's terms.
 * @param found what an index answered to `termRequests`.
 */
export function prepareQuestion(parsed: ParsedQuestion, found: LookUp): PreparedQuestion {
  const { language } = parsed;
  const terms = parsed.terms.slice(0, MOST_TERMS);
  const passages = comparable(found, language);
  const termOf = new Uint8Array(found.termCount);
  const closeness = new Float32Array(found.termCount);
  const weights = new Float32Array(terms.length);
  const ids: number[] = [];
  const standsFor = (id: number, term: number, close: number): void => {
    if ((closeness[id] as number) >= close) return;
    if (termOf[id] === 0) ids.push(id);
    termOf[id] = term + 1;
    closeness[id] = close;
  };
  for (const [index, { term, isFocus }] of terms.entries()) {
    const each = found.terms[index];
    if (each === undefined) continue;
    const { known, variants, derived, spelt } = each;
    const best = known ?? variants[0] ?? { term, frequency: 0 };
    const weight = termWeight(best.term, language, best.frequency, passages);
    weights[index] = weight * (isFocus ? FOCUS_SHARE : 1);
    if (known) standsFor(known.id, index, 1);
    for (const { id } of variants) standsFor(id, index, FOREIGN_CLOSENESS);
    for (const { id } of derived) standsFor(id, index, DERIVED_CLOSENESS);
    for (const { id, slips } of spelt) standsFor(id, index, closenessOf(slips, term.length));
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    termOf,
    closeness,
    weights,
    total: total || 1,
    predicates: Uint8Array.from(terms, ({ isPredicate }) => (isPredicate ? 1 : 0)),
    heaviest: Math.max(...weights, Number.MIN_VALUE),
    unknownWeight: termWeight('', language, 0, passages),
    ids,
    pairs: parsed.pairs.filter(([a, b]) => a < MOST_TERMS && b < MOST_TERMS),
    expects: parsed.expects,
  };
}

/**
 * How many passages a term could stand in: a word is not rare because most articles are in other
 * languages. All of them where none is in the question's.
 */
function comparable({ passages, languages, passagesIn }: LookUp, language: string | null): number {
  return (language !== null && passagesIn[languages.indexOf(language)]) || passages;
}

/** What each term number of a question weighs in the search for candidates. */
export function queryTerms(question: PreparedQuestion): { id: number; weight: number }[] {
  const { ids, termOf, weights, closeness } = question;
  return ids.map((id) => ({
    id,
    weight: (weights[(termOf[id] as number) - 1] as number) * (closeness[id] as number),
  }));
}
