/** Opens files that somebody names at the command line: files only, and a sentence for anything else. */
import type { FileHandle } from 'node:fs/promises';
import { openPlainFile } from '../articles/plain-file.ts';
import { Unreadable } from '../articles/unreadable.ts';
import { Refusal } from '../refusals.ts';

/** @throws Refusal `noPlainFile` for a device, a pipe or a socket; `fileUnreadable`. */
export async function openToRead(file: string): Promise<FileHandle> {
  return openPlainFile(file).catch((cause: unknown) => {
    throw unreadable(file, cause);
  });
}

/** Why a file that was named could not be read. */
export function unreadable(file: string, cause: unknown): Refusal {
  const isDevice = cause instanceof Unreadable && cause.reason.key === 'isDevice';
  const isSocket = (cause as NodeJS.ErrnoException | null)?.code === 'ENXIO';
  return new Refusal(isDevice || isSocket ? 'noPlainFile' : 'fileUnreadable', { file }, { cause });
}
