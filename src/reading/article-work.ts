/** Work of a reading process: the bytes of an article file, read by the rules of the folder. */
import type { CompanionFile } from '../articles/companion.ts';
import { readArticleFile } from '../articles/read-article-file.ts';
import type { FileReading } from '../model.ts';

/** An article file. */
export interface ArticleBytes {
  readonly bytes: Uint8Array;
  /** Path inside the articles folder, with `/`; its ending chooses the format. */
  readonly file: string;
  /** `NAME.yaml` beside it. */
  readonly companion: CompanionFile | null;
}

/** @throws Refusal `notIndexed`, with the reason. */
export async function work({ bytes, file, companion }: ArticleBytes): Promise<FileReading> {
  return readArticleFile(bytes, file, companion);
}
