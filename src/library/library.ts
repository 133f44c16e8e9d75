/** The articles, ready to be asked: the one door through which commands reach everything below. */
import type { PassageRef } from '../citations/look-up.ts';
import type { Trace } from '../citations/trace.ts';
import type {
  Answer,
  Article,
  ArticleRef,
  ArticleSummary,
  Excerpt,
  FileReading,
  SearchFilter,
} from '../model.ts';
import { type Notice, Refusal } from '../refusals.ts';
import type { FileRecords } from './files.ts';
import type { LibraryQuotes } from './quotes.ts';

/** How many excerpts beyond the shown ones an answer names, so that a button can bring them. */
export const FURTHER_EXCERPTS = 7;

/** How far the library is. Questions are answered whenever `passages` is above 0. */
export interface LibraryStatus {
  /** `reading` files, `embedding` passages, or `ready` and watching the folder. */
  readonly phase: 'reading' | 'embedding' | 'ready';
  /** Units of the current phase that are done, and in all: files or passages. */
  readonly done: number;
  readonly total: number;
  /** Milliseconds until passages are embedded, by how quickly it goes; null where that is not known. */
  readonly remainingMs: number | null;
  /** What can be searched at this moment. */
  readonly articles: number;
  readonly passages: number;
  /** The embedding model's name. */
  readonly model: string;
  /** When what can be searched last changed, in milliseconds since 1970; null before the first time. */
  readonly changedAt: number | null;
}

/** Why nothing can be asked while no passage can be searched: how far the library is. */
export function notReadyYet({ phase, done, total }: LibraryStatus): Refusal {
  if (phase === 'ready') return new Refusal('noArticles');
  if (total === 0) return new Refusal('readingStarts');
  return new Refusal(phase === 'reading' ? 'reading' : 'indexing', { done, total });
}

/** What a question may carry. */
export interface AskOptions {
  /** How many excerpts at most, from 1; fewer where the next ones are plainly about something else. */
  readonly count: number;
  readonly filter?: SearchFilter;
  /**
   * Milliseconds that reading passages together with the question may take; what was not read by
   * then is ranked without. It is waited for where none are given.
   */
  readonly readingMs?: number;
}

/** A passage that the ranking looked at. */
export interface Candidate {
  readonly excerpt: Excerpt;
  /** BM25 of the passage as a share of the question's weight. */
  readonly lexical: number;
  /** How near question and passage are in meaning: 0 is unrelated, 1 an answer; null by words alone. */
  readonly similarity: number | null;
  /** The reader's word that the passage answers, in nats above "none of these"; null where unread. */
  readonly reading: number | null;
  /** The score that decides the order, in nats. */
  readonly fused: number;
}

/** Why a question is answered as it is, or not. */
export interface Explanation {
  readonly answer: Answer;
  /** The confidences from which on an answer is given as one, or as what may be one. */
  readonly thresholds: { readonly mayAnswerFrom: number; readonly answersFrom: number };
  /** Best first. */
  readonly candidates: readonly Candidate[];
}

/** How far a library is, from memory. */
interface Progress {
  status(): LibraryStatus;
}

/**
 * What can be asked and looked up: of one collection, or of all that a place sees, in their order. A
 * pointer without a collection is looked for in each of these, a place's own ones first.
 */
export interface Library extends Progress {
  /**
   * Resolves when the folder has been read and indexed for the first time; what may pass is waited
   * for where the folder is watched.
   * @throws Refusal without the model or the articles folder.
   */
  whenReady(): Promise<void>;
  /**
   * Resolves when there is something to search, or a look at the folder has found nothing.
   * @throws as `whenReady`.
   */
  whenSearchable(): Promise<void>;
  /**
   * The excerpts that answer `question`, or the nearest ones with `answered: false`; by words alone
   * where the model is not there in time.
   * @throws Refusal as `notReadyYet` tells while nothing can be searched yet, `noSuchArticle` for a
   *   filter that names an unknown article.
   */
  ask(question: string, options: AskOptions): Promise<Answer>;
  /** What the ranking weighed for a question. @throws Refusal as `ask` does. */
  explain(question: string, filter?: SearchFilter): Promise<Explanation>;
  /**
   * Questions that the articles at hand answer, at most `count`, each from another article.
   * @param readingMs for each that is tried, as `AskOptions.readingMs`.
   */
  exampleQuestions(count: number, readingMs?: number): Promise<readonly string[]>;
  /**
   * The passage with a citation id, `sentence` highlighted (0 where it is left out, or the passage has
   * fewer).
   * @returns null when no such passage is in the articles now.
   * @throws Refusal `notVerbatim` when the text at its place is not the one that was cited.
   */
  excerpt(ref: PassageRef): Promise<Excerpt | null>;
  /** The articles' sentences, for quoting and verifying. */
  readonly quotes: LibraryQuotes;
  /** What has become of a citation id, in any spelling that people give it. */
  trace(ref: Omit<PassageRef, 'sentence'>): Promise<Trace>;
  /** An article by its id; null when there is none now. */
  article(ref: ArticleRef): Promise<Article | null>;
  /** Citation ids of an article's passages, in reading order; none of an article that is not there. */
  passages(ref: ArticleRef): Promise<readonly string[]>;
  /** Every article, by title. */
  articles(): Promise<readonly ArticleSummary[]>;
  /** Articles whose title, publisher or author fits what was typed so far, best first. */
  suggestArticles(typed: string, limit: number): Promise<readonly ArticleSummary[]>;
}

/** What looking after one collection needs of it. */
export interface Upkeep extends Progress {
  /** How the file of an article was read; null for a file that is not there. */
  reading(file: string): Promise<FileReading | null>;
  /** Why files have no article, for those that have none. */
  unread(): Promise<readonly Notice[]>;
  /**
   * Looks at the folder now; resolves when the index is in step with it.
   * @throws what the look failed with, such as Refusal `folderMissing`; what was known goes on being
   *   answered.
   */
  refresh(): Promise<void>;
  /**
   * Shows nothing any more of a file that was just taken out of the folder, even where the next look
   * at it takes long or fails; after that look, what it has found counts.
   * @param file path inside the articles folder, with `/`
   */
  withdraw(file: string): Promise<void>;
  /**
   * Looks at the folder now and resolves with every file of it; the first time, when all have been
   * read, and where it cannot be looked at just now, as it was known. A file that has not changed since the last time has the same `reading`.
   * @throws Refusal as `whenReady` does.
   */
  currentFiles(): Promise<FileRecords>;
  /** How many articles are in the files of a folder: its path, with `/`. From memory. */
  articlesUnder(folder: string): number;
}

/** One collection, opened: a searchable, live view of its articles. */
export interface OpenLibrary extends Library, Upkeep {
  /** Stops watching, saves, ends the model. Safe to call twice. */
  close(): Promise<void>;
}
