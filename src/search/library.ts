/** The articles, ready to be asked: the one door through which commands reach everything below. */
import type { Answer, ArticleMetadata, Excerpt, SearchFilter } from '../model.ts';

/** How many excerpts beyond the shown ones an answer names, so that a button can bring them. */
export const FURTHER_EXCERPTS = 7;

/** How far the library is. Questions are answered whenever `passages` is above 0. */
export interface LibraryStatus {
  /** `reading` files, `embedding` passages, or `ready` and watching the folder. */
  readonly phase: 'reading' | 'embedding' | 'ready';
  /** Units of the current phase that are done, and in all: files or passages. */
  readonly done: number;
  readonly total: number;
  /** What can be searched at this moment. */
  readonly articles: number;
  readonly passages: number;
}

/** An article as it is listed. */
export interface ArticleSummary extends ArticleMetadata {
  readonly id: string;
  readonly file: string;
  readonly part: number;
  readonly paragraphs: number;
}

/** What a question may carry. */
export interface AskOptions {
  /** How many excerpts at most, from 1. */
  readonly count: number;
  readonly filter?: SearchFilter;
}

/** A searchable, live view of the articles folder. */
export interface Library {
  /**
   * Resolves when the folder has been read and indexed for the first time.
   * @throws FootnoteError `model-unavailable` or `bad-config` when that cannot be.
   */
  whenReady(): Promise<void>;
  status(): LibraryStatus;
  /**
   * The excerpts that answer `question`, or the nearest ones with `answered: false`.
   * @throws FootnoteError `not-ready` while nothing can be searched yet (the sentence says how far
   *   it is), `not-found` for a filter that names an unknown article.
   */
  ask(question: string, options: AskOptions): Promise<Answer>;
  /**
   * The passage with a citation id, `sentence` highlighted (0 where the passage has fewer).
   * @returns null when no such passage is in the articles now.
   * @throws FootnoteError `not-verbatim` when the text at its place is not the one that was cited.
   */
  excerpt(citationId: string, sentence?: number): Excerpt | null;
  /** Every article, by title. */
  articles(): readonly ArticleSummary[];
  /** Articles whose title, publisher or author fits what was typed so far, best first; from memory. */
  suggestArticles(typed: string, limit: number): readonly ArticleSummary[];
  /** Stops watching, saves, ends the worker. Safe to call twice. */
  close(): Promise<void>;
}
