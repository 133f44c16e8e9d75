/** The files of fetched articles: a subfolder of the articles folder for each source. */
import { createHash } from 'node:crypto';
import {
  access,
  constants,
  lstat,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { extname, join } from 'node:path';
import { isInInnerCollection } from '../articles/collection-mark.ts';
import { isInside } from '../articles/folder.ts';
import { freeName } from '../intake/file-names.ts';
import { articlesRoot, type IntakeFolders } from '../intake/folders.ts';
import { LEFTOVER_MS } from '../intake/limits.ts';
import { moveFile } from '../intake/move-file.ts';
import { isRandomId, randomId } from '../intake/random-id.ts';
import { removeArticle } from '../intake/remove-article.ts';
import type { Reader } from '../reading/reader.ts';
import { isRefusal, Refusal, statement } from '../refusals.ts';
import { writeReason } from './write-reason.ts';

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

/** A store in these folders. @param refuseMore refuses what does not fit, by its bytes. */
export function storeIn(
  folders: IntakeFolders,
  reader: Reader,
  refuseMore: (bytes: number) => Promise<void> = async () => {},
): Store {
  const placeOf = async (file: string) => join(await articlesRoot(folders), ...file.split('/'));

  function notWritten(cause: unknown): Refusal {
    if (isRefusal(cause)) return cause;
    const reason = writeReason(cause);
    return new Refusal('fetchedNotWritten', { folder: folders.articlesDir, reason }, { cause });
  }

  /** The real path of a source's folder, which is made where it is not there. */
  async function folderOf(source: string): Promise<string> {
    const root = await articlesRoot(folders);
    const wanted = join(root, source);
    await mkdir(wanted, { mode: (await stat(root)).mode & 0o777 }).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
    const real = await realpath(wanted);
    // A link may lead anywhere; nothing is written outside of the articles folder.
    const isFolder = (await stat(real)).isDirectory();
    const isOthers = isFolder && (await isInInnerCollection(root, `${source}/file`));
    if (isInside(root, real) && isFolder && !isOthers) return real;
    if (isOthers) {
      const reason = statement('othersFolder');
      throw new Refusal('fetchedNotWritten', { folder: wanted, reason });
    }
    const reason = statement(isFolder ? 'linkOutside' : 'notFolder');
    throw new Refusal('fetchedNotWritten', { folder: wanted, reason });
  }

  async function writeDraft(folder: string, bytes: Uint8Array): Promise<string> {
    const draft = join(folder, `.${randomId()}.tmp`);
    const { mode } = await stat(folder);
    await writeFile(draft, bytes, { flush: true, flag: 'wx', mode: (0o600 | mode) & 0o644 });
    return draft;
  }

  return {
    async refuseUnlessWritable() {
      const root = await articlesRoot(folders);
      await access(root, constants.W_OK | constants.X_OK).catch((cause: unknown) => {
        throw notWritten(cause);
      });
    },
    async taken(source) {
      const folder = join(await articlesRoot(folders), source);
      const names = await readdir(folder).catch((): string[] => []);
      for (const name of names) await tidyDraft(folder, name);
      return names.map((name) => name.toLowerCase());
    },
    async put(source, fileName, bytes) {
      await refuseMore(bytes.length);
      try {
        const folder = await folderOf(source);
        const draft = await writeDraft(folder, bytes);
        try {
          const ending = extname(fileName);
          const stem = fileName.slice(0, -ending.length);
          for (;;) {
            const taken = new Set((await readdir(folder)).map((name) => name.toLowerCase()));
            const name = freeName(stem, ending, taken);
            if (await moveFile(draft, join(folder, name))) return `${source}/${name}`;
          }
        } finally {
          await rm(draft, { force: true });
        }
      } catch (cause) {
        throw notWritten(cause);
      }
    },
    async standing(file, sha256) {
      try {
        const place = await placeOf(file);
        if (!(await lstat(place)).isFile()) return 'edited';
        return sha256Of(await readFile(place)) === sha256 ? 'same' : 'edited';
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'ENOENT' || code === 'ENOTDIR') return 'gone';
        throw error;
      }
    },
    async isWrittenBy(file, source) {
      const text = await readFile(await placeOf(file), 'utf8').catch(() => '');
      return text.slice(0, FRONT).includes(`\nfetched-from: ${JSON.stringify(source)}\n`);
    },
    async replace(file, bytes) {
      try {
        const place = await placeOf(file);
        const draft = await writeDraft(await folderOf(file.split('/')[0] ?? ''), bytes);
        try {
          await rename(draft, place);
        } finally {
          await rm(draft, { force: true });
        }
      } catch (cause) {
        throw notWritten(cause);
      }
    },
    async takeOut(file) {
      await removeArticle(file, folders, reader, { several: true });
    },
  };
}

/** What a process that was killed left half written. */
async function tidyDraft(folder: string, name: string): Promise<void> {
  if (!name.startsWith('.') || !name.endsWith('.tmp') || !isRandomId(name.slice(1, -4))) return;
  const place = join(folder, name);
  const info = await lstat(place).catch(() => null);
  if (info && Date.now() - info.mtimeMs > LEFTOVER_MS) await rm(place, { force: true });
}
