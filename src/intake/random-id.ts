/** Ids that nobody can guess, for what is waiting to be kept. */
import { randomBytes } from 'node:crypto';

/** Crockford's base 32 in lower case, like citation ids. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** 80 bits. */
const LENGTH = 16;

/** A new id of 16 characters. */
export function randomId(): string {
  // 256 is a multiple of 32, so that every letter is as likely as any other.
  return Array.from(randomBytes(LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** Whether a text has the form of such an id; nothing else becomes part of a path. */
export function isRandomId(text: string): boolean {
  return /^[0-9a-hjkmnp-tv-z]{16}$/.test(text);
}
