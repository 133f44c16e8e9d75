/** A question as the index sees it: its terms as numbers with weights, kindred terms included. */
import type { KnownTerm, LookUp, PhraseRequest, TermRequest } from '../index/passage-index.ts';
import { languageOfWord } from '../languages/detect.ts';
import { closenessOf } from './near-spellings.ts';
import type { QuestionPhrase } from './phrases.ts';
import type { ParsedQuestion } from './question.ts';
import { ofLanguage } from './searched-languages.ts';
import { termWeight } from './term-weights.ts';
import { rootKey } from './terms.ts';

/** A parsed question against one state of the index. */
export interface PreparedQuestion {
  /** By term number: 1 + the index of the question's term it stands for, or 0. */
  readonly termOf: Uint8Array;
  /** Of term numbers that stand for several terms of the question: the indexes of the others. */
  readonly alsoOf: ReadonlyMap<number, readonly number[]>;
  /** By term number: how much it counts as that term, between 0 and 1. */
  readonly closeness: Float32Array;
  /** By index of the question's term: its inverse document frequency. */
  readonly weights: Float32Array;
  /** Sum of `weights`; 1 where there are none. */
  readonly total: number;
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
/** A word or phrase that says the same is not what was asked for word by word. */
const REWORDED_CLOSENESS = 0.8;
/** The words of an abbreviation say less one by one where the articles use the abbreviation itself. */
const WRITTEN_OUT_CLOSENESS = 0.5;
/** Longer questions keep their first terms; the limit lets an index of terms fit into a byte. */
const MOST_TERMS = 64;

/** Terms that stand for terms that stand for others: beyond this a question is no question. */
const MOST_SLOTS = 250;

/** What an index has to be asked about a question's terms. */
export function termRequests({ language, terms }: ParsedQuestion): TermRequest[] {
  return terms.slice(0, MOST_TERMS).map(({ term, foreign, synonyms }) => ({
    term,
    root: rootKey(term, languageOfWord(term, language)),
    variants: foreign,
    synonyms,
    // Of what somebody explained no slip is looked for.
    ...(synonyms.length > 0 && { spellings: 0 }),
  }));
}

/** What an index has to be asked about a question's phrases. */
export function phraseRequests({ phrases }: ParsedQuestion): PhraseRequest[] {
  return phrases.map(({ terms, words, wordings }) => ({ terms, words, wordings }));
}

/**
 * Weighs a question's terms. A term that the articles or the language write out ("CSTO") is weighed
 * as those words together, and its short form stands for each of them.
 * @param found what an index answered to `termRequests` and `phraseRequests`.
 */
export function prepareQuestion(parsed: ParsedQuestion, found: LookUp): PreparedQuestion {
  const { language } = parsed;
  const terms = parsed.terms.slice(0, MOST_TERMS);
  // A word is not rare because most articles are in other languages.
  const passages = ofLanguage(language, found, found.passagesIn, found.passages);
  const phrases = parsed.phrases.filter(({ members }) =>
    members.every((index) => index < MOST_TERMS),
  );
  const foundOf = new Map(parsed.phrases.map((phrase, at) => [phrase, found.phrases[at]]));
  const weigh = (term: string, frequency: number) =>
    termWeight(term, language, frequency, passages);
  /** By index of a question's term: what is weighed in its place. */
  const slotsOf: number[][] = terms.map((_, index) => [index]);
  const weights: number[] = [];
  const standing = createStanding(found.termCount);
  for (const [index, { term, isFocus }] of terms.entries()) {
    const each = found.terms[index];
    const best = each?.known ?? each?.variants[0] ?? each?.synonyms[0] ?? { term, frequency: 0 };
    weights[index] = each ? weigh(best.term, best.frequency) * (isFocus ? FOCUS_SHARE : 1) : 0;
  }
  for (const phrase of phrases) {
    const [index] = phrase.members;
    const each = found.terms[index];
    const isUnknown = !each?.known && each?.variants.length === 0 && each.synonyms.length === 0;
    if (phrase.members.length > 1 || (phrase.isSplit && !isUnknown)) continue;
    const wordings = foundOf.get(phrase)?.wordings ?? [];
    const wording = phrase.isSplit ? mostUsual(wordings) : wordings[0];
    if (wording === undefined || (slotsOf[index] as number[]).length > 1) continue;
    if (weights.length + wording.length > MOST_SLOTS) continue;
    const parts = wording.map(({ term, frequency }) => weigh(term, frequency));
    const whole = (weights[index] as number) / parts.reduce((sum, part) => sum + part, 0);
    slotsOf[index] = parts.map((part, at) => {
      const slot = at === 0 ? index : weights.length;
      weights[slot] = part * whole;
      return slot;
    });
    const close = each?.known ? WRITTEN_OUT_CLOSENESS : REWORDED_CLOSENESS;
    for (const [at, { id }] of wording.entries()) {
      standing.add(id, [slotsOf[index]?.[at] as number], close);
    }
    for (const other of phrase.isSplit ? [] : wordings.slice(1)) {
      if (isSynonym(phrase, other)) standFor(standing, other, slotsOf[index] as number[]);
      else standInstead(standing, wording, other, slotsOf[index] as number[]);
    }
  }
  for (const [index, { term }] of terms.entries()) {
    const each = found.terms[index];
    if (each === undefined) continue;
    const slots = slotsOf[index] as number[];
    if (each.known) standing.add(each.known.id, slots, 1);
    for (const { id } of each.synonyms) standing.add(id, slots, REWORDED_CLOSENESS);
    for (const { id } of each.variants) standing.add(id, slots, FOREIGN_CLOSENESS);
    for (const { id } of each.derived) standing.add(id, slots, DERIVED_CLOSENESS);
    for (const { id, slips } of each.spelt)
      standing.add(id, slots, closenessOf(slips, term.length));
  }
  for (const phrase of phrases) {
    const { words = [], wordings = [] } = foundOf.get(phrase) ?? {};
    const slots = phrase.members.flatMap((index) => slotsOf[index] as number[]);
    for (const { id } of words) standing.add(id, slots, REWORDED_CLOSENESS);
    if (phrase.members.length === 1 || slots.length !== phrase.members.length) continue;
    const own = phrase.members.map((index) => found.terms[index]?.known ?? null);
    for (const other of wordings) {
      if (isSynonym(phrase, other)) standFor(standing, other, slots);
      else standInstead(standing, own, other, slots);
    }
  }
  const rounded = Float32Array.from(weights);
  const total = rounded.reduce((sum, weight) => sum + weight, 0);
  return {
    termOf: standing.termOf,
    alsoOf: standing.alsoOf,
    closeness: standing.closeness,
    weights: rounded,
    total: total || 1,
    predicates: predicatesOf(terms, slotsOf, weights.length),
    unknownWeight: termWeight('', language, 0, passages),
    ids: standing.ids,
    pairs: pairsOf(parsed.pairs, slotsOf),
    expects: parsed.expects,
  };
}

/** Which term numbers stand for which of the question's terms. */
function createStanding(termCount: number) {
  const termOf = new Uint8Array(termCount);
  const closeness = new Float32Array(termCount);
  const alsoOf = new Map<number, number[]>();
  const ids: number[] = [];
  const add = (id: number, slots: readonly number[], close: number): void => {
    const known = closeness[id] as number;
    const [first, ...others] = slots;
    if (first === undefined) return;
    // One word stands for one word, the one that it is nearest to; for several only as a whole.
    if (slots.length === 1) {
      if (known >= close) return;
      if (termOf[id] === 0) ids.push(id);
      termOf[id] = first + 1;
    } else if (termOf[id] === 0) {
      ids.push(id);
      termOf[id] = first + 1;
      alsoOf.set(id, others);
    } else {
      const also = [...(alsoOf.get(id) ?? []), ...slots];
      const own = (termOf[id] as number) - 1;
      alsoOf.set(
        id,
        [...new Set(also)].filter((slot) => slot !== own),
      );
    }
    closeness[id] = Math.max(known, close);
  };
  return { termOf, closeness, alsoOf, ids, add };
}

/** Where a wording has one term of its own ("world war ii", "ww 2"): it stands for what it lacks. */
function standInstead(
  standing: ReturnType<typeof createStanding>,
  own: readonly (KnownTerm | null)[],
  other: readonly KnownTerm[],
  slots: readonly number[],
): void {
  const left = own.flatMap((each, at) =>
    other.some(({ id }) => id === each?.id) ? [] : [slots[at] as number],
  );
  const [word, another] = other.filter(({ id }) => !own.some((each) => each?.id === id));
  if (word !== undefined && another === undefined) standing.add(word.id, left, REWORDED_CLOSENESS);
}

function isSynonym({ synonyms }: QuestionPhrase, wording: readonly KnownTerm[]): boolean {
  return synonyms.has(wording.map(({ term }) => term).join(' '));
}

/** A wording stands for all of a phrase, each of its words for its share of that. */
function standFor(
  standing: ReturnType<typeof createStanding>,
  wording: readonly KnownTerm[],
  slots: readonly number[],
): void {
  const placeOf = (at: number) => Math.floor((at * slots.length) / wording.length);
  for (const [at, { id }] of wording.entries()) {
    const from = placeOf(at);
    standing.add(id, slots.slice(from, Math.max(placeOf(at + 1), from + 1)), REWORDED_CLOSENESS);
  }
}

/** The wording whose rarest term is the commonest. */
function mostUsual(wordings: LookUp['phrases'][number]['wordings']) {
  const rarest = (wording: readonly KnownTerm[]) =>
    Math.min(...wording.map(({ frequency }) => frequency));
  return [...wordings].sort((a, b) => rarest(b) - rarest(a))[0];
}

/** Neighbours as they are weighed: the last of the one and the first of the other, and those within. */
function pairsOf(
  pairs: ParsedQuestion['pairs'],
  slotsOf: readonly (readonly number[])[],
): [number, number][] {
  const found = pairs.flatMap(([a, b]): [number, number][] => {
    const [one, other] = [slotsOf[a]?.at(-1), slotsOf[b]?.[0]];
    return one === undefined || other === undefined ? [] : [[one, other]];
  });
  for (const slots of slotsOf) {
    for (let at = 1; at < slots.length; at++) {
      found.push([slots[at - 1] as number, slots[at] as number]);
    }
  }
  return found;
}

/** What each term number of a question weighs in the search for candidates. */
export function queryTerms(question: PreparedQuestion): { id: number; weight: number }[] {
  const { ids, termOf, alsoOf, weights, closeness } = question;
  return ids.map((id) => {
    const slots = [(termOf[id] as number) - 1, ...(alsoOf.get(id) ?? [])];
    const weight = slots.reduce((sum, slot) => sum + (weights[slot] as number), 0);
    return { id, weight: weight * (closeness[id] as number) };
  });
}

/** By what is weighed: 1 where the term that it stands for says what is asked of the subject. */
function predicatesOf(
  terms: ParsedQuestion['terms'],
  slotsOf: readonly (readonly number[])[],
  count: number,
): Uint8Array {
  const predicates = new Uint8Array(count);
  for (const [index, { isPredicate }] of terms.entries()) {
    for (const slot of slotsOf[index] ?? []) predicates[slot] = isPredicate ? 1 : 0;
  }
  return predicates;
}
