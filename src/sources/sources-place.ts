/** Where `sources.yaml` is: in the articles folder, or in the state where there is no folder. */
import { stat } from 'node:fs/promises';
import { isRefusal, Refusal } from '../refusals.ts';
import type { StateFolder } from '../state/state-folder.ts';
import type { Source } from './source.ts';
import {
  parseSources,
  readSources,
  refuseIfBroken,
  SOURCES_FILE,
  type SourcesFile,
  sourcesPath,
} from './sources-file.ts';
import { writeReason } from './write-reason.ts';
import { changeSources } from './write-sources.ts';

/** From the text of the file, null where there is none, and its sources to the new text. */
export type SourcesChange = (text: string | null, sources: readonly Source[]) => string;

/** The file, wherever it is. */
export interface SourcesPlace {
  /** What it says; none is no source. */
  read(): Promise<SourcesFile>;
  /**
   * Changes it as long as it is whole, at once, whoever else does so.
   * @throws Refusal `sourcesBroken`, `sourcesNotWritten`; what `change` refuses.
   */
  change(change: SourcesChange): Promise<void>;
  /** Another text whenever it is another file. */
  mark(): Promise<string>;
}

/** The file of an articles folder. */
export function sourcesInFolder(articlesDir: string): SourcesPlace {
  return {
    read: () => readSources(articlesDir),
    change: (change) => changeSources(articlesDir, change),
    mark: () =>
      stat(sourcesPath(articlesDir)).then(
        ({ mtimeMs, size, ino }) => `${mtimeMs} ${size} ${ino}`,
        () => 'none',
      ),
  };
}

/** The file of a collection that has no folder: none of its sources is one. */
export function sourcesInState(state: StateFolder): SourcesPlace {
  return {
    async read() {
      return parseSources(String((await state.read(SOURCES_FILE)) ?? ''), null);
    },
    async change(change) {
      try {
        await state.update(SOURCES_FILE, (bytes) => {
          const before = bytes === null ? null : bytes.toString();
          const read = parseSources(before ?? '', null);
          refuseIfBroken(read);
          return Buffer.from(change(before, read.sources));
        });
      } catch (cause) {
        if (isRefusal(cause)) throw cause;
        throw new Refusal('sourcesNotWritten', { reason: writeReason(cause) }, { cause });
      }
    },
    async mark() {
      const [file] = await state.list(SOURCES_FILE);
      return file === undefined ? 'none' : `${file.modifiedAt} ${file.size}`;
    },
  };
}
