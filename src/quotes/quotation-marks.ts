/** Pairs quotation marks, double and single ones of all languages. */
import type { Span } from '../model.ts';
import { pairSingleMarks } from './single-marks.ts';

/** An opening mark, and those that close it. */
const CLOSERS: ReadonlyMap<string, string> = new Map([
  ['“', '”'],
  ['„', '“”'],
  ['«', '»'],
  ['»', '«'],
  ['‹', '›'],
  ['›', '‹'],
  ['"', '"'],
  ['＂', '＂'],
  ['「', '」'],
  ['『', '』'],
]);
const WORD_BEFORE = /[\p{L}\p{N}]$/u;
const WORD_AFTER = /^[\p{L}\p{N}]/u;

/** The outermost pairs of quotation marks in a text, in order; each with both of its marks. */
export function outermostPairs(text: string): Span[] {
  const double = outermost(partners(text));
  const pairs = pairSingleMarks(text, double);
  if (pairs.size === 0) return double;
  for (const { start, end } of double) pairs.set(start, end - 1);
  return outermost(pairs);
}

/** Pairs that stand in no other, in order. @param pairs opening marks with their partners, by offsets. */
function outermost(pairs: ReadonlyMap<number, number>): Span[] {
  const found: Span[] = [];
  let end = 0;
  for (const [open, close] of [...pairs].sort(([a], [b]) => a - b)) {
    if (open < end) continue;
    end = close + 1;
    found.push({ start: open, end });
  }
  return found;
}

/** Each opening mark of a text with its partner, by offsets. Of nested marks each has its own. */
function partners(text: string): Map<number, number> {
  const found = new Map<number, number>();
  for (const [mark, closers] of CLOSERS) {
    if (closers === mark) pairStraight(text, mark, found);
    else pairCurved(text, mark, closers, found);
  }
  return found;
}

function pairCurved(text: string, mark: string, closers: string, found: Map<number, number>) {
  if (!text.includes(mark)) return;
  const open: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === mark) open.push(at);
    else if (closers.includes(character)) {
      const start = open.pop();
      if (start !== undefined) found.set(start, at);
    }
  }
}

/** A straight mark opens before a word and closes behind one: `5" of snow` is no quotation. */
function pairStraight(text: string, mark: string, found: Map<number, number>) {
  let closer = -1;
  for (
    let at = text.lastIndexOf(mark);
    at !== -1;
    at = at === 0 ? -1 : text.lastIndexOf(mark, at - 1)
  ) {
    const opens = !WORD_BEFORE.test(text.slice(Math.max(0, at - 2), at));
    if (opens && closer !== -1) found.set(at, closer);
    if (!WORD_AFTER.test(text.slice(at + 1, at + 3))) closer = at;
  }
}
