/** Controls that change in which order text is read, and whether a quote has them where its source does. */
import { INVISIBLE, QUOTE_MARKS } from './characters.ts';
import type { Fitted, Part } from './edges.ts';
import type { Reader } from './reader.ts';

/** Embeddings, overrides and isolates, with what ends them (Unicode Standard Annex #9, 2.1 to 2.4). */
const CONTROL = /[\u202a-\u202e\u2066-\u2069]/;
const CONTROLS = /[\u202a-\u202e\u2066-\u2069]+/g;
const OTHERS = /[^\u202a-\u202e\u2066-\u2069]+/g;
const INVISIBLE_CHARACTER = new RegExp(`[${INVISIBLE}]`, 'u');
const BESIDE_WORDS = new RegExp(`[\\s${QUOTE_MARKS}${INVISIBLE}]`, 'u');
/** Characters beside a part of a quote that are looked at; more of them are no accident. */
const MOST_BESIDE = 64;

/** Whether a text has any of them. */
export function hasControls(text: string): boolean {
  return CONTROL.test(text);
}

/** A text without them. */
export function withoutControls(text: string): string {
  return text.replace(CONTROLS, '');
}

/** A text in pieces that have none, and those that are nothing else, by turns; the former first. */
export function partedAtControls(text: string): string[] {
  const parted: string[] = [];
  let from = 0;
  for (const { 0: controls, index } of text.matchAll(CONTROLS)) {
    parted.push(text.slice(from, index), controls);
    from = index + controls.length;
  }
  return [...parted, text.slice(from)];
}

/** Controls as people call them: `U+202E`. */
export function namesOf(controls: string): string {
  return Array.from(controls, (one) => `U+${one.charCodeAt(0).toString(16).toUpperCase()}`).join(
    ' ',
  );
}

/**
 * Whether all controls of a quote stand at the same places in its source. Fewer than there may be any
 * that the source has.
 * @param places where its parts stand, in order.
 */
export function keepsDirection(
  quote: string,
  parts: readonly Part[],
  places: readonly Fitted[],
  reader: Reader,
): boolean {
  if (!hasControls(quote)) return true;
  let kept = 0;
  for (const [i, place] of places.entries()) {
    const part = parts[i];
    const own = part === undefined ? null : keptIn(part, place, quote, reader);
    if (own === null) return false;
    kept += own;
  }
  return kept === controlsOf(quote).length;
}

/** How many controls a part shares with its place; null where one stands elsewhere. */
function keptIn(part: Part, place: Fitted, quote: string, reader: Reader): number | null {
  const { text } = place.stream.article;
  const tokens = [
    ...part.head.slice(part.head.length - place.heads),
    ...part.core,
    ...part.tail.slice(0, place.tails),
  ];
  const sources = tokens.map((_, i) => reader.token(place.stream, place.from + i));
  let kept = 0;
  for (const [i, token] of tokens.entries()) {
    const [before, source, sourceBefore] = [tokens[i - 1], sources[i], sources[i - 1]];
    if (source === undefined) continue;
    const gap = before ? controlsOf(quote.slice(before.end, token.start)) : '';
    const sourceGap = sourceBefore ? controlsOf(text.slice(sourceBefore.end, source.start)) : '';
    const own = positions(quote.slice(token.start, token.end));
    const theirs = positions(text.slice(source.start, source.end));
    if (gap !== '' && gap !== sourceGap) return null;
    if (own.length > 0 && own.join() !== theirs.join()) return null;
    kept += gap.length + own.length;
  }
  const [first, last] = [tokens[0], tokens.at(-1)];
  const [sourceFirst, sourceLast] = [sources[0], sources.at(-1)];
  if (!first || !last || !sourceFirst || !sourceLast) return null;
  const leading = controlsOf(besideBefore(quote, first.start));
  const trailing = controlsOf(besideAfter(quote, last.end));
  if (!controlsOf(besideBefore(text, sourceFirst.start)).endsWith(leading)) return null;
  if (!controlsOf(besideAfter(text, sourceLast.end)).startsWith(trailing)) return null;
  return kept + leading.length + trailing.length;
}

function controlsOf(text: string): string {
  return text.replace(OTHERS, '');
}

/** Each control of a word with how many letters stand before it. */
function positions(word: string): string[] {
  if (!hasControls(word)) return [];
  const found: string[] = [];
  let letters = 0;
  for (const character of word) {
    if (CONTROL.test(character)) found.push(`${letters} ${character}`);
    else if (!INVISIBLE_CHARACTER.test(character)) letters += 1;
  }
  return found;
}

function besideBefore(text: string, at: number): string {
  let from = at;
  while (from > 0 && at - from < MOST_BESIDE && BESIDE_WORDS.test(text.charAt(from - 1))) from -= 1;
  return text.slice(from, at);
}

function besideAfter(text: string, at: number): string {
  let to = at;
  while (to < text.length && to - at < MOST_BESIDE && BESIDE_WORDS.test(text.charAt(to))) to += 1;
  return text.slice(at, to);
}
