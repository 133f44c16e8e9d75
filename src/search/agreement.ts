/** Whether two articles' sentences say the same of what is asked, or another thing: better silent than wrong. */
import type { LanguageCode } from '../languages/languages.ts';
import { oncePerLanguage } from '../languages/once-per-language.ts';
import type { Span } from '../model.ts';
import { Shape } from './answer-shapes.ts';
import { parseQuestion, questionWords } from './question.ts';
import { languageTable, plainWords } from './spelling.ts';
import { type Token, tokenize } from './terms.ts';
import { compareValues, type Value, valuesOf } from './values.ts';

/** A sentence that may answer a question. */
export interface Said {
  readonly sentence: string;
  /** What stands above it, title first; a subject that is named there goes without saying below. */
  readonly heading: string;
}

/** Two sentences agree, or differ by two values: offsets into their sentences. */
export type Agreement =
  | { readonly kind: 'agree' }
  | { readonly kind: 'differ'; readonly own: Span; readonly other: Span };

/** What is asked, for as many comparisons as wanted. */
export interface AskedValue {
  readonly language: LanguageCode;
  readonly kind: Value['kind'];
  /** What a number has to be of, where the question says: a dimension, or `null` for any. */
  readonly dimensions: readonly string[] | null;
  /** Terms that both sentences must hold, or their headings. */
  readonly terms: ReadonlySet<string>;
  /** Those that must be in the sentence itself: "how **high**". */
  readonly measures: ReadonlySet<string>;
  /** Every term of the question. */
  readonly known: ReadonlySet<string>;
}

/** A longer sentence says more than one thing. UTF-16 units. */
const LONGEST = 400;

const DIMENSIONS: readonly (readonly [shape: number, dimensions: readonly string[]])[] = [
  [Shape.duration, ['time', 'months']],
  [Shape.money, ['dollars', 'euros', 'pounds', 'yen', 'roubles']],
];

/** What a question asks for; null where that is no number, date or name, or nothing is named. */
export function askedValue(question: string, searched: readonly LanguageCode[]): AskedValue | null {
  const { language, expects } = parseQuestion(question, searched);
  if (language === null) return null;
  const kind = kindOf(expects);
  if (kind === null) return null;
  const { beforeFocus, focus, courtesies } = questionWords(language);
  const terms = new Set<string>();
  const measures = new Set<string>();
  const known = new Set<string>();
  let before = '';
  for (const { word, term } of tokenize(question, language)) {
    const isMeasure = beforeFocus.has(before);
    before = word;
    if (term === '' || courtesies.has(word)) continue;
    known.add(term);
    if (focus.has(word)) continue;
    // "How long" is told by the unit alone.
    if (!isMeasure) terms.add(term);
    else if ((expects & Shape.duration) === 0) measures.add(term);
  }
  if (terms.size === 0) return null;
  const isOnly = (expects & Shape.number) === 0 && kind === 'number';
  const dimensions = DIMENSIONS.find(([shape]) => isOnly && (expects & shape) !== 0)?.[1] ?? null;
  return { language, kind, dimensions, terms, measures, known };
}

function kindOf(expects: number): Value['kind'] | null {
  if ((expects & Shape.time) !== 0) return 'date';
  if ((expects & (Shape.number | Shape.money | Shape.percent | Shape.duration)) !== 0)
    return 'number';
  return (expects & (Shape.name | Shape.place)) !== 0 ? 'name' : null;
}

/** A sentence as it is compared. */
interface Read {
  readonly value: Value;
  /** Dates in it, but for the value. */
  readonly dates: readonly string[];
  readonly hedges: readonly string[];
  /** Whether nothing is said up to the value but what is asked: no other subject stands there. */
  readonly isPlain: boolean;
}

/**
 * Compares two sentences of different articles.
 * @returns null where they speak of different things, or that is not sure.
 */
export function compareSaid(asked: AskedValue, own: Said, other: Said): Agreement | null {
  const one = readSaid(asked, own);
  const two = readSaid(asked, other);
  if (one === null || two === null) return null;
  if (`${one.dates}` !== `${two.dates}`) return null;
  const compared = compareValues(one.value, two.value);
  if (compared === 'equal' && `${one.hedges}` === `${two.hedges}`) return { kind: 'agree' };
  const arePlain = one.isPlain && two.isPlain && one.hedges.length + two.hedges.length === 0;
  if (compared !== 'different' || !arePlain) return null;
  const spanOf = ({ value: { start, end } }: Read): Span => ({ start, end });
  return { kind: 'differ', own: spanOf(one), other: spanOf(two) };
}

/** Null where a sentence does not hold what is asked and one value that may be the answer. */
function readSaid(asked: AskedValue, { sentence, heading }: Said): Read | null {
  if (sentence.length > LONGEST) return null;
  const { language } = asked;
  const tokens = tokenize(sentence, language);
  const held = new Set(tokens.map(({ term }) => term));
  const above = new Set(tokenize(heading, language).map(({ term }) => term));
  for (const term of asked.measures) if (!held.has(term)) return null;
  for (const term of asked.terms) if (!held.has(term) && !above.has(term)) return null;
  const values = valuesOf(sentence, language);
  const fitting = values.filter((value) => fits(value, asked, above));
  const [value] = fitting;
  if (value === undefined || fitting.length > 1) return null;
  const hedging = hedgesOf(language);
  return {
    value,
    dates: values.flatMap((each) =>
      each.kind === 'date' && each !== value ? [`${each.year}-${each.month}`] : [],
    ),
    hedges: tokens
      .filter(
        ({ word, start }) =>
          hedging.has(word) && !values.some((each) => start >= each.start && start < each.end),
      )
      .map(({ word }) => word)
      .sort(),
    isPlain: isPlain(asked, { tokens, values, value, above }),
  };
}

/**
 * Whether a value may be what is asked: of the kind, and not in the question itself.
 * @param above terms of the headings, which no name that answers has.
 */
export function fits(value: Value, asked: AskedValue, above: ReadonlySet<string>): boolean {
  if (value.kind !== asked.kind) return false;
  if (value.kind === 'name')
    return !value.terms.some((term) => asked.known.has(term) || above.has(term));
  if (value.kind === 'date') return !asked.known.has(`${value.year}`);
  return asked.dimensions === null || asked.dimensions.includes(value.of ?? '');
}

/**
 * Whether the words up to the last one that is asked for, the value's among them, are all of the
 * question, the headings or the value: "the road to the dam" is not the dam.
 */
function isPlain(
  { terms, measures }: AskedValue,
  said: {
    readonly tokens: readonly Token[];
    readonly values: readonly Value[];
    readonly value: Value;
    readonly above: ReadonlySet<string>;
  },
): boolean {
  const { tokens, value, values, above } = said;
  const isAsked = ({ term }: Token) => terms.has(term) || measures.has(term);
  const inValue = ({ start, end }: Token) =>
    values.some(
      (each) => (each === value || each.kind === 'date') && start >= each.start && end <= each.end,
    );
  const last = tokens.findLastIndex((token) => isAsked(token) || inValue(token));
  return tokens
    .slice(0, last + 1)
    .every(
      (token) => token.term === '' || isAsked(token) || inValue(token) || above.has(token.term),
    );
}

const hedgesOf = oncePerLanguage((language) =>
  plainWords(languageTable(language).values.hedges, language),
);
