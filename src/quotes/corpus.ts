/** All passages as streams of token ids, in memory: what quotes are looked up and compared in. */
import type { Article, Passage } from '../model.ts';
import { type TimeSlice, timeSlice } from '../time-slices.ts';
import { ArticleStream, type Interner } from './article-stream.ts';
import { FoldedWords } from './folded-words.ts';
import { shownForms } from './shown-forms.ts';
import type { TokenCorpus } from './token-corpus.ts';

/** An article with its passages in reading order. */
export interface QuotableArticle {
  readonly article: Article;
  readonly passages: readonly Passage[];
}

/** A token that no article has. */
export const UNKNOWN = -1;
/** Stands in a stream where text is left out between two passages. */
export const BARRIER = 0;

/**
 * The tokens of all articles. Ids are never given again, so a removed article's words stay; an
 * article is some 4 bytes a token and 4 bytes for each of its different words. Changes become
 * visible all at once.
 */
export class QuoteCorpus implements Interner, TokenCorpus {
  readonly #ids = new Map<string, number>([['', BARRIER]]);
  readonly #keys: string[] = [''];
  readonly #words: boolean[] = [false];
  readonly #counts: number[] = [0];
  /** Token id to the numbers of the articles that have it; numbers of removed articles stay. */
  #postings: number[][] = [[]];
  #streams: (ArticleStream | undefined)[] = [];
  readonly #numbers = new Map<string, number>();
  #tokens = 0;
  /** The words as they are looked up while somebody types. */
  readonly folded = new FoldedWords(this);
  readonly #shown: QuoteCorpus | null;

  /** @param isShown whether it holds shown forms, and so has none of its own. */
  constructor(isShown = false) {
    this.#shown = isShown ? null : new QuoteCorpus(true);
  }

  /** Rows, lists and quotations as they are shown; see `shownForms`. */
  get shown(): QuoteCorpus {
    return this.#shown ?? this;
  }

