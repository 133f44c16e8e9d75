/** Fetches the page at an address that somebody wants to add: judged at every step, and no more than asked. */
import { Refusal } from '../refusals.ts';
import { ADDABLE_ENDINGS, isAcceptedType, mediaType } from './content-kind.ts';
import { type FetchOptions, guardedFetch, statusRefusal } from './guarded-fetch.ts';

/** A page as it came: nobody has looked into its bytes yet. */
export interface FetchedPage {
  /** Decompressed. */
  readonly bytes: Uint8Array;
  /** Where it was in the end, after redirects, without a fragment. */
  readonly url: string;
  /** What the server says that it is; null where it says nothing. */
  readonly contentType: string | null;
}

/** Refuses what no article can be, by what its server says that it is. @throws Refusal. */
export function refuseForeignType(contentType: string | null): void {
  if (isAcceptedType(contentType)) return;
  const type = mediaType(contentType)
    .slice(0, 60)
    .replace(/[^\w.+/-]/g, '');
  throw new Refusal('foreignContent', { type, endings: ADDABLE_ENDINGS });
}

/**
 * Fetches a page to be added. No cookies, no referrer, no script is run, nothing else is loaded.
 * @throws Refusal where the page cannot be had, or may not: as `guardedFetch`, or nothing to read
 */
export function fetchArticle(url: string, options: FetchOptions): Promise<FetchedPage> {
  return guardedFetch(url, options, async ({ response, url: { href, host }, maxBytes }) => {
    const { status, contentType } = response;
    try {
      if (status !== 200) throw statusRefusal(status, host);
      refuseForeignType(contentType);
    } catch (error) {
      response.discard();
      throw error;
    }
    return { bytes: await response.body(maxBytes), url: href, contentType };
  });
}
