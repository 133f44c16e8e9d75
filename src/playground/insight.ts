/** What the page's side panel asks about articles and answers; the bot's insides stay behind it. */

/** A half-open range `[start, end)` of UTF-16 code units. */
export interface InsightSpan {
  readonly start: number;
  readonly end: number;
}

/** A line of an article's file that is not in the article, and why. */
export interface InsightDroppedLine {
  /** Counts the file's lines from 1. */
  readonly line: number;
  readonly text: string;
  /** A short phrase for people. */
  readonly reason: string;
}

/** An article with one of its passages pointed out. */
export interface InsightArticle {
  readonly title: string;
  readonly author: string | null;
  readonly publisher: string | null;
  /** `YYYY-MM-DD`. */
  readonly published: string | null;
  /** An absolute http(s) address. */
  readonly url: string | null;
  readonly language: string | null;
  /** Path inside the articles folder. */
  readonly file: string;
  readonly text: string;
  /** Offsets into `text`; `section` is the heading above, null before the first one. */
  readonly paragraphs: readonly (InsightSpan & {
    readonly number: number;
    readonly section: string | null;
  })[];
  /** The cited passage; offsets into `text`. */
  readonly passage: InsightSpan;
  /** What of the file was left out, by line. */
  readonly dropped: readonly InsightDroppedLine[];
  /** One sentence each, such as a date that could not be understood. */
  readonly warnings: readonly string[];
}

/** A passage that the ranking looked at. Ranks count from 1; null where an index did not find it. */
export interface InsightCandidate {
  readonly citationId: string;
  /** The article's title. */
  readonly title: string;
  readonly paragraph: number;
  /** The passage. */
  readonly text: string;
  /** The sentence that answers best; offsets into `text`. */
  readonly highlight: InsightSpan;
  readonly lexicalRank: number | null;
  /** BM25, as the ranking weighs it. */
  readonly lexicalScore: number | null;
  readonly vectorRank: number | null;
  /** Cosine of the question's and the passage's embeddings. */
  readonly similarity: number | null;
  /** The score that decides the order. */
  readonly fused: number;
}

/** Why a question was answered as it was, or not. */
export interface InsightExplanation {
  readonly answered: boolean;
  /** Probability that the first candidate answers the question. */
  readonly confidence: number;
  /** The confidence from which an answer is given. */
  readonly answerFrom: number;
  /** What the judgement weighed, by name. */
  readonly signals: Readonly<Record<string, number>>;
  /** Best first. */
  readonly candidates: readonly InsightCandidate[];
}

/** A question as it was asked. */
export interface AskedQuestion {
  /** The one text that the command to ask with needs, or a message without its mention of the bot. */
  readonly question: string;
  /** A command's options by name; none for a message. */
  readonly options: Readonly<Record<string, string | number | boolean>>;
}

/**
 * What whoever starts the playground lets its page see. All functions may throw a FootnoteError,
 * whose sentence the page shows.
 */
export interface Insight {
  /** Three questions or so that the articles answer, made from the articles at hand. */
  suggestedQuestions(): Promise<readonly string[]>;
  /** The article that a citation id points into; null for an id that points nowhere (any more). */
  article(citationId: string): Promise<InsightArticle | null>;
  /** What the ranking did with a question. */
  explain(asked: AskedQuestion): Promise<InsightExplanation>;
}
