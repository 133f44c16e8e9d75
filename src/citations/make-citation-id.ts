/** Makes ids that outlive restarts and edits: an article's from its place, a passage's from its words. */
import { createHash } from 'node:crypto';
import { BASE32 } from '../base32.ts';
import { HALF_LENGTH, joinHalves } from './citation-id.ts';

const BITS_PER_LETTER = 5;

/** Half an id: the first 30 bits of the text's SHA-256. */
function shortHash(text: string): string {
  const digest = createHash('sha256').update(text, 'utf8').digest();
  const bits = digest.readUInt32BE(0);
  let half = '';
  for (let i = 0; i < HALF_LENGTH; i += 1) {
    half += BASE32[(bits >>> (32 - BITS_PER_LETTER * (i + 1))) & 31];
  }
  return half;
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
  return joinHalves({ article: articleId, words: shortHash(passageText) });
}
