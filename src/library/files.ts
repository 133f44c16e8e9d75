/** What is remembered of each file of the articles folder between two looks at it. */
import type { Article, FileReading } from '../model.ts';
import type { Notice } from '../refusals.ts';
import type { Placed } from './catalog.ts';

/** A file as it was read. Size and time tell whether it has to be read again. */
export interface FileRecord {
  /** Path inside the articles folder, with `/`. */
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly mtimeMs: number;
  readonly reading: FileReading;
  /** The passages of all its articles, in order. */
  readonly places: readonly Placed[];
}

/** Files by name, in the order of their names. */
export type FileRecords = ReadonlyMap<string, FileRecord>;

/** Every article of every file. */
export function articlesOf(files: FileRecords): Article[] {
  return [...files.values()].flatMap(({ reading }) => [...reading.articles]);
}

/** Why files have no article, for those that have none: said at every start, not only when they came. */
export function unreadFiles(files: FileRecords): Notice[] {
  return [...files.values()]
    .filter(({ reading }) => reading.articles.length === 0)
    .flatMap(({ reading }) => [...reading.warnings]);
}
