/** What an article is recognised by when it comes a second time, in whatever form. */
import { createHash } from 'node:crypto';
import { comparisonKey } from '../articles/tidy.ts';
import type { Article } from '../model.ts';

/** Small enough to be kept of every article, and to be handed between processes. */
export interface Traits {
  /** SHA-256 of the text, hex. */
  readonly text: string;
  /** Of the page it came from; see `addressKey`. */
  readonly address: string | null;
  /** A hash of each telling paragraph's letters and digits, base64url; none twice. */
  readonly paragraphs: readonly string[];
}

/** Shorter paragraphs are the same in many articles; they count where there are no others. */
const TELLING_LENGTH = 40;

/** 16 bytes: no two of a billion paragraphs share a key by chance. */
const KEY_LENGTH = 22;

/** What makes two articles the same. */
export function traitsOf({
  text,
  hash,
  url,
  blocks,
}: Pick<Article, 'text' | 'hash' | 'url' | 'blocks'>): Traits {
  const keys = blocks.map(({ start, end }) => comparisonKey(text.slice(start, end)));
  const telling = keys.filter((key) => key.length >= TELLING_LENGTH);
  const counted = new Set(telling.length > 0 ? telling : keys);
  return { text: hash, address: addressKey(url), paragraphs: [...counted].map(shortHash) };
}

/**
 * What an address is the same by: without scheme, `www.`, fragment and a slash at its end; null for
 * a site's front page, which careless sites name as the address of all their pages.
 */
function addressKey(url: string | null): string | null {
  const key = (url ?? '')
    .replace(/^https?:\/\/(?:www\.)?/i, '')
    .replace(/#.*$/s, '')
    .replace(/(?<!\/)\/+$/, '');
  return key.includes('/') || key.includes('?') ? key : null;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, KEY_LENGTH);
}
