/** What can be said of a quote. */
import type { Span } from '../model.ts';

/** A span of one passage: `article.text.slice(start, end)`. */
export interface QuotePart extends Span {
  readonly citationId: string;
  readonly articleId: string;
  /** As in `ExcerptRef`. */
  readonly collection?: string;
}

/** What may differ between a quote and its source without anything being altered. */
export type Difference =
  | 'quotation marks'
  | 'apostrophes'
  | 'dashes'
  | 'spaces'
  | 'case'
  | 'ellipses'
  | 'final punctuation'
  | 'letter forms'
  | 'invisible characters'
  | 'formatting';

/** A stretch of a comparison; texts in order, with the white space between them. */
export interface DiffPiece {
  /** `left-out`: in the source only; `put-in`: in the quote only. */
  readonly op: 'same' | 'left-out' | 'put-in';
  readonly text: string;
}

/** The quote stands so in the articles. */
export interface Verbatim {
  readonly kind: 'verbatim';
  /** Where, in order. Several where an ellipsis parts them, or a passage ends: see `joined`. */
  readonly parts: readonly [QuotePart, ...QuotePart[]];
  /** What does not count against it, each named once. */
  readonly differences: readonly Difference[];
  /** Whether it runs on from one paragraph into the next without an ellipsis. */
  readonly joined: boolean;
  /** What ellipses between parts leave out: spans of the article's text, in order. */
  readonly omissions: readonly (Span & Pick<QuotePart, 'articleId' | 'collection'>)[];
  /** In how many places it stands, up to `MOST_PLACES`; 1 where it has an ellipsis. */
  readonly places: number;
}

/** The quote stands nowhere, but something very like it does. */
export interface Altered {
  readonly kind: 'altered';
  readonly nearest: QuotePart;
  /** Between 0 and 1, both excluded: the share of words that quote and source have in common. */
  readonly similarity: number;
  readonly diff: readonly DiffPiece[];
  /**
   * Where the quote is nothing but verbatim pieces put together (other passages, another order, no
   * ellipsis between them): the pieces, in the quote's order. Empty otherwise.
   */
  readonly pieces: readonly QuotePart[];
}

/** Nothing like it stands in the articles. */
export interface NotFound {
  readonly kind: 'not-found';
}

export type Verdict = Verbatim | Altered | NotFound;

/** The verdict on what was found to be a slice of an article, letter by letter, by other means than words. */
export function verbatimAt(part: QuotePart): Verbatim {
  return {
    kind: 'verbatim',
    parts: [part],
    differences: [],
    joined: false,
    omissions: [],
    places: 1,
  };
}
