/** One article that a source names: read where that is due, and kept, replaced, laid aside or marked. */
import { articleId } from '../citations/make-citation-id.ts';
import { asStatement, isRefusal, Refusal, type Statement } from '../refusals.ts';
import type { FetchedText } from './fetched-text.ts';
import { isTooOld } from './keep.ts';
import { DAY_MS, FAILURES_IN_A_ROW, OLD_PAGE_AGAIN_MS, PAGE_AGAIN_MS } from './limits.ts';
import type { ListedItem } from './listing.ts';
import { fetchedArticle, type LookRun, waitingArticle } from './look-run.ts';
import type { Remembered } from './memory.ts';
import { itemHashOf, type ReadItem, readItem } from './read-item.ts';
import { sha256Of } from './store.ts';

/** Looks at an article. @param named what is remembered of it, where that is known already. */
export async function lookAtItem(
  run: LookRun,
  item: ListedItem,
  named: Remembered | null = null,
): Promise<void> {
  const { source, parts, options, tally } = run;
  options.signal.throwIfAborted();
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

function rememberedAs({ memory }: LookRun, { key, url }: ListedItem): Remembered | null {
  const { articles } = memory;
  return (
    articles.find((article) => article.key === key) ??
    // A feed that gives its items new ids still names the same pages.
    (url === null ? undefined : articles.find((article) => article.url === url)) ??
    null
  );
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

/** A page that is not there; where it says that it never will be, its article goes. */
async function takeMissing(run: LookRun, article: Remembered, isForGood: boolean): Promise<void> {
  const { source, parts, tally, options, memory } = run;
  if (article.state !== 'kept') {
    const { host } = new URL(article.url ?? source.address);
    throw new Refusal(isForGood ? 'pageGoneForGood' : 'pageMissing', { host });
  }
  article.misses += 1;
  article.missingSince ??= parts.now();
  const { file, sha256 } = article;
  if (!isForGood || file === null || sha256 === null) return;
  // What somebody changed by hand is theirs.
  if ((await parts.store.standing(file, sha256)) === 'same') {
    await parts.store.takeOut(file);
    tally.removed.push(fetchedArticle(article));
    article.state = 'gone';
  } else article.state = 'removed';
  await options.save(memory);
}

/** An article that is not in the folder yet. */
async function takeNew(
  run: LookRun,
  article: Remembered,
  text: FetchedText,
  doubt: Statement | null,
): Promise<void> {
  const { source, parts, tally, options, memory } = run;
  describe(article, text, parts.now());
  // A single page was seen by whoever added it.
  if (doubt !== null && source.kind !== 'page') return layAside(run, article, text, doubt);
  const twin = await findTwin(run, text);
  if (twin !== null && !(await isOwn(run, twin))) {
    tally.same += 1;
    remember(run, article, { state: 'same' });
    return;
  }
  await dropWaiting(run, article);
  // One of ours that is not remembered was written when the process ended.
  if (twin !== null) await parts.store.replace(twin, text.bytes);
  const file = twin ?? (await parts.store.put(source.name, text.fileName, text.bytes));
  remember(run, article, { state: 'kept', why: null, ...standingAs(file, text) });
  tally.added.push(fetchedArticle(article));
  await options.save(memory);
}

/** An article of which the text is another one than before. What was good stays, where that is not. */
async function takeChanged(
  run: LookRun,
  article: Remembered,
  text: FetchedText,
  doubt: Statement | null,
): Promise<void> {
  const { source, parts, tally, options, memory } = run;
  if (doubt !== null && source.kind !== 'page') return layAside(run, article, text, doubt);
  const { file, sha256 } = article;
  if (file === null || sha256 === null) return;
  if ((await parts.store.standing(file, sha256)) !== 'same') return;
  await dropWaiting(run, article);
  await parts.store.replace(file, text.bytes);
  describe(article, text, parts.now());
  Object.assign(article, { ...standingAs(file, text), changedAt: parts.now(), why: null });
  tally.changed.push(fetchedArticle(article));
  await options.save(memory);
}

/** What is remembered of a file as it was written. */
export function standingAs(file: string, { bytes, textHash, reading }: FetchedText) {
  const articleIds = reading.articles.map(({ part }) => articleId(file, part));
  return { file, articleIds, textHash, sha256: sha256Of(bytes) };
}

function describe(article: Remembered, { reading }: FetchedText, now: number): void {
  const [first] = reading.articles;
  article.title = first?.title ?? article.title;
  article.published = first?.published ?? article.published;
  article.fetchedAt = now;
}

/** An article that a manager has to see first, or another text of one that is there. */
async function layAside(
  run: LookRun,
  article: Remembered,
  text: FetchedText,
  why: Statement,
): Promise<void> {
  const { source, parts, tally, options, memory } = run;
  const isKept = article.state === 'kept';
  if (tally.waiting.length >= options.roomToWait) {
    // Looked at again when its source says something else of it.
    if (!isKept) remember(run, article, { state: 'unread', why });
    return;
  }
  await dropWaiting(run, article);
  const waitingId = await parts.waiting.add(text);
  const since = { waitingId, waitingSince: parts.now(), why };
  remember(run, article, isKept ? since : { ...since, state: 'waiting' });
  const waiting = waitingArticle(article, source.name);
  if (waiting) tally.waiting.push(waiting);
  await options.save(memory);
}

async function dropWaiting({ parts }: LookRun, article: Remembered): Promise<void> {
  if (article.waitingId !== null) await parts.waiting.drop(article.waitingId);
  article.waitingId = null;
  article.waitingSince = null;
}

/** The file of an article that is there and says the same; null where there is none. */
async function findTwin({ parts, options }: LookRun, text: FetchedText): Promise<string | null> {
  const { signal } = options;
  const finding = parts.known.findDuplicate({ files: [], articles: text.traits });
  finding.catch(() => {});
  // It waits for the articles to be read for the first time, which takes as long as it takes.
  const ended = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Refusal('fetchStopped')), { once: true });
  });
  ended.catch(() => {});
  return (await Promise.race([finding, ended]))?.file ?? null;
}

/** Whether a file is one that this source wrote and does not remember. */
async function isOwn({ source, memory, parts }: LookRun, file: string): Promise<boolean> {
  if (!file.startsWith(`${source.name}/`)) return false;
  if (memory.articles.some((article) => article.file === file)) return false;
  return parts.store.isWrittenBy(file, source.name);
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

function remember({ memory }: LookRun, article: Remembered, more: Partial<Remembered>): void {
  Object.assign(article, more);
  if (!memory.articles.includes(article)) memory.articles.push(article);
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
    'folderMissing',
    'dataAmongArticles',
    'readingUnavailable',
    'readingBusy',
  );
}
