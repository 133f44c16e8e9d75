/** What quotes of one collection are looked up in, as it was at one moment. */
import type { FinderCorpus } from '../../quotes/sentence-finder.ts';
import type { TokenStream } from '../../quotes/token-corpus.ts';
import { Absent } from './absent.ts';
import type { Queries } from './queries.ts';
import { type QuoteCache, TypedWords } from './quote-cache.ts';
import { type Form, PLAIN, SHOWN } from './quote-forms.ts';
import { StoredArticles } from './stored-articles.ts';
import { type CorpusParts, StoredCorpus } from './stored-corpus.ts';
import { wordOf } from './stored-words.ts';

/** Where it is read. */
export interface SnapshotParts {
  /** A transaction that sees one moment. */
  readonly queries: Queries;
  readonly collection: number;
  readonly cache: QuoteCache;
}

/** A form's counts. */
interface TotalsRow {
  readonly form: Form;
  readonly tokens: number;
  readonly next_word: number;
  readonly next_number: number;
}

/** The corpus of a collection. @param keys of tokens that will be asked for. */
export async function openCorpus(
  { queries, collection, cache }: SnapshotParts,
  keys: readonly string[],
): Promise<StoredCorpus> {
  const rows = await queries.query<TotalsRow & { withdrawn: number[] | null }>(
    `select form, tokens, next_word, next_number,
       (select array_agg(q.number) from withdrawn w
        join articles a on a.collection = w.collection and a.file = w.path
        join quote_articles q on q.collection = a.collection and q.article = a.id
        where w.collection = $1) as withdrawn
     from quote_totals where collection = $1`,
    [collection],
  );
  const withdrawn = new Set(rows[0]?.withdrawn ?? []);
  const articles = new StoredArticles(queries, collection, cache, withdrawn);
  const partsOf = (form: Form): CorpusParts => {
    const totals = rows.find((row) => row.form === form);
    return {
      ...{ queries, collection, form, articles, cache, keys },
      tokens: totals?.tokens ?? 0,
      vocabulary: totals?.next_word ?? 1,
      numbers: totals?.next_number ?? 0,
    };
  };
  return new StoredCorpus(partsOf(PLAIN), new StoredCorpus(partsOf(SHOWN), null));
}

/**
 * The same while somebody types.
 * @param among ids of the articles that may be quoted; null for all.
 * @param limit how many articles are enough where nothing is typed.
 */
export async function openFinder(
  parts: SnapshotParts,
  corpus: StoredCorpus,
  among: readonly string[] | null,
  limit: number,
): Promise<FinderCorpus> {
  const { queries, collection } = parts;
  const typed = await typedWords(parts, corpus.vocabulary);
  const allowed = among && new Set(await numbersOf(parts, among));
  const isThere = (number: number) => (allowed?.has(number) ?? true) && corpus.isThere(number);
  let first: readonly number[] | null = null;
  const fetchFirst = async () => {
    const rows = await queries.query<{ number: number }>(
      `select number from quote_articles
       where collection = $1 and ($2::int[] is null or number = any($2)) order by number limit $3`,
      [collection, allowed && [...allowed], limit],
    );
    first = rows.map(({ number }) => number);
  };
  return {
    articlesWith: (id) => corpus.articlesWith(id),
    expect: (numbers) => corpus.expect(numbers),
    expectArticlesWith: (ids) => corpus.expectArticlesWith(ids),
    isThere,
    numbers: corpus.numbers,
    streamAt: (number) => corpus.streamAt(number),
    vocabulary: Math.max(corpus.vocabulary, typed.vocabulary),
    folded: typed.folded,
    articleAt: () => undefined,
    *streams(): Generator<TokenStream> {
      if (first === null) throw new Absent(fetchFirst);
      corpus.expect(first);
      for (const number of first) {
        const stream = isThere(number) ? corpus.streamAt(number) : undefined;
        if (stream) yield stream;
      }
    },
  };
}

async function numbersOf(
  { queries, collection }: SnapshotParts,
  among: readonly string[],
): Promise<number[]> {
  const rows = await queries.query<{ number: number }>(
    'select number from quote_articles where collection = $1 and article = any($2)',
    [collection, among],
  );
  return rows.map(({ number }) => number);
}

/** The words of a collection, those from the last time and those that came since. */
async function typedWords(
  { queries, collection, cache }: SnapshotParts,
  vocabulary: number,
): Promise<TypedWords> {
  const words = cache.typed.get(collection) ?? new TypedWords();
  if (words.vocabulary < vocabulary) {
    const rows = await queries.query<{ id: number; word: Buffer }>(
      `select id, word from quote_words
       where collection = $1 and form = $2 and id >= $3 and is_word`,
      [collection, PLAIN, words.vocabulary],
    );
    const found = rows.map(({ id, word }) => ({ id, word: wordOf(word) }));
    words.add(found, vocabulary);
    cache.typed.set(collection, words);
  }
  return words;
}
