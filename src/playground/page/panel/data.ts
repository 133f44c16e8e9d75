/** What the server tells of articles and answers; see `insight.ts` there. */

/** A half-open range of UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** An article with a passage pointed out. Offsets into `text`. */
export interface ArticleData {
  readonly title: string;
  readonly author: string | null;
  readonly publisher: string | null;
  readonly published: string | null;
  readonly url: string | null;
  readonly language: string | null;
  readonly file: string;
  readonly text: string;
  readonly paragraphs: readonly (Span & {
    readonly number: number;
    readonly section: string | null;
  })[];
  readonly passage: Span;
  readonly dropped: readonly {
    readonly line: number;
    readonly text: string;
    readonly reason: string;
  }[];
  readonly warnings: readonly string[];
}

/** A passage that the ranking looked at. */
export interface CandidateData {
  readonly citationId: string;
  readonly title: string;
  readonly paragraph: number;
  readonly text: string;
  /** Offsets into `text`. */
  readonly highlight: Span;
  readonly lexicalRank: number | null;
  readonly lexicalScore: number | null;
  readonly vectorRank: number | null;
  readonly similarity: number | null;
  readonly fused: number;
}

/** Why a question was answered, or not. */
export interface ExplanationData {
  readonly question: string;
  readonly options: Readonly<Record<string, string | number | boolean>>;
  readonly answered: boolean;
  readonly confidence: number;
  readonly answerFrom: number;
  readonly signals: Readonly<Record<string, number>>;
  readonly candidates: readonly CandidateData[];
}
