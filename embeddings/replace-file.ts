/** Files that are whole or not there: written beside their place and moved into it. */
import { randomUUID } from 'node:crypto';
import { open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { Refusal } from '../src/refusals.ts';

/**
 * Has `write` fill a new file beside `file`, checks that it is there with at least `minimum` bytes,
 * flushes it to the disk and moves it into place. Nothing is left behind when a step fails.
 * @throws Refusal `fileNotWritten` when the file could not be written whole.
 */
export async function replaceFile(
  file: string,
  minimum: number,
  write: (temporary: string) => Promise<void>,
): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await write(temporary);
    const { size } = await stat(temporary);
    if (size < minimum) throw new Error(`${size} bytes written, ${minimum} expected`);
    const handle = await open(temporary, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new Refusal('fileNotWritten', { file }, { cause: error });
  }
}

/** Replaces a file by one that holds just this. @throws Refusal `fileNotWritten`. */
export async function replaceContent(file: string, content: string | Uint8Array): Promise<void> {
  await replaceFile(file, Buffer.byteLength(content), (temporary) => writeFile(temporary, content));
}
