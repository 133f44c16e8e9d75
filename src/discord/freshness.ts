/** What has become of a fetched article and its page since somebody quoted it, in words. */
import { splitHalves } from '../citations/citation-id.ts';
import type { PassageRef } from '../citations/look-up.ts';
import { type InCollection, inCollection } from '../citations/refs.ts';
import type { Served } from '../collections/communities.ts';
import type { Originals } from '../intake/originals.ts';
import type { Say } from '../languages/say.ts';
import type { Library } from '../library/library.ts';
import type { FetchedHistory } from '../sources/source.ts';
import { instantMark } from './dates.ts';

/** Where that is known. */
export type Known = Pick<Served, 'histories'> & {
  readonly originals?: Pick<Originals, 'deletedAt'>;
};

/** What is quoted, as far as it names its file. */
type FromFile = InCollection & {
  readonly citation: { readonly file: string; readonly url: string | null };
};

/** That the page is gone; nothing of what is well, and of what nobody fetched. */
function goneLines(say: Say, history: FetchedHistory | null): string[] {
  if (history === null || history.goneSince === null) return [];
  return [say('pageGone', { date: instantMark(history.goneSince, 'D') })];
}

/** That the message was deleted which an article was made of; nothing of any other article. */
export function originalLines(say: Say, { originals }: Known, url: string | null): string[] {
  const deletedAt = originals?.deletedAt(url) ?? null;
  return deletedAt === null ? [] : [say('originalDeleted', { date: instantMark(deletedAt, 'D') })];
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
export function historyOf({ histories }: Known, one: FromFile): FetchedHistory | null {
  return histories?.historyOf({ file: one.citation.file, ...inCollection(one) }) ?? null;
}

/** When the article changed that a citation id once led to a passage of; null where nobody knows. */
export async function changedAtOf(
  { histories, library }: Known & { readonly library: Pick<Library, 'article'> },
  ref: PassageRef,
): Promise<number | null> {
  const id = splitHalves(ref.id)?.article ?? '';
  const article = await library.article({ id, ...inCollection(ref) });
  if (article === null) return null;
  return histories?.historyOf({ file: article.file, ...inCollection(ref) })?.changedAt ?? null;
}

/** What is to be said of a passage, in small print: that its page is gone. */
export function notesOn(known: Known): (say: Say, one: FromFile) => string[] {
  return (say, one) => {
    const gone = goneLines(say, historyOf(known, one));
    return [...gone, ...originalLines(say, known, one.citation.url)].map((line) => `-# ${line}`);
  };
}
