/** A text file that people keep beside their articles, read within a bound and replaced as a whole. */
import { randomUUID } from 'node:crypto';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openPlainFile } from './plain-file.ts';

/** Mode of a new file: whoever may read the articles may read it. */
const MODE = 0o644;

/** Somebody writes at the same moment; more often than that, something is wrong. */
const TRIES = 5;

/**
 * The text of a file; null where there is none. One byte more than may be is read: such a text is refused
 * by its length.
 * @throws Unreadable, or the system's error.
 */
export async function readBeside(path: string, mostBytes: number): Promise<string | null> {
  try {
    const file = await openPlainFile(path);
    try {
      const { size } = await file.stat();
      const room = Buffer.alloc(Math.min(size, mostBytes + 1));
      const { bytesRead } = await file.read(room, 0, room.length, 0);
      return room.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Replaces a file at once, by one that is complete; whatever somebody else wrote meanwhile is not lost.
 * @param change from the file's text, null where there is none, to the new one; called several times
 *   where somebody else writes.
 * @throws what `change` throws, and the system's errors.
 */
export async function changeBeside(
  folder: string,
  name: string,
  mostBytes: number,
  change: (text: string | null) => string,
): Promise<void> {
  const named = join(await realpath(folder), name);
  // A link stays one.
  const place = await realpath(named).catch(() => named);
  for (let tries = 1; ; tries += 1) {
    const before = await readBeside(named, mostBytes);
    const after = change(before);
    const mode = await stat(place).then(
      (info) => info.mode & 0o777,
      () => MODE,
    );
    const draft = join(dirname(place), `.${randomUUID()}.tmp`);
    try {
      await writeFile(draft, after, { flush: true, mode });
      if (tries < TRIES && (await readBeside(named, mostBytes)) !== before) continue;
      await rename(draft, place);
      return;
    } finally {
      await rm(draft, { force: true });
    }
  }
}

/** Another text whenever it is another file. */
export function markOf(path: string): Promise<string> {
  return stat(path).then(
    ({ mtimeMs, size, ino }) => `${mtimeMs} ${size} ${ino}`,
    () => 'none',
  );
}
