/** Words of a quotation that are struck through or behind a spoiler: who reads it does not read them. */
import type { Span } from '../model.ts';
import { tokenize } from './tokens.ts';

/** Stand for the marks while what else decorates a text is taken off; no text of the articles' has them. */
const OPENS = '\ue000';
const CLOSES = '\ue001';
const STAND_INS = /[\ue000\ue001]/;
const BACKSLASH = '\\';

/** What strikes or hides, and what ends that: Discord's marks, and HTML's as drafts have it. */
const PAIRS = [
  { opens: /~~/y, closes: /~~/g },
  { opens: /\|\|/y, closes: /\|\|/g },
  { opens: /<(?:del|strike|s)>/iy, closes: /<\/(?:del|strike|s)>/gi },
] as const;
const CODE = /`+/y;
const MAY_BEGIN = /[~|<`\\]/g;

/** A text with what hides words of it: where the marks are, and whether it is a spoiler. */
interface Hiding {
  readonly open: Span;
  readonly close: Span;
  readonly isSpoiler: boolean;
}

/** The outermost pairs of marks, in order. Code hides nothing, and a backslash makes a mark a letter. */
function hidings(text: string): Hiding[] {
  const found: Hiding[] = [];
  const closers = PAIRS.map(({ closes }) => matchesOf(text, closes));
  const fences = matchesOf(text, /`+/g);
  const next = PAIRS.map(() => 0);
  MAY_BEGIN.lastIndex = 0;
  for (let at = 0; ; ) {
    MAY_BEGIN.lastIndex = at;
    const match = MAY_BEGIN.exec(text);
    if (match === null) return found;
    at = match.index;
    if (match[0] === BACKSLASH) {
      at += 2;
      continue;
    }
    if (match[0] === '`') {
      at = codeEnd(text, at, fences);
      continue;
    }
    const hiding = hidingAt(text, at, closers, next);
    if (hiding === null) at += 1;
    else {
      found.push(hiding);
      at = hiding.close.end;
    }
  }
}

/**
 * A slice of a text with the marks that hide words of it: those that begin before it or end behind it are set
 * at its ends. A spoiler around all of it is left out.
 */
export function withHidingMarks(text: string, { start, end }: Span): string {
  let [before, after] = ['', ''];
  for (const { open, close, isSpoiler } of hidings(text)) {
    const reachesIn = open.start < start && close.start > start;
    const reachesOut = open.start < end && close.start >= end;
    if (isSpoiler && reachesIn && reachesOut) continue;
    if (reachesIn) before += text.slice(open.start, open.end);
    if (reachesOut) after = text.slice(close.start, close.end) + after;
  }
  return before + text.slice(start, end) + after;
}

function matchesOf(text: string, pattern: RegExp): Span[] {
  return Array.from(text.matchAll(pattern), ({ 0: mark, index }) => ({
    start: index,
    end: index + mark.length,
  }));
}

/** Behind the code that begins at a place; behind its backticks where they begin none. */
function codeEnd(text: string, at: number, fences: readonly Span[]): number {
  CODE.lastIndex = at;
  const length = CODE.exec(text)?.[0].length ?? 1;
  let low = 0;
  let high = fences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((fences[middle]?.start ?? 0) < at + length) low = middle + 1;
    else high = middle;
  }
  const closing = fences[low];
  return closing && closing.end - closing.start === length ? closing.end : at + length;
}

function hidingAt(
  text: string,
  at: number,
  closers: readonly (readonly Span[])[],
  next: number[],
): Hiding | null {
  for (const [kind, { opens }] of PAIRS.entries()) {
    opens.lastIndex = at;
    const open = opens.exec(text)?.[0];
    if (open === undefined) continue;
    const own = closers[kind] ?? [];
    let to = next[kind] ?? 0;
    // Something has to stand between them.
    while (to < own.length && (own[to]?.start ?? 0) <= at + open.length) to += 1;
    next[kind] = to;
    const close = own[to];
    if (close) {
      return { open: { start: at, end: at + open.length }, close, isSpoiler: open === '||' };
    }
  }
  return null;
}

/**
 * A text that is wholly behind spoilers, without their marks: who opens them reads all of it. Itself where it
 * is not.
 */
export function withoutWholeSpoiler(text: string): string {
  if (!text.includes('||')) return text;
  const spoilers = hidings(text).filter(({ isSpoiler }) => isSpoiler);
  let [inside, outside, at] = ['', '', 0];
  for (const { open, close } of spoilers) {
    const before = text.slice(at, open.start);
    outside += `${before} `;
    inside += before + text.slice(open.end, close.start);
    at = close.end;
  }
  outside += text.slice(at);
  const isWhole = !tokenize(outside).some(({ kind }) => kind === 'word' || kind === 'symbol');
  return spoilers.length > 0 && isWhole ? inside + text.slice(at) : text;
}

/** The same text with stand-ins for the marks that hide words of it; null where nothing does. */
export function standIns(text: string): string | null {
  if (STAND_INS.test(text)) return null;
  const found = hidings(text);
  if (found.length === 0) return null;
  let [marked, at] = ['', 0];
  for (const { open, close } of found) {
    marked += text.slice(at, open.start) + OPENS + text.slice(open.end, close.start) + CLOSES;
    at = close.end;
  }
  return marked + text.slice(at);
}

/** A text with stand-ins, in pieces that are read and pieces that are hidden by turns; the former first. */
export function partedAtStandIns(marked: string): string[] {
  return marked.split(/[\ue000\ue001]/);
}
