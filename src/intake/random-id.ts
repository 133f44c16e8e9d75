/** Ids that nobody can guess, for what is waiting to be kept. */
import { randomBytes } from 'node:crypto';
import { BASE32, BASE32_LETTER } from '../base32.ts';

/** 80 bits. */
const LENGTH = 16;
const RANDOM_ID = new RegExp(`^${BASE32_LETTER}{${LENGTH}}$`);

/** A new id of 16 characters. */
export function randomId(): string {
  // 256 is a multiple of 32, so that every letter is as likely as any other.
  return Array.from(randomBytes(LENGTH), (byte) => BASE32[byte % BASE32.length]).join('');
}

/** Whether a text has the form of such an id; nothing else becomes part of a path. */
export function isRandomId(text: string): boolean {
  return RANDOM_ID.test(text);
}
