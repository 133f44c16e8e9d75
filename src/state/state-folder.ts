/**
 * Where what cannot be made again is kept (gaps, removed and waiting articles, sources, …): small files
 * in folders, on a disk or in a database. All that keeps state of a collection does so through this.
 */

/** A file as it is listed. */
export interface StateFile {
  /** Inside the state folder, with `/`. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
}

/** What stands right below a path: a file, or a folder, which is there as long as a file is in it. */
export interface StateEntry {
  readonly name: string;
  readonly isFolder: boolean;
  /** Of a folder, when something was last put into it or taken out. Milliseconds since 1970. */
  readonly modifiedAt: number;
}

/** A stretch of bytes, half-open. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The state of one collection. Paths are relative, with `/`, never empty, without `.` and `..`; see
 * `partsOf`. What is a file is no folder of others. A write that resolved outlives the process and the
 * machine; one that was cut short has changed nothing, but for `append`.
 */
export interface StateFolder {
  /** The bytes of a file, or of a part of it; null where there is none. */
  read(path: string, range?: ByteRange): Promise<Buffer | null>;
  /** The same of many files, in their order. */
  readEach(paths: readonly string[]): Promise<readonly (Buffer | null)[]>;
  /** Replaces a file, or makes it. Where several processes change one, they `update` it. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  /**
   * Reads a file, null where there is none, and writes what `change` makes of it; null removes it.
   * Nobody else updates it or adds to it in between, in whichever process: `change` may be called
   * several times. Nothing is written where it gives back the very bytes that it was given.
   */
  update(path: string, change: (before: Buffer | null) => Uint8Array | null): Promise<void>;
  /**
   * Adds lines, without their ends, to a file of lines; each whole, however many do so at once. Where
   * the machine died meanwhile a part of them may be left: readers judge each line.
   */
  append(path: string, lines: readonly string[]): Promise<void>;
  /** All files at or below a path, by name; '' for all. */
  list(path: string): Promise<readonly StateFile[]>;
  /** What stands right below a path, by name; '' for the top. */
  entries(path: string): Promise<readonly StateEntry[]>;
  /**
   * Moves a file or a folder with all in it, in one step. Who asks for the same at once finds nothing.
   * @throws Error with code `ENOENT` where there is nothing, `EEXIST` where `to` is taken.
   */
  move(from: string, to: string): Promise<void>;
  /** Removes a file, or a folder with all in it, in one step; nothing happens where there is none. */
  remove(path: string): Promise<void>;
}

/** Longest path, and name in it, in bytes: what every file system takes. */
const MAX_PATH = 1_024;
const MAX_NAME = 255;

/** Names that a disk needs for itself: what is being written, and what others lay there. */
const RESERVED_NAME = /^\..*\.(?:tmp|next)$/;
const RESERVED_TOPS: ReadonlySet<string> = new Set(['collections', 'lock']);

/** Whether a name in a state folder is none of its files': half-written, or of others. */
export function isReserved(name: string, isTop: boolean): boolean {
  return RESERVED_NAME.test(name) || (isTop && RESERVED_TOPS.has(name));
}

/**
 * The parts of a path.
 * @throws Error where it is none, or could lead out of the folder.
 */
export function partsOf(path: string): string[] {
  const parts = path.split('/');
  const isGood = parts.every(
    (part, i) =>
      part !== '' &&
      part !== '.' &&
      part !== '..' &&
      !/[\\\0\p{Surrogate}]/u.test(part) &&
      Buffer.byteLength(part) <= MAX_NAME &&
      !isReserved(part, i === 0),
  );
  if (!isGood || Buffer.byteLength(path) > MAX_PATH)
    throw new Error('This is no path of the state');
  return parts;
}

/** @throws Error where a text is not one line. */
export function refuseUnlessLines(lines: readonly string[]): void {
  if (lines.some((line) => /[\n\0]/.test(line))) throw new Error('A line has no end in it');
}

/** Orders paths in one way, whoever lists them: by their UTF-16 units. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : Number(a.path > b.path);
}

/** What a file system would say of it. */
export class StateError extends Error {
  override readonly name = 'StateError';

  constructor(
    readonly code: 'ENOENT' | 'EEXIST',
    path: string,
  ) {
    super(`${code}: ${path}`);
  }
}

/** Removes what stands right below a path and was last changed more than `ageMs` ago. */
export async function removeOlder(state: StateFolder, path: string, ageMs: number): Promise<void> {
  for (const { name, modifiedAt } of await state.entries(path)) {
    if (Date.now() - modifiedAt > ageMs) await state.remove(`${path}/${name}`);
  }
}
