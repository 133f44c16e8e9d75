/** A community's own articles: what is known of one collection, whichever engine holds it. */
import { createHash } from 'node:crypto';
import { BASE32, BASE32_LETTER } from '../base32.ts';

/**
 * Names a collection for whoever runs the bot: the path of its folder inside the articles folder,
 * with `/`, or the id of the server that it was made for; '' for the default one.
 */
export type CollectionId = string;

/**
 * Names a collection in what travels through Discord: `KEY_LENGTH` letters, '' for the default one.
 * It is only ever looked up among the collections that a place sees, so two of all may share one.
 */
export type CollectionKey = string;

export const DEFAULT_COLLECTION: CollectionId = '';
export const KEY_LENGTH = 5;

/** How much one collection may hold and do; null where there is no bound. */
export interface Quotas {
  readonly articles: number | null;
  readonly passages: number | null;
  /** Of the articles' files, in bytes. */
  readonly bytes: number | null;
  readonly sources: number | null;
  /** Uploads that are neither kept nor discarded. */
  readonly waiting: number | null;
  readonly questionsPerMinute: number | null;
}

/** How much of a collection its reader page shows to whoever has the address of a citation. */
export const PAGE_SHOWS = ['passages', 'articles'] as const;
/** One of these. */
export type PageShows = (typeof PAGE_SHOWS)[number];

/** One collection, as `collection.yaml` or its making describes it. */
export interface Collection {
  readonly id: CollectionId;
  readonly key: CollectionKey;
  /** What people call it; null where nobody named it. */
  readonly title: string | null;
  /** Servers that see it, by id. The default one is seen by all that do not say no. */
  readonly servers: readonly string[];
  /** People and roles that may look after it, by id, beside the members with Manage Server. */
  readonly managers: readonly string[];
  readonly quotas: Quotas;
  /** Whether its servers see the default collection, too. */
  readonly seesDefault: boolean;
  /**
   * What the reader page shows of it where there is one: passages with what stands around them, or whole
   * articles too; null where nothing of it is to be seen there.
   */
  readonly page: PageShows | null;
  /** Absolute path of its folder; null where it lives in a database alone. */
  readonly folder: string | null;
}

const KEY = new RegExp(`^${BASE32_LETTER}{${KEY_LENGTH}}$`);

/** Whether a text has the form of a key of another collection than the default one. */
export function isCollectionKey(text: string): boolean {
  return KEY.test(text);
}

/** The key of a collection's id: see `CollectionKey`. */
export function keyOf(id: CollectionId): CollectionKey {
  if (id === DEFAULT_COLLECTION) return '';
  const digest = createHash('sha256').update(`collection:${id}`, 'utf8').digest();
  return Array.from(digest.subarray(0, KEY_LENGTH), (byte) => BASE32[byte % BASE32.length]).join(
    '',
  );
}
