/** What a citation id looks like, for whoever meets one; without Node, so that the page knows it too. */
import { BASE32_LETTER } from '../base32.ts';

/** 6 letters are 30 bits: by the birthday bound two of 1,000 meet once in 2,000 such folders. */
export const HALF_LENGTH = 6;

/** Sources of the patterns below: an id is written here and nowhere else. */
const HALF = `${BASE32_LETTER}{${HALF_LENGTH}}`;
const WHOLE = `(${HALF})-(${HALF})`;

const ARTICLE_ID = new RegExp(`^${HALF}$`);
const CITATION_ID = new RegExp(`^${WHOLE}$`);
const IN_TEXT = new RegExp(`\\b${WHOLE}\\b`);

/** What people put between the halves: any dash, a dot, an underscore or blanks. */
const SEPARATORS = /[\s\-‐-―−._]+/g;

/** What people put around an id when they copy it from running text. */
const WRAPPING =
  /^[\s[\](){}<>"'“”‘’«»`#:*]+|(?<![\s[\](){}<>"'“”‘’«»`,;:.!?*])[\s[\](){}<>"'“”‘’«»`,;:.!?*]+$/g;

/** Longer input is not an id, however it is read. */
const MAX_TYPED_LENGTH = 60;

/** What a citation id says: the article, and the words of the passage. */
export interface CitationHalves {
  /** The article's id. */
  readonly article: string;
  /** Hash of the passage's text: the same in whichever article it stands. */
  readonly words: string;
}

/** The citation id of two halves. */
export function joinHalves({ article, words }: CitationHalves): string {
  return `${article}-${words}`;
}

/** The halves of a canonical citation id; null for anything else. */
export function splitHalves(id: string): CitationHalves | null {
  const [, article, words] = CITATION_ID.exec(id) ?? [];
  return article === undefined || words === undefined ? null : { article, words };
}

/** Whether a text is a canonical citation id, and nothing beside it. */
export function isCitationId(text: string): boolean {
  return CITATION_ID.test(text);
}

/** Whether a text has the form of an article's id. */
export function isArticleId(text: string): boolean {
  return ARTICLE_ID.test(text);
}

/** The first canonical citation id that stands in a text; null where there is none. */
export function findCitationId(text: string): string | null {
  return IN_TEXT.exec(text)?.[0] ?? null;
}

/**
 * Reads a citation id as people type it: any case, `o` for `0`, `i` and `l` for `1`, a missing or
 * another dash, brackets or quotation marks around it.
 * @returns the canonical id, or null when it is none.
 */
export function parseCitationId(typed: string): string | null {
  if (typed.length > MAX_TYPED_LENGTH) return null;
  const letters = typed
    .replace(WRAPPING, '')
    .replace(SEPARATORS, '')
    .toLowerCase()
    .replaceAll('o', '0')
    .replace(/[il]/g, '1');
  const id = joinHalves({
    article: letters.slice(0, HALF_LENGTH),
    words: letters.slice(HALF_LENGTH),
  });
  return isCitationId(id) ? id : null;
}
