/** The ends of a quote: which punctuation there may differ, and where words may not be cut. */
import type { Reader, Run } from './reader.ts';
import type { Token } from './tokens.ts';

/** A stretch of a quote without ellipses: words in the middle, punctuation at both ends. */
export interface Part {
  readonly head: readonly Token[];
  /** Begins and ends with a word or sign. Never empty. */
  readonly core: readonly Token[];
  readonly tail: readonly Token[];
}

/** What may stand at the end of a quote for something else or nothing, as its sentence needs it. */
const CLOSING = /^[.,;:。，、；：]$/u;
/** What turns a statement into another: never exchanged. */
const TELLING = /^[?!？！؟]$/u;
const BULLET = /^[•·‣⁃]$/u;
/** Hyphens and dashes that tie words together when no space is beside them; an em dash parts them. */
const TYING = /^[-‐‑‒–−﹣－]$/u;
const LETTER_BEFORE = /[\p{L}\p{N}\p{M}]$/u;
const LETTER_AFTER = /^[\p{L}\p{N}\p{M}]/u;

/** Parts a quote at its ellipses. A part without words counts only for a mark that tells something. */
export function cutAtEllipses(tokens: readonly Token[]): Part[] {
  const parts: Part[] = [];
  let rest: Token[] = [];
  const flush = () => {
    const part = trim(rest);
    if (part) parts.push(part);
    rest = [];
  };
  for (const token of tokens) {
    if (token.kind === 'ellipsis') flush();
    else rest.push(token);
  }
  flush();
  return parts;
}

function trim(tokens: readonly Token[]): Part | null {
  const solid = (token: Token) => token.kind === 'word' || token.kind === 'symbol';
  const first = tokens.findIndex(solid);
  if (first === -1) {
    const telling = tokens.find(({ key }) => TELLING.test(key));
    return telling ? { head: [], core: [telling], tail: [] } : null;
  }
  const last = tokens.findLastIndex(solid);
  return {
    head: tokens.slice(0, first),
    core: tokens.slice(first, last + 1),
    tail: tokens.slice(last + 1),
  };
}

/** Where a part stands, with the punctuation around it that is the same. */
export interface Fitted extends Run {
  /** How many tokens of the part's head and tail are in the run. */
  readonly heads: number;
  readonly tails: number;
  /** Whether a final mark was put for another, added or left out. */
  readonly punctuation: boolean;
}

/**
 * Holds the ends of a part against the place where its core was found.
 * @param quote the text that the part's offsets are in.
 * @returns null where the ends make it another quote.
 */
export function fitEdges(part: Part, core: Run, quote: string, reader: Reader): Fitted | null {
  const { stream } = core;
  if (isCutInside(core, part, quote, reader)) return null;
  let heads = 0;
  while (heads < part.head.length) {
    const own = part.head.at(-1 - heads);
    if (reader.token(stream, core.from - 1 - heads)?.key !== own?.key) break;
    heads += 1;
  }
  const extraHead = part.head.slice(0, part.head.length - heads);
  if (!extraHead.every((token) => isBullet(token, quote))) return null;
  let tails = 0;
  while (tails < part.tail.length) {
    if (reader.token(stream, core.to + tails)?.key !== part.tail[tails]?.key) break;
    tails += 1;
  }
  const extraTail = part.tail.slice(tails);
  const next = reader.token(stream, core.to + tails);
  if (extraTail.length > 1) return null;
  const [extra] = extraTail;
  if (extra) {
    if (!CLOSING.test(extra.key) && !isTrailingDash(extra, quote)) return null;
    if (next && TELLING.test(next.key)) return null;
  }
  return {
    stream,
    from: core.from - heads,
    to: core.to + tails,
    heads,
    tails,
    punctuation: extra !== undefined,
  };
}

/** Whether two neighbouring tokens of an article are held together by a hyphen: one of them is it. */
export function isTied(
  stream: Run['stream'],
  before: number,
  after: number,
  reader: Reader,
): boolean {
  const [a, b] = [reader.token(stream, before), reader.token(stream, after)];
  if (!a || !b || a.end !== b.start) return false;
  return ties(stream.article.text, a) || ties(stream.article.text, b);
}

/** `- Ready` and `• Ready` begin a line of dialogue or of a list; `-5` is another number. */
function isBullet(token: Token, quote: string): boolean {
  if (BULLET.test(token.key) || token.key === '*') return true;
  return token.kind === 'dash' && /^\s/u.test(quote.slice(token.end));
}

function isTrailingDash(token: Token, quote: string): boolean {
  return token.kind === 'dash' && !TYING.test(quote.slice(token.start, token.end));
}

/** Whether the source goes on, with a hyphen between, in the very word that the quote ends with. */
function isCutInside({ stream, from, to }: Run, part: Part, quote: string, reader: Reader) {
  const { text } = stream.article;
  const before = reader.token(stream, from - 1);
  const first = reader.token(stream, from);
  if (before && first && ties(text, before) && before.end === first.start) {
    const own = part.head.at(-1);
    const kept = own?.kind === 'dash' && quote.slice(own.end, part.core[0]?.start).trim() === '';
    const tied = LETTER_BEFORE.test(text.slice(Math.max(0, before.start - 2), before.start));
    // The dash alone may be kept: `-5`. What stands before it must be as well.
    if (tied || (!kept && !/^\p{L}/u.test(text.slice(first.start)))) return true;
  }
  const after = reader.token(stream, to);
  const last = reader.token(stream, to - 1);
  return (
    after !== undefined &&
    last !== undefined &&
    last.end === after.start &&
    ties(text, after) &&
    LETTER_AFTER.test(text.slice(after.end, after.end + 2))
  );
}

function ties(text: string, token: Token): boolean {
  return token.kind === 'dash' && TYING.test(text.slice(token.start, token.end));
}
