/**
 * Several collections as the one library of those who see them: asked, looked up and listed together,
 * each article with the key of its collection. Nothing is kept here but the order.
 *
 * A pointer is looked for in the collection whose key it has, '' being the default one's; one without a key,
 * such as somebody typed, in each in its order: see `src/citations/refs.ts`.
 */
import { inCollection } from '../citations/refs.ts';
import type { Trace } from '../citations/trace.ts';
import type { ArticleSummary, SearchFilter } from '../model.ts';
import { joinQuotes } from '../quotes/joined-quotes.ts';
import { Refusal } from '../refusals.ts';
import { answerQuestion, explainQuestion } from './answer.ts';
import { joinSearched, type SearchedPart } from './joined-search.ts';
import { joinStatus } from './joined-status.ts';
import { type Library, notReadyYet } from './library.ts';
import type { JoinableLibrary, Searched } from './searched.ts';
import { withoutGone } from './still-there.ts';
import { inOrder, suggestArticles } from './summaries.ts';

/** A collection that is seen. */
export interface LibraryPart {
  /** Its key, see `ExcerptRef.collection`; '' for the default one. */
  readonly key: string;
  readonly library: JoinableLibrary;
}

/** Does the work of one question on what several libraries search, in their order; null for nothing. */
export type SearchAll = <T>(
  libraries: readonly JoinableLibrary[],
  work: (searched: readonly (Searched | null)[]) => Promise<T>,
) => Promise<T>;

/**
 * Joins libraries of the same model; the default collection alone is itself.
 * @param parts a place's own ones first, none twice; never empty.
 * @param searchAll for libraries that are searched in one go, such as those of one database; one
 *   inside the other unless it is given.
 */
export function joinLibraries(
  parts: readonly [LibraryPart, ...LibraryPart[]],
  searchAll: SearchAll = searchEach,
): Library {
  const [only] = parts;
  if (parts.length === 1 && only.key === '') return only.library;
  const libraries = parts.map(({ library }) => library);
  const status = () => joinStatus(libraries.map((library) => library.status()));

  /** @throws Refusal while nothing can be searched. */
  function searching<T>(work: (searched: Searched) => Promise<T>): Promise<T> {
    // What holds nothing yet would refuse the question of all.
    const some = parts.filter(({ library }) => library.status().passages > 0);
    if (some.length === 0) throw notReadyYet(status());
    return searchAll(
      some.map(({ library }) => library),
      (searched) => {
        const [first, ...others] = some.flatMap(({ key }, at): SearchedPart[] => {
          const own = searched[at];
          return own ? [{ key, searched: own }] : [];
        });
        if (first === undefined) throw notReadyYet(status());
        return work(joinSearched([first, ...others]));
      },
    );
  }

  /** Those in which something with or without a key is looked for. */
  function lookedIn(collection: string | undefined): readonly LibraryPart[] {
    return collection === undefined ? parts : parts.filter(({ key }) => key === collection);
  }

  async function firstOf<T extends object>(
    collection: string | undefined,
    look: (library: JoinableLibrary) => Promise<T | null>,
  ): Promise<{ readonly key: string; readonly found: T } | null> {
    for (const { key, library } of lookedIn(collection)) {
      const found = await look(library);
      if (found !== null) return { key, found };
    }
    return null;
  }

  const joined: Library = {
    async whenReady() {
      await allOrNone(libraries.map((library) => library.whenReady()));
    },
    async whenSearchable() {
      // One that holds nothing does not speak for the others, which may still be read.
      const waiting = libraries.map(async (library) => {
        if (library.status().phase !== 'ready') await library.whenSearchable();
      });
      const searchable = waiting.map(async (each, at) => {
        await each;
        if (libraries[at]?.status().passages === 0) throw new Refusal('noArticles');
      });
      await Promise.any(searchable).catch(() => allOrNone(waiting));
    },
    status,
    async ask(question, options) {
      const answer = await searching(async (searched) => {
        await refuseUnknown(searched, options.filter);
        return answerQuestion(searched, question, options);
      });
      return withoutGone(answer, async (key, ids) => {
        const part = parts.find((each) => each.key === key);
        return (await part?.library.stillThere?.(ids)) ?? null;
      });
    },
    explain: async (question, filter = {}) =>
      searching(async (searched) => {
        await refuseUnknown(searched, filter);
        return explainQuestion(searched, question, filter);
      }),
    async exampleQuestions(count, readingMs) {
      const some = libraries.filter((library) => library.status().passages > 0);
      if (some.length === 0) throw notReadyYet(status());
      const found: (readonly string[])[] = [];
      for (const library of some) {
        if (found.length >= count) break;
        const questions = await library.exampleQuestions(count, readingMs);
        if (questions.length > 0) found.push(questions);
      }
      // One of each collection in turn, so that the first is not all there is.
      const turns = Array.from({ length: count }, (_, turn) => found.map((each) => each[turn]));
      const inTurn = turns.flat().filter((question) => question !== undefined);
      return [...new Set(inTurn)].slice(0, count);
    },
    async excerpt({ collection, ...ref }) {
      const one = await firstOf(collection, (library) => library.excerpt(ref));
      return one && keyed(one.found, one.key);
    },
    quotes: joinQuotes(parts.map(({ key, library }) => ({ key, quotes: library.quotes }))),
    async trace({ collection, id }) {
      let best: Trace = { state: 'unknown' };
      for (const { key, library } of lookedIn(collection)) {
        const trace = keyedTrace(await library.trace({ id }), key);
        if (TRACED.indexOf(trace.state) < TRACED.indexOf(best.state)) best = trace;
      }
      return best;
    },
    async article({ collection, id }) {
      return (await firstOf(collection, (library) => library.article({ id })))?.found ?? null;
    },
    async passages({ collection, id }) {
      for (const { library } of lookedIn(collection)) {
        const found = await library.passages({ id });
        if (found.length > 0) return found;
      }
      return [];
    },
    async articles() {
      const all = await Promise.all(
        parts.map(async ({ key, library }) => keyedAll(await library.articles(), key)),
      );
      return inOrder(all.flat());
    },
    async suggestArticles(typed, limit) {
      const all = await Promise.all(
        parts.map(async ({ key, library }) =>
          keyedAll(await library.suggestArticles(typed, limit), key),
        ),
      );
      return suggestArticles(inOrder(all.flat()), typed, limit);
    },
  };
  return joined;
}

