/** Files read with the readers of all formats loaded before. */
import type { ReadFormat } from '../../src/articles/draft.ts';
import { ENDINGS, FORMATS, formatOf } from '../../src/articles/formats.ts';
import { readWith } from '../../src/articles/read-article-file.ts';
import type { FileReading } from '../../src/model.ts';
import { Refusal, statement } from '../../src/refusals.ts';

const readers = new Map<unknown, ReadFormat>();
for (const format of Object.values(FORMATS)) readers.set(format, await format.load());

/** Reads one file by its ending. @throws Refusal `notIndexed`, with the reason. */
export async function readArticleFile(bytes: Uint8Array, file: string): Promise<FileReading> {
  const read = readers.get(formatOf(file));
  if (!read) {
    const reason = statement('notArticleFile', { endings: ENDINGS });
    throw new Refusal('notIndexed', { file, reason });
  }
  return readWith(read, bytes, file);
}
