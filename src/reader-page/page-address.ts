/**
 * What an address of the reader page leads to, as its path says: `/k3m9ta-x7q2vd`, `/p4r5s/k3m9ta-x7q2vd.2` of
 * another collection and for another sentence; behind either `/article`, `/article/3`, `/card.png`.
 */
import { isCitationId } from '../citations/citation-id.ts';
import { type CollectionKey, isCollectionKey } from '../collections/collection.ts';
import type { ExcerptRef } from '../model.ts';

/** What of a citation is wanted. */
export type PageView =
  /** The passage with what stands around it. */
  | { readonly view: 'passage' }
  /** The article, page by page from 1; `page` null for the one that the passage is on. */
  | { readonly view: 'article'; readonly page: number | null }
  /** The quote as a picture. */
  | { readonly view: 'card' };

/** Where an address leads. */
export type PageAddress = PageView & {
  /** `''` of the default one. */
  readonly collection: CollectionKey;
  readonly id: string;
  /** Index of the sentence that is marked, from 0. */
  readonly sentence: number;
};

const CARD = 'card.png';
const ARTICLE = 'article';
/** Between an id and a sentence that is not the first one. */
const SENTENCE = '.';
const NUMBER = /^[1-9]\d{0,3}$/;
/** No address is longer. UTF-16 units. */
const LONGEST = 60;

/** The pointer that an address has. */
export function refOfAddress({ collection, id, sentence }: PageAddress): Required<ExcerptRef> {
  return { collection, id, sentence };
}

/** The passage itself. */
export function passageAddress({ collection = '', id, sentence }: ExcerptRef): PageAddress {
  return { view: 'passage', collection, id, sentence };
}

/** The path of an address, with a slash in front. */
export function formatPageAddress(address: PageAddress): string {
  const { collection, id, sentence } = address;
  const where = collection === '' ? [] : [collection];
  const what = sentence === 0 ? id : `${id}${SENTENCE}${sentence}`;
  return ['', ...where, what, ...viewOf(address)].join('/');
}

function viewOf(address: PageAddress): string[] {
  if (address.view === 'card') return [CARD];
  if (address.view === 'passage') return [];
  return address.page === null ? [ARTICLE] : [ARTICLE, String(address.page)];
}

/** Reads what `formatPageAddress` wrote; null for anything else. */
export function parsePageAddress(path: string): PageAddress | null {
  if (path.length > LONGEST || !path.startsWith('/')) return null;
  const [first = '', ...others] = path.slice(1).split('/');
  const isKey = isCollectionKey(first);
  const [what = '', ...rest] = isKey ? others : [first, ...others];
  const [id = '', sentence, ...more] = what.split(SENTENCE);
  const view = readView(rest);
  if (view === null || more.length > 0 || !isCitationId(id)) return null;
  if (sentence !== undefined && !NUMBER.test(sentence)) return null;
  return { ...view, collection: isKey ? first : '', id, sentence: Number(sentence ?? 0) };
}

function readView([name, page, ...rest]: readonly string[]): PageView | null {
  if (rest.length > 0) return null;
  if (name === undefined) return { view: 'passage' };
  if (name === CARD) return page === undefined ? { view: 'card' } : null;
  if (name !== ARTICLE) return null;
  if (page === undefined) return { view: 'article', page: null };
  return NUMBER.test(page) ? { view: 'article', page: Number(page) } : null;
}
