/** Cuts a paragraph into sentences: one linear scan, abbreviations judged with sentencex's lists. */
import { alternatives } from '../languages/alternatives.ts';
import { detectLanguage, languageOfScript, scriptOf } from '../languages/detect.ts';
import type { Span } from '../model.ts';
import { opensSentence, sentenceGoesOn } from './abbreviations.ts';

/** A run of sentence-ending marks with the closing quotes, brackets and notes (`[12]`) after it. */
const TERMINATOR = /[.!?…。！？।؟։]+(?:[”"’'»)\]›“‘]|\[[^\][\n]{1,30}\])*/gu;

/** Marks that end a sentence without a space behind them. */
const FULL_WIDTH = /[。！？]/u;

const CLOSING_QUOTE = /["”’'»“‘]/u;
const OPENING = /^["“„«‘'‹([*_\-–—•\s]+/u;

/** `“Stop!” Smith said` goes on after the quotation: a name or two and a verb of saying. */
const SAYING = new RegExp(
  `^(?:\\p{Lu}[\\p{L}'’.-]*\\s+){1,4}(?:${alternatives(({ prose }) => [...prose.saying].join('|'))})`,
  'u',
);

/** Words that are spelt with a mark: `Yahoo! Inc.` */
const MARKED_WORD = /(?:^|[\s(“"«])(?:Yahoo|Yum|Jeopardy|Guess|Oliver|Airplane|Panic)!$/u;

/** Up to here a quotation inside a sentence (`titled “Stop. Look. Go.”`) is left in one piece. */
const SHORT_QUOTATION = 80;

/** What must be seen of the text around a mark to judge it. */
const LOOK_AROUND = 80;

const OPENING_QUOTE: ReadonlyMap<string, string> = new Map([
  ['“', '”'],
  ['«', '»'],
  ['„', '“'],
  ['「', '」'],
]);

/** Short quotations and bracketed remarks that stand inside a sentence: no sentence ends in them. */
function closedRanges(text: string): Span[] {
  const ranges: Span[] = [];
  for (const match of text.matchAll(/[(“«„「]/gu)) {
    const start = match.index;
    if (start < (ranges.at(-1)?.end ?? 0)) continue;
    const closer = match[0] === '(' ? ')' : (OPENING_QUOTE.get(match[0]) ?? '');
    const limit = match[0] === '(' ? 4 * SHORT_QUOTATION : SHORT_QUOTATION;
    const length = text.slice(start, start + limit).indexOf(closer, 1);
    if (length === -1) continue;
    const before = text.slice(Math.max(0, start - 3), start).trimEnd();
    const opensOne = before === '' || /[.!?…:]["”’»)]?$/u.test(before);
    if (match[0] === '(' || !opensOne) ranges.push({ start, end: start + length + 1 });
  }
  return ranges;
}

/** The tag by which lists are chosen. */
function listLanguage(language: string | null, text: string): string {
  if (language !== null) return language.split('-')[0] ?? 'en';
  return detectLanguage(text) ?? languageOfScript(scriptOf(text) ?? 'Latin');
}

/** Whether a sentence ends with the marks at `start` and goes on no further than `end`. */
function endsAt(text: string, start: number, end: number, marks: string, language: string) {
  const after = text.slice(end, end + LOOK_AROUND);
  if (after.trim() === '') return false;
  if (!/^\s/u.test(after)) return FULL_WIDTH.test(marks);
  const rest = after.trimStart().replace(OPENING, '');
  const next = /^[\p{L}\p{N}\p{M}'’-]+/u.exec(rest)?.[0] ?? '';
  if (/^\p{Ll}/u.test(next)) return false;
  const before = text.slice(Math.max(0, start - LOOK_AROUND), start);
  if (CLOSING_QUOTE.test(marks) && SAYING.test(rest)) return false;
  const core = marks.replace(/[^.!?…。！？।؟։]+/gu, '');
  if (core === '.' && marks === core) {
    const word = /(?<![^\s(“"«‘'[/–—])[^\s(“"«‘'[/–—]*$/u.exec(before)?.[0] ?? '';
    // A list marker is no sentence of its own: `1. Open the valve.`
    if (before.trim() === word && /^(?:\d{1,3}|[ivxIVX]{1,4}|[a-zA-Z])$/u.test(word)) return false;
    const initial = /^\p{Lu}\.(?:\s|-|\p{Lu})/u.test(rest);
    if (sentenceGoesOn(word, next, initial, language)) return false;
  }
  if (core === '!' && marks === core && MARKED_WORD.test(`${before.slice(-20)}!`)) {
    return opensSentence(next, language);
  }
  return true;
}

/**
 * The sentences of a paragraph, in order, without the white space between them.
 * @param language BCP 47 tag; null: as the text looks
 * @returns offsets into `text`; every character that is no white space is in exactly one of them.
 */
export function splitSentences(text: string, language: string | null): Span[] {
  const lists = listLanguage(language, text);
  const closed = closedRanges(text);
  const sentences: Span[] = [];
  let from = 0;
  let range = 0;
  const push = (to: number) => {
    let start = from;
    let end = to;
    while (start < end && /\s/u.test(text.charAt(start))) start += 1;
    while (end > start && /\s/u.test(text.charAt(end - 1))) end -= 1;
    if (end > start) sentences.push({ start, end });
    from = to;
  };
  for (const match of text.matchAll(TERMINATOR)) {
    const end = match.index + match[0].length;
    while ((closed[range]?.end ?? Number.POSITIVE_INFINITY) < end) range += 1;
    const inside = closed[range];
    if (inside && match.index > inside.start && end < inside.end) continue;
    if (endsAt(text, match.index, end, match[0], lists)) push(end);
  }
  push(text.length);
  return sentences;
}
