/** Folders of this machine that are read in place beside the articles folder, each under a name of its own. */

/** Such a folder. Its files are listed as `<name>/<path inside it>`. */
export interface LinkedFolder {
  /** Lower-case letters, digits and hyphens. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** Whether a file is wanted, by its path inside the folder, with `/`. */
  readonly isWanted: (path: string) => boolean;
  /** Files that are listed, at most, the first by name. */
  readonly most: number;
}
