/** A plain text's lines as its author meant them: hard-wrapped ones joined, the others left alone. */
import { alternatives } from '../languages/alternatives.ts';
import { tidyLine } from './tidy.ts';

/** One line of text, or several that were one before they were wrapped. */
export interface Line {
  readonly text: string;
  /** The first of its lines in the file, from 1. */
  readonly line: number;
  /** Blank lines before it; 0 inside a block. */
  readonly gap: number;
  /** Began with a bullet, which is not part of `text`. */
  readonly bullet: boolean;
  /** How an item of a list begins; a number is part of `text`. */
  readonly item?: {
    readonly mark: string;
    readonly isNumber: boolean;
    /** Columns before it. */
    readonly indent: number;
  };
  /** Marked as a heading, by `#` in front or by a rule of `=` or `-` under it. */
  readonly heading: boolean;
}

/** Nobody wraps lines narrower than this or wider than that by hand or in a mail program. */
const NARROWEST_WRAP = 50;
const WIDEST_WRAP = 110;

/** Of the lines of such a length, this share has to reach near the same column … */
const WRAPPED_SHARE = 0.5;

/** … and of those, this share has to break off in the middle of a sentence. */
const BROKEN_SHARE = 0.4;

/** A line that ends this far before the column is not full, whatever follows. */
const RAGGED = 16;

/** A line of this length that breaks off inside a sentence runs on, wrapped or not. */
const RUNS_ON = 40;

const BULLET = /^(?:[•◦▪‣●○■□–—*+-]|·)\s+(?=\S)/u;
const NUMBERED = /^(?:\d{1,3}[.)]|[a-z]\))\s+\S/;
const NUMBER = /^(?:\d{1,3}[.)]|[a-z]\))(?=\s\S)/;
/** A rule may be drawn of the characters that bullets are. */
const DRAWN = /^[\s*•·_=~–—-]+$/u;
const UNDERLINE = /^\s*(?:={3,}|-{3,})\s*$/;
const SENTENCE_END = /[.!?…。][”"’'»)\]]*$/u;

/**
 * The column at which the lines of a text were wrapped, or null where they were not: the longest of
 * the lines that another one follows, if most of them reach near to it and run on in the next.
 */
function wrapColumn(raw: readonly string[]): number | null {
  const followed: { length: number; runsOn: boolean }[] = [];
  let wider = 0;
  for (let i = 0; i + 1 < raw.length; i += 1) {
    const length = raw[i]?.trimEnd().length ?? 0;
    const next = raw[i + 1]?.trimStart() ?? '';
    if (length < NARROWEST_WRAP || next === '') continue;
    if (length > WIDEST_WRAP) wider += 1;
    else followed.push({ length, runsOn: /^[\p{Ll}\p{Lo}]/u.test(next) });
  }
  if (followed.length < 2 || wider > followed.length) return null;
  const longest = followed.reduce((most, line) => Math.max(most, line.length), 0);
  const near = followed.filter((line) => line.length >= longest - RAGGED);
  if (near.length < followed.length * WRAPPED_SHARE) return null;
  return near.filter((line) => line.runsOn).length >= near.length * BROKEN_SHARE ? longest : null;
}

/** Whether `next` continues the sentence that `current` breaks off at the wrap column. */
function continues(current: string, next: string, column: number | null, item: boolean): boolean {
  if (next === '' || /^[#>]/.test(next)) return false;
  const ended = SENTENCE_END.test(current) || current.endsWith(':');
  // In the middle of a wrapped sentence `– 3 October` or `12. ` is no list item.
  if (NUMBERED.test(next) && (ended || item || column === null)) return false;
  if (BULLET.test(next) && (!/^[–—]/.test(next) || ended || item || column === null)) return false;
  const inSentence = !ended && /^[\p{Ll}(]/u.test(next);
  if (column === null) return inSentence && current.length >= RUNS_ON;
  const word = next.split(/\s/, 1)[0]?.length ?? 0;
  // A full line is one that had no room for the next word.
  if (current.length + 1 + word > column && current.length <= WIDEST_WRAP) return true;
  if (!ended && current.length >= column - RAGGED) return true;
  return inSentence && current.length >= column / 2;
}

/** Words after a hyphen that only seems to part one: `two- and three-masted`. */
const SUSPENDED = new RegExp(
  `^(?:${alternatives(({ prose }) => [...prose.joining].join('|'))})(?!\\p{L})`,
  'u',
);

/** Joins without a space where a word was parted at its hyphen. */
function join(current: string, next: string): string {
  const parted = /\p{L}-$/u.test(current) && /^\p{Ll}/u.test(next) && !SUSPENDED.test(next);
  return parted ? current + next : `${current} ${next}`;
}

/** Columns of white space before a line's first letter; a tab is four. */
function columnsBefore(line: string): number {
  const blank = line.slice(0, line.length - line.trimStart().length);
  return blank.replaceAll('\t', '    ').length;
}

/** Cuts a text (line ends `\n`) into lines, wraps undone. */
export function toLines(text: string, firstLine = 1): Line[] {
  const raw = text.split('\n');
  const column = wrapColumn(raw);
  const lines: Line[] = [];
  let gap = 0;
  for (let i = 0; i < raw.length; i += 1) {
    const first = (raw[i] ?? '').trim();
    if (first === '') {
      gap += 1;
      continue;
    }
    const line = firstLine + i;
    const hash = /^#{1,6}\s+(?=\S)/.exec(first);
    const bullet = hash || DRAWN.test(first) ? null : BULLET.exec(first);
    const pieces = [first.slice((hash ?? bullet)?.[0].length ?? 0)];
    // What was wrapped counts with its indent and bullet, since that is how the column was filled.
    let current = (raw[i] ?? '').trimEnd();
    let heading = hash !== null;
    if (!heading) {
      const item = bullet !== null || NUMBERED.test(first);
      while (continues(current, (raw[i + 1] ?? '').trim(), column, item)) {
        i += 1;
        current = (raw[i] ?? '').trimEnd();
        pieces.push(current.trim());
      }
      const single = pieces.length === 1 && first.length <= WIDEST_WRAP && /\p{L}/u.test(first);
      if (single && UNDERLINE.test(raw[i + 1] ?? '') && !SENTENCE_END.test(first)) {
        heading = true;
        i += 1;
      }
    }
    const joined = pieces.length === 1 ? (pieces[0] ?? '') : pieces.reduce(join);
    const tidy = tidyLine(joined);
    if (tidy === '') gap += 1;
    else {
      const mark = (bullet ?? (heading ? null : NUMBER.exec(tidy)))?.[0].trim();
      const indent = columnsBefore(raw[line - firstLine] ?? '');
      const item = mark === undefined ? null : { mark, isNumber: bullet === null, indent };
      const isBullet = bullet !== null;
      lines.push({ text: tidy, line, gap, bullet: isBullet, heading, ...(item && { item }) });
      gap = 0;
    }
  }
  return lines;
}
