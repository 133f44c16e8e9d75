/** A look at a source: what it names is read and kept, what changed is replaced, what is gone is noted. */
import { asStatement, isRefusal, type Statement, statement } from '../refusals.ts';
import { timeSlice } from '../time-slices.ts';
import { applyKeep } from './keep.ts';
import { OLD_PAGE_AGAIN_MS } from './limits.ts';
import { listSource, refuseIfEmpty } from './list-source.ts';
import type { ListedItem } from './listing.ts';
import { lookAtItem } from './look-item.ts';
import type { FetchedSource, LookOptions, LookParts, LookRun, LookTally } from './look-run.ts';
import type { Memory, Remembered } from './memory.ts';
import { readWithOf } from './next-look.ts';
import type { PoliteFetch } from './polite-fetch.ts';

/** What a look came to. */
export interface Looked {
  readonly tally: LookTally;
  /** Why it was not done, or not to its end. */
  readonly problem: Statement | null;
}

/**
 * Looks at a source. Whatever it refuses is `problem`: what was good last stays, and so does what the
 * look had come to.
 * @param memory is changed in place, article by article: managers decide on others meanwhile.
 */
export async function lookAtSource(
  source: FetchedSource,
  memory: Memory,
  parts: LookParts,
  options: LookOptions,
): Promise<Looked> {
  const tally = { added: [], changed: [], removed: [], waiting: [], same: 0, failed: 0 };
  const run: LookRun = {
    source,
    parts: { ...parts, fetcher: counting(parts.fetcher, () => run.pagesLeft--) },
    options,
    memory,
    byKey: new Map(memory.articles.map((article) => [article.key, article])),
    byUrl: new Map(memory.articles.map((article) => [article.url ?? '', article])),
    named: new Set(),
    tally,
    listUrl: source.address,
    pagesLeft: options.mostPages,
    failuresInRow: 0,
  };
  try {
    await parts.store.refuseUnlessWritable();
    await notePresence(run);
    const items = await itemsOf(run);
    const slice = timeSlice();
    for (const { key } of items ?? []) run.named.add(key);
    for (const item of inTurns(items ?? [], memory)) {
      await lookAtItem(run, item);
      if (slice.isOver()) await slice.next();
    }
    if (items !== null) memory.isWhole = run.pagesLeft > 0;
    await lookAtOthers(run);
    await applyKeep(run);
    return { tally, problem: source.kind === 'page' ? missing(run) : nothingReadable(run) };
  } catch (error) {
    memory.isWhole = false;
    if (options.signal.aborted) return { tally, problem: statement('fetchStopped') };
    if (!isRefusal(error)) throw error;
    return { tally, problem: asStatement(error) };
  }
}

/** A source that is one page is not well where that page is missing. */
function missing({ memory, source }: LookRun): Statement<'pageMissing' | 'pageGoneForGood'> | null {
  const article = memory.articles.find(({ key }) => key === source.address);
  const { host } = new URL(source.address);
  if (article?.state === 'gone') return statement('pageGoneForGood', { host });
  return article && article.misses > 0 ? statement('pageMissing', { host }) : null;
}

/** A source of which nothing at all could be had says why; of one article among many that is no matter. */
function nothingReadable({ memory: { articles } }: LookRun): Statement | null {
  const isHeld = ({ state }: Remembered) => state !== 'unread';
  return articles.some(isHeld) ? null : (articles.find(({ why }) => why !== null)?.why ?? null);
}

function counting(fetcher: PoliteFetch, count: () => void): PoliteFetch {
  return {
    fetch(address, request) {
      if (request.as === 'page') count();
      return fetcher.fetch(address, request);
    },
  };
}

/** Files that somebody took away do not come again; those that are back are ours again. */
async function notePresence({ memory, parts: { store } }: LookRun): Promise<void> {
  const byFolder = new Map<string, ReadonlySet<string>>();
  for (const article of memory.articles) {
    const { state, file, sha256 } = article;
    if (file === null || (state !== 'kept' && state !== 'removed')) continue;
    const [folder = '', name = ''] = file.split('/');
    const names = byFolder.get(folder) ?? new Set(await store.taken(folder));
    byFolder.set(folder, names);
    const isThere = names.has(name.toLowerCase());
    if (state === 'kept' && !isThere) article.state = 'removed';
    if (state === 'removed' && isThere && sha256 !== null) {
      if ((await store.standing(file, sha256)) === 'same') article.state = 'kept';
    }
  }
}

/** What is new first, then what was looked at longest ago: no look may come to all of it. */
function inTurns(items: readonly ListedItem[], { articles }: Memory): ListedItem[] {
  const lookedAt = new Map(articles.map((article) => [article.key, article.lookedAt]));
  return [...items].sort((a, b) => (lookedAt.get(a.key) ?? 0) - (lookedAt.get(b.key) ?? 0));
}

/** What the source names now; null where that is what it named before. */
async function itemsOf(run: LookRun): Promise<readonly ListedItem[] | null> {
  const { source, memory, parts, options } = run;
  const { kind, address, only, most } = source;
  if (kind === 'page') return [pageItem(address, memory.title)];
  const readWith = readWithOf(source);
  // A sitemap may be as it was while the pages that it names are not.
  const isKnown = kind === 'feed' && memory.isWhole && memory.readWith === readWith;
  const listing = await listSource(
    { address, kind, only, most, known: isKnown && !options.isAsked ? memory.validators : null },
    parts,
    { lane: `source ${source.name}`, signal: options.signal },
  );
  if (listing === null) return null;
  if (memory.articles.length === 0) refuseIfEmpty(listing);
  memory.title = listing.title;
  memory.validators = listing.validators;
  memory.readWith = readWith;
  run.listUrl = listing.url;
  return listing.items;
}

function pageItem(url: string, title: string | null): ListedItem {
  return {
    ...{ key: url, url, sharesPage: false, title, author: null, published: null, at: null },
    ...{ language: null, content: null },
  };
}

/**
 * Pages that their list names no more, or not this time: they have not vanished for that, and are looked
 * at now and then; those that were missing, at each look until that is certain.
 */
async function lookAtOthers(run: LookRun): Promise<void> {
  const { memory, parts, source, named } = run;
  if (source.kind === 'page') return;
  const now = parts.now();
  const isDue = ({ misses, lookedAt }: Remembered) =>
    misses > 0 || now - lookedAt >= OLD_PAGE_AGAIN_MS;
  const others = memory.articles
    .filter((article) => article.state === 'kept' && article.isPage && !named.has(article.key))
    .filter(isDue)
    .sort((a, b) => a.lookedAt - b.lookedAt);
  for (const article of others) {
    if (run.pagesLeft <= 0 || article.url === null) return;
    const { key, url, title, published } = article;
    const item = { ...pageItem(url, title), key, published };
    await lookAtItem(run, item, article);
  }
}
