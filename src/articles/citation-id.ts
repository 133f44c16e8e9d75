/** Short ids that outlive restarts and edits: an article's from its place, a passage's from its words. */
import { createHash } from 'node:crypto';

/** Crockford's base 32 in lower case: no i, l, o or u, so that an id survives being read aloud. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** 6 characters are 30 bits: by the birthday bound two of 1,000 meet once in 2,000 such folders. */
const HALF_LENGTH = 6;

const BITS_PER_CHARACTER = 5;

/** What people put between the halves: any dash, a dot, an underscore or blanks. */
const SEPARATORS = /[\s\-‐-―−._]+/g;

/** What people put around an id when they copy it from running text. */
const WRAPPING = /^[\s[\](){}<>"'“”‘’«»`#:*]+|[\s[\](){}<>"'“”‘’«»`,;:.!?*]+$/g;

/** Longer input is not an id, however it is read. */
const MAX_TYPED_LENGTH = 60;

function shortHash(text: string): string {
  const digest = createHash('sha256').update(text, 'utf8').digest();
  const bits = digest.readUInt32BE(0);
  let id = '';
  for (let i = 0; i < HALF_LENGTH; i += 1) {
    id += ALPHABET[(bits >>> (32 - BITS_PER_CHARACTER * (i + 1))) & 31];
  }
  return id;
}

/**
 * The id of an article, from its place alone, so that it survives every edit of the text.
 * @param file path inside the articles folder, with `/`
 * @param part counts the articles of one file from 1
 */
export function articleId(file: string, part: number): string {
  return shortHash(part > 1 ? `${file}#${part}` : file);
}

/**
 * The citation id `<article id>-<hash>` of a passage. The second half depends on the passage's text
 * only: it stays when anything else changes, and changes when the quoted words do.
 */
export function citationId(articleId: string, passageText: string): string {
  return `${articleId}-${shortHash(passageText)}`;
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
  if (letters.length !== 2 * HALF_LENGTH) return null;
  for (const letter of letters) if (!ALPHABET.includes(letter)) return null;
  return `${letters.slice(0, HALF_LENGTH)}-${letters.slice(HALF_LENGTH)}`;
}
