/** Finds where a quote stands word for word, and says how it stands there. */
import { cutSentences } from './cut-sentences.ts';
import { nameDifferences } from './differences.ts';
import { cutAtEllipses, type Fitted, type Part } from './edges.ts';
import { chain, fittingPlaces, leavesNothingOut, MOST_PLACES } from './exact.ts';
import { cutNumbers } from './quantities.ts';
import type { Reader } from './reader.ts';
import { keepsDirection } from './text-direction.ts';
import type { TokenCorpus } from './token-corpus.ts';
import { tokenize } from './tokens.ts';
import type { Difference, Verbatim } from './verdict.ts';

/** UTF-16 units of what an ellipsis leaves out that are told. */
const LONGEST_OMISSION = 2_000;

/** The place where a quote stands word for word, as it is written; null where there is none. */
export function findVerbatim(quote: string, corpus: TokenCorpus, reader: Reader): Verbatim | null {
  const parts = cutAtEllipses(tokenize(quote));
  const [part] = parts;
  const says = parts.some(({ core }) => core.some(({ kind }) => kind !== 'mark'));
  if (!part || !says) return null;
  if (parts.length === 1) return findWhole(quote, part, corpus, reader);
  const chained = chain(corpus, parts, quote, reader);
  if (!chained || !keepsDirection(quote, parts, chained, reader)) return null;
  const found = new Set<Difference>();
  for (const [i, place] of chained.entries()) {
    const own = parts[i];
    if (own) nameDifferences(own, place, quote, reader, found);
  }
  if (ellipsesDiffer(quote, parts, chained, reader)) found.add('ellipses');
  return describe(mergeUnbroken(chained, reader), found, 1, reader);
}

/** A quote without an ellipsis: of all places where it stands the one that differs least. */
function findWhole(
  quote: string,
  part: Part,
  corpus: TokenCorpus,
  reader: Reader,
): Verbatim | null {
  let best: { place: Fitted; found: Set<Difference> } | null = null;
  // A row may be found in several of its shown forms: it stands in one place all the same.
  const places = new Set<string>();
  for (const place of fittingPlaces(corpus, part, quote, reader)) {
    if (!keepsDirection(quote, [part], [place], reader)) continue;
    const found = new Set<Difference>();
    nameDifferences(part, place, quote, reader, found);
    const [first] = reader.parts(place);
    if (first) places.add(`${first.articleId} ${first.start}`);
    if (!best || found.size < best.found.size) best = { place, found };
    if (places.size === MOST_PLACES) break;
  }
  return best && describe([best.place], best.found, places.size, reader);
}

/** Parts between which the ellipsis leaves nothing out are one. */
function mergeUnbroken(chained: readonly Fitted[], reader: Reader): Fitted[] {
  const merged: Fitted[] = [];
  for (const place of chained) {
    const before = merged.at(-1);
    if (before && leavesNothingOut(before, place, reader)) {
      merged[merged.length - 1] = { ...before, to: place.to, tails: place.tails };
    } else merged.push(place);
  }
  return merged;
}

/** Whether an ellipsis that stands in the source itself is written in another way. */
function ellipsesDiffer(
  quote: string,
  parts: readonly Part[],
  chained: readonly Fitted[],
  reader: Reader,
): boolean {
  return chained.some((place, i) => {
    const [before, part, partBefore] = [chained[i - 1], parts[i], parts[i - 1]];
    if (!before || !part || !partBefore || !leavesNothingOut(before, place, reader)) return false;
    const from = (partBefore.tail.at(-1) ?? partBefore.core.at(-1))?.end ?? 0;
    const to = (part.head[0] ?? part.core[0])?.start ?? from;
    const [last, first] = [
      reader.token(before.stream, before.to - 1),
      reader.token(place.stream, place.from),
    ];
    if (!last || !first) return false;
    return quote.slice(from, to).trim() !== reader.between(place.stream, last, first).trim();
  });
}

function describe(
  places: readonly Fitted[],
  found: ReadonlySet<Difference>,
  count: number,
  reader: Reader,
): Verbatim | null {
  const [first, ...rest] = places.flatMap((place) => reader.parts(place));
  if (!first) return null;
  const paragraphs = Math.max(...places.map(paragraphsOf));
  const omissions = places.flatMap((place, i) => {
    const before = places[i - 1];
    if (!before) return [];
    const start = reader.token(before.stream, before.to - 1)?.end ?? 0;
    const end = reader.token(place.stream, place.from)?.start ?? start;
    const { id, text } = place.stream.article;
    return [{ articleId: id, start, end, text: bothEnds(text, start, end) }];
  });
  return {
    kind: 'verbatim',
    parts: [first, ...rest],
    differences: [...found],
    joined: paragraphs > 1,
    paragraphs,
    omissions,
    places: count,
    cutSentences: cutSentences(places, reader),
    cutNumbers: places.flatMap((place) => cutNumbers(place, reader)),
  };
}

/** Paragraphs that a run goes through: between two of one article there are no others. */
function paragraphsOf({ stream, from, to }: Fitted): number {
  const numbers = new Set<number | undefined>();
  const last = stream.passageAt(to - 1);
  for (let passage = stream.passageAt(from); passage <= last; passage += 1) {
    numbers.add(stream.passages[passage]?.paragraph);
  }
  return numbers.size;
}

function bothEnds(text: string, start: number, end: number): string {
  if (end - start <= LONGEST_OMISSION) return text.slice(start, end).trim();
  const half = LONGEST_OMISSION / 2;
  const [first, last] = [text.slice(start, start + half), text.slice(end - half, end)];
  // Words that were cut are left out as well, where there are words.
  const [firstEnd, lastStart] = [first.lastIndexOf(' '), last.indexOf(' ')];
  return `${firstEnd === -1 ? first : first.slice(0, firstEnd)} […]${last.slice(Math.max(0, lastStart))}`;
}
