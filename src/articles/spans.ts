/** Looks up spans that are in order, by halves: a table has ten thousand rows, and each is asked for. */
import type { Span } from '../model.ts';

/** Index of the first span that starts at an offset or after it; how many there are where none does. */
export function firstFrom(spans: readonly Span[], start: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the last span that starts at an offset or before it; -1 where none does. */
export function lastUpTo(spans: readonly Span[], offset: number): number {
  return firstFrom(spans, offset + 1) - 1;
}

/** The spans that start within a range, in order. */
export function spansFrom<S extends Span>(spans: readonly S[], { start, end }: Span): S[] {
  return spans.slice(firstFrom(spans, start), firstFrom(spans, end));
}

/** The spans that lie within a range; in order, none overlapping. */
export function spansWithin<S extends Span>(spans: readonly S[], { start, end }: Span): S[] {
  const within: S[] = [];
  for (let i = firstFrom(spans, start); i < spans.length; i += 1) {
    const span = spans[i] as S;
    if (span.end > end) break;
    within.push(span);
  }
  return within;
}

/** The spans that a range touches; in order, none overlapping. */
export function spansAcross<S extends Span>(spans: readonly S[], { start, end }: Span): S[] {
  const across: S[] = [];
  for (let i = Math.max(0, firstFrom(spans, start) - 1); i < spans.length; i += 1) {
    const span = spans[i] as S;
    if (span.start >= end) break;
    if (span.end > start) across.push(span);
  }
  return across;
}
