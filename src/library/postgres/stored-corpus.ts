/** One form of a collection's articles, as a corpus of quotes that fetches what it is asked for. */
import {
  ArticleStream,
  type StreamContent,
  type StreamTokens,
} from '../../quotes/article-stream.ts';
import { UNKNOWN } from '../../quotes/corpus.ts';
import type { TokenCorpus } from '../../quotes/token-corpus.ts';
import { Absent } from './absent.ts';
import type { Queries } from './queries.ts';
import type { QuoteCache } from './quote-cache.ts';
import type { Form } from './quote-forms.ts';
import type { StoredArticles } from './stored-articles.ts';
import { contentOf, unpackStream } from './stored-stream.ts';
import { wordBytes, wordOf } from './stored-words.ts';
import { unpackAscending } from './varints.ts';

/** Of tokens that all have to stand in an article, so many say which may be it. */
const MOST_COMPARED = 3;
/** A token in no more articles than that says enough. */
const FEW_ARTICLES = 8;
/** Streams that are fetched at first, and at most in one statement; each time four times as many. */
const FIRST_STREAMS = 16;
const MOST_STREAMS = 512;

/** What a corpus is of. */
export interface CorpusParts {
  readonly queries: Queries;
  readonly collection: number;
  readonly form: Form;
  readonly tokens: number;
  readonly vocabulary: number;
  readonly numbers: number;
  readonly articles: StoredArticles;
  readonly cache: QuoteCache;
  /** Keys that will be asked for. */
  readonly keys: readonly string[];
}

/** A stored word. */
interface Word {
  readonly id: number;
  readonly key: string;
  readonly isWord: boolean;
  readonly count: number;
  readonly articles: number;
}
interface WordRow {
  readonly id: number;
  readonly word: Buffer;
  readonly is_word: boolean;
  readonly count: number;
  readonly articles: number;
}

/** As it was at one moment: its statements are to be those of one transaction. */
export class StoredCorpus implements TokenCorpus {
  readonly tokens: number;
  readonly vocabulary: number;
  readonly numbers: number;
  readonly shown: TokenCorpus;
  readonly #parts: CorpusParts;
  readonly #byKey = new Map<string, Word | null>();
  readonly #byId = new Map<number, Word>();
  readonly #postings = new Map<number, readonly number[]>();
  readonly #streams = new Map<number, ArticleStream | null>();
  #keysToCome: readonly string[];
  #idsToCome: Int32Array = new Int32Array(0);
  #postingsToCome: readonly number[] = [];
  #streamsToCome: readonly number[] = [];
  #fetchedAtOnce = FIRST_STREAMS;
  #isComplete = false;

  /** @param shown the corpus of shown forms; itself where there is none. */
  constructor(parts: CorpusParts, shown: TokenCorpus | null) {
    this.#parts = parts;
    this.tokens = parts.tokens;
    this.vocabulary = parts.vocabulary;
    this.numbers = parts.numbers;
    this.shown = shown ?? this;
    this.#keysToCome = parts.keys;
  }

