/** The terms of the indexed passages: their numbers, how many passages hold each, and their kin. */
import type { LanguageCode } from '../languages/languages.ts';
import { expectedShare } from './common-words.ts';
import {
  closenessOf,
  letterMask,
  masksFit,
  slipsBetween,
  toleratedSlips,
} from './near-spellings.ts';
import { relatedTerms } from './related-words.ts';
import { root } from './terms.ts';

/** Terms by number; number 0 is kept for stop words. Terms stay when their passages go. */
export interface Vocabulary {
  readonly ids: Map<string, number>;
  readonly terms: string[];
  /** By term number: the letters it holds, see `letterMask`. */
  readonly masks: number[];
  /** Term numbers by `root`, where a root has several. */
  readonly byRoot: Map<string, number[]>;
  /** By term number: how many searchable passages hold it. */
  documentFrequency: Uint32Array;
  /** The count of searchable passages. */
  passages: number;
}

/** A term of the vocabulary that may stand for a word of the question. */
export interface Kin {
  readonly id: number;
  /** How much it counts as that word, between 0 and 1. */
  readonly closeness: number;
}

/** An empty vocabulary. */
export function createVocabulary(): Vocabulary {
  return {
    ids: new Map(),
    terms: [''],
    masks: [0],
    byRoot: new Map(),
    documentFrequency: new Uint32Array(1024),
    passages: 0,
  };
}

/** The number of a term, given out on first sight. */
export function internTerm(vocabulary: Vocabulary, term: string): number {
  const known = vocabulary.ids.get(term);
  if (known !== undefined) return known;
  const id = vocabulary.terms.length;
  vocabulary.ids.set(term, id);
  vocabulary.terms.push(term);
  vocabulary.masks.push(letterMask(term));
  const stemRoot = root(term);
  const family = vocabulary.byRoot.get(stemRoot);
  if (family === undefined) vocabulary.byRoot.set(stemRoot, [id]);
  else family.push(id);
  if (id >= vocabulary.documentFrequency.length) {
    const grown = new Uint32Array(vocabulary.documentFrequency.length * 2);
    grown.set(vocabulary.documentFrequency);
    vocabulary.documentFrequency = grown;
  }
  return id;
}

/** How many searchable passages hold a term. */
export function frequencyOf(vocabulary: Vocabulary, term: string): number {
  const id = vocabulary.ids.get(term);
  return id === undefined ? 0 : (vocabulary.documentFrequency[id] ?? 0);
}

/**
 * How many passages of the language at large are mixed into the counts of the collection, so that a
 * collection of a few passages knows that "country" says less than "Normandy".
 */
const BACKGROUND_PASSAGES = 200;

/**
 * Inverse document frequency of a term, in nats, smoothed by its language at large: about 0 for a
 * word in every passage, about ln(passages + 200) for an unknown one.
 */
export function termWeight(
  vocabulary: Vocabulary,
  term: string,
  language: LanguageCode | null,
): number {
  const common = BACKGROUND_PASSAGES * expectedShare(term, language);
  const expected = frequencyOf(vocabulary, term) + common;
  const weight = Math.log((vocabulary.passages + BACKGROUND_PASSAGES + 1) / (expected + 0.5));
  return Math.max(weight, MIN_WEIGHT);
}
/** Even a word of every passage may decide between two sentences. */
const MIN_WEIGHT = 0.05;

/** A derived word counts for this much of the word it comes from ("inventor" for "invented"). */
const DERIVED_CLOSENESS = 0.4;

/** Terms that share their root with a term, without itself. */
export function derivedTerms(vocabulary: Vocabulary, term: string): Kin[] {
  const family = vocabulary.byRoot.get(root(term)) ?? [];
  return family
    .filter((id) => vocabulary.terms[id] !== term && isSearchable(vocabulary, id))
    .map((id) => ({ id, closeness: DERIVED_CLOSENESS }));
}

/** Terms that mean nearly the same as a term of a language. */
export function synonymousTerms(
  vocabulary: Vocabulary,
  term: string,
  language: LanguageCode | null,
): Kin[] {
  const kin: Kin[] = [];
  for (const [other, closeness] of relatedTerms(term, language)) {
    const id = vocabulary.ids.get(other);
    if (id !== undefined && isSearchable(vocabulary, id)) kin.push({ id, closeness });
  }
  return kin;
}

/** More near spellings than this are guesses. */
const MOST_SPELLINGS = 4;

/** Terms that are spelt nearly like an unknown word, nearest and commonest first. */
export function nearTerms(vocabulary: Vocabulary, term: string): Kin[] {
  const slips = toleratedSlips(term.length);
  if (slips === 0 || /\d/.test(term)) return [];
  const mask = letterMask(term);
  const found: (Kin & { frequency: number })[] = [];
  for (let id = 1; id < vocabulary.terms.length; id++) {
    if (!masksFit(mask, vocabulary.masks[id] as number, slips)) continue;
    const other = vocabulary.terms[id] as string;
    if (Math.abs(other.length - term.length) > slips || !isSearchable(vocabulary, id)) continue;
    const distance = slipsBetween(term, other, slips);
    if (distance > slips) continue;
    const frequency = vocabulary.documentFrequency[id] ?? 0;
    found.push({ id, closeness: closenessOf(distance, term.length), frequency });
  }
  return found
    .sort((a, b) => b.closeness - a.closeness || b.frequency - a.frequency || a.id - b.id)
    .slice(0, MOST_SPELLINGS);
}

function isSearchable(vocabulary: Vocabulary, id: number): boolean {
  return (vocabulary.documentFrequency[id] ?? 0) > 0;
}
