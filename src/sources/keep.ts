/** `keep:` of a source: which of its articles are too old, or too many, to stay. */
import { DAY_MS, MOST_ARTICLES } from './limits.ts';
import type { ListedItem } from './listing.ts';
import { fetchedArticle, type LookRun } from './look-run.ts';
import type { Remembered } from './memory.ts';
import type { Keep } from './source.ts';

/** When an article is from: as it says, else when it was first seen. Milliseconds since 1970. */
function timeOf({ published, firstSeenAt }: Remembered): number {
  const time = published === null ? Number.NaN : Date.parse(published);
  return Number.isFinite(time) ? time : firstSeenAt;
}

/** Whether an article is too old to be brought at all. */
export function isTooOld(item: ListedItem, keep: Keep | null, now: number): boolean {
  return keep?.by === 'age' && item.at !== null && item.at < now - keep.days * DAY_MS;
}

/** The articles of a folder that do not stay. */
export function surplus(
  articles: readonly Remembered[],
  keep: Keep | null,
  now: number,
): Remembered[] {
  const kept = articles
    .filter(({ state }) => state === 'kept')
    .sort((a, b) => timeOf(b) - timeOf(a));
  // A source that names new articles without end fills no disk.
  const count = keep?.by === 'count' ? keep.count : MOST_ARTICLES;
  const oldest = keep?.by === 'age' ? now - keep.days * DAY_MS : Number.NEGATIVE_INFINITY;
  return kept.filter((each, i) => i >= count || timeOf(each) < oldest);
}

/** Takes out what does not stay; what somebody changed by hand is theirs, and stays. */
export async function applyKeep({ source, memory, parts, tally, options }: LookRun): Promise<void> {
  for (const article of surplus(memory.articles, source.keep, parts.now())) {
    if (options.signal.aborted) return;
    const { file, sha256 } = article;
    if (file === null || sha256 === null) continue;
    const standing = await parts.store.standing(file, sha256);
    if (standing === 'same') {
      await parts.store.takeOut(file);
      tally.removed.push(fetchedArticle(article));
      article.state = 'old';
      await options.save();
    } else article.state = 'removed';
  }
}