  idOf(key: string): number {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known?.id ?? UNKNOWN;
    throw new Absent(() => this.#fetchKeys(key));
  }

  keyOf(id: number): string {
    return this.#word(id)?.key ?? '';
  }

  isWord(id: number): boolean {
    return this.#word(id)?.isWord ?? false;
  }

  countOf(id: number): number {
    return this.#word(id)?.count ?? 0;
  }

  articlesWith(id: number): readonly number[] {
    if (id <= 0) return [];
    const known = this.#postings.get(id);
    if (known) return known;
    throw new Absent(() => this.#fetchPostings([id, ...this.#postingsToCome]));
  }

  articlesWithAll(ids: readonly number[]): readonly number[] {
    const compared = [...new Set(ids)]
      .map((id) => ({ id, articles: this.#word(id)?.articles ?? 0 }))
      .sort((a, b) => a.articles - b.articles)
      .filter((_, at, [first]) => at === 0 || (first?.articles ?? 0) > FEW_ARTICLES)
      .slice(0, MOST_COMPARED);
    const absent = compared.filter(({ id }) => !this.#postings.has(id));
    if (absent.length > 0) {
      throw new Absent(() => this.#fetchPostings(absent.map(({ id }) => id)));
    }
    const [first = [], ...others] = compared.map(({ id }) => this.articlesWith(id));
    const sets = others.map((numbers) => new Set(numbers));
    return first.filter((number) => sets.every((set) => set.has(number)));
  }

  isThere(number: number): boolean {
    return this.#parts.articles.isShown(number);
  }

  /** From now on, streams that were not fetched yet are as if they were not there. */
  stopFetching(): void {
    this.#isComplete = true;
  }

  expectArticlesWith(ids: readonly number[]): void {
    this.#postingsToCome = ids;
  }

  expectTokens(ids: Int32Array): void {
    this.#idsToCome = ids;
  }

  expect(numbers: readonly number[]): void {
    this.#streamsToCome = numbers;
  }

  streamAt(number: number): ArticleStream | undefined {
    const known = this.#streams.get(number);
    if (known !== undefined) return known ?? undefined;
    if (!this.isThere(number)) return undefined;
    const cached = this.#parts.cache.streams.get(this.#cacheKey(number));
    if (cached) return this.#hold(number, cached);
    if (this.#isComplete) return undefined;
    throw new Absent(() => this.#fetchStreams(number));
  }

  #cacheKey(number: number): string {
    const { form, collection } = this.#parts;
    return `${form}:${collection}:${number}`;
  }

  #word(id: number): Word | undefined {
    if (id <= 0) return undefined;
    const known = this.#byId.get(id);
    if (known) return known;
    throw new Absent(() => this.#fetchIds(id));
  }

  async #fetchKeys(key: string): Promise<void> {
    const { queries, collection, form } = this.#parts;
    const keys = new Set([key, ...this.#keysToCome]);
    this.#keysToCome = [];
    const absent = [...keys].filter((each) => !this.#byKey.has(each));
    const byBytes = new Map(absent.map((each) => [wordBytes(each).toString('latin1'), each]));
    const rows = await queries.query<WordRow>(
      `select id, word, is_word, count, articles from quote_words
       where collection = $1 and form = $2 and word = any($3::bytea[])`,
      [collection, form, absent.map(wordBytes)],
    );
    for (const each of absent) this.#byKey.set(each, null);
    for (const row of rows) this.#note(row, byBytes.get(row.word.toString('latin1')));
  }

  async #fetchIds(id: number): Promise<void> {
    const { queries, collection, form } = this.#parts;
    const ids = new Set([id, ...this.#idsToCome]);
    const absent = [...ids].filter((each) => each > 0 && !this.#byId.has(each));
    const rows = await queries.query<WordRow>(
      `select id, word, is_word, count, articles from quote_words
       where collection = $1 and form = $2 and id = any($3)`,
      [collection, form, absent],
    );
    for (const row of rows) this.#note(row);
    if (!this.#byId.has(id)) throw new Error(`The word ${id} of a quote's source is not stored.`);
  }

  #note({ is_word: isWord, word: bytes, ...row }: WordRow, known?: string): void {
    const key = known ?? wordOf(bytes);
    const word = { ...row, isWord, key };
    this.#byKey.set(key, word);
    this.#byId.set(word.id, word);
  }

  async #fetchPostings(wanted: readonly number[]): Promise<void> {
    const { queries, collection, form } = this.#parts;
    const ids = [...new Set(wanted)].filter((id) => id > 0 && !this.#postings.has(id));
    const rows = await queries.query<{ word: number; numbers: Buffer }>(
      `select word, numbers from quote_postings
       where collection = $1 and form = $2 and word = any($3) order by word, block`,
      [collection, form, ids],
    );
    const found = new Map<number, number[]>(ids.map((id) => [id, []]));
    for (const { word, numbers } of rows) {
      const list = found.get(word);
      for (const number of unpackAscending(numbers)) list?.push(number);
    }
    for (const [id, numbers] of found) this.#postings.set(id, numbers);
  }

  async #fetchStreams(number: number): Promise<void> {
    const { queries, collection, form, cache } = this.#parts;
    const from = Math.max(0, this.#streamsToCome.indexOf(number));
    const wanted = [number];
    for (const next of this.#streamsToCome.slice(from)) {
      if (wanted.length === this.#fetchedAtOnce) break;
      const isKnown = this.#streams.has(next) || cache.streams.has(this.#cacheKey(next));
      if (next !== number && !isKnown && this.isThere(next)) wanted.push(next);
    }
    this.#fetchedAtOnce = Math.min(MOST_STREAMS, 4 * this.#fetchedAtOnce);
    const rows = await queries.query<{ number: number; packed: Buffer }>(
      `select number, packed from quote_streams
       where collection = $1 and form = $2 and number = any($3)`,
      [collection, form, wanted],
    );
    for (const each of wanted) this.#streams.set(each, null);
    for (const { number: found, packed } of rows) {
      const tokens = unpackStream(packed);
      cache.streams.set(this.#cacheKey(found), tokens);
      this.#hold(found, tokens);
    }
  }

  #hold(number: number, tokens: StreamTokens): ArticleStream {
    let content: StreamContent | null = null;
    const { articles, form } = this.#parts;
    const stream = ArticleStream.stored(tokens, () => {
      content ??= contentOf(articles.at(number, this.#streamsToCome), form);
      if (content === null) throw new Error('An article lost its shown forms.');
      return content;
    });
    this.#streams.set(number, stream);
    return stream;
  }
}
