/** One collection in the database as a library: what commands work with, alone or joined with others. */
import type { Embedder } from '../../../embeddings/embedder.ts';
import type { EditorialView } from '../../editorial/editorial.ts';
import { UnreadableCollection } from '../../index/postgres/stored-collection.ts';
import { type IndexView, type StoredCollections, withView } from '../../index/postgres/view.ts';
import type { SearchFilter } from '../../model.ts';
import type { Quotes } from '../../quotes/quotes.ts';
import { Refusal } from '../../refusals.ts';
import { within } from '../../supervision/deadline.ts';
import { answerQuestion, explainQuestion } from '../answer.ts';
import { exampleQuestions } from '../example-questions.ts';
import type { SearchAll } from '../joined-library.ts';
import { type LibraryStatus, notReadyYet } from '../library.ts';
import type { JoinableLibrary, Searched } from '../searched.ts';
import { withoutGone } from '../still-there.ts';
import { suggestArticles } from '../summaries.ts';
import type { TitleVectors } from '../title-vectors.ts';
import type { Queries } from './queries.ts';
import { stillThere, storedArticle, storedExcerpt, storedTrace } from './stored-look-ups.ts';
import { storedPassages } from './stored-passages.ts';
import type { StoredSummaries } from './stored-summaries.ts';

/** Whoever types is shown what is there after so many milliseconds. */
const TYPING_MS = 400;
/** Articles whose names are tried for questions: all of a large collection would be read for a few. */
const EXAMPLE_ARTICLES = 60;

/** What a model makes of questions. */
export interface Reading {
  readonly embedder: Searched['embedder'] & Pick<Embedder, 'model'>;
  readonly titleVector: TitleVectors;
  /** What this process remembers of evidence that the model made. */
  readonly known: StoredCollections;
}

/** Where questions are asked. */
export interface QuestionDesk {
  readonly summaries: StoredSummaries;
  readonly model: () => Promise<Reading>;
  /** For questions over some collections: the primary, or replicas that have replayed their removals. */
  reading(numbers: readonly number[]): Queries;
  /** Where what was removed is known to be. */
  readonly primary: Queries;
}

/** What such a library is made of. */
export interface PostgresLibraryOptions {
  readonly desk: QuestionDesk;
  /** The collection's number. */
  readonly no: number;
  readonly quotes: Quotes;
  /** What the editors say beside the articles; nothing unless given. */
  readonly editorial?: EditorialView;
  /** From memory. */
  readonly status: () => LibraryStatus;
  /** See `Library`. */
  whenReady(): Promise<void>;
  whenSearchable(): Promise<void>;
}

/** A collection that is searched, and what its editors say. */
type Wanted = Pick<PostgresLibraryOptions, 'no' | 'editorial'>;

/** Of which collection a library is. */
const collections = new WeakMap<object, Wanted>();

