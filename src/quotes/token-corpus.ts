/** The seam between quotes and whatever holds the articles' tokens: a corpus in memory, or a database. */
import type { ArticleStream } from './article-stream.ts';

/** The tokens of an article, wherever they are kept. */
export type TokenStream = Omit<ArticleStream, 'fill'>;

/**
 * The tokens of all articles of one collection: how often each stands in them, and in which. All of it
 * answers at once; what has to be fetched first throws, is fetched, and the caller begins anew, so
 * nothing that uses this may have any other effect than what it returns.
 */
export interface TokenCorpus {
  /** Rows, lists and quotations as they are shown; see `shownForms`. Itself where it holds these. */
  readonly shown: TokenCorpus;
  /** Tokens of all articles. */
  readonly tokens: number;
  /** Ids that were given, and one more: the length of a table by id. */
  readonly vocabulary: number;
  /** Article numbers that were given: the length of a table by number. */
  readonly numbers: number;
  /** The id of a key, or `UNKNOWN`. */
  idOf(key: string): number;
  keyOf(id: number): string;
  isWord(id: number): boolean;
  /** How often a token stands in all articles. */
  countOf(id: number): number;
  /** Numbers of the articles with a token, ascending, some of them perhaps no longer in force. */
  articlesWith(id: number): readonly number[];
  /**
   * Numbers, ascending, of all articles that have each of some tokens, and perhaps of others.
   * @param rarest index of the one that stands in the fewest places.
   */
  articlesWithAll(ids: readonly number[], rarest: number): readonly number[];
  /** Whether an article number is in force. */
  isThere(number: number): boolean;
  /** Is told of which tokens the articles will be asked for, in no order. */
  expectArticlesWith(ids: readonly number[]): void;
  /** Is told of which tokens all but that will be asked for. */
  expectTokens(ids: Int32Array): void;
  /** Is told which streams will be asked for, in this order, perhaps not to the end. */
  expect(numbers: readonly number[]): void;
  /** The stream with an article number, where it is in force. */
  streamAt(number: number): TokenStream | undefined;
}
