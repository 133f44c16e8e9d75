/** A hash of the code that reads, cuts and indexes, so that no change to it meets an old snapshot. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** The folders whose code decides what a snapshot holds; dependencies change with the lock file. */
const FOLDERS = ['../articles/', '../citations/', '../library/', '../search/', '../../embeddings/'];

/** SHA-256, hex, over the code of `FOLDERS` as it runs now (sources or compiled). */
export async function codeFingerprint(): Promise<string> {
  const sha = createHash('sha256');
  for (const folder of FOLDERS) {
    const path = fileURLToPath(new URL(folder, import.meta.url));
    const names = (await readdir(path)).filter((name) => /\.[jt]s$/.test(name)).sort();
    for (const name of names) sha.update(name).update(await readFile(path + name));
  }
  return sha.digest('hex');
}
