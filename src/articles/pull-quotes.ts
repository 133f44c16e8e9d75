/** Finds pull quotes: pieces that repeat the body's own words outside of its flow. */
import type { DroppedLine } from '../model.ts';
import { statement } from '../refusals.ts';
import { textOf } from './block-text.ts';
import type { DraftBlock } from './draft.ts';
import { comparisonKey } from './tidy.ts';

/** A piece of text that may repeat another. */
export interface Piece {
  readonly text: string;
  /** Set off from the flow: a bullet, block quote or list item. */
  readonly aside: boolean;
  /** Stands where pull quotes stand: before the flow of the body has begun. */
  readonly lead: boolean;
}

/** Shorter repetitions are coincidence: `Yes.`, `The base`, a name. */
const MIN_WORDS = 4;

/** Longer pieces that recur whole are repetitions; nobody pulls out more than this. */
const MAX_PULLED = 700;

/**
 * The first words of a piece lead to where they recur; more pieces than this, and more places in one
 * of them, are not looked at.
 */
const KEY_WORDS = 4;
const MAX_PLACES = 24;
const MAX_STARTS = 8;

/** Letters quoted in one piece that are searched for another; a piece that quotes more keeps all. */
const MAX_QUOTED = 10_000;

/** `“…” — Anna Koval`: who said it stands behind a pulled quotation. */
const ATTRIBUTION = /([”"»])\s*(?:[–—-]+\s*|\(\s*)?\p{Lu}[^.!?”"»]{1,60}\)?$/u;

