/** What several indexes know of a question's terms and phrases, put together as if they were one. */
import type { JoinedTerms } from './joined-terms.ts';
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

/**
 * Near spellings and explanations that each part is asked for: what is rare in one may be common in all
 * together, and what no part names among so many is not missed.
 */
const MANY = 64;

/** What each part is asked. */
export interface PartRequests {
  /** The terms as they are wanted, then the single ones of the phrases' words and wordings. */
  readonly terms: readonly TermRequest[];
  readonly phrases: readonly PhraseRequest[];
}

/** What is asked of each part for what is wanted of all. */
export function partRequests(
  wanted: readonly TermRequest[],
  phrases: readonly PhraseRequest[],
): PartRequests {
  const single = new Set(phrases.flatMap(({ words, wordings }) => [...words, ...wordings.flat()]));
  return {
    terms: [
      // Near spellings come later, and only of what no part knows.
      ...wanted.map((each) => ({ ...each, spellings: 0 })),
      ...Array.from(single, plainRequest),
    ],
    phrases: phrases.map((each) => ({
      ...{ terms: each.terms, words: [], wordings: [], explanations: MANY },
    })),
  };
}

function plainRequest(term: string): TermRequest {
  return { term, root: '', variants: [], synonyms: [], spellings: 0 };
}

/** What each part is asked after that. */
export interface FurtherRequests {
  /** Which of the wanted terms no part knows, by their places: their near spellings are looked for. */
  readonly unknown: readonly number[];
  /** By part: those terms, then what another part explains and this one has not named. */
  readonly terms: readonly (readonly TermRequest[])[];
}

/** What is to be asked after the first answers; nothing of most questions. */
export function furtherRequests(
  wanted: readonly TermRequest[],
  { terms }: PartRequests,
  found: readonly Pick<LookUp, 'terms' | 'phrases'>[],
): FurtherRequests {
  const isKnown = ({ known, variants, derived }: FoundTerm) =>
    known !== null || variants.length > 0 || derived.length > 0;
  const unknown = [...wanted.keys()].filter(
    (at) =>
      wanted[at]?.spellings !== 0 && !found.some((part) => isKnown(part.terms[at] as FoundTerm)),
  );
  const spelt = unknown.map((at) => ({ ...(wanted[at] as TermRequest), spellings: MANY }));
  const explained = new Set(
    found.flatMap(({ phrases }) =>
      phrases.flatMap((each) => [...each.words, ...each.wordings.flat()].map(({ term }) => term)),
    ),
  );
  const asked = new Set(
    terms.flatMap(({ term, variants, synonyms }) => [term, ...variants, ...synonyms]),
  );
  return {
    unknown,
    // A term that was asked for, or is derived from one that was, a part would have named.
    terms: found.map((part) => {
      const named = new Set(namedIn(part).map(({ term }) => term));
      const unsure = [...explained].filter((term) => !named.has(term) && !asked.has(term));
      return [...spelt, ...unsure.map(plainRequest)];
    }),
  };
}

/** The first answers, with the near spellings that came after them. */
export function withSpellings(
  found: readonly LookUp[],
  more: readonly (LookUp | null)[],
  unknown: readonly number[],
): LookUp[] {
  return found.map((part, index) => ({
    ...part,
    terms: part.terms.map((term, at) => {
      const later = more[index]?.terms[unknown.indexOf(at)];
      return later === undefined ? term : { ...term, spelt: later.spelt };
    }),
  }));
}

/** All terms that a part has named. */
function namedIn({ terms, phrases }: Pick<LookUp, 'terms' | 'phrases'>): KnownTerm[] {
  return [
    ...terms.flatMap(({ known, variants, derived, spelt, synonyms }) => [
      ...(known === null ? [] : [known]),
      ...[...variants, ...derived, ...spelt, ...synonyms],
    ]),
    ...phrases.flatMap(({ words, wordings }) => [...words, ...wordings.flat()]),
  ];
}

/** All that was asked and answered. */
interface Answers {
  readonly wanted: readonly TermRequest[];
  readonly phrases: readonly PhraseRequest[];
  readonly found: readonly LookUp[];
  /** By part: what was asked after it; null where nothing was. */
  readonly more: readonly (LookUp | null)[];
}

