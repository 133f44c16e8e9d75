/** The library of all that a place sees, out of the database: what commands work with. */
import type { Embedder } from '../../../embeddings/embedder.ts';
import { joinIndexes } from '../../index/joined-index.ts';
import type { PassageIndex } from '../../index/passage-index.ts';
import { UnreadableCollection } from '../../index/postgres/stored-collection.ts';
import { type IndexView, type StoredCollections, withView } from '../../index/postgres/view.ts';
import type { Answer, SearchFilter } from '../../model.ts';
import type { Quotes } from '../../quotes/quotes.ts';
import { Refusal } from '../../refusals.ts';
import { within } from '../../supervision/deadline.ts';
import { answerQuestion, explainQuestion, type Searched } from '../answer.ts';
import { exampleQuestions } from '../example-questions.ts';
import { type Library, type LibraryStatus, notReadyYet } from '../library.ts';
import { inTitleOrder, suggestArticles } from '../summaries.ts';
import type { TitleVectors } from '../title-vectors.ts';
import type { Queries } from './queries.ts';
import type { SeenCollection } from './seen.ts';
import {
  pointer,
  stillThere,
  storedArticle,
  storedExcerpt,
  storedTrace,
} from './stored-look-ups.ts';
import { storedPassages } from './stored-passages.ts';
import type { ListedArticles, StoredSummaries } from './stored-summaries.ts';

/** Whoever types is shown what is there after so many milliseconds. */
const TYPING_MS = 500;
/** Articles whose names are tried for questions: all of a large collection would be read for a few. */
const EXAMPLE_ARTICLES = 60;

/** What a model makes of questions. */
export interface Reading {
  readonly embedder: Searched['embedder'] & Pick<Embedder, 'model'>;
  readonly titleVector: TitleVectors;
}

/** What such a library is made of. */
export interface PostgresLibraryOptions {
  /** In the order in which ids are looked up: a place's own ones first, the default one last. */
  readonly seen: readonly SeenCollection[];
  /** For questions: the primary, or a replica that has replayed all removals of what is seen. */
  readonly reading: Queries;
  /** Where what was removed is known to be. */
  readonly primary: Queries;
  readonly known: StoredCollections;
  readonly summaries: StoredSummaries;
  /** Of all that is seen. */
  readonly quotes: Quotes;
  readonly model: () => Promise<Reading>;
  /** From memory. */
  readonly status: () => LibraryStatus;
  /** See `Library`. */
  whenReady(): Promise<void>;
  whenSearchable(): Promise<void>;
}

/** Opens nothing: all of it is asked for when it is needed. */
export function postgresLibrary(options: PostgresLibraryOptions): Library {
  const { seen, reading, primary, known, summaries, status } = options;
  const lookUp = { queries: primary, seen };

  function list(revisions: IndexView['revisions'] = []): Promise<readonly ListedArticles[]> {
    return Promise.all(
      seen.map((collection, at) => summaries.of(reading, collection, revisions[at])),
    );
  }

  async function searched(view: IndexView, filter: SearchFilter): Promise<Searched> {
    const there = seen.flatMap((collection, at) => {
      const index = view.indexes[at];
      return index ? [{ collection, index }] : [];
    });
    const index = joined(there.map((each) => each.index));
    if (index === null || (await index.statistics()).passages === 0) throw notReadyYet(status());
    const listed = await list(view.revisions);
    if (filter.articleId !== undefined) refuseUnlessThere(listed, filter);
    const { embedder, titleVector } = await options.model();
    return {
      ...{ index, embedder, titleVector },
      passages: storedPassages({
        view,
        seen: there.map((each) => each.collection),
        listed: async () => listed.filter((_, at) => view.indexes[at]),
        isPartial: listed.some(({ isPartial }) => isPartial),
      }),
    };
  }

  async function onView<T>(
    filter: SearchFilter,
    work: (searched: Searched) => Promise<T>,
  ): Promise<T> {
    try {
      const numbers = seen.map(({ no }) => no);
      return await withView(reading, known, numbers, async (view) =>
        work(await searched(view, filter)),
      );
    } catch (error) {
      if (error instanceof UnreadableCollection)
        throw notReadyYet({ ...status(), phase: 'embedding' });
      throw error;
    }
  }

  /** What a replica has not heard of yet is taken out. */
  async function checked(answer: Answer): Promise<Answer> {
    if (reading === primary || answer.excerpts.length === 0) return answer;
    const there = await stillThere(lookUp, answer.excerpts);
    const excerpts = answer.excerpts.filter((excerpt) => there.has(pointer(excerpt)));
    return excerpts.length === answer.excerpts.length ? answer : { ...answer, excerpts };
  }

  const library: Library = {
    whenReady: () => options.whenReady(),
    whenSearchable: () => options.whenSearchable(),
    status,
    async ask(question, asked) {
      const { filter = {} } = asked;
      return checked(await onView(filter, (parts) => answerQuestion(parts, question, asked)));
    },
    explain: (question, filter = {}) =>
      onView(filter, (parts) => explainQuestion(parts, question, filter)),
    async exampleQuestions(count, readingMs) {
      const asked = { count: 1, ...(readingMs !== undefined && { readingMs }) };
      const refs = (await library.articles()).slice(0, EXAMPLE_ARTICLES);
      const articles = await Promise.all(refs.map((ref) => library.article(ref)));
      const found = articles.filter((article) => article !== null);
      return exampleQuestions(found, count, (text) => library.ask(text, asked));
    },
    excerpt: (ref) => storedExcerpt(lookUp, ref),
    quotes: options.quotes,
    trace: (ref) => storedTrace(lookUp, ref),
    article: async (ref) => (await storedArticle(lookUp, ref))?.article ?? null,
    async passages(ref) {
      const stored = await storedArticle(lookUp, ref);
      return stored?.passages.map(({ id }) => id) ?? [];
    },
    articles: async () => all(await list()),
    async suggestArticles(typed, limit) {
      const peeked = () => seen.flatMap((collection) => summaries.peek(collection) ?? []);
      // Who types is shown what is remembered where the database takes its time, or is away.
      const listed = await within(TYPING_MS, list().catch(peeked), peeked);
      return suggestArticles(all(listed), typed, limit);
    },
  };
  return library;
}

function joined(indexes: readonly PassageIndex[]): PassageIndex | null {
  const [first] = indexes;
  return indexes.length > 1 ? joinIndexes(indexes) : (first ?? null);
}

function all(listed: readonly ListedArticles[]) {
  const [first] = listed;
  if (listed.length === 1 && first) return first.articles;
  return inTitleOrder(listed.flatMap(({ articles }) => articles));
}

/** @throws Refusal `noSuchArticle`. */
function refuseUnlessThere(
  listed: readonly ListedArticles[],
  { articleId, collection }: SearchFilter,
): void {
  const isThere = listed.some(({ articles }) =>
    articles.some(
      (article) =>
        article.id === articleId &&
        (collection === undefined || (article.collection ?? '') === collection),
    ),
  );
  if (!isThere) throw new Refusal('noSuchArticle');
}
