/** What the readers of the formats hand over; `build-article.ts` makes an Article of it. */
import type { DroppedLine } from '../model.ts';
import type { Warning } from '../refusals.ts';

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
      /** How many of the first rows head the columns; one row at least is left to be headed. */
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
  /** What it stands under where that is not the last heading: a box with a title has ended before. */
  readonly section?: string | null;
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
  /** Sections of the site that it is a page of, outermost first: they stand before its title. */
  readonly path?: readonly string[];
  /** What its address ends with, where the file says so. */
  readonly slug?: string;
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
