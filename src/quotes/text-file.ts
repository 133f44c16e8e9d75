/** Reads the text files of messages in the reading process: no byte of them is looked at here. */
import type { Reader } from '../reading/reader.ts';
import { Unread } from '../reading/unread.ts';
import type { Work } from '../reading/work.ts';
import type { Reason } from '../refusals.ts';
import type { TextFileRead } from './text-file-work.ts';

const TEXT_FILE: Work<Uint8Array, TextFileRead> = {
  module: new URL('./text-file-work.ts', import.meta.url),
};
/** Files of messages wait among themselves: they take no collection's room. */
const GROUP = 'messages';

/**
 * Finds the quotations in a file's bytes; why it cannot be read where the file is at fault.
 * @param by who asked: of one person one file is read at a time.
 * @throws Refusals as `Reader.read`.
 */
export type ReadTextFile = (bytes: Uint8Array, by: string) => Promise<TextFileRead | Reason>;

/** Reads with this reader. */
export function textFilesBy(reader: Reader): ReadTextFile {
  return async (bytes, by) => {
    try {
      return await reader.read(TEXT_FILE, bytes, { lane: `person ${by}`, group: GROUP });
    } catch (error) {
      if (error instanceof Unread) return error.reason;
      throw error;
    }
  };
}