/** Opens nothing: all of it is asked for when it is needed. */
export function postgresLibrary(options: PostgresLibraryOptions): JoinableLibrary {
  const { desk, no, status } = options;
  const { primary, summaries } = desk;
  const lookUp = { queries: primary, no };
  const isElsewhere = ({ collection = '' }: { collection?: string | undefined }) =>
    collection !== '';
  const list = async () => (await summaries.of(desk.reading([no]), no)).articles;

  const searching = <T>(filter: SearchFilter, work: (searched: Searched) => Promise<T>) =>
    onView(desk, [options], async ([searched]) => {
      if (!searched) throw notReadyYet(status());
      await refuseUnlessThere(searched, filter);
      return work(searched);
    }).catch((error: unknown) => {
      if (!(error instanceof UnreadableCollection)) throw error;
      // A writer of this release has not come to it yet.
      throw notReadyYet({ ...status(), phase: 'embedding' });
    });

  /** A replica may not have heard yet of what was removed. */
  async function there(ids: readonly string[]): Promise<ReadonlySet<string> | null> {
    return desk.reading([no]) === primary || ids.length === 0 ? null : stillThere(lookUp, ids);
  }

  const library: JoinableLibrary = {
    whenReady: () => options.whenReady(),
    whenSearchable: () => options.whenSearchable(),
    status,
    search: (work) => searching({}, work),
    stillThere: there,
    async ask(question, asked) {
      const { filter = {} } = asked;
      const answer = await searching(filter, (parts) => answerQuestion(parts, question, asked));
      return withoutGone(answer, (_, ids) => there(ids));
    },
    explain: (question, filter = {}) =>
      searching(filter, (parts) => explainQuestion(parts, question, filter)),
    async exampleQuestions(count, readingMs) {
      const asked = { count: 1, ...(readingMs !== undefined && { readingMs }) };
      const refs = (await list()).slice(0, EXAMPLE_ARTICLES);
      const articles = await Promise.all(refs.map((ref) => library.article(ref)));
      const found = articles.filter((article) => article !== null);
      return exampleQuestions(found, count, (text) => library.ask(text, asked));
    },
    excerpt: async (ref) =>
      isElsewhere(ref) ? null : storedExcerpt(lookUp, ref.id, ref.sentence ?? 0),
    quotes: options.quotes,
    trace: async (ref) => (isElsewhere(ref) ? { state: 'unknown' } : storedTrace(lookUp, ref.id)),
    async article(ref) {
      if (isElsewhere(ref)) return null;
      return (await storedArticle(lookUp, ref.id))?.article ?? null;
    },
    async passages(ref) {
      const stored = isElsewhere(ref) ? null : await storedArticle(lookUp, ref.id);
      return stored?.passages.map(({ id }) => id) ?? [];
    },
    articles: list,
    async suggestArticles(typed, limit) {
      // Who types is shown what is remembered where the database takes its time, or is away.
      const remembered = () => summaries.peek(no)?.articles ?? [];
      const listed = await within(TYPING_MS, list().catch(remembered), remembered);
      return suggestArticles(listed, typed, limit);
    },
  };
  collections.set(library, options);
  return library;
}

/** Notes that a library is made of another one: it is searched as that. */
export function madeOf<T extends object>(library: T, inner: object): T {
  const wanted = collections.get(inner);
  if (wanted !== undefined) collections.set(library, wanted);
  return library;
}

/** Searches libraries of one database in one view. @throws RangeError for others. */
export function searchTogether(desk: QuestionDesk): SearchAll {
  return (libraries, work) => {
    const wanted = libraries.map((library) => {
      const of = collections.get(library);
      if (of === undefined) throw new RangeError('a library of another kind');
      return of;
    });
    return onView(desk, wanted, work);
  };
}

/** Does the work of a question on some collections; null stands for one that is gone, or empty. */
async function onView<T>(
  desk: QuestionDesk,
  wanted: readonly Wanted[],
  work: (searched: readonly (Searched | null)[]) => Promise<T>,
): Promise<T> {
  const numbers = wanted.map(({ no }) => no);
  const queries = desk.reading(numbers);
  const model = await desk.model();
  return withView(queries, model.known, numbers, async (view) =>
    work(
      await Promise.all(
        wanted.map((each, at) => searchedAt(desk, queries, { view, ...each, at, model })),
      ),
    ),
  );
}

interface At extends Wanted {
  readonly view: IndexView;
  readonly at: number;
  readonly model: Reading;
}

async function searchedAt(
  { summaries }: QuestionDesk,
  queries: Queries,
  { view, no, at, editorial, model: { embedder, titleVector } }: At,
): Promise<Searched | null> {
  const index = view.indexes[at] ?? null;
  if (index === null || (await index.statistics()).passages === 0) return null;
  const listed = await summaries.of(queries, no, view.revisions[at]);
  return {
    ...{ index, embedder, titleVector, passages: storedPassages({ view, no, listed }) },
    ...(editorial && { editorial: [{ key: '', view: editorial }] }),
  };
}

/** @throws Refusal `noSuchArticle`. */
async function refuseUnlessThere({ passages }: Searched, filter: SearchFilter): Promise<void> {
  const { articleId, collection = '' } = filter;
  if (articleId === undefined) return;
  const found = collection === '' ? await passages.articlesThat({ articleId }) : [];
  if (found?.length === 0) throw new Refusal('noSuchArticle');
}
