/** What a question or a passage is found again by, in memory and in files that outlive a run. */
import { createHash } from 'node:crypto';

/** 16 bytes: no two of a billion values share a key by chance. */
const KEY_LENGTH = 22;

/** @param value of plain data; its JSON is what counts. */
export function contentKey(value: unknown): string {
  const sha = createHash('sha256').update(JSON.stringify(value));
  return sha.digest('base64url').slice(0, KEY_LENGTH);
}
