/** The nouns everything else speaks in: Article, Passage, Excerpt, Citation, Answer. */
import type { DropReason, Statement } from './refusals.ts';

/** A half-open range `[start, end)` of UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What is known of an article beside its text. Unknown values are null, never empty strings. */
export interface ArticleMetadata {
  readonly title: string;
  readonly author: string | null;
  readonly publisher: string | null;
  /** ISO 8601 calendar date, `YYYY-MM-DD`. */
  readonly published: string | null;
  /** An absolute http(s) URL; anything else was dropped when the file was read. */
  readonly url: string | null;
  /** BCP 47 language tag, lower case, such as `en` or `ru`. */
  readonly language: string | null;
}

/** Where a block of the body stands. Offsets into `Article.text`; headings are not counted among blocks. */
export interface BlockPlace extends Span {
  /** Counts the body's blocks from 1: the number of its paragraph, as people are told it. */
  readonly number: number;
  /** The heading the block stands under, or null before the first one. */
  readonly section: string | null;
  /**
   * Stands beside others and answers nothing by itself: a caption, a byline, a list of references. It is
   * searched with its neighbour, and is never a passage.
   */
  readonly isApart?: true;
}

/** A paragraph of prose, or what stands under or over a picture: one line of text. */
export interface TextBlock extends BlockPlace {
  readonly kind: 'paragraph' | 'caption';
}

/** Code as it was written, line breaks and spaces included. */
export interface CodeBlock extends BlockPlace {
  readonly kind: 'code';
  /** As the article names it, such as `sh`; null where it does not. */
  readonly language: string | null;
}

/** A list: what leads in and each item on a line of its own, marks left out. */
export interface ListBlock extends BlockPlace {
  readonly kind: 'list';
  /** “Bring for the weekend:”; null where nothing leads in. */
  readonly leadIn: Span | null;
  readonly items: readonly ListItem[];
}

/** A line of a list. Nested items follow the one that they belong to. */
export interface ListItem extends Span {
  /** From 0. */
  readonly depth: number;
  /** `3.` of an ordered list; null for a bullet, '' for a further line of the item before. */
  readonly marker: string | null;
}

/** A table: caption and each row on a line of its own, cells parted by ` | `. */
export interface TableBlock extends BlockPlace {
  readonly kind: 'table';
  readonly caption: Span | null;
  /** How many of the first rows head the columns. */
  readonly headerRows: number;
  readonly rows: readonly TableRow[];
}

export interface TableRow extends Span {
  /** Those that begin in this row, by column; empty ones have an empty span. */
  readonly cells: readonly TableCell[];
}

export interface TableCell extends Span {
  /** Its first column, from 0. */
  readonly column: number;
  /** How many columns and rows it spans; at least 1. */
  readonly columns: number;
  readonly rows: number;
  /** Heads its row or column. */
  readonly isHeader: boolean;
}

/** Somebody's words, a line for each of their paragraphs, and in the last line whose they are. */
export interface QuotationBlock extends BlockPlace {
  readonly kind: 'quotation';
  readonly lines: readonly Span[];
  readonly speaker: Span | null;
}

/** Terms and what they mean, each on a line of its own. */
export interface DefinitionBlock extends BlockPlace {
  readonly kind: 'definition';
  readonly terms: readonly Span[];
  readonly lines: readonly Span[];
}

/** A piece of the body by its kind. */
export type Block =
  | TextBlock
  | CodeBlock
  | ListBlock
  | TableBlock
  | QuotationBlock
  | DefinitionBlock;

/** A heading's line. */
export interface Heading extends Span {
  /** 1 to 6. */
  readonly depth: number;
}

/** One article. Everything quoted from it is `text.slice(start, end)`. */
export interface Article extends ArticleMetadata {
  /** Stays the same as long as the file keeps its name: the first half of its citation ids. */
  readonly id: string;
  /** Path inside the articles folder, with `/` on every system. */
  readonly file: string;
  /** Counts the articles of one file from 1 (a dump may hold several). */
  readonly part: number;
  /**
   * The canonical text: headings and blocks in order, parted by blank lines. Prose is one line a
   * paragraph; code, rows and items keep their lines.
   */
  readonly text: string;
  /** SHA-256 of `text` as UTF-8, hex. */
  readonly hash: string;
  readonly headings: readonly Heading[];
  /** All but the headings, in order; `blocks[n - 1].number === n`. */
  readonly blocks: readonly Block[];
}

