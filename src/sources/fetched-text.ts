/** What is fetched of an article, and what the folder would get of it. */
import { createHash } from 'node:crypto';
import type { FetchedPage } from '../intake/fetch-article.ts';
import type { Traits } from '../intake/traits.ts';
import type { FileReading } from '../model.ts';
import type { ListedItem } from './listing.ts';
import type { Doubt } from './looks-cut.ts';

/** A page as it was fetched, or what a feed says of an article. */
export interface TextToRead {
  readonly from: FetchedPage | ListedItem;
  /** What its feed or list says of it; what a page says itself comes first. */
  readonly item: ListedItem | null;
  /** Where the item's feed was fetched from. */
  readonly listUrl: string;
  /** Who publishes it, where it does not say so itself; null where that is not known. */
  readonly publisher: string | null;
  /** Name of its source. */
  readonly source: string;
  /** ISO 8601, with a zone. */
  readonly fetchedAt: string;
  /** Names in the source's folder, in lower case. */
  readonly taken: readonly string[];
}

/** An article as it would be stored. */
export interface FetchedText {
  /** A free name in the source's folder. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly reading: FileReading;
  /** Of each article in it, in order; without an address that others of the same list have, too. */
  readonly traits: readonly Traits[];
  /** SHA-256 over the texts of its articles, hex: the same as long as no word has changed. */
  readonly textHash: string;
  /** UTF-16 units of its texts. */
  readonly length: number;
  /** Why a manager should see it first; null where it may come unseen. */
  readonly doubt: Doubt;
  /** Whether it ends as what goes on elsewhere does: `…`, "Read more". */
  readonly looksCut: boolean;
}

/** See `FetchedText.textHash`. */
export function textHashOf({ articles }: Pick<FileReading, 'articles'>): string {
  const sha = createHash('sha256');
  for (const { hash } of articles) sha.update(hash);
  return sha.digest('hex');
}
