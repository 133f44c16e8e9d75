/** Reads the text of a PDF: its paragraphs and headings, without what its pages repeat around them. */

import type { DroppedLine } from '../../model.ts';
import { statement, type Warning } from '../../refusals.ts';
import {
  type DraftBlock,
  type DraftMetadata,
  isBody,
  noMetadata,
  type ReadFormat,
} from '../draft.ts';
import {
  claimedAuthor,
  claimedDate,
  claimedText,
  claimedTitle,
  titleFrom,
} from '../file-claims.ts';
import { languageTag } from '../front-matter.ts';
import { Unreadable } from '../unreadable.ts';
import { toBlocks } from './blocks.ts';
import { type JudgedLine, judgePages } from './furniture.ts';
import { type PdfLine, pageLines, type TextPiece } from './lines.ts';
import { isBrowserPrint, judgePrinted, printedAddress } from './print.ts';
import { readTagged, type StructNode, type TaggedBlocks, type TaggedPage } from './tagged.ts';
import { knownWords } from './words.ts';

/** The longest reports and books; more is an archive. */
const MAX_PAGES = 3_000;

/** A book of 1,000 pages has some 3 million characters. */
const MAX_CHARACTERS = 10_000_000;

/** What the dates of PDFs look like: `D:20240131…` (ISO 32000, 7.9.4). */
const PDF_DATE = /^D:(\d{4})(\d{2})(\d{2})/;

/** What a PDF holds. */
export interface PdfReading {
  readonly metadata: DraftMetadata;
  readonly blocks: readonly DraftBlock[];
  /** `line` counts the lines of all pages from 1; the reason names the page. */
  readonly dropped: readonly DroppedLine[];
  readonly warnings: readonly Warning[];
}

function dateOf(value: unknown): string | null {
  const [, year, month, day] = PDF_DATE.exec(typeof value === 'string' ? value : '') ?? [];
  return year === undefined ? null : claimedDate(`${year}-${month}-${day}`);
}

/** Reads a PDF: one article. */
export const readPdfFile: ReadFormat = async (bytes) => {
  const { metadata, blocks, dropped, warnings } = await readPdf(bytes);
  return { drafts: [{ metadata, blocks }], dropped, warnings };
};

/** Opens a document. pdf.js runs no script of it and, with `isEvalSupported` off, makes none. */
async function open(bytes: Uint8Array) {
  // Loaded where it is used: it is large, and only the reading process needs it.
  const { getDocumentProxy } = await import('unpdf');
  try {
    // A copy, since pdf.js takes the buffer away.
    return await getDocumentProxy(new Uint8Array(bytes), { isEvalSupported: false, verbosity: 0 });
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : '';
    if (name === 'PasswordException') throw new Unreadable(statement('encrypted'));
    throw new Unreadable(statement('pdfDamaged'));
  }
}

/**
 * Reads a PDF's text. Takes seconds for hundreds of pages and is meant for a process of its own.
 * @throws Unreadable with the reason
 */
export async function readPdf(bytes: Uint8Array): Promise<PdfReading> {
  const document = await open(bytes);
  const { numPages } = document;
  if (numPages > MAX_PAGES) {
    throw new Unreadable(statement('pdfTooManyPages', { n: numPages, max: MAX_PAGES }));
  }
  const pages: PdfLine[][] = [];
  const tagged: TaggedPage[] = [];
  const broken: number[] = [];
  let characters = 0;
  for (let number = 1; number <= numPages; number += 1) {
    let lines: PdfLine[] = [];
    try {
      const page = await document.getPage(number);
      const { items, styles } = await page.getTextContent({ includeMarkedContent: true });
      const typed = typedFonts(styles);
      lines = pageLines(
        number,
        items.filter((item): item is typeof item & TextPiece => 'str' in item),
        typed,
      );
      // Without a structure on the first page there is none.
      const hasTree = number === 1 || tagged.some(({ tree }) => tree !== null);
      const tree = hasTree ? ((await page.getStructTree()) as StructNode | null) : null;
      tagged.push({ page: number, tree, items: hasTree ? items : [], typed });
      page.cleanup();
    } catch {
      broken.push(number);
    }
    characters += lines.reduce((sum, line) => sum + line.text.length, 0);
    if (characters > MAX_CHARACTERS) throw new Unreadable(statement('tooMuchText'));
    pages.push(lines);
  }
  const { info } = await document.getMetadata().catch(() => ({ info: {} }));
  const known = info as Record<string, unknown>;
  const isPrint = isBrowserPrint(known);
  const judged = isPrint ? judgePrinted(judgePages(pages)) : judgePages(pages);
  const structure = tagged.some(({ tree }) => tree !== null)
    ? readTagged(tagged, knownWords(pages.flat().map(({ text }) => text)))
    : null;
  const body = structure === null ? bodyByLooks(judged) : bodyByTags(structure, pages);
  return assemble(body, pages, known, broken);
}

