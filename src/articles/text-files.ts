/** Files of text, with or without front matter: Markdown, and plain text. */
import type { DroppedLine } from '../model.ts';
import { statement } from '../refusals.ts';
import { decodeText } from './decode.ts';
import { type Draft, fillMetadata, type ReadFormat, type Reading } from './draft.ts';
import { type SplitFrontMatter, splitFrontMatter } from './front-matter.ts';
import { readMarkdown } from './markdown.ts';
import { isParsableMarkdown } from './markdown-limits.ts';
import { readPlainText } from './plain-text.ts';
import { dropRepetitions } from './pull-quotes.ts';
import { comparisonKey } from './tidy.ts';
import { Unreadable } from './unreadable.ts';

/** A long book has some 10,000 paragraphs; each costs 0.03 ms to judge. */
const MAX_BLOCKS = 20_000;

/** Reads Markdown, or as plain text what has more marks than Markdown is parsed with. */
export const readMarkdownFile: ReadFormat = (bytes) => readText(bytes, true);

/** Reads plain text, which may be a dump of a page or a mail. */
export const readTextFile: ReadFormat = (bytes) => readText(bytes, false);

function readText(bytes: Uint8Array, isMarkdown: boolean): Reading {
  const { text, warnings } = decodeText(bytes);
  const front = splitFrontMatter(text);
  if (front.isDraft) throw new Unreadable(statement('draft'));
  const reading = readWithFrontMatter(front, isMarkdown);
  const drafts = reading.drafts.map((draft, i): Draft => {
    if (!front.present) return draft;
    const metadata = { ...front.metadata, title: i === 0 ? front.metadata.title : null };
    fillMetadata(metadata, draft.metadata);
    return { ...draft, metadata, ...(i === 0 && front.slug !== null && { slug: front.slug }) };
  });
  return {
    drafts,
    dropped: [...front.dropped, ...reading.dropped],
    warnings: [...warnings, ...front.warnings, ...reading.warnings],
  };
}

/** Text with front matter in front: Markdown by its ending, or plain text that borrowed the habit. */
function readWithFrontMatter(front: SplitFrontMatter, isMarkdown: boolean): Reading {
  const shift = <T extends { readonly line: number }>(lines: readonly T[]): T[] =>
    lines.map((line) => ({ ...line, line: line.line + front.bodyLine - 1 }));
  const parsable = isMarkdown && isParsableMarkdown(front.body);
  if (!parsable) {
    const reading = readPlainText(front.body, front.bodyLine, MAX_BLOCKS);
    if (reading === null) throw new Unreadable(statement('tooManyLines', { max: MAX_BLOCKS }));
    const warnings = isMarkdown ? [statement('readAsPlain')] : [];
    return { ...reading, warnings };
  }
  const { title, blocks, dropped } = readMarkdown(front.body);
  const metadata = { ...front.metadata };
  const body = shift(blocks);
  if (metadata.title === null) metadata.title = title;
  else if (title !== null && comparisonKey(title) !== comparisonKey(metadata.title)) {
    body.unshift({ kind: 'heading', text: title, depth: 1, line: front.bodyLine });
  }
  const repeated: DroppedLine[] = [];
  const kept = dropRepetitions(body, repeated, true);
  return {
    drafts: [{ metadata, blocks: kept }],
    dropped: [...shift(dropped), ...repeated],
    warnings: [],
  };
}