/** A pointer to an article. */
export interface ArticleRef {
  /** Unique in its collection only. */
  readonly id: string;
  /** As in `ExcerptRef`. */
  readonly collection?: string;
}

/** An article as it is listed. */
export interface ArticleSummary extends ArticleRef, ArticleMetadata {
  readonly file: string;
  readonly part: number;
  /** How many. */
  readonly paragraphs: number;
}

/** A line of a file that is in no article, and why. */
export interface DroppedLine {
  /** Counts the file's lines from 1. */
  readonly line: number;
  readonly text: string;
  readonly reason: DropReason;
}

/** How one file of the articles folder was read. */
export interface FileReading {
  readonly file: string;
  /** SHA-256 of the file's bytes, and of those of its `NAME.yaml` where it has one, hex. */
  readonly sha256: string;
  readonly articles: readonly Article[];
  readonly dropped: readonly DroppedLine[];
  /** Such as a date that could not be understood; why it holds no article where it could not be read. */
  readonly warnings: readonly Statement<'inFile' | 'notIndexed'>[];
}

/**
 * The indexed unit: a block, or a part of it where it exceeds the model's window; of a table a row.
 */
export interface Passage extends Span {
  /** The citation id: `<article id>-<hash of the text>`; see `src/citations/citation-id.ts`. */
  readonly id: string;
  /** The number of its block. */
  readonly paragraph: number;
  readonly section: string | null;
  /**
   * The passage's sentences, in order; offsets into `Article.text`, white space between left out. Items
   * end sentences; code and a row are one; whose words a quotation is is none.
   */
  readonly sentences: readonly Span[];
  /** Ids of what was a passage of its own before its words became part of this one. */
  readonly formerly?: readonly FormerId[];
}

/** A citation id of an earlier release, and which sentence of the passage its words are. */
export interface FormerId {
  readonly id: string;
  /** Index among the passage's sentences, from 0. */
  readonly sentence: number;
}

/** What a piece of context is to the passage that it is shown with. */
export type ContextRole = 'header' | 'caption' | 'leadIn' | 'parent' | 'speaker' | 'term';

/** A slice of the article that a passage is not understood without: shown apart, never as the quote. */
export interface Context extends Quoted {
  readonly role: ContextRole;
}

/** How a piece of a quote is drawn; offsets into the article's text. Pieces follow each other. */
export type Piece =
  | (Span & { readonly kind: 'heading'; readonly depth: number })
  | (Span & { readonly kind: 'paragraph' | 'caption' | 'leadIn' | 'quotation' | 'speaker' })
  | (Span & { readonly kind: 'term' | 'definition' })
  | (Span & { readonly kind: 'code'; readonly language: string | null })
  | (Span & { readonly kind: 'item'; readonly depth: number; readonly marker: string | null })
  | (Span & {
      readonly kind: 'row';
      readonly isHeader: boolean;
      readonly cells: readonly RowCell[];
    });

/** A cell of a row as it is shown, under what heads its column. */
export interface RowCell extends Span {
  /** What heads it, outermost first; slices of the article, which may lie outside of the quote. */
  readonly headers: readonly Quoted[];
  /** Its first column, from 0, and how many it spans. */
  readonly column: number;
  readonly columns: number;
  /** Heads its row. */
  readonly isHeader: boolean;
}

/** Where a quote stands. */
export interface Citation {
  readonly id: string;
  /** The article's title. */
  readonly article: string;
  readonly author: string | null;
  readonly publisher: string | null;
  readonly published: string | null;
  readonly section: string | null;
  readonly paragraph: number;
  readonly url: string | null;
  readonly file: string;
}

/** A slice of an article's text, with its offsets. */
export interface Quoted extends Span {
  readonly text: string;
}

/** Where another article has another number, date or name for the same thing. */
export interface Difference extends ExcerptRef {
  /** What it says. */
  readonly value: Quoted;
  /** What the excerpt says instead. */
  readonly own: Quoted;
}

