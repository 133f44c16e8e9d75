/** Chooses how much of a passage is shown where there is not room for all of it. */
import type { Span } from '../model.ts';
import { EMBED_DESCRIPTION_MAX } from './limits.ts';

/** Stands for what was left out of a quote. */
export const LEFT_OUT = '[…]';

/**
 * The widest window around the highlight that fits: all of the text, or whole sentences, one more
 * after and one more before by turns. Only where not even the highlight fits is it cut, after a word.
 * @param sentences in order, not overlapping; offsets into `text`.
 * @param fits whether there is room for a window with `LEFT_OUT` around it; it must be true for an empty one.
 * @returns a part of the text, which starts and ends between sentences or words.
 */
export function fitWindow(
  text: string,
  highlight: Span,
  sentences: readonly Span[],
  fits: (window: Span) => boolean,
): Span {
  const whole = { start: 0, end: text.length };
  if (fits(whole)) return whole;
  if (!fits(highlight)) return cutAfterWord(text, highlight, fits);

  const after = sentences.filter((sentence) => sentence.start >= highlight.end);
  const before = sentences.filter((sentence) => sentence.end <= highlight.start).reverse();
  const around = (more: number, earlier: number): Span => ({
    start: before[earlier - 1]?.start ?? highlight.start,
    end: after[more - 1]?.end ?? highlight.end,
  });
  // By turns as far as both go, then on the side that has not ended.
  const both = Math.min(after.length, before.length);
  const turns = mostThat(2 * both, (n) => fits(around((n + 1) >> 1, n >> 1)));
  let [more, earlier] = [(turns + 1) >> 1, turns >> 1];
  const isAfterFull = turns < 2 * both && turns % 2 === 0;
  if (!isAfterFull) {
    more += mostThat(after.length - more, (n) => fits(around(more + n, earlier)));
  }
  const isBeforeFull = turns < 2 * both && turns % 2 === 1;
  if (!isBeforeFull) {
    earlier += mostThat(before.length - earlier, (n) => fits(around(more, earlier + n)));
  }
  return around(more, earlier);
}

/**
 * How many there may be, at most `most`, where none is good in any case: in steps that double, then by
 * halves, so that nothing much larger than what is good is ever looked at.
 */
function mostThat(most: number, isGood: (count: number) => boolean): number {
  let [low, high] = [0, 1];
  while (high <= most && isGood(high)) [low, high] = [high, 2 * high];
  high = Math.min(high, most + 1);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (isGood(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** Cuts a sentence where a word ends: at white space, else where the language ends words. */
function cutAfterWord(text: string, sentence: Span, fits: (window: Span) => boolean): Span {
  const cutAt = (end: number): Span => ({ start: sentence.start, end });
  const start = showable(text.slice(sentence.start, sentence.end));
  for (const ends of [spacedEnds, wordEnds, graphemeEnds]) {
    const window = longest(ends(start), (end) => {
      const cut = cutAt(sentence.start + end);
      return fits(cut) ? cut : null;
    });
    if (window) return window;
  }
  return cutAt(sentence.start);
}

/** The result for the last of the ascending `ends` that has one; in time with their logarithm. */
export function longest<T>(ends: readonly number[], attempt: (end: number) => T | null): T | null {
  // Escapes make the length not quite monotonous in `end`: halve to get near, then step back.
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (attempt(ends[middle] as number) === null) high = middle;
    else low = middle + 1;
  }
  for (let index = low - 1; index >= 0; index--) {
    const result = attempt(ends[index] as number);
    if (result !== null) return result;
  }
  return null;
}

function spacedEnds(text: string): number[] {
  return [...text.matchAll(/(?<=\S)\s/gu)].map((match) => match.index);
}

const words = new Intl.Segmenter(undefined, { granularity: 'word' });
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** As much of a text as one message could show, and a unit: an end there is none to cut at. */
function showable(text: string): string {
  return text.slice(0, EMBED_DESCRIPTION_MAX + 1);
}

function wordEnds(text: string): number[] {
  return segmentEnds(words, text, ({ isWordLike }) => isWordLike === true);
}

/** For one word longer than a message: between characters as people count them. */
export function graphemeEnds(text: string): number[] {
  return segmentEnds(graphemes, text, () => true);
}

/** Units that are segmented at a time: with each segment V8 copies all of the text it is from. */
const SEGMENTED = 256;

/** The ends of those segments of a text that are wanted. */
function segmentEnds(
  segmenter: Intl.Segmenter,
  text: string,
  wanted: (segment: Intl.SegmentData) => boolean,
): number[] {
  const ends: number[] = [];
  let length = SEGMENTED;
  for (let from = 0; from < text.length; ) {
    const part = text.slice(from, from + length);
    const segments = Array.from(segmenter.segment(part));
    // The last may go on behind the part (`can’` may be `can’t`), unless it is the text's own end.
    const whole = from + part.length === text.length ? segments : segments.slice(0, -2);
    const next = whole.at(-1);
    if (!next) {
      length *= 2;
      continue;
    }
    for (const segment of whole) {
      if (wanted(segment)) ends.push(from + segment.index + segment.segment.length);
    }
    from += next.index + next.segment.length;
    length = SEGMENTED;
  }
  return ends;
}

/**
 * Cuts a label after a word so that `length(label)` is at most `max`, and marks the cut.
 * @param mark what stands for the rest: `LEFT_OUT`, or `…` where Discord shows choices.
 */
export function cutLabel(
  label: string,
  max: number,
  mark: string = LEFT_OUT,
  length: (label: string) => number = (text) => text.length,
): string {
  if (length(label) <= max) return label;
  for (const ends of [spacedEnds, graphemeEnds]) {
    const cut = longest(ends(showable(label)), (end) => {
      const kept = label.slice(0, end);
      const shown = mark === '…' ? `${kept.replace(/[.,;:]$/, '')}…` : `${kept} ${mark}`;
      return length(shown) <= max ? shown : null;
    });
    if (cut) return cut;
  }
  return mark;
}
