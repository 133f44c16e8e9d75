/** The files of fetched articles: a subfolder of the articles for each source. */
import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { freeName } from '../intake/file-names.ts';
import type { Places } from '../intake/places.ts';
import { removeArticle } from '../intake/remove-article.ts';
import type { Reader } from '../reading/reader.ts';
import { isRefusal, Refusal } from '../refusals.ts';
import { writeReason } from '../state/write-reason.ts';

/** What is at the place of a file that was written once. */
export type Standing =
  /** As it was written. */
  | 'same'
  /** Somebody changed it: it is theirs. */
  | 'edited'
  /** Nothing. */
  | 'gone';

/** Writes and takes out files of fetched articles. `file` is a path inside the articles folder, with `/`. */
export interface Store {
  /** @throws Refusal where the folder is not there, or cannot be written to. */
  refuseUnlessWritable(): Promise<void>;
  /** Names in the folder of a source, in lower case. */
  taken(source: string): Promise<readonly string[]>;
  /**
   * Writes a new file under the first free name.
   * @throws Refusal `fetchedNotWritten`; what there is no room for is refused by whoever bounds it.
   */
  put(source: string, fileName: string, bytes: Uint8Array): Promise<string>;
  /** @param sha256 of what was written, hex. */
  standing(file: string, sha256: string): Promise<Standing>;
  /** Whether a file's front matter says that it came of a source. */
  isWrittenBy(file: string, source: string): Promise<boolean>;
  /** Replaces a file at once. @throws Refusal `fetchedNotWritten`. */
  replace(file: string, bytes: Uint8Array): Promise<void>;
  /** Moves a file to `state/removed/`. @throws Refusal as `removeArticle`. */
  takeOut(file: string): Promise<void>;
}

/** Front matter ends within so many UTF-16 units. */
const FRONT = 16_384;

/** Of bytes, hex. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A store in these places. @param refuseMore refuses what does not fit, by its bytes. */
export function storeIn(
  places: Places,
  reader: Reader,
  refuseMore: (bytes: number) => Promise<void> = async () => {},
): Store {
  const { articles } = places;

  function notWritten(cause: unknown): Refusal {
    if (isRefusal(cause)) return cause;
    const reason = writeReason(cause);
    return new Refusal('fetchedNotWritten', { folder: articles.place, reason }, { cause });
  }

  return {
    async refuseUnlessWritable() {
      await articles.refuseUnlessThere();
      await articles.refuseUnlessWritable().catch((cause: unknown) => {
        throw notWritten(cause);
      });
    },
    async taken(source) {
      return (await articles.names(source)).map((name) => name.toLowerCase());
    },
    async put(source, fileName, bytes) {
      await refuseMore(bytes.length);
      const ending = extname(fileName);
      const stem = fileName.slice(0, -ending.length);
      const nameFor = (taken: ReadonlySet<string>) => freeName(stem, ending, taken);
      return articles.add(source, nameFor, bytes).catch((cause: unknown) => {
        throw notWritten(cause);
      });
    },
    async standing(file, sha256) {
      const found = await articles.find(file);
      if (found !== null && found.kind !== 'file') return 'edited';
      const bytes = found === null ? null : await articles.read(file);
      if (bytes === null) return 'gone';
      return sha256Of(bytes) === sha256 ? 'same' : 'edited';
    },
    async isWrittenBy(file, source) {
      const text = String(await articles.read(file).catch(() => ''));
      return text.slice(0, FRONT).includes(`\nfetched-from: ${JSON.stringify(source)}\n`);
    },
    async replace(file, bytes) {
      await articles.replace(file, bytes).catch((cause: unknown) => {
        throw notWritten(cause);
      });
    },
    async takeOut(file) {
      await removeArticle(file, places, reader, { several: true });
    },
  };
}
