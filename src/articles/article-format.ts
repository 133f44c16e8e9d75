/** What a format of article files is: each is defined in a file, and listed in `formats.ts`. */
import type { ReadFormat } from './draft.ts';

/** A format of article files. */
export interface ArticleFormat {
  /** Of names, in lower case; the first is the one that added files get. */
  readonly endings: readonly [string, ...string[]];
  /** By which servers name it; the first is the usual one. */
  readonly mediaTypes: readonly [string, ...string[]];
  /** Whether it is text in some character set, which a server may name. */
  readonly isText: boolean;
  /** Whether an added file is kept as it is; of any other the Markdown is kept that it is read as. */
  readonly isKept: boolean;
  /** Readers take a third of a second to load, all together: only when there is something to read. */
  load(): Promise<ReadFormat>;
}
