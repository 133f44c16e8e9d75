/** The terms of the indexed passages: their numbers, how many passages hold each, and their kin. */
import { letterMask, masksFit, slipsBetween, toleratedSlips } from '../search/near-spellings.ts';
import { LEAST_ROOT, rootKeys } from '../search/terms.ts';
import {
  type AbbreviationCounts,
  createAbbreviationCounts,
  explained,
} from './abbreviation-counts.ts';
import {
  type FoundPhrase,
  type FoundTerm,
  type KnownTerm,
  type LookUp,
  MOST_EXPLANATIONS,
  MOST_SPELLINGS,
  type PhraseRequest,
  type TermRequest,
} from './passage-index.ts';

/** Terms by number; number 0 is kept for stop words. Terms stay when their passages go. */
export interface Vocabulary {
  readonly ids: Map<string, number>;
  readonly terms: string[];
  /** By term number: the letters it holds, see `letterMask`. */
  readonly masks: number[];
  /**
   * Term numbers by their first letters: a root is what is left of a term without its endings, so what
   * shares one begins alike. To keep every root would take half of the memory.
   */
  readonly byBeginning: Map<string, number[]>;
  /** By term number: how many searchable passages hold it. */
  documentFrequency: Uint32Array;
  /** What searchable passages say that terms are short for. */
  readonly abbreviations: AbbreviationCounts;
  /** The count of searchable passages. */
  passages: number;
}

/** An empty vocabulary. */
export function createVocabulary(): Vocabulary {
  return {
    ids: new Map(),
    terms: [''],
    masks: [0],
    byBeginning: new Map(),
    documentFrequency: new Uint32Array(1024),
    abbreviations: createAbbreviationCounts(),
    passages: 0,
  };
}

/** The number of a term, given out on first sight. */
export function internTerm(vocabulary: Vocabulary, term: string): number {
  const known = vocabulary.ids.get(term);
  if (known !== undefined) return known;
  const id = vocabulary.terms.length;
  enterTerm(vocabulary, id, term);
  return id;
}

/**
 * Takes in a term under a number that none has; those before it may come later, or never.
 * @param term '' for one that no passage holds any more and that was forgotten: its number stays taken.
 */
export function enterTerm(vocabulary: Vocabulary, id: number, term: string): void {
  // Without holes, which would turn the arrays into slow ones.
  while (vocabulary.terms.length <= id) {
    vocabulary.terms.push('');
    vocabulary.masks.push(0);
  }
  if (term === '') return;
  vocabulary.ids.set(term, id);
  vocabulary.terms[id] = term;
  vocabulary.masks[id] = letterMask(term);
  const beginning = term.slice(0, LEAST_ROOT);
  const alike = vocabulary.byBeginning.get(beginning);
  if (alike === undefined) vocabulary.byBeginning.set(beginning, [id]);
  else alike.push(id);
  if (id >= vocabulary.documentFrequency.length) {
    const grown = new Uint32Array(id * 2);
    grown.set(vocabulary.documentFrequency);
    vocabulary.documentFrequency = grown;
  }
}

/** See `PassageIndex.lookUp`. */
export function lookUpIn(
  vocabulary: Vocabulary,
  terms: readonly TermRequest[],
  phrases: readonly PhraseRequest[],
): Pick<LookUp, 'terms' | 'phrases' | 'termCount'> {
  return {
    termCount: vocabulary.terms.length,
    phrases: phrases.map((phrase) => findPhrase(vocabulary, phrase)),
    terms: terms.map(({ term, root, spellings, ...others }): FoundTerm => {
      const known = knownTerm(vocabulary, term);
      const knownOf = (each: readonly string[]) =>
        each.flatMap((one) => knownTerm(vocabulary, one) ?? []);
      const variants = knownOf(others.variants);
      const derived = derivedTerms(vocabulary, term, root);
      const isFound = known !== null || variants.length > 0 || derived.length > 0;
      const spelt = isFound ? [] : nearTerms(vocabulary, term, spellings);
      return { known, variants, derived, spelt, synonyms: knownOf(others.synonyms) };
    }),
  };
}

