/** What a format of article files is: each is defined in a file, and listed in `formats.ts`. */
import type { ReadFormat } from './draft.ts';

const BYTES_PER_MB = 1024 * 1024;

/** Of a file that is text. No article is longer; a larger file is a mistake, and would stall everything else. */
export const MAX_TEXT_BYTES = 20 * BYTES_PER_MB;

/**
 * Of a file in which pictures lie beside the text: a book full of photographs has some 60 MB. Its text is
 * bounded by its reader. It is in memory twice while it is read, a seventh of what a reading process may take.
 */
export const MAX_BYTES_WITH_PICTURES = 100 * BYTES_PER_MB;

/** Whether bytes look like a format's, by their beginning or by what lies in them. */
export type LooksLike = (bytes: Uint8Array) => boolean;

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
  /** Bytes of the largest file that is read. */
  readonly maxBytes: number;
  /** For what is certain by its looks, whatever it is called: it is this format and no other. */
  readonly looksLike?: LooksLike;
  /** Readers take a third of a second to load, all together: only when there is something to read. */
  load(): Promise<ReadFormat>;
}
