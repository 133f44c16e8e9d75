/** Opens files, and nothing that only looks like one: a pipe would be waited for, a device has no end. */
import { constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { statement } from '../refusals.ts';
import { Unreadable } from './unreadable.ts';

/** Opening a pipe waits for who writes into it, but for this; Windows has neither. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Opens a file for reading. Looked at before it is opened, since opening some devices does
 * something, and again after that, since it may be another one by now.
 * @throws Unreadable for a folder, a device, a pipe or a socket; the system's error otherwise.
 */
export async function openPlainFile(path: string): Promise<FileHandle> {
  refuseOther(await stat(path));
  const handle = await open(path, FLAGS);
  try {
    refuseOther(await handle.stat());
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function refuseOther(info: { isFile(): boolean; isDirectory(): boolean }): void {
  if (info.isDirectory()) throw new Unreadable(statement('isFolder'));
  if (!info.isFile()) throw new Unreadable(statement('isDevice'));
}
