/** Which context stands above a quote, and which below it. */
import type { Context, Piece, Span } from '../model.ts';

/** What is drawn with its context. */
export interface InContext extends Span {
  readonly pieces: readonly Piece[];
  readonly context: readonly Context[];
}

/** The context that the quote's own drawing does not name: headers stand beside their cells. */
export function shownContext({ pieces, context }: InContext): readonly Context[] {
  const headers = new Set<number>();
  for (const piece of pieces) {
    if (piece.kind !== 'row') continue;
    for (const cell of piece.cells) for (const { start } of cell.headers) headers.add(start);
  }
  const isNamed = ({ start, end }: Span) => {
    for (const header of headers) if (header >= start && header < end) return true;
    return false;
  };
  return context.filter((each) => each.role !== 'header' || !isNamed(each));
}

/** Context in the article's order, parted by the quote that it is of. */
export function aroundQuote(
  context: readonly Context[],
  { start }: Span,
): { readonly above: readonly Context[]; readonly below: readonly Context[] } {
  return {
    above: context.filter((each) => each.start < start),
    below: context.filter((each) => each.start >= start),
  };
}
