/** Reads an article file in the reading process. */
import type { FileReading } from '../model.ts';
import { Refusal } from '../refusals.ts';
import type { ArticleBytes } from './article-work.ts';
import type { Reader, ReadOptions } from './reader.ts';
import { Unread } from './unread.ts';
import type { Work } from './work.ts';

const ARTICLE: Work<ArticleBytes, FileReading> = {
  module: new URL('./article-work.ts', import.meta.url),
};

/**
 * Reads an article file, whose name no folder needs to know.
 * @throws Refusal `notIndexed`, with the reason; those of `Reader.read`.
 */
export async function readArticle(
  reader: Reader,
  article: ArticleBytes,
  options: Pick<ReadOptions, 'lane'>,
): Promise<FileReading> {
  try {
    return await reader.read(ARTICLE, article, options);
  } catch (cause) {
    if (!(cause instanceof Unread)) throw cause;
    throw new Refusal('notIndexed', { file: article.file, reason: cause.reason }, { cause });
  }
}
