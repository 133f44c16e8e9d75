/** Reading and writing by file handles that are always closed. */
import { type FileHandle, open } from 'node:fs/promises';

/** Opens `path`, hands it to `work` and closes it, whatever happens. */
export async function withFile<T>(
  path: string,
  flags: 'r' | 'wx',
  work: (handle: FileHandle) => Promise<T>,
): Promise<T> {
  const handle = await open(path, flags);
  try {
    return await work(handle);
  } finally {
    await handle.close();
  }
}

/**
 * Reads `bytes` bytes from `position`.
 * @throws Error when the file ends before.
 */
export async function readExactly(
  handle: FileHandle,
  position: number,
  bytes: number,
): Promise<ArrayBuffer> {
  // A damaged length must not allocate more than the file can hold.
  if (position + bytes > (await handle.stat()).size) throw new Error('file too short');
  const buffer = new ArrayBuffer(bytes);
  const { bytesRead } = await handle.read(new Uint8Array(buffer), 0, bytes, position);
  if (bytesRead !== bytes) throw new Error('file too short');
  return buffer;
}