const QUOTED = /^[“"„«'‘].*[”"“»'’][.!?,]?$/su;

function withoutAttribution(text: string): string {
  return /^[“"„«]/u.test(text) ? text.replace(ATTRIBUTION, '$1') : text;
}

/**
 * Headings and list items may share words with the body, and headings may quote it, as in “We stay”;
 * longer ones and signed ones are pull quotes.
 */
const PULLED_WORDS = 8;
const FRAGMENT_WORDS = 6;

/** Whether a line that looks like a heading and repeats the body is a pull quote all the same. */
export function isPulledHeading(text: string): boolean {
  return withoutAttribution(text) !== text || text.split(' ').length >= PULLED_WORDS;
}

/** What somebody is quoted with in a text, to be compared. */
function quotedIn(text: string): string[] {
  return Array.from(text.matchAll(/[“"„«]([^“"„«”»]{8,})[”"“»]/gu), (match) =>
    comparisonKey(match[1] ?? ''),
  );
}

/** Whether `needle` is words of somebody quoted: the original is elsewhere then. */
function isQuoted(quoted: readonly string[], needle: string): boolean {
  const length = quoted.reduce((sum, each) => sum + each.length, 0);
  return length > MAX_QUOTED || quoted.some((each) => each.includes(needle));
}

/**
 * Whether a piece that lies inside another was pulled out of it rather than quoted by it.
 * @param quoted what the other quotes; see `quotedIn`
 */
function isPulled(piece: Piece, quoted: () => readonly string[], key: string): boolean {
  if (QUOTED.test(withoutAttribution(piece.text))) return true;
  // A few words of a list may well recur in a sentence; a whole line of them does not by chance.
  if (!/[.!?…]["”’»)]*$/u.test(piece.text)) return key.split(' ').length >= FRAGMENT_WORDS;
  return piece.aside || !isQuoted(quoted(), key);
}

/** Where the first words of a piece stand in another: its index, and those of the words. */
interface Place {
  readonly piece: number;
  readonly starts: number[];
}

/**
 * For each piece that repeats another, the index of the one that stays; for the others null.
 * Of two equal pieces the one in the body's flow stays, else the first. Linear: each place where a
 * piece may stand is compared with it word by word, and there are a bounded number of both.
 */
export function findRepetitions(pieces: readonly Piece[]): (number | null)[] {
  const repeats: (number | null)[] = pieces.map(() => null);
  const keys = pieces.map((piece) => comparisonKey(withoutAttribution(piece.text)).split(' '));
  const lead = (words: readonly string[], at: number) => words.slice(at, at + KEY_WORDS).join(' ');

  const wanted = new Map<string, Place[]>();
  const firstEqual = new Map<string, number>();
  pieces.forEach((piece, i) => {
    const words = keys[i] ?? [];
    if (words.length < MIN_WORDS) return;
    const whole = words.join(' ');
    const twin = firstEqual.get(whole);
    if (twin === undefined) firstEqual.set(whole, i);
    else {
      const first = pieces[twin];
      const laterIsFlow =
        first !== undefined && (first.lead || first.aside) && !piece.lead && !piece.aside;
      repeats[laterIsFlow ? twin : i] = laterIsFlow ? i : twin;
      if (laterIsFlow) firstEqual.set(whole, i);
    }
    if (piece.text.length <= MAX_PULLED) wanted.set(lead(words, 0), []);
  });
  // Every place where the first words of some piece stand: one pass over all words.
  keys.forEach((words, i) => {
    for (let at = 0; at + KEY_WORDS <= words.length; at += 1) {
      const places = wanted.get(lead(words, at));
      const last = places?.at(-1);
      if (last?.piece === i) {
        if (last.starts.length < MAX_STARTS) last.starts.push(at);
      } else if (places && places.length < MAX_PLACES) places.push({ piece: i, starts: [at] });
    }
  });
  const quoted = new Map<number, readonly string[]>();
  const quotedBy = (i: number) => {
    const known = quoted.get(i) ?? quotedIn(pieces[i]?.text ?? '');
    quoted.set(i, known);
    return known;
  };
  pieces.forEach((piece, i) => {
    const words = keys[i] ?? [];
    if (repeats[i] !== null || words.length < MIN_WORDS || piece.text.length > MAX_PULLED) return;
    const key = words.join(' ');
    for (const { piece: place, starts } of wanted.get(lead(words, 0)) ?? []) {
      if (place === i || repeats[place] !== null) continue;
      const other = keys[place] ?? [];
      const standsAt = (start: number) => words.every((word, k) => other[start + k] === word);
      if (other.length <= words.length || !starts.some(standsAt)) continue;
      if (isPulled(piece, () => quotedBy(place), key)) {
        repeats[i] = place;
        break;
      }
    }
  });
  return repeats;
}

/**
 * Leaves out pull quotes and notes them in `dropped`. In the flow of a text only what is in quotation
 * marks is one: manuals say the same in several sections.
 * @param asidesOnly only what stands out from the flow, for texts that people wrote for us
 */
export function dropRepetitions(
  blocks: readonly DraftBlock[],
  dropped: DroppedLine[],
  asidesOnly = false,
): DraftBlock[] {
  const repeats = findRepetitions(
    blocks.map((block) => ({ text: wordsOf(block), aside: isAside(block), lead: false })),
  );
  return blocks.filter((block, i) => {
    const of = originalOf(repeats, i);
    const original = of === null ? undefined : blocks[of];
    // What is quoted twice was pulled out of no text.
    if (original === undefined || isAside(original) || !CAN_REPEAT.has(block.kind)) return true;
    if (!block.aside && (asidesOnly || !QUOTED.test(withoutAttribution(wordsOf(block)))))
      return true;
    dropped.push({
      line: block.line,
      text: textOf(block).replaceAll('\n', ' '),
      reason: statement('pullQuote', { line: original.line }),
    });
    return false;
  });
}

/** Where the words of a piece stand that is repeated over a few others; null for one that repeats none. */
function originalOf(repeats: readonly (number | null)[], index: number): number | null {
  let of = repeats[index] ?? null;
  for (let steps = 0; of !== null && steps < MOST_STEPS; steps += 1) {
    const next: number | null = repeats[of] ?? null;
    if (next === null) break;
    of = next;
  }
  return of;
}

const MOST_STEPS = 8;

/** Kinds that are pulled out of a text; headings quote it, and lists, tables and code recur in manuals. */
const CAN_REPEAT: ReadonlySet<DraftBlock['kind']> = new Set(['paragraph', 'quotation']);

/** Whether a block stands out from the flow, which stays where both say the same. */
function isAside({ kind, aside }: DraftBlock): boolean {
  return aside ?? (kind !== 'paragraph' && kind !== 'heading');
}

/** What a block may repeat of the text: whose words a quotation is does not count. */
function wordsOf(block: DraftBlock): string {
  return block.kind === 'quotation' ? block.lines.join(' ') : textOf(block);
}
