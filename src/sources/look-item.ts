/** One article that a source names: read where that is due, and kept, replaced, laid aside or marked. */
import { asStatement, isRefusal, Refusal } from '../refusals.ts';
import { isTooOld } from './keep.ts';
import { DAY_MS, FAILURES_IN_A_ROW, OLD_PAGE_AGAIN_MS, PAGE_AGAIN_MS } from './limits.ts';
import type { ListedItem } from './listing.ts';
import type { LookRun } from './look-run.ts';
import type { Remembered } from './memory.ts';
import { itemHashOf, type ReadItem, readItem } from './read-item.ts';
import { remember, takeChanged, takeMissing, takeNew } from './take-text.ts';

/** Looks at an article. @param named what is remembered of it, where that is known already. */
export async function lookAtItem(
  run: LookRun,
  item: ListedItem,
  named: Remembered | null = null,
): Promise<void> {
  const { source, parts, options, tally } = run;
  if (options.signal.aborted) throw new Refusal('fetchStopped');
  const now = parts.now();
  const before = named ?? rememberedAs(run, item);
  if (before !== null && !isDue(run, item, before)) {
    // What its list still names is not forgotten.
    if (!isHeld(before)) before.lookedAt = now;
    return;
  }
  const article = before ?? newArticle(item, now);
  if (before === null && isTooOld(item, source.keep, now)) {
    remember(run, article, { state: 'old' });
    return;
  }
  if (run.pagesLeft <= 0) return;
  try {
    await take(run, item, article, await read(run, item, article));
    run.failuresInRow = 0;
  } catch (error) {
    if (!isRefusal(error) || options.signal.aborted || endsLook(error)) throw error;
    tally.failed += 1;
    noteFailure(run, article, item, error);
    if (isTrouble(error)) {
      run.failuresInRow += 1;
      if (run.failuresInRow >= FAILURES_IN_A_ROW || source.kind === 'page') throw error;
    } else if (source.kind === 'page') throw error;
  }
}

const isHeld = ({ state }: Remembered) => state === 'kept' || state === 'waiting';

function rememberedAs({ byKey, byUrl, named }: LookRun, item: ListedItem): Remembered | null {
  const { key, url, sharesPage } = item;
  const known = byKey.get(key);
  if (known || url === null || sharesPage) return known ?? null;
  // A feed that gives its items new ids still names the same pages.
  const other = byUrl.get(url);
  return other && !named.has(other.key) ? other : null;
}

/** Whether an article is to be read again. */
function isDue(
  { source, options, parts }: LookRun,
  item: ListedItem,
  article: Remembered,
): boolean {
  const { state, itemHash, isPage, misses, lookedAt } = article;
  const isOther = itemHash !== itemHashOf(item);
  if (state === 'unread' || state === 'waiting') return isOther;
  if (state !== 'kept') return false;
  if (source.kind === 'page') return true;
  if (item.content !== null && isOther) return true;
  if (!isPage) return false;
  const age = parts.now() - lookedAt;
  if (options.isAsked || misses > 0 || age >= OLD_PAGE_AGAIN_MS) return true;
  if (source.kind === 'feed') return age >= PAGE_AGAIN_MS;
  // A day is all that most sitemaps say of a change.
  return item.at === null || item.at + DAY_MS > lookedAt;
}

async function read(run: LookRun, item: ListedItem, article: Remembered): Promise<ReadItem> {
  const { source, parts, options, memory, listUrl } = run;
  const { state, validators, pageHash } = article;
  const isKnown = state === 'kept' && article.isPage;
  return readItem(
    {
      item,
      listUrl,
      listTitle: source.kind === 'feed' ? memory.title : null,
      source: source.name,
      taken: await parts.store.taken(source.name),
      known: isKnown ? { validators: validators ?? NO_VALIDATORS, pageHash } : null,
    },
    parts,
    { lane: `source ${source.name}`, signal: options.signal },
  );
}

const NO_VALIDATORS = { etag: null, lastModified: null };

async function take(
  run: LookRun,
  item: ListedItem,
  article: Remembered,
  read: ReadItem,
): Promise<void> {
  const now = run.parts.now();
  article.lookedAt = now;
  article.itemHash = itemHashOf(item);
  if (read.kind === 'missing') return takeMissing(run, article, read.isForGood);
  article.misses = 0;
  article.missingSince = null;
  if (read.kind === 'same') return;
  const { text, isPage, validators, pageHash } = read;
  Object.assign(article, { isPage, validators, pageHash });
  if (article.state !== 'kept') return takeNew(run, article, text, read.doubt);
  if (text.textHash !== article.textHash) return takeChanged(run, article, text, read.doubt);
}

function newArticle({ key, url, title, published }: ListedItem, now: number): Remembered {
  return {
    ...{ key, url, title: title ?? url ?? key, published, state: 'unread', file: null },
    ...{ articleIds: [], sha256: null, textHash: null, itemHash: null, validators: null },
    ...{ pageHash: null, isPage: false, firstSeenAt: now, lookedAt: now, fetchedAt: now },
    ...{
      changedAt: null,
      misses: 0,
      missingSince: null,
      waitingId: null,
      waitingSince: null,
      why: null,
    },
  };
}

/** What could not be had stays as it was; what is not there yet is tried again where that is of use. */
function noteFailure(run: LookRun, article: Remembered, item: ListedItem, error: Refusal): void {
  const isOver = !isTrouble(error) && !isRefusal(error, 'pageMissing');
  article.lookedAt = run.parts.now();
  if (article.state !== 'unread') return;
  remember(run, article, {
    why: asStatement(error),
    itemHash: isOver ? itemHashOf(item) : null,
  });
}

/** Whether a site is not well: nothing is to be had of it now. */
function isTrouble(error: Refusal): boolean {
  return isRefusal(
    error,
    'noSite',
    'noConnection',
    'connectionBroke',
    'pageTooSlow',
    'pageNotSent',
    'pageDamaged',
    'badCertificate',
    'robotsSilent',
  );
}

/** Whether it is of no use to go on with other articles. */
function endsLook(error: Refusal): boolean {
  return isRefusal(
    error,
    'siteAsksToWait',
    'fetchStopped',
    'fetchedNotWritten',
    'quotaArticles',
    'quotaPassages',
    'quotaBytes',
    'folderMissing',
    'dataAmongArticles',
    'readingUnavailable',
    'readingBusy',
  );
}