/** What one index over all parts would have found; their terms are numbered together. */
export function mergedLookUp(
  { wanted, phrases, found, more }: Answers,
  joined: JoinedTerms,
): Pick<LookUp, 'terms' | 'phrases'> {
  const frequencies = countNamed(found, more, joined);
  const knownOf = (term: string): KnownTerm | null => {
    const frequency = frequencies.get(term) ?? 0;
    return frequency === 0 ? null : { term, id: joined.numberOf(term), frequency };
  };
  const allOf = (terms: readonly string[]) => terms.flatMap((term) => knownOf(term) ?? []);
  return {
    terms: wanted.map((request, at) => {
      const answers = found.flatMap(({ terms }) => terms[at] ?? []);
      return mergedTerm(request, answers, knownOf, allOf);
    }),
    phrases: phrases.map((request, at) => {
      const answers = found.flatMap((part) => part.phrases[at] ?? []);
      return mergedPhrase(request, answers, allOf);
    }),
  };
}

/** By term that some part names: how many passages of all hold it. */
function countNamed(
  found: readonly LookUp[],
  more: readonly (LookUp | null)[],
  joined: JoinedTerms,
): ReadonlyMap<string, number> {
  const frequencies = new Map<string, number>();
  for (const [part, first] of found.entries()) {
    const later = more[part];
    const named = new Map(
      [...namedIn(first), ...(later ? namedIn(later) : [])].map((known) => [known.term, known]),
    );
    for (const [term, known] of named) {
      joined.note(part, known);
      frequencies.set(term, (frequencies.get(term) ?? 0) + known.frequency);
    }
  }
  for (const [term, frequency] of frequencies) joined.setFrequency(term, frequency);
  return frequencies;
}

function mergedTerm(
  { term, variants, synonyms, spellings = MOST_SPELLINGS }: TermRequest,
  answers: readonly FoundTerm[],
  knownOf: (term: string) => KnownTerm | null,
  allOf: (terms: readonly string[]) => KnownTerm[],
): FoundTerm {
  const known = knownOf(term);
  const derived = new Set(answers.flatMap((each) => each.derived.map((other) => other.term)));
  derived.delete(term);
  const found = { known, variants: allOf(variants), derived: allOf([...derived].sort()) };
  const isFound = known !== null || found.variants.length > 0 || derived.size > 0;
  const slipsOf = new Map(
    isFound ? [] : answers.flatMap(({ spelt }) => spelt.map((each) => [each.term, each.slips])),
  );
  const spelt = allOf([...slipsOf.keys()])
    .map((each) => ({ ...each, slips: slipsOf.get(each.term) ?? 0 }))
    .sort((a, b) => a.slips - b.slips || b.frequency - a.frequency || (a.term < b.term ? -1 : 1))
    .slice(0, spellings);
  return { ...found, spelt, synonyms: allOf(synonyms) };
}

function mergedPhrase(
  { words, wordings, explanations = MOST_EXPLANATIONS }: PhraseRequest,
  answers: readonly FoundPhrase[],
  allOf: (terms: readonly string[]) => KnownTerm[],
): FoundPhrase {
  const short = commonest(
    answers.map((each) => ({
      texts: each.words.map(({ term }) => [term]),
      counts: each.explainedIn.words,
    })),
    explanations,
  );
  const long = commonest(
    answers.map((each) => ({
      texts: each.wordings.map((wording) => wording.map(({ term }) => term)),
      counts: each.explainedIn.wordings,
    })),
    explanations,
  );
  const whole = (terms: readonly string[]) => {
    const known = allOf(terms);
    return known.length === terms.length && known.length > 0 ? [known] : [];
  };
  return {
    words: [...short.flatMap(({ terms }) => allOf(terms)), ...allOf(words)],
    wordings: [...long.flatMap(({ terms }) => whole(terms)), ...wordings.flatMap(whole)],
    explainedIn: {
      words: short.map(({ passages }) => passages),
      wordings: long.map(({ passages }) => passages),
    },
  };
}

/** Explanations of all parts, commonest first, of equally common ones by their terms. */
function commonest(
  parts: readonly {
    readonly texts: readonly (readonly string[])[];
    readonly counts: readonly number[];
  }[],
  most: number,
): { readonly terms: readonly string[]; readonly passages: number }[] {
  const counted = new Map<string, { terms: readonly string[]; passages: number }>();
  for (const { texts, counts } of parts) {
    for (const [at, passages] of counts.entries()) {
      const terms = texts[at] ?? [];
      const text = terms.join(' ');
      counted.set(text, { terms, passages: (counted.get(text)?.passages ?? 0) + passages });
    }
  }
  return [...counted]
    .sort(([a, one], [b, other]) => other.passages - one.passages || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([, each]) => each);
}
