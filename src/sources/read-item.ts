/** The text of one listed article: what its feed says, or the page behind it where that is only a teaser. */
import { createHash } from 'node:crypto';
import type { FetchedPage } from '../intake/fetch-article.ts';
import type { Reader } from '../reading/reader.ts';
import { isRefusal, Refusal, type Statement, statement } from '../refusals.ts';
import type { FetchedText } from './fetched-text.ts';
import type { ListedItem } from './listing.ts';
import type { PoliteFetch, Validators } from './polite-fetch.ts';
import { type ReadFor, readFetched } from './read-fetched.ts';
import { sha256Of } from './store.ts';

/** UTF-16 units: what a feed says of an article may be all of it, and is not looked for elsewhere. */
const LONG_ENOUGH = 2_000;
const LONG_SUMMARY = 6_000;

/** A page that has no more than this is what the feed says already, with its furniture. */
const MUCH_LONGER = 1.3;

/** An article that is to be read. */
export interface ItemToRead {
  readonly item: ListedItem;
  /** Where its list was fetched from, and what that calls itself. */
  readonly listUrl: string;
  readonly listTitle: string | null;
  /** Name of its source. */
  readonly source: string;
  /** Names in the source's folder, in lower case. */
  readonly taken: readonly string[];
  /** What is known of its page; null where it is to come in any case. */
  readonly known: { readonly validators: Validators; readonly pageHash: string | null } | null;
}

/** What became of it. */
export type ReadItem =
  | {
      readonly kind: 'read';
      readonly text: FetchedText;
      /** Why a manager should see it first. */
      readonly doubt: Statement | null;
      readonly isPage: boolean;
      readonly validators: Validators | null;
      readonly pageHash: string | null;
    }
  /** Its page is as it was. */
  | { readonly kind: 'same' }
  | { readonly kind: 'missing'; readonly isForGood: boolean };

/** By what it is read. */
export interface ItemParts {
  readonly fetcher: PoliteFetch;
  readonly reader: Pick<Reader, 'read'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const siteOf = (url: string) => new URL(url).hostname.replace(/^www\./, '');

/** Of all that a list says of an article, hex: as long as it is the same, the article is. */
export function itemHashOf({ url, title, published, at, content }: ListedItem): string {
  const said = JSON.stringify([url, title, published, content?.html ?? at]);
  return createHash('sha256').update(said).digest('hex');
}

/**
 * Reads an article.
 * @throws Refusal where neither the list says anything that can be read, nor its page can be had.
 */
export async function readItem(
  given: ItemToRead,
  parts: ItemParts,
  reading: ReadFor,
): Promise<ReadItem> {
  const { item, known } = given;
  const { content } = item;
  const url = item.sharesPage ? null : item.url;
  const own = content === null ? null : await readable(given, item, parts, reading);
  if (own && (url === null || isWhole(own, content?.isSummary === true))) return ofList(own);
  if (url === null) throw new Refusal('pageMissing', { host: new URL(given.listUrl).host });
  let page: FetchedPage;
  let validators: Validators;
  try {
    const { signal } = reading;
    const fetched = await parts.fetcher.fetch(url, {
      as: 'page',
      known: known?.validators ?? null,
      signal,
    });
    if (fetched.kind !== 'new') {
      if (own && fetched.kind === 'missing') return teaserOf(own, content?.isSummary === true);
      return fetched;
    }
    ({ page, validators } = fetched);
  } catch (error) {
    if (own === null || !isRefusal(error) || reading.signal.aborted) throw error;
    // What the site does not show may be shown another day; what passes is tried at the next look.
    if (!isFinal(error)) throw error;
    return teaserOf(own, content?.isSummary === true);
  }
  const pageHash = sha256Of(page.bytes);
  if (known !== null && known.pageHash === pageHash) return { kind: 'same' };
  const whole = await readable(given, page, parts, reading, own === null);
  if (whole === null) return teaserOf(own as FetchedText, content?.isSummary === true);
  if (own && whole.length <= own.length * MUCH_LONGER) {
    return own.looksCut ? doubted(own, statement('onlyBeginning')) : ofList(own);
  }
  return { kind: 'read', text: whole, doubt: whole.doubt, isPage: true, validators, pageHash };
}

/** Whether what a list says is the article, as far as can be told without its page. */
function isWhole({ length, looksCut }: FetchedText, isSummary: boolean): boolean {
  return !looksCut && length >= (isSummary ? LONG_SUMMARY : LONG_ENOUGH);
}

/** A site that is not there, is slow or full may be well at the next look. */
function isFinal(error: Refusal): boolean {
  return isRefusal(
    error,
    'robotsForbid',
    'pageForbidden',
    'foreignContent',
    'pageTooLong',
    'redirectInsecure',
    'tooManyRedirects',
    'redirectNowhere',
    'addressNotPublic',
    'machineNotPublic',
    'leadsInside',
    'portNotWeb',
    'badCertificate',
    'noSite',
  );
}

function ofList(text: FetchedText): ReadItem {
  return doubted(text, text.doubt);
}

function doubted(text: FetchedText, doubt: Statement | null): ReadItem {
  return { kind: 'read', text, doubt, isPage: false, validators: null, pageHash: null };
}

/** What a feed says of an article whose page cannot be had: all of it, or its beginning. */
function teaserOf(own: FetchedText, isSummary: boolean): ReadItem {
  const isBeginning = own.looksCut || isSummary;
  return doubted(own, isBeginning ? statement('onlyBeginning') : own.doubt);
}

/** @returns null where there is nothing to read in it, unless that is to be refused. */
async function readable(
  { item, listUrl, listTitle, source, taken }: ItemToRead,
  from: FetchedPage | ListedItem,
  { reader, now }: ItemParts,
  reading: ReadFor,
  isNeeded = false,
): Promise<FetchedText | null> {
  const place = from.url ?? listUrl;
  const isOwn = siteOf(place) === siteOf(listUrl);
  const publisher = (isOwn ? listTitle : null) ?? siteOf(place);
  const fetchedAt = new Date(now()).toISOString();
  const text = { from, item, listUrl, publisher, source, fetchedAt, taken };
  try {
    return await readFetched(reader, text, reading);
  } catch (error) {
    if (isNeeded || !isRefusal(error, 'notAdded', 'namelessNotAdded')) throw error;
    return null;
  }
}
