/** Articles to Markdown files that read back as the same text, whatever their words look like. */
import { stringify } from 'yaml';
import type { DraftBlock } from '../articles/draft.ts';
import { MAX_FIELD_LENGTH } from '../articles/front-matter.ts';
import type { ArticleMetadata } from '../model.ts';
import { writeBlocks } from './write-blocks.ts';

/** Metadata as far as they are known: a text without a title is named after its file. */
export type KnownMetadata = Omit<ArticleMetadata, 'title'> & { readonly title: string | null };

/** Longer values than front matter takes are cut: they are no part of what is quoted. */
function cut(value: string): string {
  if (value.length <= MAX_FIELD_LENGTH) return value;
  return `${value.slice(0, MAX_FIELD_LENGTH - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A value in the brackets of a link to a note is read as what it links; one with a space behind as it is. */
function unlinked(value: string): string {
  return value.startsWith('[[') && value.endsWith(']]') ? `${value} ` : value;
}

/** Front matter with what is known, each value in quotes, so that nothing in it is YAML. */
export function writeFrontMatter(metadata: KnownMetadata): string {
  const { title, author, publisher, published, url, language } = metadata;
  const known = Object.entries({ title, author, publisher, published, url, language })
    .filter((entry): entry is [string, string] => entry[1] !== null)
    .map(([key, value]) => [key, key === 'url' ? value : unlinked(cut(value))] as const);
  if (known.length === 0) return '';
  const yaml = stringify(Object.fromEntries(known), {
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
    lineWidth: 0,
  });
  return `---\n${yaml}---\n\n`;
}

/**
 * An article as a Markdown file. Read again it has the same blocks and text, as long as it has no more
 * marks than `isParsableMarkdown` takes.
 */
export function writeMarkdown(metadata: KnownMetadata, blocks: readonly DraftBlock[]): string {
  const body = writeBlocks(blocks, metadata.title ?? '').join('\n\n');
  return `${writeFrontMatter(metadata)}${body}\n`;
}
