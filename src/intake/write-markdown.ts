/** Articles to Markdown files that read back as the same text, whatever their words look like. */
import { stringify } from 'yaml';
import { textOf } from '../articles/block-text.ts';
import type { DraftBlock } from '../articles/draft.ts';
import { MAX_FIELD_LENGTH } from '../articles/front-matter.ts';
import type { ArticleMetadata } from '../model.ts';

/** Metadata as far as they are known: a text without a title is named after its file. */
export type KnownMetadata = Omit<ArticleMetadata, 'title'> & { readonly title: string | null };

/** Marks that may begin inline markup anywhere; `_` inside a word cannot. */
const INLINE = /[\\`*~[<]|&(?=#?\w{1,40};)|_(?![A-Za-z0-9])|(?<![A-Za-z0-9])_/g;

/** Bare addresses become links, in which backslashes would stay: they are broken up before. */
const AUTOLINK = /:(?=\/\/)|(?<=www)\./gi;

/** What makes a line something else than a paragraph when it comes first. */
const BLOCK_START = /^(?:#{1,6}(?=\s|$)|>|[-+](?=[\s-]|$)|=+\s*$|:(?=-))/;
const LIST_START = /^(\d{1,9})([.)])(?=\s|$)/;

function escapeInline(text: string): string {
  return text.replace(INLINE, '\\$&').replace(AUTOLINK, '\\$&');
}

function writeBlock(block: DraftBlock): string {
  const { kind } = block;
  const inline = escapeInline(textOf(block));
  if (kind === 'heading') {
    // Number signs at its end would close the heading.
    return `## ${inline.replace(/#/g, '\\#')}`;
  }
  return inline.replace(LIST_START, '$1\\$2').replace(BLOCK_START, '\\$&');
}

/** Longer values than front matter takes are cut: they are no part of what is quoted. */
function cut(value: string): string {
  if (value.length <= MAX_FIELD_LENGTH) return value;
  return `${value.slice(0, MAX_FIELD_LENGTH - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Front matter with what is known, each value in quotes, so that nothing in it is YAML. */
export function writeFrontMatter(metadata: KnownMetadata): string {
  const { title, author, publisher, published, url, language } = metadata;
  const known = Object.entries({ title, author, publisher, published, url, language })
    .filter((entry): entry is [string, string] => entry[1] !== null)
    .map(([key, value]) => [key, key === 'url' ? value : cut(value)] as const);
  if (known.length === 0) return '';
  const yaml = stringify(Object.fromEntries(known), {
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
    lineWidth: 0,
  });
  return `---\n${yaml}---\n\n`;
}

/**
 * An article as a Markdown file. Read again it has the same paragraphs, sections and text, as long as
 * it has no more marks than `isParsableMarkdown` takes.
 */
export function writeMarkdown(metadata: KnownMetadata, blocks: readonly DraftBlock[]): string {
  const body = blocks.map(writeBlock).join('\n\n');
  return `${writeFrontMatter(metadata)}${body}\n`;
}