/** Fonts of one width, as pdf.js knows them by their flags. */
function typedFonts(styles: Readonly<Record<string, { fontFamily: string }>>): Set<string> {
  const fonts = Object.entries(styles).filter(([, { fontFamily }]) => fontFamily === 'monospace');
  return new Set(fonts.map(([name]) => name));
}

/** What is read of a document's pages. */
interface PdfBody {
  readonly title: string | null;
  readonly blocks: readonly DraftBlock[];
  readonly dropped: readonly DroppedLine[];
  /** Lines around the text. */
  readonly around: readonly string[];
}

/** By sizes, gaps and places: nothing says what the words are. */
function bodyByLooks(pages: readonly (readonly JudgedLine[])[]): PdfBody {
  const all = pages.flat();
  const { title, blocks } = toBlocks(all.filter(({ reason }) => reason === null));
  const dropped = all.flatMap((line, i): DroppedLine[] => [
    ...line.marks.map((text) => ({ line: i + 1, text, reason: statement('noteMark') })),
    ...(line.reason === null
      ? []
      : [{ line: i + 1, text: line.text, reason: statement(line.reason, { page: line.page }) }]),
  ]);
  const around = all.filter(({ reason }) => reason !== null).map(({ text }) => text);
  /** Of each line of the text, its number among all. */
  const placed = all.flatMap(({ reason }, i) => (reason === null ? [i + 1] : []));
  const atLines = blocks.map((block) => ({ ...block, line: placed[block.line - 1] ?? block.line }));
  return { title, blocks: atLines, dropped, around };
}

/** By the document's own structure; what it leaves out runs around the pages. */
function bodyByTags(
  { blocks: all, outside, dropped }: TaggedBlocks,
  pages: readonly (readonly PdfLine[])[],
): PdfBody {
  const { title, blocks } = titleFrom(all, null);
  const heights = pages.map((lines) => Math.max(0, ...lines.map(({ y }) => y)));
  const lines = outside.map(({ page, y, text }): DroppedLine => {
    const key = y > (heights[page - 1] ?? 0) / 2 ? 'runningHeader' : 'runningFooter';
    return { line: page, text, reason: statement(key, { page }) };
  });
  const left = dropped.map(
    ({ page, text, key }): DroppedLine => ({
      line: page,
      text,
      reason: key === 'tableOfContents' ? statement(key, { page }) : statement(key),
    }),
  );
  return { title, blocks, dropped: [...lines, ...left], around: outside.map(({ text }) => text) };
}

function assemble(
  { title, blocks, dropped, around }: PdfBody,
  pages: readonly (readonly PdfLine[])[],
  info: Readonly<Record<string, unknown>>,
  broken: readonly number[],
): PdfReading {
  if (!blocks.some(isBody)) {
    if (broken.length === pages.length) throw new Unreadable(statement('pdfPagesDamaged'));
    throw new Unreadable(statement('pdfOnlyPictures'));
  }
  const empty = pages.filter((lines, i) => lines.length === 0 && !broken.includes(i + 1)).length;
  const total = pages.length;
  const warnings: Warning[] = [
    ...(broken.length > 0 ? [statement('pagesDamaged', { n: broken.length, total })] : []),
    ...(empty > 0 ? [statement('pagesEmpty', { n: empty, total })] : []),
  ];
  const language = claimedText(info.Language);
  const isPrint = isBrowserPrint(info);
  const made = dateOf(info.CreationDate);
  if (made !== null) warnings.push(statement(isPrint ? 'datedByPrint' : 'datedByFile'));
  return {
    metadata: {
      ...noMetadata(),
      title: title ?? claimedTitle(info.Title),
      author: claimedAuthor(info.Author),
      published: isPrint ? null : made,
      url: isPrint ? printedAddress(around) : null,
      language: language === null ? null : languageTag(language),
    },
    blocks,
    dropped,
    warnings,
  };
}
