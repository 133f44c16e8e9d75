/**
 * Where a collection keeps the articles that it was given: a folder of a disk, or rows of a database.
 * What was added, or put back, is never written over anything; what is taken out moves into the state.
 */
import type { ReadFile } from '../articles/folder.ts';

/** What stands under a path. */
export interface FoundFile {
  /** A link is an article, too, and moves as such; nobody follows it. A folder is neither. */
  readonly kind: 'file' | 'link' | 'other';
  /** Its permissions; null where there are none. */
  readonly mode: number | null;
}

/**
 * Makes a name for a file that is to come.
 * @param taken names in its folder, in lower case: some systems tell no case apart.
 */
export type NameFor = (taken: ReadonlySet<string>) => string;

/**
 * Articles by path inside the folder, with `/`. Files that the state holds are named by their paths
 * there; with a file goes its companion, `NAME.yaml`.
 */
export interface ArticleStore {
  /** As people know it: the path of the folder. */
  readonly place: string;
  /** @throws Refusal `folderMissing`, `dataAmongArticles` where nothing can be kept. */
  refuseUnlessThere(): Promise<void>;
  /** @throws the same, and what the system says of a folder that cannot be written to. */
  refuseUnlessWritable(): Promise<void>;
  /** Names of what stands in a folder, '' for the top; none where there is none. */
  names(folder: string): Promise<readonly string[]>;
  /** What stands there; null for nothing, and for where no link may lead. */
  find(file: string): Promise<FoundFile | null>;
  /** The bytes of a file; null where there is none. */
  read(file: string): Promise<Buffer | null>;
  /** A file as a reading process is given it, or why it cannot be read. */
  content(file: string): Promise<ReadFile>;
  /** Writes a new file. @returns its path. @throws what the system says. */
  add(folder: string, nameFor: NameFor, bytes: Uint8Array): Promise<string>;
  /** Replaces a file at once. @throws what the system says. */
  replace(file: string, bytes: Uint8Array): Promise<void>;
  /**
   * Moves a file of the state to a place where nothing is, its folders made again.
   * @param mode its permissions; null for those of new articles.
   * @returns its path. @throws what the system says, everything as it was.
   */
  takeIn(from: string, folder: string, nameFor: NameFor, mode: number | null): Promise<string>;
  /**
   * Moves a file into the state.
   * @returns its absolute path there; null where it has none.
   * @throws Error with code `ENOENT` where it is gone; Refusal where it may not be moved; what the
   *   system says, everything as it was.
   */
  takeOut(file: string, to: string): Promise<string | null>;
}

/** A folder's part of a path, and the rest. */
export function splitPath(file: string): { readonly folder: string; readonly name: string } {
  const cut = file.lastIndexOf('/');
  return cut === -1
    ? { folder: '', name: file }
    : { folder: file.slice(0, cut), name: file.slice(cut + 1) };
}