  /** Adds or replaces one article. For many at a time, `update` leaves the event loop free. */
  add(article: Article, passages: readonly Passage[]): void {
    const stream = ArticleStream.of(article, passages);
    for (const _ of stream.fill(this)) {
      // In one go.
    }
    const shown = this.#shownStream(article, passages);
    if (shown !== null) {
      for (const _ of shown.fill(this.shown)) {
        // Likewise.
      }
    }
    this.#publish([this.#stage(stream)], [article.id]);
    if (this.#shown === null) return;
    this.#shown.#publish(shown === null ? [] : [this.#shown.#stage(shown)], [article.id]);
  }

  remove(articleId: string): void {
    this.#publish([], [articleId]);
    if (this.#shown !== null) this.#shown.#publish([], [articleId]);
  }

  #shownStream(article: Article, passages: readonly Passage[]): ArticleStream | null {
    const forms = this.#shown === null ? null : shownForms(article, passages);
    return forms && ArticleStream.of(forms.article, forms.passages, forms.placeOf);
  }

  /**
   * Brings the corpus in step with `articles`: those that are new or changed are indexed in slices
   * of a few milliseconds, the rest is kept, what is not named is removed; then all changes over in
   * one turn of the event loop. Updates must not overlap.
   */
  async update(articles: Iterable<QuotableArticle>): Promise<void> {
    const staged: [number, ArticleStream][] = [];
    const stagedShown: [number, ArticleStream][] = [];
    const gone = new Set(this.#numbers.keys());
    const slice = timeSlice();
    for (const { article, passages } of articles) {
      // What was not read again is the same object; a new one may have another title or date.
      if (this.stream(article.id)?.article === article) gone.delete(article.id);
      else {
        const stream = ArticleStream.of(article, passages);
        for (const _ of stream.fill(this)) if (slice.isOver()) await slice.next();
        staged.push(this.#stage(stream));
        this.folded.catchUp();
        const shown = this.#shownStream(article, passages);
        if (shown !== null) {
          for (const _ of shown.fill(this.shown)) if (slice.isOver()) await slice.next();
          stagedShown.push(this.shown.#stage(shown));
        }
      }
      if (slice.isOver()) await slice.next();
    }
    this.#publish(staged, gone);
    this.shown.#publish(stagedShown, gone);
    await this.#compactIfSparse(slice);
    await this.shown.#compactIfSparse(slice);
  }

  async #compactIfSparse(slice: TimeSlice): Promise<void> {
    if (this.#streams.length > 2 * this.#numbers.size + 1000) await this.#compact(slice);
  }

  /** Articles at the moment. */
  get size(): number {
    return this.#numbers.size;
  }

  /** Tokens of all articles. */
  get tokens(): number {
    return this.#tokens;
  }

  /** Article numbers that were given: the length of a table by number. */
  get numbers(): number {
    return this.#streams.length;
  }

  /** Ids that were given, and one more: the length of a table by id. */
  get vocabulary(): number {
    return this.#keys.length;
  }

  stream(articleId: string): ArticleStream | undefined {
    const number = this.#numbers.get(articleId);
    return number === undefined ? undefined : this.#streams[number];
  }

  /** The stream with an article number, where it is still in force. */
  streamAt(number: number): ArticleStream | undefined {
    return this.#streams[number];
  }

  articleAt(number: number): string | undefined {
    return this.#streams[number]?.article.id;
  }

  /** Every article's stream. */
  *streams(): Generator<ArticleStream> {
    for (const number of this.#numbers.values()) {
      const stream = this.#streams[number];
      if (stream) yield stream;
    }
  }

  /** The id of a key, or `UNKNOWN`. */
  idOf(key: string): number {
    return this.#ids.get(key) ?? UNKNOWN;
  }

  keyOf(id: number): string {
    return this.#keys[id] ?? '';
  }

  isWord(id: number): boolean {
    return this.#words[id] ?? false;
  }

  /** How often a token stands in all articles. */
  countOf(id: number): number {
    return this.#counts[id] ?? 0;
  }

  /** Numbers of the articles with a token, ascending, some of them no longer in force. */
  articlesWith(id: number): readonly number[] {
    return this.#postings[id] ?? [];
  }

  articlesWithAll(ids: readonly number[], rarest: number): readonly number[] {
    return this.articlesWith(ids[rarest] ?? UNKNOWN);
  }

  isThere(number: number): boolean {
    return this.#streams[number] !== undefined;
  }

  // All of it is here.
  expect(): void {}
  expectArticlesWith(): void {}
  expectTokens(): void {}

  /** The id of a key, given now if it has none. */
  intern(key: string, isWord: boolean): number {
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#keys.length;
    this.#ids.set(key, id);
    this.#keys.push(key);
    this.#words.push(isWord);
    this.#counts.push(0);
    this.#postings.push([]);
    return id;
  }

  /** Gives a stream a number under which nobody finds it yet. */
  #stage(stream: ArticleStream): [number, ArticleStream] {
    const number = this.#streams.push(undefined) - 1;
    for (const id of new Set(stream.ids)) this.#postings[id]?.push(number);
    return [number, stream];
  }

  #publish(staged: readonly [number, ArticleStream][], gone: Iterable<string>): void {
    for (const articleId of gone) {
      const number = this.#numbers.get(articleId);
      if (number === undefined) continue;
      const stream = this.#streams[number];
      this.#streams[number] = undefined;
      this.#numbers.delete(articleId);
      if (stream) this.#count(stream, -1);
    }
    for (const [number, stream] of staged) {
      this.#streams[number] = stream;
      this.#numbers.set(stream.article.id, number);
      this.#count(stream, 1);
    }
  }

  #count(stream: ArticleStream, by: 1 | -1): void {
    for (const id of stream.ids) this.#counts[id] = (this.#counts[id] ?? 0) + by;
    this.#tokens += by * stream.ids.length;
  }

  /** Numbers the articles anew, so that removed ones leave nothing behind. */
  async #compact(slice: TimeSlice): Promise<void> {
    const streams = [...this.streams()];
    const postings: number[][] = this.#keys.map(() => []);
    for (const [number, stream] of streams.entries()) {
      for (const id of new Set(stream.ids)) postings[id]?.push(number);
      if (slice.isOver()) await slice.next();
    }
    this.#postings = postings;
    this.#streams = streams;
    for (const [number, stream] of streams.entries()) this.#numbers.set(stream.article.id, number);
  }
}