/** What is known of a citation, the best first. */
const TRACED: readonly Trace['state'][] = ['current', 'moved', 'changed', 'gone', 'unknown'];

const searchEach: SearchAll = (libraries, work) => {
  const open = <T>(
    at: number,
    opened: readonly Searched[],
    done: (searched: readonly Searched[]) => Promise<T>,
  ): Promise<T> => {
    const library = libraries[at];
    if (library === undefined) return done(opened);
    return library.search((searched) => open(at + 1, [...opened, searched], done));
  };
  return open(0, [], work);
};

/** @throws Refusal `noSuchArticle` for a filter that names an article that is nowhere. */
async function refuseUnknown({ passages }: Searched, filter: SearchFilter = {}): Promise<void> {
  const { articleId } = filter;
  if (articleId === undefined) return;
  const found = await passages.articlesThat({ articleId, ...inCollection(filter) });
  if (found?.length === 0) throw new Refusal('noSuchArticle');
}

/** Waits for all; what some of them fail with is theirs, unless none goes well. */
async function allOrNone(work: readonly Promise<void>[]): Promise<void> {
  const settled = await Promise.allSettled(work);
  const [first] = settled.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
  if (settled.every(({ status }) => status === 'rejected')) throw first;
}

/** With the key of its collection, which the default one goes without. */
function keyed<T extends object>(one: T, key: string): T {
  return key === '' ? one : { ...one, collection: key };
}

function keyedAll(articles: readonly ArticleSummary[], key: string): readonly ArticleSummary[] {
  return articles.map((each) => keyed(each, key));
}

function keyedTrace(trace: Trace, key: string): Trace {
  switch (trace.state) {
    case 'current':
    case 'moved':
      return { ...trace, excerpt: keyed(trace.excerpt, key) };
    case 'changed':
      return { ...trace, article: keyed(trace.article, key) };
    default:
      return trace;
  }
}
