/** Chooses how much of a passage is shown where there is not room for all of it. */
import type { Span } from '../model.ts';
import { EMBED_DESCRIPTION_MAX } from './limits.ts';

/** Stands for what was left out of a quote. */
export const LEFT_OUT = '[…]';

/** A part of a text, in offsets into that text. It starts and ends between sentences or words. */
export interface Window extends Span {
  /** What is put in bold; inside the window. */
  readonly highlight: Span;
}

/** A window as it is read: the slice, with `LEFT_OUT` where something was left out. */
export interface Shown {
  readonly text: string;
  /** Offsets into `text`. */
  readonly highlight: Span;
  readonly window: Window;
}

/** What `window` of `text` looks like. */
export function showWindow(text: string, window: Window): Shown {
  const before = text.slice(0, window.start).trim() === '' ? '' : `${LEFT_OUT} `;
  const after = text.slice(window.end).trim() === '' ? '' : ` ${LEFT_OUT}`;
  const shift = before.length - window.start;
  return {
    text: before + text.slice(window.start, window.end) + after,
    highlight: { start: window.highlight.start + shift, end: window.highlight.end + shift },
    window,
  };
}

/**
 * The widest window around the highlight that fits: all of the text, or whole sentences, one more
 * after and one more before by turns. Only where not even the highlight fits is it cut, after a word.
 * @param sentences in order, not overlapping; offsets into `text`.
 * @param fits whether there is room for what is shown; it must be true for `LEFT_OUT` alone.
 */
export function fitWindow(
  text: string,
  highlight: Span,
  sentences: readonly Span[],
  fits: (shown: Shown) => boolean,
): Window {
  const good = (window: Window) => fits(showWindow(text, window));
  const whole = { start: 0, end: text.length, highlight };
  if (good(whole)) return whole;

  let window: Window = { ...highlight, highlight };
  if (!good(window)) return cutAfterWord(text, highlight, good);

  // The nearest last: that is where they are taken from.
  const after = sentences.filter((sentence) => sentence.start >= highlight.end).reverse();
  const before = sentences.filter((sentence) => sentence.end <= highlight.start);
  let grew = true;
  while (grew) {
    grew = false;
    for (const [next, edge] of [
      [after, 'end'],
      [before, 'start'],
    ] as const) {
      const sentence = next.at(-1);
      if (!sentence) continue;
      const wider = { ...window, [edge]: sentence[edge] };
      if (good(wider)) {
        window = wider;
        next.pop();
        grew = true;
      } else {
        // A shorter sentence further out cannot be shown without this one.
        next.length = 0;
      }
    }
  }
  return window;
}

/** Cuts a sentence where a word ends: at white space, else where the language ends words. */
function cutAfterWord(text: string, sentence: Span, good: (window: Window) => boolean): Window {
  const cutAt = (end: number): Window => {
    const span = { start: sentence.start, end };
    return { ...span, highlight: span };
  };
  const start = showable(text.slice(sentence.start, sentence.end));
  for (const ends of [spacedEnds, wordEnds, graphemeEnds]) {
    const window = longest(ends(start), (end) => {
      const cut = cutAt(sentence.start + end);
      return good(cut) ? cut : null;
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
      const shown = `${label.slice(0, end)}${mark === LEFT_OUT ? ' ' : ''}${mark}`;
      return length(shown) <= max ? shown : null;
    });
    if (cut) return cut;
  }
  return mark;
}
