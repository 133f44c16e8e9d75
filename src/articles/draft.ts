/** What the readers of the formats hand over, and how it becomes an Article with its offsets. */
import { createHash } from 'node:crypto';
import { articleId } from '../citations/make-citation-id.ts';
import type { Article, Block, DroppedLine, Heading } from '../model.ts';
import type { Warning } from '../refusals.ts';
import { markApart } from './apart.ts';
import { layOut, textOf } from './block-text.ts';
import { withLeadIns } from './lead-in.ts';

/** A cell as a reader finds it; which column it is in follows from the spans of all. */
export interface DraftCell {
  /** One tidy line; may be empty. */
  readonly text: string;
  /** How many columns and rows it spans; 1 where it is left out. */
  readonly columns?: number;
  readonly rows?: number;
  /** Heads its row or column. */
  readonly isHeader?: boolean;
}

/** A line of a list as a reader finds it. */
export interface DraftItem {
  /** One tidy line. */
  readonly text: string;
  /** From 0. */
  readonly depth: number;
  /** `3.` of an ordered list; null for a bullet, '' for a further line of the item before. */
  readonly marker: string | null;
}

/** What a block is made of, by its kind. Texts are tidy lines, but for code. */
export type DraftContent =
  | { readonly kind: 'heading'; readonly text: string; readonly depth?: number }
  | { readonly kind: 'paragraph' | 'caption'; readonly text: string }
  /** Line ends `\n`, no blank lines around it. */
  | { readonly kind: 'code'; readonly text: string; readonly language: string | null }
  | {
      readonly kind: 'list';
      readonly leadIn: string | null;
      readonly items: readonly DraftItem[];
    }
  | {
      readonly kind: 'table';
      readonly caption: string | null;
      /** How many of the first rows head the columns; fewer than there are. */
      readonly headerRows: number;
      readonly rows: readonly (readonly DraftCell[])[];
    }
  | {
      readonly kind: 'quotation';
      readonly lines: readonly string[];
      readonly speaker: string | null;
    }
  | {
      readonly kind: 'definition';
      readonly terms: readonly string[];
      readonly lines: readonly string[];
    };

/** A piece of an article in reading order. */
export type DraftBlock = DraftContent & {
  /** Of the file, from 1. */
  readonly line: number;
  /** Stands out from the flow (a block quote or list), as pull quotes do. */
  readonly aside?: boolean;
  /** Answers nothing by itself; see `BlockPlace.isApart`. */
  readonly isApart?: boolean;
};

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
  readonly blocks: readonly DraftBlock[];
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
export type ReadFormat = (bytes: Uint8Array, file: string) => Reading | Promise<Reading>;

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

/** Whether a block belongs to the body. */
export function isBody(block: DraftBlock): boolean {
  return block.kind !== 'heading';
}

/** A file's name in words: `the-long_winter.md` becomes `The long winter`. */
function titleFromFile(file: string): string {
  const name = (file.split('/').at(-1) ?? file).replace(/\.[^.]+$/, '');
  const words = name.replace(/[-_.+\s]+/g, ' ').trim();
  return words === '' ? file : words.charAt(0).toUpperCase() + words.slice(1);
}

/** The first heading's text; null where there is none. */
function firstHeading(blocks: readonly DraftBlock[]): string | null {
  const heading = blocks.find(({ kind }) => kind === 'heading');
  return heading === undefined ? null : textOf(heading);
}

/** Lays the blocks out as canonical text, blank lines between, and counts. */
export function buildArticle(draft: Draft, file: string, part: number): Article {
  const { metadata } = draft;
  const title = metadata.title ?? firstHeading(draft.blocks) ?? titleFromFile(file);
  const blocks: Block[] = [];
  const headings: Heading[] = [];
  const pieces: string[] = [];
  let offset = 0;
  let section: string | null = null;
  for (const block of markApart(withLeadIns(draft.blocks), title)) {
    const text = textOf(block);
    if (block.kind === 'heading') {
      section = block.text;
      headings.push({ start: offset, end: offset + text.length, depth: block.depth ?? 2 });
    } else {
      blocks.push(layOut(block, { start: offset, number: blocks.length + 1, section }));
    }
    pieces.push(text);
    offset += text.length + 2;
  }
  const text = pieces.join('\n\n');
  return {
    id: articleId(file, part),
    file,
    part,
    title,
    author: metadata.author,
    publisher: metadata.publisher,
    published: metadata.published,
    url: metadata.url,
    language: metadata.language,
    text,
    hash: createHash('sha256').update(text, 'utf8').digest('hex'),
    headings,
    blocks,
  };
}
