/** Where a quote may be cut: between sentences, items, rows and lines of code, never inside of them. */
import { spansAcross, spansWithin } from '../articles/spans.ts';
import type { Piece, Span } from '../model.ts';
import { inText, type Quotable } from './quote.ts';

/** Offsets into the quote's own text. */
export interface CutPlaces {
  /** What stays together, in order, not overlapping. */
  readonly cuts: readonly Span[];
  /** What is shown in any case: the highlight, or the first item, row or line that it touches. */
  readonly core: Span;
}

/** The places of an excerpt or of a quote. */
export function cutPlaces(quotable: Quotable): CutPlaces {
  const { pieces, sentences, highlight, start, end } = quotable;
  const own = (span: Span) => inText(quotable, span);
  if (pieces.every(isText)) {
    const known = sentences ?? [
      { start, end: highlight.start },
      highlight,
      { start: highlight.end, end },
    ];
    return { cuts: known.map(own), core: own(highlight) };
  }
  const cuts = pieces.flatMap((piece) => {
    if (piece.kind === 'code') return codeLines(quotable.text, own(piece));
    const inside = isText(piece) ? spansWithin(sentences ?? [], piece) : [];
    return (inside.length > 0 ? inside : [piece]).map(own);
  });
  const isStructured = spansAcross(pieces, highlight).some((piece) => !isText(piece));
  const [first] = isStructured ? spansAcross(cuts, own(highlight)) : [];
  return { cuts, core: first ?? own(highlight) };
}

function isText({ kind }: Piece): boolean {
  return kind !== 'item' && kind !== 'row' && kind !== 'code';
}

/** The lines of code that are not blank. */
function codeLines(text: string, { start, end }: Span): Span[] {
  const lines: Span[] = [];
  for (let from = start; from < end; ) {
    const next = text.indexOf('\n', from);
    const to = next === -1 || next > end ? end : next;
    if (text.slice(from, to).trim() !== '') lines.push({ start: from, end: to });
    from = to + 1;
  }
  return lines;
}
