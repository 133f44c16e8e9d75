/** Work of a reading process: the bytes of an article file, read by the rules of the folder. */
import type { CompanionFile } from '../articles/companion.ts';
import { readArticleFile } from '../articles/read-article-file.ts';
import type { SiteFile } from '../articles/site.ts';
import type { FileReading } from '../model.ts';

/** An article file. */
export interface ArticleBytes {
  readonly bytes: Uint8Array;
  /** Path inside the articles folder, with `/`; its ending chooses the format. */
  readonly file: string;
  /** `NAME.yaml` beside it. */
  readonly companion: CompanionFile | null;
  /** Files of the site that it is a page of. */
  readonly site?: readonly SiteFile[];
}

/** @throws Refusal `notIndexed`, with the reason. */
export async function work({ bytes, file, companion, site }: ArticleBytes): Promise<FileReading> {
  return readArticleFile(bytes, file, companion, site);
}
