/** The articles of one collection by the numbers that quotes know them by, fetched when they are needed. */
import { Absent } from './absent.ts';
import { unpack } from './packed.ts';
import type { Queries } from './queries.ts';
import type { QuoteCache } from './quote-cache.ts';
import type { StoredArticle } from './stored-stream.ts';

/** Articles that are fetched at once at first, and at most; each time twice as many. */
const FIRST = 4;
const MOST = 64;

/** As it was at one moment: its statements are to be those of one transaction. */
export class StoredArticles {
  readonly #queries: Queries;
  readonly #collection: number;
  readonly #cache: QuoteCache;
  readonly #withdrawn: ReadonlySet<number>;
  readonly #held = new Map<number, StoredArticle>();
  #fetchedAtOnce = FIRST;

  /** @param withdrawn numbers of articles that nobody is to be shown any more. */
  constructor(
    queries: Queries,
    collection: number,
    cache: QuoteCache,
    withdrawn: ReadonlySet<number>,
  ) {
    this.#queries = queries;
    this.#collection = collection;
    this.#cache = cache;
    this.#withdrawn = withdrawn;
  }

  isShown(number: number): boolean {
    return !this.#withdrawn.has(number);
  }

  /** @param toCome numbers that may be asked for next, in this order. */
  at(number: number, toCome: readonly number[]): StoredArticle {
    const known = this.#held.get(number) ?? this.#cache.articles.get(this.#key(number));
    if (known) {
      this.#held.set(number, known);
      return known;
    }
    throw new Absent(() => this.#fetch(number, toCome));
  }

  #key(number: number): string {
    return `${this.#collection}:${number}`;
  }

  async #fetch(number: number, toCome: readonly number[]): Promise<void> {
    const after = toCome.slice(Math.max(0, toCome.indexOf(number)));
    const others = after.filter((each) => each !== number && !this.#held.has(each));
    const wanted = [number, ...others.slice(0, this.#fetchedAtOnce - 1)];
    this.#fetchedAtOnce = Math.min(MOST, 2 * this.#fetchedAtOnce);
    const rows = await this.#queries.query<{ number: number; body: Buffer }>(
      `select q.number, a.body from quote_articles q
       join articles a on a.collection = q.collection and a.id = q.article
       where q.collection = $1 and q.number = any($2)`,
      [this.#collection, wanted],
    );
    for (const row of rows) {
      const article = await unpack<StoredArticle>(row.body);
      this.#cache.articles.set(this.#key(row.number), article);
      this.#held.set(row.number, article);
    }
    if (!this.#held.has(number)) throw new Error('A quotable article is not stored.');
  }
}
