/** Takes the decoration of Markdown and Discord off a quote, so that the words remain. */
import { findCitationId } from '../citations/citation-id.ts';

/** Lines that begin a quotation. */
const QUOTE_MARKER = /^[ \t]{0,3}(?:>>>|(?:> ?)+)[ \t]?/gm;
/** What begins a line of Discord's small print. */
const SMALL_PRINT = /^(?:[ \t]{0,3}> ?)?[ \t]*-# /;
const SAYS = /[^\s>]/;
/** Links and images keep their text. */
const LINK = /!?\[([^\][\n]*)\]\((?:<[^<>\n]*>|[^()\s]*)(?:\s+"[^"\n]*")?\)/g;
/**
 * What decorates the text between two of it: bold, italic, code. Longer ones first. What strikes or hides
 * words is no decoration: see `hidden-words.ts`.
 */
const MARKS = ['***', '**', '*', '___', '__', '_', '``', '`'] as const;
const STARS: readonly Mark[] = ['***', '**', '*'];
/** Further apart, two marks have nothing to do with each other. */
const MOST_DECORATED = 500;
const ESCAPED = /\\([!-/:-@[-`{-~])/g;
const HEADING = /^#{1,6} +/gm;
/** Decorations stand in one another, such as a link in bold italics. */
const MOST_NESTED = 4;

const ALPHANUMERIC = /[\p{L}\p{N}]/u;
const SPACE = /\s/;

type Mark = (typeof MARKS)[number];

/** A text without the marks that Markdown gives no room on the page. */
export function stripMarkdown(text: string): string {
  let plain = withoutSmallPrint(text).replace(QUOTE_MARKER, '').replace(HEADING, '');
  for (let depth = 0; depth < MOST_NESTED; depth += 1) {
    const before = plain;
    plain = withoutInnerStars(withoutDecoration(plain.replace(LINK, '$1')));
    if (plain === before) break;
  }
  return plain.replace(ESCAPED, '$1');
}

/**
 * A text without the small print around it, which is no part of it: a label, or where it is from. Small print
 * in its midst is read with it, and only loses its mark.
 */
export function withoutSmallPrint(text: string): string {
  if (!text.includes('-# ')) return text;
  const lines = text.split('\n').map((line) => ({ line, isSmall: SMALL_PRINT.test(line) }));
  const says = ({ line, isSmall }: { line: string; isSmall: boolean }) =>
    !isSmall && SAYS.test(line);
  const [first, last] = [lines.findIndex(says), lines.findLastIndex(says)];
  return lines
    .map(({ line, isSmall }, at) => {
      if (!isSmall) return line;
      return at < first || at > last ? '' : line.replace(SMALL_PRINT, '');
    })
    .join('\n');
}

/** Between cells: one pipe (two hide words) that is not escaped, or the dot that we show. */
const CELL_BREAK = /(?<![\\|])\|(?!\|)|(?<=\s)·(?=\s)/;
/** A cell of the line below a table's header. */
const RULE = /^\s*:?-{2,}:?\s*$/;
/** What begins an item, in all the ways it is typed. */
const BULLET = /(?<=^|\s)[*+•‣◦▪](?=\s)/gm;
const FENCE = /^(?:`{3,}|~{3,})/;
/** What follows an opening fence: the language, as far as it is one. */
const LANGUAGE = /^[\w+\-.#]*\s+/;

/** A text without what sets cells and items apart; every item begins with a hyphen or its number. */
export function withoutStructure(text: string): string {
  return text
    .split(CELL_BREAK)
    .filter((cell) => !RULE.test(cell))
    .map((cell) => cell.trim())
    .join(' ')
    .replace(BULLET, '-')
    .trim();
}

/**
 * What stands in a text that is one fence, on lines of its own or flattened: without its first word, which
 * may be the language, and with it. None where it is something else.
 */
export function fenced(text: string): string[] {
  const inside = text.trim();
  const fence = FENCE.exec(inside)?.[0];
  if (fence === undefined || inside.length < 2 * fence.length || !inside.endsWith(fence)) return [];
  const code = inside.slice(fence.length, -fence.length);
  const language = LANGUAGE.exec(code)?.[0] ?? '';
  return [...new Set([code.slice(language.length).trim(), code.trim()])];
}

/** Without the line of reference that our copies end with: it names a citation id. */
export function withoutReference(text: string): string {
  const at = text.lastIndexOf('\n— ');
  return at === -1 || findCitationId(text.slice(at)) === null ? text : text.slice(0, at).trimEnd();
}

/** The marks that begin at a place, the longest first. */
function marksAt(text: string, at: number, marks: readonly Mark[]): readonly Mark[] {
  return marks.filter((mark) => text.startsWith(mark, at));
}

/** A pair of marks: where the text between them begins and ends, and where the second one ends. */
interface Pair {
  readonly from: number;
  readonly to: number;
  readonly end: number;
}

/** A text without the marks of the pairs that `pairAt` finds, from left to right. */
function withoutPairs(text: string, pairAt: (at: number) => Pair | null): string {
  let plain = '';
  let kept = 0;
  for (let at = 0; at < text.length; ) {
    const pair = pairAt(at);
    if (pair === null) at += 1;
    else {
      plain += text.slice(kept, at) + text.slice(pair.from, pair.to);
      kept = pair.end;
      at = pair.end;
    }
  }
  return kept === 0 ? text : plain + text.slice(kept);
}

/**
 * Without the same mark before and after some text of a line: close to it, and to no letter outside.
 * Where a mark may end is looked up once for all that may begin it.
 */
function withoutDecoration(text: string): string {
  const lineEnds = new Ahead(text, '\n', () => true);
  const closers = new Map(
    MARKS.map((mark) => {
      const closes = (at: number) =>
        at > 0 && !SPACE.test(text.charAt(at - 1)) && !isAlphanumeric(text, at + mark.length);
      return [mark, new Ahead(text, mark, closes)];
    }),
  );
  return withoutPairs(text, (at) => {
    const marks = marksAt(text, at, MARKS);
    if (marks.length === 0 || text[at - 1] === '\\' || isAlphanumericBefore(text, at)) return null;
    for (const mark of marks) {
      const from = at + mark.length;
      if (from >= text.length || SPACE.test(text.charAt(from))) continue;
      const to = closers.get(mark)?.from(from + 1) ?? -1;
      const isNear = to !== -1 && to - from <= MOST_DECORATED + 1;
      if (isNear && !isBetween(lineEnds.from(from), from, to)) {
        return { from, to, end: to + mark.length };
      }
    }
    return null;
  });
}

/** Without the same run of stars before and after text without any, letters outside or not. */
function withoutInnerStars(text: string): string {
  const stars = new Ahead(text, '*', () => true);
  const lineEnds = new Ahead(text, '\n', () => true);
  return withoutPairs(text, (at) => {
    if (text[at] !== '*' || text[at - 1] === '\\') return null;
    for (const mark of marksAt(text, at, STARS)) {
      const from = at + mark.length;
      if (from >= text.length || SPACE.test(text.charAt(from))) continue;
      const star = text[from] === '*' ? from : stars.from(from);
      if (star === -1 || star - from > MOST_DECORATED + 1) continue;
      if (isBetween(lineEnds.from(from), from, star)) continue;
      const closesAt = (to: number) =>
        to > from && !SPACE.test(text.charAt(to - 1)) && text.startsWith(mark, to);
      // The text may end with a star of its own: `***a**`.
      const to = [star, star + 1].find(closesAt);
      if (to !== undefined) return { from, to, end: to + mark.length };
    }
    return null;
  });
}

function isBetween(at: number, from: number, to: number): boolean {
  return at >= from && at < to;
}

function isAlphanumeric(text: string, at: number): boolean {
  const code = text.codePointAt(at);
  return code !== undefined && ALPHANUMERIC.test(String.fromCodePoint(code));
}

function isAlphanumericBefore(text: string, at: number): boolean {
  const isPair = /[\udc00-\udfff]/.test(text[at - 1] ?? '');
  return at > 0 && isAlphanumeric(text, isPair ? at - 2 : at - 1);
}

/** The places of something in a text, asked for from left to right: all of them cost one pass. */
class Ahead {
  readonly #text: string;
  readonly #sought: string;
  readonly #counts: (at: number) => boolean;
  #next = -2;

  constructor(text: string, sought: string, counts: (at: number) => boolean) {
    this.#text = text;
    this.#sought = sought;
    this.#counts = counts;
  }

  /** The first place at or after `at`, or -1; `at` is rarely below the one before. */
  from(at: number): number {
    if (this.#next === -1 || this.#next >= at) return this.#next;
    do {
      const from = Math.max(at, this.#next + 1);
      this.#next = this.#text.indexOf(this.#sought, from);
    } while (this.#next !== -1 && !this.#counts(this.#next));
    return this.#next;
  }
}
