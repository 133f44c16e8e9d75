/** The text files of a message: fetched from Discord alone, read in the reading process, none longer than wanted. */
import { downloadAttachment } from '../../src/discord/attachments.ts';
import type { Turn } from '../../src/discord/command.ts';
import { escapedTitle } from '../../src/discord/label.ts';
import type { TargetFile } from '../../src/discord/target-message.ts';
import { tell } from '../../src/discord/tell.ts';
import type { Say, Tellable } from '../../src/languages/say.ts';
import type { TextFileRead } from '../../src/quotes/text-file-work.ts';
import { isRefusal, Refusal } from '../../src/refusals.ts';

/** Files of a message that are read, and bytes of each: a text of 200 pages takes half of that. */
const FILES_MAX = 3;
const MAX_BYTES = 1024 * 1024;
/** UTF-16 units of a file's name, as it is said. */
const NAME_MAX = 60;

/** A file that was read. */
export interface ReadTarget extends TextFileRead {
  readonly name: string;
}

/** Those that were read, and what is to be said of the others, a line each, escaped. */
export interface ReadTargets {
  readonly read: readonly ReadTarget[];
  notes(say: Say): string[];
}

/**
 * Reads the text files of a message. Beginning with the first `await` it may take seconds.
 * @param by who asked.
 */
export async function readTargetFiles(
  { attachmentOrigins: origins, readTextFile }: Pick<Turn, 'attachmentOrigins' | 'readTextFile'>,
  files: readonly TargetFile[],
  by: string,
): Promise<ReadTargets> {
  const attempt = async (file: TargetFile): Promise<ReadTarget | Tellable> => {
    try {
      if (!readTextFile) throw new Refusal('readingUnavailable');
      const bytes = await downloadAttachment(file, { origins, maxBytes: MAX_BYTES });
      const read = await readTextFile(bytes, by);
      return 'quotations' in read ? { name: file.name, ...read } : read;
    } catch (error) {
      if (isRefusal(error)) return error;
      throw error;
    }
  };
  const wanted = files.slice(0, FILES_MAX);
  const tried = await Promise.all(wanted.map(attempt));
  return {
    read: tried.filter((one) => 'quotations' in one),
    notes(say) {
      const unread = tried.flatMap((one, i) => {
        if ('quotations' in one) return [];
        return [`${escapedTitle(wanted[i]?.name ?? '', NAME_MAX)}: ${tell(say, one)}`];
      });
      const more = files.length > FILES_MAX ? [say('filesMany', { n: FILES_MAX })] : [];
      return [...unread, ...more];
    },
  };
}

/** A file's name as it is said. */
export function nameSaid({ name }: Pick<TargetFile, 'name'>): string {
  return escapedTitle(name, NAME_MAX);
}
