/** One file's bytes to its articles: the door to the readers of the formats. */
import { createHash } from 'node:crypto';
import type { DroppedLine, FileReading } from '../model.ts';
import { type Reason, Refusal, statement } from '../refusals.ts';
import { decodeText } from './decode.ts';
import { buildArticle, type Draft, fillMetadata, type Reading } from './draft.ts';
import { type Format, formatOf } from './formats.ts';
import { type SplitFrontMatter, splitFrontMatter } from './front-matter.ts';
import { dropRepetitions, readHtml } from './html.ts';
import { isParsableMarkdown, readMarkdown } from './markdown.ts';
import { readPlainText } from './plain-text.ts';
import { comparisonKey } from './tidy.ts';

/** A long book has some 10,000 paragraphs; each costs 0.03 ms to judge. */
const MAX_BLOCKS = 20_000;

/** A text that is refused while it is read. */
class Refused extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason.key);
    this.reason = reason;
  }
}

/** Text with front matter in front: Markdown by its ending, or plain text that borrowed the habit. */
function readWithFrontMatter(front: SplitFrontMatter, format: Format): Reading {
  const shift = (lines: readonly DroppedLine[]) =>
    lines.map((line) => ({ ...line, line: line.line + front.bodyLine - 1 }));
  const parsable = format === 'markdown' && isParsableMarkdown(front.body);
  if (!parsable) {
    const reading = readPlainText(front.body, front.bodyLine, MAX_BLOCKS);
    if (reading === null) throw new Refused(statement('tooManyLines', { max: MAX_BLOCKS }));
    const warnings = format === 'markdown' ? [statement('readAsPlain')] : [];
    return { ...reading, warnings };
  }
  const { title, blocks, dropped } = readMarkdown(front.body);
  const metadata = { ...front.metadata };
  const body = [...blocks];
  if (metadata.title === null) metadata.title = title;
  else if (title !== null && comparisonKey(title) !== comparisonKey(metadata.title)) {
    body.unshift({ kind: 'heading', text: title, line: 1 });
  }
  const repeated: DroppedLine[] = [];
  const kept = dropRepetitions(body, repeated, true);
  return {
    drafts: [{ metadata, blocks: kept }],
    dropped: shift([...dropped, ...repeated]),
    warnings: [],
  };
}

function read(text: string, format: Format): Reading {
  if (format === 'html') {
    const reading = readHtml(text);
    if (reading === null) throw new Refused(statement('tooManyTags'));
    return reading;
  }
  const front = splitFrontMatter(text);
  const reading = readWithFrontMatter(front, format);
  const drafts = reading.drafts.map((draft, i): Draft => {
    if (!front.present) return draft;
    const metadata = { ...front.metadata, title: i === 0 ? front.metadata.title : null };
    fillMetadata(metadata, draft.metadata);
    return { ...draft, metadata };
  });
  return {
    drafts,
    dropped: [...front.dropped, ...reading.dropped],
    warnings: [...front.warnings, ...reading.warnings],
  };
}

/**
 * Reads one file of the articles folder.
 * @param file path inside the folder, with `/`; its ending chooses the format
 * @throws Refusal `notIndexed`, with the reason
 */
export function readArticleFile(bytes: Uint8Array, file: string): FileReading {
  const format = formatOf(file);
  if (format === null) {
    throw new Refusal('notIndexed', { file, reason: statement('notArticleFile') });
  }
  const { text, warnings } = decodeText(bytes, file);
  let reading: Reading;
  try {
    reading = read(text, format);
  } catch (cause) {
    if (cause instanceof Refused) throw new Refusal('notIndexed', { file, reason: cause.reason });
    // The parsers recurse: nesting that overflows the stack is the one way in which they fail.
    throw new Refusal('notIndexed', { file, reason: statement('unparsable') }, { cause });
  }
  const drafts = reading.drafts.filter((d) => d.blocks.some((b) => b.kind === 'paragraph'));
  if (drafts.length === 0) {
    throw new Refusal('notIndexed', { file, reason: statement('noParagraph') });
  }
  return {
    file,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    articles: drafts.map((draft, i) => buildArticle(draft, file, i + 1)),
    dropped: [...reading.dropped].sort((a, b) => a.line - b.line),
    warnings: [...warnings, ...reading.warnings].map((warning) =>
      statement('inFile', { file, warning }),
    ),
  };
}
