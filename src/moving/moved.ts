/** What a move tells of each collection, and how it is found that citations lead to the same. */

/** What was moved of one collection. */
export interface MovedCollection {
  /** '' for the default one. */
  readonly id: string;
  /** Article files that came along with their bytes, and those that stay the folder's. */
  readonly files: number;
  readonly ofFolder: number;
  /** Files of the state, and bytes of them. */
  readonly kept: number;
  readonly keptBytes: number;
  readonly articles: number;
  readonly passages: number;
  /** Passages that had to be embedded: the rest came along. */
  readonly embedded: number;
  /** Ids that can be cited now; null where the old index was of no use to compare with. */
  readonly citations: {
    readonly same: number;
    readonly gone: number;
    readonly more: number;
  } | null;
  /** Paths of what could not be moved: links, files that cannot be read. */
  readonly leftOut: readonly string[];
}

/** What a move is told to tell. */
export interface MoveReport {
  /** Work on another collection begins. */
  collection(id: string): void;
  /** Files that were copied, of all. */
  files(done: number, total: number): void;
}

/** Compares what could be cited with what can be. */
export function compareCitations(
  before: Iterable<string>,
  after: ReadonlySet<string>,
): NonNullable<MovedCollection['citations']> {
  let same = 0;
  let gone = 0;
  for (const id of before) {
    if (after.has(id)) same += 1;
    else gone += 1;
  }
  return { same, gone, more: after.size - same };
}
