/** One file's bytes to its articles: the door to the readers of the formats. */
import type { FileReading } from '../model.ts';
import { type Reason, Refusal, statement } from '../refusals.ts';
import { MAX_TEXT_BYTES } from './article-format.ts';
import { textOf } from './block-text.ts';
import { buildArticle } from './build-article.ts';
import { type CompanionFile, contentHash, readCompanion, withCompanion } from './companion.ts';
import { sizeProblem } from './decode.ts';
import { type DraftBlock, isBody, type ReadFormat, type Reading } from './draft.ts';
import { ENDINGS, formatOf, maxBytesOf, savedAs } from './formats.ts';
import { withLeadIns } from './lead-in.ts';
import { type SiteFile, withSite } from './site.ts';
import { Unreadable } from './unreadable.ts';

/**
 * Reads one file of the articles folder.
 * @param file path inside the folder, with `/`; its ending chooses the format
 * @param companion `NAME.yaml` beside it, whose values overrule the file's own
 * @param site files of the site that it is a page of
 * @throws Refusal `notIndexed`, with the reason
 */
export async function readArticleFile(
  bytes: Uint8Array,
  file: string,
  companion: CompanionFile | null = null,
  site: readonly SiteFile[] = [],
): Promise<FileReading> {
  return (await readWithBlocks(bytes, file, { companion, site })).reading;
}

/** A file as it was read, and the blocks of each article with their lines, in order. */
export interface ReadingWithBlocks {
  readonly reading: FileReading;
  readonly blocks: readonly (readonly DraftBlock[])[];
}

/** What lies beside a file and has something to say of it. */
interface Beside {
  readonly companion: CompanionFile | null;
  readonly site: readonly SiteFile[];
}

/** Reads one file as `readArticleFile` does, and hands over where each block stood in it. */
export async function readWithBlocks(
  bytes: Uint8Array,
  file: string,
  { companion, site }: Beside = { companion: null, site: [] },
): Promise<ReadingWithBlocks> {
  const format = formatOf(file);
  if (format === null) {
    const endings = savedAs(file);
    const reason =
      endings === null
        ? statement('notArticleFile', { endings: ENDINGS })
        : statement('saveAs', { endings });
    throw notIndexed(file, reason);
  }
  return readDrafts(await format.load(), bytes, file, { companion, site });
}

/** Reads one file with the reader of its format. @throws Refusal `notIndexed`, with the reason. */
export async function readWith(
  read: ReadFormat,
  bytes: Uint8Array,
  file: string,
  companion: CompanionFile | null = null,
  site: readonly SiteFile[] = [],
): Promise<FileReading> {
  return (await readDrafts(read, bytes, file, { companion, site })).reading;
}

async function readDrafts(
  read: ReadFormat,
  bytes: Uint8Array,
  file: string,
  { companion, site }: Beside,
): Promise<ReadingWithBlocks> {
  const size = sizeProblem(bytes.length, maxBytesOf(file));
  if (size !== null) throw notIndexed(file, size);
  let reading: Reading;
  try {
    reading = await read(bytes, file);
  } catch (cause) {
    if (cause instanceof Unreadable) throw notIndexed(file, cause.reason);
    // The parsers recurse: nesting that overflows the stack is the one way in which they fail.
    throw notIndexed(file, statement('unparsable'), cause);
  }
  const beside = readCompanion(companion, file);
  const withBody = reading.drafts.filter((d) => d.blocks.some(isBody));
  const drafts = withCompanion(withSite(withBody, file, site), beside);
  const characters = drafts.reduce((sum, { blocks }) => sum + lengthOf(blocks), 0);
  if (characters > MAX_TEXT_BYTES) throw notIndexed(file, statement('tooMuchText'));
  if (drafts.length === 0) throw notIndexed(file, statement('noParagraph'));
  const result: FileReading = {
    file,
    sha256: contentHash(bytes, companion, site),
    articles: drafts.map((draft, i) => buildArticle(draft, file, i + 1)),
    dropped: [...reading.dropped].sort((a, b) => a.line - b.line),
    warnings: [...reading.warnings, ...beside.warnings].map((warning) =>
      statement('inFile', { file, warning }),
    ),
  };
  return { reading: result, blocks: drafts.map((draft) => withLeadIns(draft.blocks)) };
}

/** UTF-16 units of the texts. */
function lengthOf(blocks: readonly DraftBlock[]): number {
  return blocks.reduce((sum, block) => sum + textOf(block).length, 0);
}

function notIndexed(file: string, reason: Reason, cause?: unknown): Refusal<'notIndexed'> {
  return new Refusal('notIndexed', { file, reason }, { cause });
}
