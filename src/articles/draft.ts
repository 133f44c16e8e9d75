/** What the readers of the formats hand over, and how it becomes an Article with its offsets. */
import { createHash } from 'node:crypto';
import { articleId } from '../citations/make-citation-id.ts';
import type { Article, DroppedLine, Paragraph } from '../model.ts';
import type { Warning } from '../refusals.ts';

/** A piece of an article in reading order. `text` is one tidy line; `line` counts from 1. */
export interface Block {
  readonly kind: 'heading' | 'paragraph';
  readonly text: string;
  readonly line: number;
  /** Stands out from the flow (a block quote or list item), as pull quotes do. */
  readonly aside?: boolean;
}

/** Metadata as far as a reader found any. */
export interface DraftMetadata {
  title: string | null;
  author: string | null;
  publisher: string | null;
  published: string | null;
  url: string | null;
  language: string | null;
}

/** One article before it has offsets. */
export interface Draft {
  readonly metadata: DraftMetadata;
  readonly blocks: readonly Block[];
}

/** What a reader made of one file. */
export interface Reading {
  readonly drafts: readonly Draft[];
  readonly dropped: readonly DroppedLine[];
  readonly warnings: readonly Warning[];
}

/**
 * Reads the bytes of one file, of a fitting size.
 * @param file path inside the articles folder, with `/`.
 * @throws Unreadable with the reason; whatever else is thrown means that it could not be parsed.
 */
export type ReadFormat = (bytes: Uint8Array, file: string) => Reading;

/** Metadata of which nothing is known. */
export function noMetadata(): DraftMetadata {
  return {
    title: null,
    author: null,
    publisher: null,
    published: null,
    url: null,
    language: null,
  };
}

/** Fills what `target` does not know from `source`. */
export function fillMetadata(target: DraftMetadata, source: Readonly<DraftMetadata>): void {
  for (const key of Object.keys(target) as (keyof DraftMetadata)[]) target[key] ??= source[key];
}

/** A file's name in words: `the-long_winter.md` becomes `The long winter`. */
function titleFromFile(file: string): string {
  const name = (file.split('/').at(-1) ?? file).replace(/\.[^.]+$/, '');
  const words = name.replace(/[-_.+\s]+/g, ' ').trim();
  return words === '' ? file : words.charAt(0).toUpperCase() + words.slice(1);
}

/** Lays the blocks out as canonical text, one to a line with blank lines between, and counts. */
export function buildArticle(draft: Draft, file: string, part: number): Article {
  const paragraphs: Paragraph[] = [];
  const pieces: string[] = [];
  let offset = 0;
  let section: string | null = null;
  for (const block of draft.blocks) {
    if (block.kind === 'heading') section = block.text;
    else {
      const end = offset + block.text.length;
      paragraphs.push({ number: paragraphs.length + 1, section, start: offset, end });
    }
    pieces.push(block.text);
    offset += block.text.length + 2;
  }
  const text = pieces.join('\n\n');
  const { metadata } = draft;
  return {
    id: articleId(file, part),
    file,
    part,
    title:
      metadata.title ?? draft.blocks.find((b) => b.kind === 'heading')?.text ?? titleFromFile(file),
    author: metadata.author,
    publisher: metadata.publisher,
    published: metadata.published,
    url: metadata.url,
    language: metadata.language,
    text,
    hash: createHash('sha256').update(text, 'utf8').digest('hex'),
    paragraphs,
  };
}
