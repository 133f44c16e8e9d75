/** Reads what was fetched in the reading process: lists, and the articles that they lead to. */
import { notAdded } from '../intake/candidate.ts';
import { pageName } from '../intake/fetched-page.ts';
import type { Reader } from '../reading/reader.ts';
import { Unread } from '../reading/unread.ts';
import type { Work } from '../reading/work.ts';
import { Refusal } from '../refusals.ts';
import type { FetchedText, TextToRead } from './fetched-text.ts';
import type { Listing, ListToRead } from './listing.ts';

const LIST: Work<ListToRead, Listing> = { module: new URL('./listing-work.ts', import.meta.url) };
const TEXT: Work<TextToRead, FetchedText> = { module: new URL('./text-work.ts', import.meta.url) };

/** Whose turn it is, and what ends the wait. */
export interface ReadFor {
  readonly lane: string;
  readonly signal: AbortSignal;
}

/** @throws Refusal `notASource`, with the reason; those of `Reader.read`. */
export async function readListing(
  reader: Pick<Reader, 'read'>,
  list: ListToRead,
  { lane, signal }: ReadFor,
): Promise<Listing> {
  try {
    return await reader.read(LIST, list, { lane, signal });
  } catch (cause) {
    if (!(cause instanceof Unread)) throw cause;
    const { host } = new URL(list.url);
    throw new Refusal('notASource', { host, reason: cause.reason }, { cause });
  }
}

/** @throws Refusal `notAdded`, with the reason; those of `Reader.read`. */
export async function readFetched(
  reader: Pick<Reader, 'read'>,
  text: TextToRead,
  { lane, signal }: ReadFor,
): Promise<FetchedText> {
  try {
    return await reader.read(TEXT, text, { lane, signal });
  } catch (cause) {
    if (!(cause instanceof Unread)) throw cause;
    const { from, listUrl } = text;
    throw notAdded(pageName(from.url ?? listUrl), cause.reason, cause);
  }
}