/** A passage as it is shown. `text === article.text.slice(start, end)`, checked when it is made. */
export interface Excerpt extends Span {
  /** As in `ExcerptRef`. */
  readonly collection?: string;
  readonly text: string;
  /** The sentence that answers best; offsets into the article's text, inside the excerpt. */
  readonly highlight: Span;
  /**
   * Where the passage is that sentence alone, the part of it that answers; inside the highlight. Absent where
   * there are others, and where it is not known.
   */
  readonly answering?: Span;
  /** Index of the highlight among the passage's sentences, from 0. */
  readonly sentence: number;
  /** The passage's sentences, in order; where they are known, a long quote is cut between them. */
  readonly sentences?: readonly Span[];
  /** How it is drawn: what the quote is made of, in order. */
  readonly pieces: readonly Piece[];
  /** What it is not understood without, and is no part of; in the article's order. */
  readonly context: readonly Context[];
  /** Between 0 and 1; of the first excerpt the probability that it answers the question. */
  readonly score: number;
  readonly articleId: string;
  readonly citation: Citation;
  /**
   * Other articles whose sentence says the same as the highlight: in the same words, or the same number,
   * date or name where that is asked for. Absent where none is known.
   */
  readonly alsoIn?: readonly ExcerptRef[];
  /** Other articles that differ there. Absent where none is known: it is said only where it is sure. */
  readonly differsIn?: readonly Difference[];
}

/** Restricts a search before it ranks. All conditions must hold. */
export interface SearchFilter {
  readonly articleId?: string;
  /** The key of that article's collection, as in `ExcerptRef`. */
  readonly collection?: string;
  /** The publisher's name, as it stands in the metadata; case does not matter. */
  readonly publisher?: string;
  /** ISO dates, both inclusive. Articles without a date fulfil neither. */
  readonly since?: string;
  readonly until?: string;
}

/** Whether the first excerpt answers the question. */
export type Judgement = 'answers' | 'may-answer' | 'no-answer';

/** Why an answer was given or withheld, for people who want to understand it. */
export interface Evidence {
  /** Probability, by the calibrated judgement, that the first excerpt answers the question. */
  readonly confidence: number;
  /** What the judgement weighed, by name. */
  readonly signals: Readonly<Record<string, number>>;
  /**
   * Whether the best passages were read together with the question: all of them, or fewer for lack
   * of time; null where nothing was to be read, as in another language.
   */
  readonly reading: 'read' | 'late' | null;
}

/** A pointer to an excerpt, small enough for a button: see `Library.excerpt`. */
export interface ExcerptRef {
  /** A citation id: unique in its collection only. */
  readonly id: string;
  /** The key of its collection, see `CollectionKey`; absent for the default one. */
  readonly collection?: string;
  /** Index of the sentence to highlight among the passage's sentences, from 0. */
  readonly sentence: number;
}

/** One of several things that a question asks for. */
export interface AnswerPart {
  /** A slice of the question. */
  readonly text: string;
  readonly judgement: Judgement;
  /** Which excerpt answers it, and by which sentence; null where none does. */
  readonly excerpt: ExcerptRef | null;
}

/** A question in a language that no passage is in. ISO 639-1 codes. */
export interface ForeignQuestion {
  readonly asked: string;
  /** Those of the passages, the one of most of them first; never empty. */
  readonly passages: readonly string[];
}

/** What a search found. Where `answered` is false, `excerpts` are the nearest passages only. */
export interface Answer {
  readonly question: string;
  /** Of a question that asks for several things, the best of `parts`. */
  readonly judgement: Judgement;
  /** Whether it is likely enough to be shown: `judgement` is not `no-answer`. */
  readonly answered: boolean;
  /** Whether there was no model in time: what is said in other words was not found. */
  readonly byWordsAlone: boolean;
  /** Absent where some passage is in the question's language, or that is not to be told. */
  readonly foreign?: ForeignQuestion;
  /** Only where the first excerpt is what editors chose for this question, or for one like it. */
  readonly isPinned?: true;
  /** What the question asks for, where that is more than one thing; else it is not there. */
  readonly parts?: readonly AnswerPart[];
  /** Best first, those that answer the question's parts before all others; no passage twice. */
  readonly excerpts: readonly Excerpt[];
  /** What would have come after `excerpts`, best first: at most `FURTHER_EXCERPTS` of them. */
  readonly further: readonly ExcerptRef[];
  readonly evidence: Evidence;
  readonly tookMs: number;
}
