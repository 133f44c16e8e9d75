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

/** A paragraph of the body; headings are not paragraphs. Offsets into `Article.text`. */
export interface Paragraph extends Span {
  /** Counts the body's paragraphs from 1. */
  readonly number: number;
  /** The heading the paragraph stands under, or null before the first one. */
  readonly section: string | null;
}

/** One article. Everything quoted from it is `text.slice(start, end)`. */
export interface Article extends ArticleMetadata {
  /** Stays the same as long as the file keeps its name: the first half of its citation ids. */
  readonly id: string;
  /** Path inside the articles folder, with `/` on every system. */
  readonly file: string;
  /** Counts the articles of one file from 1 (a dump may hold several). */
  readonly part: number;
  /** The canonical text: headings and paragraphs, one to a line, parted by blank lines. */
  readonly text: string;
  /** SHA-256 of `text` as UTF-8, hex. */
  readonly hash: string;
  readonly paragraphs: readonly Paragraph[];
}

/** An article as it is listed. */
export interface ArticleSummary extends ArticleMetadata {
  readonly id: string;
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
  /** SHA-256 of the file's bytes, hex. */
  readonly sha256: string;
  readonly articles: readonly Article[];
  readonly dropped: readonly DroppedLine[];
  /** Such as a date that could not be understood; why it holds no article where it could not be read. */
  readonly warnings: readonly Statement<'inFile' | 'notIndexed'>[];
}

/** The indexed unit: a paragraph, or a run of its sentences where it exceeds the model's window. */
export interface Passage extends Span {
  /** The citation id: `<article id>-<hash of the text>`; see `src/citations/citation-id.ts`. */
  readonly id: string;
  readonly paragraph: number;
  readonly section: string | null;
  /** The passage's sentences, in order; offsets into `Article.text`, white space between left out. */
  readonly sentences: readonly Span[];
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
  readonly text: string;
  /** The sentence that answers best; offsets into the article's text, inside the excerpt. */
  readonly highlight: Span;
  /** Index of the highlight among the passage's sentences, from 0. */
  readonly sentence: number;
  /** The passage's sentences, in order; where they are known, a long quote is cut between them. */
  readonly sentences?: readonly Span[];
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
  /** A citation id. */
  readonly id: string;
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

/** What a search found. Where `answered` is false, `excerpts` are the nearest passages only. */
export interface Answer {
  readonly question: string;
  /** Of a question that asks for several things, the best of `parts`. */
  readonly judgement: Judgement;
  /** Whether it is likely enough to be shown: `judgement` is not `no-answer`. */
  readonly answered: boolean;
  /** Whether there was no model in time: what is said in other words was not found. */
  readonly byWordsAlone: boolean;
  /** What the question asks for, where that is more than one thing; else it is not there. */
  readonly parts?: readonly AnswerPart[];
  /** Best first, those that answer the question's parts before all others; no passage twice. */
  readonly excerpts: readonly Excerpt[];
  /** What would have come after `excerpts`, best first: at most `FURTHER_EXCERPTS` of them. */
  readonly further: readonly ExcerptRef[];
  readonly evidence: Evidence;
  readonly tookMs: number;
}
