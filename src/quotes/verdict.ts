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
  | 'formatting'
  | 'reference marks'
  | 'sic'
  | 'line-end hyphens';

/** A stretch of a comparison; texts in order, with the white space between them. */
export interface DiffPiece {
  /** `left-out`: in the source only; `put-in`: in the quote only. */
  readonly op: 'same' | 'left-out' | 'put-in';
  readonly text: string;
}

/** What an ellipsis leaves out: a span of the article's text. */
export interface Omission extends Span, Pick<QuotePart, 'articleId' | 'collection'> {
  /** Its text; of a long one the beginning and the end, `[…]` between them. */
  readonly text: string;
}

/**
 * The sentences that a quote begins or ends inside of. The span is from the beginning of the sentence in
 * which it begins to the end of the one in which it ends; `before + quoted + after` is its text.
 */
export interface CutSentence extends QuotePart {
  /** What the first sentence says before the quote begins; '' where that begins with it. */
  readonly before: string;
  readonly quoted: string;
  /** What the last sentence says after the quote ends. */
  readonly after: string;
}

/** A number that stands in the article with a unit, a sign or more digits, and without them in the quote. */
export interface CutNumber {
  /** All of it, as in the article: `7 %`. */
  readonly text: string;
  /** What the quote has of it: `7`. */
  readonly quoted: string;
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
  /** Paragraphs that it runs through without an ellipsis, the most of any of its stretches; from 1. */
  readonly paragraphs: number;
  /** What ellipses between parts leave out, in order. */
  readonly omissions: readonly Omission[];
  /** In how many places it stands, up to `MOST_PLACES`; 1 where it has an ellipsis. */
  readonly places: number;
  /** The sentences it begins or ends inside of, in order; none of a row, a list or code as it is shown. */
  readonly cutSentences: readonly CutSentence[];
  /** Numbers that it has a part of, in order. */
  readonly cutNumbers: readonly CutNumber[];
}

/**
 * Why a quote is altered whose words stand so: `text direction`, controls that change in which order
 * they are read; `hidden words`, some are struck through or behind a spoiler.
 */
export type Disguise = 'text direction' | 'hidden words';

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
  /** What is not read as it is written, each named once. */
  readonly disguises: readonly Disguise[];
}

/** Nothing like it stands in the articles. */
export interface NotFound {
  readonly kind: 'not-found';
}

/** A word or two that any text has: whether they are in the articles says nothing. */
export interface TooShort {
  readonly kind: 'too-short';
}

export type Verdict = Verbatim | Altered | NotFound | TooShort;

/** The verdict on what was found to be a slice of an article, letter by letter, by other means than words. */
export function verbatimAt(part: QuotePart): Verbatim {
  return {
    kind: 'verbatim',
    parts: [part],
    differences: [],
    joined: false,
    paragraphs: 1,
    omissions: [],
    places: 1,
    cutSentences: [],
    cutNumbers: [],
  };
}
