/** What has become of a fetched article and its page since somebody quoted it, in words. */
import { splitHalves } from '../citations/citation-id.ts';
import type { PassageRef } from '../citations/look-up.ts';
import { inCollection } from '../citations/refs.ts';
import type { Say } from '../languages/say.ts';
import type { Library } from '../library/library.ts';
import type { FetchedHistory } from '../sources/source.ts';
import type { Sources } from '../sources/sources.ts';
import { instantMark } from './dates.ts';

/** Where that is known. */
export interface Histories {
  readonly sources?: Pick<Sources, 'historyOf'>;
}

/** That the page is gone; nothing of what is well, and of what nobody fetched. */
export function goneLines(say: Say, history: FetchedHistory | null): string[] {
  if (history === null || history.goneSince === null) return [];
  return [say('pageGone', { date: instantMark(history.goneSince, 'D') })];
}

/**
 * For a quote: that the article's text has changed, and that the page is gone.
 * @param sharedAt when it was quoted, milliseconds since 1970; null where nobody knows.
 */
export function freshnessLines(
  say: Say,
  history: FetchedHistory | null,
  sharedAt: number | null,
): string[] {
  const changed = changedLine(say, history, sharedAt);
  const still = changed !== null && sharedAt !== null ? ` ${say('stillThere')}` : '';
  return [...(changed === null ? [] : [changed + still]), ...goneLines(say, history)];
}

/** The same for an article as a whole. */
export function outlineNotes(
  say: Say,
  history: FetchedHistory | null,
  sharedAt: number | null,
): string[] {
  const changed = changedLine(say, history, sharedAt);
  return [...(changed === null ? [] : [changed]), ...goneLines(say, history)];
}

function changedLine(
  say: Say,
  history: FetchedHistory | null,
  sharedAt: number | null,
): string | null {
  const changedAt = history?.changedAt ?? null;
  if (changedAt === null || (sharedAt !== null && changedAt <= sharedAt)) return null;
  const date = instantMark(changedAt, 'D');
  return sharedAt === null ? say('changedLast', { date }) : say('changedSince', { date });
}

/** What is known of the file that an excerpt is from. */
export function historyOf(
  { sources }: Histories,
  { citation: { file } }: { readonly citation: { readonly file: string } },
): FetchedHistory | null {
  return sources?.historyOf(file) ?? null;
}

/** When the article changed that a citation id once led to a passage of; null where nobody knows. */
export async function changedAtOf(
  { sources, library }: Histories & { readonly library: Pick<Library, 'article'> },
  ref: PassageRef,
): Promise<number | null> {
  const id = splitHalves(ref.id)?.article ?? '';
  const article = await library.article({ id, ...inCollection(ref) });
  return (article && sources?.historyOf(article.file)?.changedAt) ?? null;
}

/** Of which excerpts the page is gone, by their numbers where there are several. */
export function goneAmong(
  say: Say,
  histories: Histories,
  excerpts: readonly { readonly citation: { readonly file: string } }[],
): string[] {
  return excerpts.flatMap((one, i) => {
    const number = excerpts.length > 1 ? `${i + 1} · ` : '';
    return goneLines(say, historyOf(histories, one)).map((line) => `-# ${number}${line}`);
  });
}
