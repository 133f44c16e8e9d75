/**
 * Lends out parts of collections that are opened on demand. Each call holds what it needs for as long as it
 * takes, so that a collection may be closed between two calls and never during one.
 */
import type { Answers } from '../editorial/editorial.ts';
import type { Intake } from '../intake/intake.ts';
import type { Library, LibraryStatus, Upkeep } from '../library/library.ts';
import { extractQuotations } from '../quotes/extract.ts';
import type { Quotes } from '../quotes/quotes.ts';
import type { Sources } from '../sources/sources.ts';
import { within } from '../supervision/deadline.ts';

/** Whoever types waits no longer for sentences to be ready. */
const QUOTABLE_MS = 300;

/** Does some work with a part, which is there for as long as that takes. */
export type Use<T> = <R>(work: (part: T) => Promise<R>) => Promise<R>;

/** A library. @param now what is told from memory, opened or not. */
export function lentLibrary(
  use: Use<Library>,
  now: { readonly status: () => LibraryStatus; readonly isQuotable: () => boolean },
): Library {
  return {
    status: now.status,
    whenReady: () => use((library) => library.whenReady()),
    whenSearchable: () => use((library) => library.whenSearchable()),
    ask: (question, options) => use((library) => library.ask(question, options)),
    explain: (question, filter) => use((library) => library.explain(question, filter)),
    exampleQuestions: (count, readingMs) =>
      use((library) => library.exampleQuestions(count, readingMs)),
    excerpt: (ref) => use((library) => library.excerpt(ref)),
    trace: (ref) => use((library) => library.trace(ref)),
    article: (ref) => use((library) => library.article(ref)),
    passages: (ref) => use((library) => library.passages(ref)),
    articles: () => use((library) => library.articles()),
    suggestArticles: (typed, limit) => use((library) => library.suggestArticles(typed, limit)),
    quotes: lentQuotes((work) => use((library) => work(library.quotes)), now.isQuotable),
  };
}

function lentQuotes(use: Use<Quotes>, isReady: () => boolean): Quotes {
  return {
    isReady,
    ready: () => use((quotes) => quotes.ready()),
    find: (typed, options) =>
      use(async (quotes) => {
        // Of one that was opened just now nothing could be found.
        await within(QUOTABLE_MS, quotes.ready(), () => {});
        return quotes.find(typed, options);
      }),
    findExact: (text) => use((quotes) => quotes.findExact(text)),
    verify: (quote) => use((quotes) => quotes.verify(quote)),
    // Looks at no article.
    extract: extractQuotations,
  };
}

/** What looking after a collection needs. @param now as it is open, or was last. */
export function lentUpkeep(
  use: Use<Upkeep>,
  now: Pick<Upkeep, 'status' | 'articlesUnder'>,
): Upkeep {
  return {
    status: now.status,
    articlesUnder: now.articlesUnder,
    reading: (file) => use((upkeep) => upkeep.reading(file)),
    unread: () => use((upkeep) => upkeep.unread()),
    refresh: () => use((upkeep) => upkeep.refresh()),
    withdraw: (file) => use((upkeep) => upkeep.withdraw(file)),
    currentFiles: () => use((upkeep) => upkeep.currentFiles()),
  };
}

/** An intake. */
export function lentIntake(use: Use<Intake>): Intake {
  return {
    stageFile: (file, by) => use((intake) => intake.stageFile(file, by)),
    stageUrl: (url, by) => use((intake) => intake.stageUrl(url, by)),
    preview: (id) => use((intake) => intake.preview(id)),
    choose: (id, chosen) => use((intake) => intake.choose(id, chosen)),
    correct: (id, corrections) => use((intake) => intake.correct(id, corrections)),
    describe: (id, locale, by) => use((intake) => intake.describe(id, locale, by)),
    keep: (id, seen, by) => use((intake) => intake.keep(id, seen, by)),
    discard: (id) => use((intake) => intake.discard(id)),
    remove: (file) => use((intake) => intake.remove(file)),
    removed: () => use((intake) => intake.removed()),
    restore: (id) => use((intake) => intake.restore(id)),
  };
}

/** Pinned answers. @param now those that are open, or were last. */
export function lentAnswers(use: Use<Answers>, now: () => Answers): Answers {
  return {
    look: () => use((answers) => answers.look()),
    list: () => now().list(),
    pin: (pin) => use((answers) => answers.pin(pin)),
    unpin: (question) => use((answers) => answers.unpin(question)),
    draft: (pin) => use((answers) => answers.draft(pin)),
    drafted: (id) => use((answers) => answers.drafted(id)),
    discard: (id) => use((answers) => answers.discard(id)),
  };
}

/** Sources. @param now those that are open, or were last. */
export function lentSources(use: Use<Sources>, now: () => Sources): Sources {
  return {
    list: () => now().list(),
    waiting: (name) => now().waiting(name),
    historyOf: (file) => now().historyOf(file),
    listen: (listener) => now().listen(listener),
    preview: (wanted, by) => use((sources) => sources.preview(wanted, by)),
    add: (previewId) => use((sources) => sources.add(previewId)),
    previewed: (previewId) => use((sources) => sources.previewed(previewId)),
    discard: (previewId) => use((sources) => sources.discard(previewId)),
    remove: (name, articles) => use((sources) => sources.remove(name, articles)),
    refresh: (name) => use((sources) => sources.refresh(name)),
    announce: (name, announcing) => use((sources) => sources.announce(name, announcing)),
    readWaiting: (id) => use((sources) => sources.readWaiting(id)),
    keepWaiting: (id) => use((sources) => sources.keepWaiting(id)),
    dropWaiting: (id) => use((sources) => sources.dropWaiting(id)),
    // Whoever opened them closes them.
    close: async () => {},
  };
}
