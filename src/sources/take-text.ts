/** What becomes of an article that was read: kept, replaced, laid aside, known from elsewhere, or gone. */
import { articleId } from '../citations/make-citation-id.ts';
import { Refusal, type Statement } from '../refusals.ts';
import type { FetchedText } from './fetched-text.ts';
import { fetchedArticle, type LookRun, waitingArticle } from './look-run.ts';
import type { Remembered } from './memory.ts';
import { sha256Of } from './store.ts';

/** A page that is not there; where it says that it never will be, its article goes. */
export async function takeMissing(
  run: LookRun,
  article: Remembered,
  isForGood: boolean,
): Promise<void> {
  const { source, parts, tally, options } = run;
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
  await options.save();
}

/** An article that is not in the folder yet. */
export async function takeNew(
  run: LookRun,
  article: Remembered,
  text: FetchedText,
  doubt: Statement | null,
): Promise<void> {
  const { source, parts, tally, options } = run;
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
  await options.save();
}

/** An article of which the text is another one than before. What was good stays, where that is not. */
export async function takeChanged(
  run: LookRun,
  article: Remembered,
  text: FetchedText,
  doubt: Statement | null,
): Promise<void> {
  const { source, parts, tally, options } = run;
  if (doubt !== null && source.kind !== 'page') return layAside(run, article, text, doubt);
  const { file, sha256 } = article;
  if (file === null || sha256 === null) return;
  if ((await parts.store.standing(file, sha256)) !== 'same') return;
  await dropWaiting(run, article);
  await parts.store.replace(file, text.bytes);
  describe(article, text, parts.now());
  Object.assign(article, { ...standingAs(file, text), changedAt: parts.now(), why: null });
  tally.changed.push(fetchedArticle(article));
  await options.save();
}

/** What is remembered of a file as it was written. */
function standingAs(file: string, { bytes, textHash, reading }: FetchedText) {
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
  const { source, parts, tally, options } = run;
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
  await options.save();
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

/** Notes what an article has become. */
export function remember(
  { memory, byKey, byUrl }: LookRun,
  article: Remembered,
  more: Partial<Remembered>,
): void {
  Object.assign(article, more);
  if (byKey.get(article.key) === article) return;
  memory.articles.push(article);
  byKey.set(article.key, article);
  if (article.url !== null) byUrl.set(article.url, article);
}
