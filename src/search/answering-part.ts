/** Which part of a sentence answers a question: where a passage is one sentence, marking all of it would mark nothing. */
import type { Span } from '../model.ts';
import { type AskedValue, askedValue, fits } from './agreement.ts';
import { tokenize } from './terms.ts';
import { valuesOf } from './values.ts';

/** A part that is nearly all of the sentence says no more than the sentence. */
const MOST = 0.6;
/** UTF-16 units: what is longer is no sentence that somebody wrote. */
const LONGEST = 1_000;
/** Between clauses; a comma in a number is in none. */
const BETWEEN = /[,;:]\s|\s[–—]\s|[()]/gu;
/** Signs that a sentence ends with. */
const ENDING: ReadonlySet<string> = new Set('.!?…"”’»');
const NOTHING_ABOVE: ReadonlySet<string> = new Set();

/**
 * The clause with the number, date or name that is asked for, or that itself where the clause is nearly the sentence.
 * @param question in the sentence's language.
 * @returns a span of the sentence; null where something else is asked, or nothing in it or more than one thing may answer.
 */
export function answeringPart(question: string, sentence: string): Span | null {
  const asked = sentence.length > LONGEST ? null : askedValue(question, []);
  if (asked === null) return null;
  const values = valuesOf(sentence, asked.language).filter((one) =>
    fits(one, asked, NOTHING_ABOVE),
  );
  const clauses = clausesOf(sentence)
    .map((clause) => ({
      ...clause,
      held: values.filter(({ start, end }) => start >= clause.start && end <= clause.end),
    }))
    .filter(({ held }) => held.length > 0);
  const [best, second] = clauses
    .map((clause) => ({
      ...clause,
      terms: termsIn(sentence.slice(clause.start, clause.end), asked),
    }))
    .sort((a, b) => b.terms - a.terms);
  if (best === undefined || best.terms === second?.terms) return null;
  if (best.end - best.start <= MOST * sentence.length) return { start: best.start, end: best.end };
  const [only, other] = best.held;
  return only && !other ? { start: only.start, end: only.end } : null;
}

/** How many of the terms that are asked for a text has. */
function termsIn(text: string, { language, known }: AskedValue): number {
  return new Set(
    tokenize(text, language)
      .map(({ term }) => term)
      .filter((term) => known.has(term)),
  ).size;
}

/** A sentence in its clauses, without the signs between them and the point at its end. */
function clausesOf(sentence: string): Span[] {
  const clauses: Span[] = [];
  let from = 0;
  const add = (to: number) => {
    const words = sentence.slice(from, to);
    const start = from + words.length - words.trimStart().length;
    const end = from + words.trimEnd().length;
    if (end > start) clauses.push({ start, end });
  };
  for (const { 0: sign, index } of sentence.matchAll(BETWEEN)) {
    add(index);
    from = index + sign.length;
  }
  let end = sentence.length;
  while (end > from && ENDING.has(sentence.charAt(end - 1))) end--;
  add(end);
  return clauses;
}
