/** A question as the index sees it: its terms as numbers with weights, kindred terms included. */
import type { ParsedQuestion } from './question.ts';
import {
  derivedTerms,
  frequencyOf,
  nearTerms,
  synonymousTerms,
  termWeight,
  type Vocabulary,
} from './vocabulary.ts';

/** A parsed question against one state of the vocabulary. */
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
  /** What a word would weigh that no passage holds and its language hardly knows. */
  readonly unknownWeight: number;
  /** Every term number that stands for a term of the question. */
  readonly ids: readonly number[];
  readonly pairs: ParsedQuestion['pairs'];
  readonly expects: number;
}

/** Words that only name the kind of answer need not stand in the passage: they count by half. */
const FOCUS_SHARE = 0.5;
/** A word as another language would have it may be a name, or mean something else. */
const FOREIGN_CLOSENESS = 0.8;
/** Longer questions keep their first terms; the limit lets an index of terms fit into a byte. */
const MOST_TERMS = 64;

/** Looks a question's terms up. */
export function prepareQuestion(vocabulary: Vocabulary, parsed: ParsedQuestion): PreparedQuestion {
  const { language } = parsed;
  const terms = parsed.terms.slice(0, MOST_TERMS);
  const termOf = new Uint8Array(vocabulary.terms.length);
  const closeness = new Float32Array(vocabulary.terms.length);
  const weights = new Float32Array(terms.length);
  const ids: number[] = [];
  const standsFor = (id: number, term: number, close: number): void => {
    if ((closeness[id] as number) >= close) return;
    if (termOf[id] === 0) ids.push(id);
    termOf[id] = term + 1;
    closeness[id] = close;
  };
  terms.forEach(({ term, foreign, isFocus }, index) => {
    const isFound = (each: string): boolean => frequencyOf(vocabulary, each) > 0;
    const found = [term, ...foreign].filter(isFound);
    const weight = termWeight(vocabulary, found[0] ?? term, language);
    weights[index] = weight * (isFocus ? FOCUS_SHARE : 1);
    const known = found.length > 0;
    for (const each of found) {
      const close = each === term ? 1 : FOREIGN_CLOSENESS;
      standsFor(vocabulary.ids.get(each) as number, index, close);
    }
    const kin = derivedTerms(vocabulary, term);
    if (!known && kin.length === 0) kin.push(...nearTerms(vocabulary, term));
    kin.push(...synonymousTerms(vocabulary, term, language));
    for (const { id, closeness: close } of kin) standsFor(id, index, close);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    termOf,
    closeness,
    weights,
    total: total || 1,
    heaviest: Math.max(...weights, Number.MIN_VALUE),
    unknownWeight: termWeight(vocabulary, '', language),
    ids,
    pairs: parsed.pairs.filter(([a, b]) => a < MOST_TERMS && b < MOST_TERMS),
    expects: parsed.expects,
  };
}
