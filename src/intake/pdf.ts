/** Reads the text of a PDF: its paragraphs and headings, without what its pages repeat around them. */
import { findDate } from '../articles/dates.ts';
import type { DraftBlock } from '../articles/draft.ts';
import { tidyLine } from '../articles/tidy.ts';
import type { DroppedLine } from '../model.ts';
import { type Reason, Refusal, statement, type Warning } from '../refusals.ts';
import { toBlocks } from './pdf-blocks.ts';
import { type JudgedLine, judgePages } from './pdf-furniture.ts';
import { type PdfLine, pageLines, type TextPiece } from './pdf-lines.ts';
import type { KnownMetadata } from './write-markdown.ts';

/** The longest reports and books; more is an archive. */
const MAX_PAGES = 3_000;

/** A book of 1,000 pages has some 3 million characters. */
const MAX_CHARACTERS = 10_000_000;

/** What the dates of PDFs look like: `D:20240131…` (ISO 32000, 7.9.4). */
const PDF_DATE = /^D:(\d{4})(\d{2})(\d{2})/;

/** Titles that programs put in by themselves. */
const NO_TITLE =
  /^(?:microsoft |untitled|document\s*\d*$|title$|slide \d|layout \d|print$|doc\d+$)|\.(?:docx?|pdf|indd|qxp|tex|odt|rtf|pptx?|xlsx?|html?|txt|pages)$/i;

/** Accounts, not people. */
const NO_AUTHOR = /^(?:admin(?:istrator)?|user|owner|unknown|root|windows user|[a-z]+\d*)$|@/i;

/** What a PDF holds. */
export interface PdfReading {
  readonly metadata: KnownMetadata;
  readonly blocks: readonly DraftBlock[];
  /** `line` counts the lines of all pages from 1; the reason names the page. */
  readonly dropped: readonly DroppedLine[];
  readonly warnings: readonly Warning[];
}

function refuse(reason: Reason, cause?: unknown): Refusal {
  return new Refusal('pdfUnreadable', { reason }, { cause });
}

function textOr(value: unknown): string | null {
  const text = typeof value === 'string' ? tidyLine(value) : '';
  return text === '' || text.length > 300 ? null : text;
}

function dateOf(value: unknown): string | null {
  const [, year, month, day] = PDF_DATE.exec(typeof value === 'string' ? value : '') ?? [];
  return year === undefined ? null : (findDate(`${year}-${month}-${day}`)?.iso ?? null);
}

/** Opens a document. pdf.js runs no script of it and, with `isEvalSupported` off, makes none. */
async function open(bytes: Uint8Array) {
  // Loaded where it is used: it is large, and only the reading process needs it.
  const { getDocumentProxy } = await import('unpdf');
  try {
    // A copy, since pdf.js takes the buffer away.
    return await getDocumentProxy(new Uint8Array(bytes), { isEvalSupported: false, verbosity: 0 });
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : '';
    if (name === 'PasswordException') throw refuse(statement('pdfEncrypted'), cause);
    throw refuse(statement('pdfDamaged'), cause);
  }
}

/**
 * Reads a PDF's text. Takes seconds for hundreds of pages and is meant for a process of its own.
 * @throws Refusal `pdfUnreadable`, with the reason
 */
export async function readPdf(bytes: Uint8Array): Promise<PdfReading> {
  const document = await open(bytes);
  const { numPages } = document;
  if (numPages > MAX_PAGES) {
    throw refuse(statement('pdfTooManyPages', { n: numPages, max: MAX_PAGES }));
  }
  const pages: PdfLine[][] = [];
  const broken: number[] = [];
  let characters = 0;
  for (let number = 1; number <= numPages; number += 1) {
    let lines: PdfLine[] = [];
    try {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      lines = pageLines(
        number,
        items.filter((item): item is typeof item & TextPiece => 'str' in item),
      );
      page.cleanup();
    } catch {
      broken.push(number);
    }
    characters += lines.reduce((sum, line) => sum + line.text.length, 0);
    if (characters > MAX_CHARACTERS) throw refuse(statement('pdfTooMuchText'));
    pages.push(lines);
  }
  const { info } = await document.getMetadata().catch(() => ({ info: {} }));
  return assemble(judgePages(pages), info as Record<string, unknown>, broken);
}

function assemble(
  pages: readonly (readonly JudgedLine[])[],
  info: Readonly<Record<string, unknown>>,
  broken: readonly number[],
): PdfReading {
  const all = pages.flat();
  const kept = all.filter((line) => line.reason === null);
  const { title, blocks } = toBlocks(kept);
  /** Of each line that is kept, its number among all. */
  const placed = all.flatMap((line, i) => (line.reason === null ? [i + 1] : []));
  if (!blocks.some((block) => block.kind === 'paragraph')) {
    if (broken.length === pages.length) throw refuse(statement('pdfPagesDamaged'));
    throw refuse(statement('pdfOnlyPictures'));
  }
  const empty = pages.filter((lines, i) => lines.length === 0 && !broken.includes(i + 1)).length;
  const total = pages.length;
  const warnings: Warning[] = [
    ...(broken.length > 0 ? [statement('pagesDamaged', { n: broken.length, total })] : []),
    ...(empty > 0 ? [statement('pagesEmpty', { n: empty, total })] : []),
  ];
  const said = textOr(info.Title);
  const author = textOr(info.Author);
  const language = textOr(info.Language);
  const published = dateOf(info.CreationDate);
  if (published !== null) warnings.push(statement('datedByPdf'));
  return {
    metadata: {
      title: title ?? (said !== null && !NO_TITLE.test(said) ? said : null),
      author: author !== null && !NO_AUTHOR.test(author) ? author : null,
      publisher: null,
      published,
      url: null,
      language: language !== null && /^[a-z]{2,3}(?:-|$)/i.test(language) ? language : null,
    },
    blocks: blocks.map((block) => ({ ...block, line: placed[block.line - 1] ?? block.line })),
    dropped: all.flatMap((line, i) =>
      line.reason === null
        ? []
        : [{ line: i + 1, text: line.text, reason: statement(line.reason, { page: line.page }) }],
    ),
    warnings,
  };
}
