/** One file's bytes to its articles: the door to the readers of the formats. */
import { createHash } from 'node:crypto';
import type { FileReading } from '../model.ts';
import { type Reason, Refusal, statement } from '../refusals.ts';
import { buildArticle } from './build-article.ts';
import { sizeProblem } from './decode.ts';
import { isBody, type ReadFormat, type Reading } from './draft.ts';
import { ENDINGS, formatOf } from './formats.ts';
import { Unreadable } from './unreadable.ts';

/**
 * Reads one file of the articles folder.
 * @param file path inside the folder, with `/`; its ending chooses the format
 * @throws Refusal `notIndexed`, with the reason
 */
export async function readArticleFile(bytes: Uint8Array, file: string): Promise<FileReading> {
  const format = formatOf(file);
  if (format === null) throw notIndexed(file, statement('notArticleFile', { endings: ENDINGS }));
  return readWith(await format.load(), bytes, file);
}

/** Reads one file with the reader of its format. @throws Refusal `notIndexed`, with the reason. */
export async function readWith(
  read: ReadFormat,
  bytes: Uint8Array,
  file: string,
): Promise<FileReading> {
  const size = sizeProblem(bytes.length);
  if (size !== null) throw notIndexed(file, size);
  let reading: Reading;
  try {
    reading = await read(bytes, file);
  } catch (cause) {
    if (cause instanceof Unreadable) throw notIndexed(file, cause.reason);
    // The parsers recurse: nesting that overflows the stack is the one way in which they fail.
    throw notIndexed(file, statement('unparsable'), cause);
  }
  const drafts = reading.drafts.filter((d) => d.blocks.some(isBody));
  if (drafts.length === 0) throw notIndexed(file, statement('noParagraph'));
  return {
    file,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    articles: drafts.map((draft, i) => buildArticle(draft, file, i + 1)),
    dropped: [...reading.dropped].sort((a, b) => a.line - b.line),
    warnings: reading.warnings.map((warning) => statement('inFile', { file, warning })),
  };
}

function notIndexed(file: string, reason: Reason, cause?: unknown): Refusal<'notIndexed'> {
  return new Refusal('notIndexed', { file, reason }, { cause });
}
