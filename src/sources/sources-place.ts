/** Where `sources.yaml` is: in the articles folder, or in the state where there is no folder. */
import { markOf } from '../articles/file-beside.ts';
import { isRefusal, Refusal } from '../refusals.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { writeReason } from '../state/write-reason.ts';
import { MOST_SOURCES } from './limits.ts';
import type { Source } from './source.ts';
import {
  parseSources,
  readSources,
  refuseIfBroken,
  SOURCES_FILE,
  type SourcesFile,
  sourcesPath,
} from './sources-file.ts';
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
    mark: () => markOf(sourcesPath(articlesDir)),
  };
}

/** In the state: a copy of the file of a collection's folder, by the writer that has it. */
export const FOLDER_SOURCES = 'folder-sources.yaml';

/** Files in the state that say which sources a collection has. */
export const STORED_SOURCES: readonly string[] = [SOURCES_FILE, FOLDER_SOURCES];

/** Of a source that stands in the file of a folder, which nobody changes from here. */
const ELSEWHERE = 0;

/** Whether a source stands in a file that cannot be changed from here. */
export function isElsewhere({ line }: Pick<Source, 'line'>): boolean {
  return line === ELSEWHERE;
}

/**
 * The file of a collection that is in a database: none of its sources is a folder. Where it has a folder
 * somewhere, those that are fetched and stand in that one's file are among them.
 */
export function sourcesInState(state: StateFolder): SourcesPlace {
  return {
    async read() {
      const [own, folders] = await state.readEach(STORED_SOURCES);
      const read = parseSources(String(own ?? ''), null);
      const isNew = ({ kind, name, address }: Source) =>
        kind !== 'folder' &&
        !read.sources.some((each) => each.name === name || each.address === address);
      const more = parseSources(String(folders ?? ''), null)
        .sources.filter(isNew)
        .map((source) => ({ ...source, line: ELSEWHERE }));
      return { ...read, sources: [...read.sources, ...more].slice(0, MOST_SOURCES) };
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
      const files = await Promise.all(STORED_SOURCES.map((path) => state.list(path)));
      return files.map(([file]) => (file ? `${file.modifiedAt} ${file.size}` : 'none')).join(' ');
    },
  };
}
