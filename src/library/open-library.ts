/** Opens the articles folder as a Library: what commands, command line and playground work with. */

import { makeExcerpt } from '../citations/excerpt.ts';
import { type InCollection, isSameCollection } from '../citations/refs.ts';
import { traceCitation } from '../citations/trace.ts';
import type { Article, ArticleRef, SearchFilter } from '../model.ts';
import { Refusal } from '../refusals.ts';
import { answerQuestion, explainQuestion } from './answer.ts';
import { locate } from './catalog.ts';
import { catalogPassages } from './catalog-passages.ts';
import { exampleQuestions } from './example-questions.ts';
import { unreadFiles } from './files.ts';
import { Keeper, type LibraryOptions } from './keeper.ts';
import type { OpenLibrary } from './library.ts';
import { preparePins } from './pinned.ts';
import { keepQuotes } from './quotes.ts';
import type { JoinableLibrary, Searched } from './searched.ts';
import { suggestArticles, summarise } from './summaries.ts';
import { traceSource } from './trace-source.ts';

/**
 * Opens a library at once; the work goes on behind it, see `Library.whenReady`.
 * What goes wrong with single files is reported in a line each.
 */
export function openLibrary(options: LibraryOptions): OpenLibrary & JoinableLibrary {
  const keeper: Keeper = new Keeper(options, () => filesChanged());
  const { quotes, filesChanged } = keepQuotes(() => keeper.files);

  const view = options.editorial;
  const editorial = view && { editorial: [{ key: '', view }] };
  view?.listen((pins) => {
    const prepare = async (): Promise<void> => {
      await keeper.whenSearchable();
      await preparePins(keeper.engine().embedder, pins);
    };
    // Without, it is done when somebody asks.
    if (pins.length > 0) prepare().catch(() => {});
  });

  /** @throws Refusal while nothing can be searched, and for an article that there is not. */
  function searched({ articleId: id, collection = '' }: SearchFilter = {}): Searched {
    keeper.refuseUnlessSearchable();
    if (id !== undefined && articleOf({ id, collection }) === null) {
      throw new Refusal('noSuchArticle');
    }
    const passages = catalogPassages(() => keeper.catalogs(), keeper.hasWithdrawn);
    return { ...keeper.engine(), passages, ...editorial };
  }

  function articleOf(ref: ArticleRef): Article | null {
    return isHere(ref) ? (keeper.catalog.articles.get(ref.id) ?? null) : null;
  }

  const library: OpenLibrary & JoinableLibrary = {
    whenReady: () => keeper.whenReady(),
    whenSearchable: () => keeper.whenSearchable(),
    status: () => keeper.status(),
    // Async, so that a refusal is a rejection like any other failure.
    search: async (work) => work(searched()),
    ask: async (question, asked) => answerQuestion(searched(asked.filter), question, asked),
    explain: async (question, filter = {}) => explainQuestion(searched(filter), question, filter),
    async exampleQuestions(count, readingMs) {
      searched();
      const { articles } = keeper.catalog;
      const asked = { count: 1, ...(readingMs !== undefined && { readingMs }) };
      return exampleQuestions(articles.values(), count, (text) => library.ask(text, asked));
    },
    async excerpt(ref) {
      const { id, sentence = 0 } = ref;
      const found = isHere(ref) ? locate(keeper.catalog, id) : null;
      return found && makeExcerpt(found.place, found.sentence + sentence, 1);
    },
    quotes,
    trace: async (ref) =>
      isHere(ref)
        ? traceCitation(ref.id, traceSource(keeper.catalog, keeper.former))
        : { state: 'unknown' },
    article: async (ref) => articleOf(ref),
    async passages(ref) {
      const { id } = ref;
      const file = articleOf(ref)?.file ?? '';
      const places = keeper.files.get(file)?.places ?? [];
      return places.filter(({ article }) => article.id === id).map(({ passage }) => passage.id);
    },
    reading: async (file) => keeper.files.get(file)?.reading ?? null,
    unread: async () => unreadFiles(keeper.files),
    refresh: () => keeper.refresh(),
    withdraw: async (file) => keeper.withdraw(file),
    async currentFiles() {
      await keeper.whenReady();
      // Where a look fails, this is what is known, and another one follows.
      await keeper.refresh().catch(() => {});
      return keeper.files;
    },
    articlesUnder: (folder) =>
      summarise(keeper.catalog).filter(({ file }) => file.startsWith(`${folder}/`)).length,
    articles: async () => summarise(keeper.catalog),
    suggestArticles: async (typed, limit) =>
      suggestArticles(summarise(keeper.catalog), typed, limit),
    close: () => keeper.close(),
  };
  return library;
}

/** Of pointers that name another collection nothing is here, whatever has their id; who joins several takes the name off. */
function isHere(pointer: InCollection): boolean {
  return isSameCollection(pointer, {});
}