/** A term that some searchable passage holds; null for any other. */
export function knownTerm(vocabulary: Vocabulary, term: string): KnownTerm | null {
  const id = vocabulary.ids.get(term);
  return id === undefined ? null : searchable(vocabulary, id);
}

/** Terms that share a term's root, one of its `rootKeys`, without itself; in their own order. */
export function derivedTerms(vocabulary: Vocabulary, term: string, root: string): KnownTerm[] {
  const bare = root.slice(root.indexOf(' ') + 1);
  if (bare.length < LEAST_ROOT) return [];
  return (vocabulary.byBeginning.get(bare.slice(0, LEAST_ROOT)) ?? [])
    .flatMap((id) => {
      const other = vocabulary.terms[id] as string;
      if (other === term || !other.startsWith(bare)) return [];
      const found = searchable(vocabulary, id);
      return found !== null && rootKeys(other).includes(root) ? [found] : [];
    })
    .sort((a, b) => (a.term < b.term ? -1 : 1));
}

/** Terms that are spelt nearly like an unknown word; see `FoundTerm.spelt`. */
export function nearTerms(
  vocabulary: Vocabulary,
  term: string,
  most = MOST_SPELLINGS,
): FoundTerm['spelt'] {
  const slips = toleratedSlips(term.length);
  if (most === 0 || slips === 0 || /\d/.test(term)) return [];
  const mask = letterMask(term);
  const found: FoundTerm['spelt'][number][] = [];
  for (let id = 1; id < vocabulary.terms.length; id++) {
    if (!masksFit(mask, vocabulary.masks[id] as number, slips)) continue;
    const other = vocabulary.terms[id] as string;
    if (Math.abs(other.length - term.length) > slips) continue;
    const known = searchable(vocabulary, id);
    if (known === null) continue;
    const distance = slipsBetween(term, other, slips);
    if (distance <= slips) found.push({ ...known, slips: distance });
  }
  return found
    .sort((a, b) => a.slips - b.slips || b.frequency - a.frequency || (a.term < b.term ? -1 : 1))
    .slice(0, most);
}

/** Requested phrases as searchable passages know them; see `FoundPhrase`. */
export function findPhrase(
  vocabulary: Vocabulary,
  { terms, words, wordings, explanations = MOST_EXPLANATIONS }: PhraseRequest,
): FoundPhrase {
  const ids = terms.map((term) => vocabulary.ids.get(term) ?? 0);
  const knownOf = (id: number) => searchable(vocabulary, id) ?? [];
  const allOf = (known: readonly (KnownTerm | null)[]) =>
    known.length > 0 && known.every((each) => each !== null) ? [known as readonly KnownTerm[]] : [];
  const { short, long } = ids.includes(0)
    ? { short: [], long: [] }
    : explained(
        vocabulary.abbreviations,
        ids,
        explanations,
        (id) => vocabulary.terms[id] as string,
      );
  // What a searchable passage explains it holds, so each of these is known.
  return {
    words: [
      ...short.flatMap(({ ids: [id = 0] }) => knownOf(id)),
      ...words.flatMap((each) => knownTerm(vocabulary, each) ?? []),
    ],
    wordings: [
      ...long.flatMap((each) => allOf(each.ids.map((id) => searchable(vocabulary, id)))),
      ...wordings.flatMap((each) => allOf(each.map((term) => knownTerm(vocabulary, term)))),
    ],
    explainedIn: {
      words: short.map(({ passages }) => passages),
      wordings: long.map(({ passages }) => passages),
    },
  };
}

function searchable({ terms, documentFrequency }: Vocabulary, id: number): KnownTerm | null {
  const frequency = documentFrequency[id] ?? 0;
  return frequency > 0 ? { term: terms[id] as string, id, frequency } : null;
}
