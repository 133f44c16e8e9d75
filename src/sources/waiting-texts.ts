/** Texts that wait for a manager: a file each in `state/sources/waiting/`, where nothing reads them. */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { isArticleName } from '../articles/formats.ts';
import { dataFolders, PRIVATE_FILE, PRIVATE_FOLDER } from '../data-folders.ts';
import { isRandomId, randomId } from '../intake/random-id.ts';
import { Refusal } from '../refusals.ts';

/** A text that waits. */
export interface WaitingText {
  /** Of no meaning but for its ending. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** Lays texts aside. */
export interface WaitingTexts {
  /** @returns its id. */
  add(text: WaitingText): Promise<string>;
  /** @throws Refusal `notWaiting`. */
  read(id: string): Promise<WaitingText>;
  /** Nothing happens where there is none. */
  drop(id: string): Promise<void>;
  /** Drops all but these: what was laid aside and is not remembered. */
  keepOnly(ids: ReadonlySet<string>): Promise<void>;
}

/** The waiting texts of a data folder. */
export function waitingTextsIn(dataDir: string, collection?: string): WaitingTexts {
  const folder = join(dataFolders(dataDir, collection).sources, 'waiting');

  async function namesOf(id: string): Promise<string[]> {
    if (!isRandomId(id)) return [];
    const names = await readdir(folder).catch((): string[] => []);
    return names.filter((name) => name.slice(0, -extname(name).length) === id);
  }

  return {
    async add({ fileName, bytes }) {
      const id = randomId();
      const place = join(folder, id + extname(fileName));
      await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
      await writeFile(`${place}.new`, bytes, { flush: true, mode: PRIVATE_FILE });
      await rename(`${place}.new`, place);
      return id;
    },
    async read(id) {
      const name = (await namesOf(id)).find(isArticleName);
      if (name === undefined) throw new Refusal('notWaiting');
      try {
        return { fileName: name, bytes: new Uint8Array(await readFile(join(folder, name))) };
      } catch (cause) {
        throw new Refusal('notWaiting', {}, { cause });
      }
    },
    async drop(id) {
      for (const name of await namesOf(id)) await rm(join(folder, name), { force: true });
    },
    async keepOnly(ids) {
      const names = await readdir(folder).catch((): string[] => []);
      for (const name of names) {
        if (!ids.has(name.slice(0, -extname(name).length))) {
          await rm(join(folder, name), { force: true });
        }
      }
    },
  };
}
