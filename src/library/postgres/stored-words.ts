/** The keys of tokens as they are stored: as bytes, since an article may hold what no `text` can. */
import { createHash } from 'node:crypto';

/** UTF-16 units of a key that is stored as it is: an entry of an index may have 2,700 bytes at most. */
const LONGEST = 200;

/** The bytes that stand for a key: UTF-16, so that what is no Unicode stays itself; of longer ones a hash. */
export function wordBytes(key: string): Buffer {
  const bytes = Buffer.from(key, 'utf16le');
  if (key.length <= LONGEST) return bytes;
  // An odd number of bytes, which no other has.
  return Buffer.concat([Buffer.of(0), createHash('sha256').update(bytes).digest()]);
}

/** The key that some bytes stand for; '' for one that was too long to be stored as it is. */
export function wordOf(bytes: Buffer): string {
  return bytes.length % 2 === 1 ? '' : bytes.toString('utf16le');
}
