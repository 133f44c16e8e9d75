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

/**
 * The state of one collection. Paths are relative, with `/`, never empty, without `.` and `..`. A write
 * that resolved outlives the process and the machine; one that was cut short has changed nothing.
 */
export interface StateFolder {
  /** The bytes of a file, or of a part of it (half-open, bytes); null where there is none. */
  read(
    path: string,
    range?: { readonly start: number; readonly end: number },
  ): Promise<Buffer | null>;
  /** Replaces a file, or makes it. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  /**
   * Reads a file, null where there is none, and writes what `change` makes of it; null removes it.
   * Nobody else writes it in between, in whichever process: `change` may be called several times.
   */
  update(path: string, change: (before: Buffer | null) => Uint8Array | null): Promise<void>;
  /** Adds a line, without its end, to a file of lines; whole, however many do so at once. */
  append(path: string, line: string): Promise<void>;
  /** All files at or below a path, by name; '' for all. */
  list(path: string): Promise<readonly StateFile[]>;
  /**
   * Moves a file or a folder with all in it, in one step.
   * @throws Error with code `ENOENT` where there is nothing, `EEXIST` where `to` is taken.
   */
  move(from: string, to: string): Promise<void>;
  /** Removes a file, or a folder with all in it, in one step; nothing happens where there is none. */
  remove(path: string): Promise<void>;
}
