/**
 * What editors and typesetters add to a quotation without changing its words: reference marks, `[sic]`, a
 * hyphen where a line ends. Each is named, and none is taken for one where it may say something.
 */
import { isQuantityWord } from './quantities.ts';
import type { Difference } from './verdict.ts';

/** `[1]`, `[2, 5]`, `[^1]`, `[a]`, at once behind a word or a stop; several of them one after the other. */
const BRACKETED =
  /(?<=[\p{L}\p{M}.,;:!?…”’"'»)])(?:\[\^?(?:\d{1,3}(?:[,–-] ?\d{1,3}){0,4}|[a-z])\])+(?![\p{L}\p{N}])/gu;
/** `¹`, `²³`: two figures at most, since isotopes have three. */
const RAISED = /(?<=[\p{L}\p{M}.,;:!?…”’"'»)])[¹²³⁰⁴-⁹]{1,2}(?![\p{L}\p{N}⁰¹²³⁴-⁹])/gu;
/** What stands before a mark, up to the white space. */
const LONGEST_WORD = 60;
const LETTER = /[\p{L}\p{M}]/u;
const FIGURES = /\p{N}/u;
/** A shorter word before a raised figure is a unit, a formula or a variable: m², CO², x². */
const LEAST_LETTERS = 4;
const STOP = /[.,;:!?…”’"'»)]$/u;
/** Editors' remarks stand in square brackets: in round ones they would be the author's. */
const SIC = /(?:(?<=\S)[ \u00a0\u202f]{1,2})?\[sic[!.?]?\]/giu;
/** A word that a line's end parts: the rest of it goes on in lower case. */
const LINE_END = /(?<=\p{Ll})[-‐\u00ad][ \t]?\r?\n[ \t]*(?=\p{Ll})/gu;

/** A text without reference marks. */
function withoutReferenceMarks(text: string): string {
  const plain = text.replace(BRACKETED, (mark, at: number) => (marksWord(text, at) ? '' : mark));
  return plain.replace(RAISED, (mark, at: number) => (isRaised(plain, at) ? '' : mark));
}

/** Whether what ends at `at` is a word or a stop, and neither a number nor a unit. */
function marksWord(text: string, at: number): boolean {
  if (STOP.test(text.charAt(at - 1))) return true;
  const word = wordBefore(text, at);
  const before = text.charAt(at - word.length - 1);
  return word !== '' && !FIGURES.test(before) && !isQuantityWord(word);
}

/** The letters that end at a place. */
function wordBefore(text: string, at: number): string {
  let from = at;
  while (from > 0 && at - from < LONGEST_WORD && LETTER.test(text.charAt(from - 1))) from -= 1;
  return text.slice(from, at);
}

/** The same of a raised figure, which may be a power or a part of a formula. */
function isRaised(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - LONGEST_WORD), at);
  if (STOP.test(before)) return !FIGURES.test(before.charAt(before.length - 2));
  const word = wordBefore(text, at);
  if (word.length < LEAST_LETTERS || !marksWord(text, at)) return false;
  return !FIGURES.test(before.slice(0, -word.length).trimEnd().slice(-1));
}

const EDITINGS: readonly (readonly [Difference, (text: string) => string])[] = [
  ['reference marks', withoutReferenceMarks],
  ['sic', (text) => text.replace(SIC, '')],
  ['line-end hyphens', (text) => text.replace(LINE_END, '')],
];

/** A text without some of these marks, and which. */
export interface Unmarked {
  readonly text: string;
  readonly differences: readonly Difference[];
}

/** A text as it is, then without each of these marks, then without several of them. */
export function unmarked(text: string): Unmarked[] {
  const found: Unmarked[] = [{ text, differences: [] }];
  for (const [difference, take] of EDITINGS) {
    for (const each of [...found]) {
      const without = take(each.text);
      if (without === each.text) continue;
      found.push({ text: without, differences: [...each.differences, difference] });
    }
  }
  return found.sort((a, b) => a.differences.length - b.differences.length);
}

/** In articles a paragraph is one line: what was a line's end is a blank behind a hyphen. */
const FORMER_LINE_END = /(?<=\p{Ll}[-‐]) (?=\p{Ll})/gu;

/** How a source differs from a quote that goes without its marks; null where it differs otherwise. */
export function markedDifferently(source: string, quoted: string): readonly Difference[] | null {
  const found = unmarked(source.replace(FORMER_LINE_END, '\n')).find(({ text }) => text === quoted);
  return found && found.differences.length > 0 ? found.differences : null;
}
