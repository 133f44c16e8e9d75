/** Where people read what was quoted: on the article's own page, or on the reader page where there is one. */
import { refOf } from '../citations/quote.ts';
import { excerptUrl } from '../citations/text-fragment.ts';
import type { Excerpt, ExcerptRef } from '../model.ts';

/** The address of a citation's own page; null where it has none. From memory. */
export type PublicUrlOf = (ref: ExcerptRef) => string | null;

/**
 * The address that leads to the words of an excerpt; null where there is none, and it is to be opened in Discord.
 * @param fits whether there is room for an address.
 */
export function sourceUrl(
  excerpt: Excerpt,
  publicUrlOf: PublicUrlOf,
  fits: (url: string) => boolean,
): string | null {
  const own = excerptUrl(excerpt, fits);
  if (own !== null) return own;
  const page = publicUrlOf(refOf(excerpt));
  return page !== null && fits(page) ? page : null;
}
