/** Books: their pages in reading order, each chapter a section. Scripts are never run and nothing is fetched. */
import type { DroppedLine } from '../../model.ts';
import { statement } from '../../refusals.ts';
import {
  type ConvertedBlocks,
  convertedBlocks,
  parseFragment,
  rename,
  takeOut,
} from '../converted-html.ts';
import { type DraftBlock, isBody, type ReadFormat } from '../draft.ts';
import {
  claimedAuthors,
  claimedDate,
  claimedText,
  claimedTitle,
  titleFrom,
} from '../file-claims.ts';
import { httpUrl, languageTag } from '../front-matter.ts';
import { tidyLine } from '../tidy.ts';
import { Unreadable } from '../unreadable.ts';
import { followXml } from '../xml.ts';
import { type Archive, openArchive } from '../zip.ts';
import { type BookPackage, readPackage, resolvePart } from './package.ts';

/** What of a page is no text of the book, by what the page says (EPUB 3 structural semantics). */
const CONTENTS =
  '[epub\\:type~="toc"], [epub\\:type~="landmarks"], [epub\\:type~="page-list"], nav';
const NOTE_MARKS = 'a[epub\\:type~="noteref"], a[role="doc-noteref"], a.noteref, a.footnote-ref';
const NOTE_BACKS = 'a[role="doc-backlink"], a.footnote-back, a[epub\\:type~="referrer"]';
const PAGE_BREAKS = '[epub\\:type~="pagebreak"], [role="doc-pagebreak"]';
const NOTES =
  'aside[epub\\:type~="footnote"], aside[epub\\:type~="endnote"], aside[epub\\:type~="rearnote"], aside[role="doc-footnote"]';

/** Says who wrote what, as the package does. */
const TITLE_PAGE = /\bepub:type="[^"]*\btitlepage\b/;

/** Parsed as text alone; only what they hold is read. */
const BODY = /<body\b[^>]*>/i;
const BODY_END = /<\/body\s*>/i;

/** Reads a book: one article. */
export const readEpubFile: ReadFormat = async (bytes) => {
  const archive = await openArchive(bytes);
  const book = await readPackage(archive);
  const labels = book.ncx === null ? new Map<string, string>() : await labelsOf(book.ncx, archive);
  const dropped: DroppedLine[] = [];
  const blocks: DraftBlock[] = [];
  for (const { name, isContents } of book.pages) {
    const page = await archive.text(name);
    const read = readPage(page, blocks.length + 1);
    if (isContents || TITLE_PAGE.test(page)) {
      const reason = statement(isContents ? 'contentsList' : 'headlineRepeated');
      for (const { text, line } of textLines(read)) dropped.push({ line, text, reason });
      continue;
    }
    dropped.push(...read.dropped);
    const label = labels.get(name);
    if (label !== undefined && read.blocks[0]?.kind !== 'heading' && read.blocks.some(isBody)) {
      blocks.push({ kind: 'heading', text: label, depth: 1, line: blocks.length + 1 });
    }
    blocks.push(...read.blocks);
  }
  if (book.pages.length === 0) throw new Unreadable(statement('documentDamaged'));
  const { title, blocks: body } = titleFrom(blocks, claimedTitle(book.titles[0]));
  return {
    drafts: [{ metadata: { ...metadataOf(book), title }, blocks: body }],
    dropped,
    warnings: [],
  };
};

function metadataOf({ creators, publisher, date, language, sources }: BookPackage) {
  return {
    author: claimedAuthors(creators),
    publisher: claimedText(publisher),
    published: claimedDate(date),
    url: sources.map(httpUrl).find((url) => url !== null) ?? null,
    language: languageTag(language ?? ''),
  };
}

function textLines({ blocks, dropped }: ConvertedBlocks): { text: string; line: number }[] {
  const lines = blocks.flatMap((block) =>
    'text' in block ? [{ text: block.text, line: block.line }] : listed(block),
  );
  return [...lines, ...dropped].map(({ text, line }) => ({ text, line }));
}

function listed(block: DraftBlock): { text: string; line: number }[] {
  return block.kind === 'list' ? block.items.map(({ text }) => ({ text, line: block.line })) : [];
}

function readPage(page: string, firstLine: number): ConvertedBlocks {
  const start = BODY.exec(page);
  const from = start === null ? 0 : start.index + start[0].length;
  const end = page.slice(from).search(BODY_END);
  const source = page.slice(from, end === -1 ? undefined : from + end);
  const dropped: DroppedLine[] = [];
  const { body, create } = parseFragment(fromXhtml(source));
  for (const break_ of [...body.querySelectorAll(PAGE_BREAKS)]) break_.remove();
  takeOut(body, CONTENTS, statement('contentsList'), dropped);
  for (const mark of [...body.querySelectorAll(NOTE_MARKS), ...body.querySelectorAll(NOTE_BACKS)]) {
    const around = mark.parentNode;
    mark.remove();
    if (around?.nodeName === 'SUP' && tidyLine(around.textContent ?? '') === '') around.remove();
  }
  // To our reader an aside is a box of a site; here it is a note that belongs to the text.
  for (const note of [...body.querySelectorAll(NOTES)]) rename(note, 'div', create);
  takeOut(body, 'img', statement('image'), dropped);
  const read = convertedBlocks(body.innerHTML, firstLine);
  return { blocks: read.blocks, dropped: [...dropped, ...read.dropped] };
}

/** XHTML closes elements that HTML leaves open until their end tag comes. */
function fromXhtml(source: string): string {
  return source.replace(
    /<(a|p|div|span|td|th|li|i|b|em|strong|title|script|style|iframe|textarea|section)((?:\s[^<>]*)?)\/>/gi,
    '<$1$2></$1>',
  );
}

/** Names of pages by the table of contents of EPUB 2. */
async function labelsOf(ncx: string, archive: Archive): Promise<Map<string, string>> {
  const labels = new Map<string, string>();
  let label = '';
  let inLabel = false;
  followXml(await archive.text(ncx), {
    open(name, { src }) {
      if (name.endsWith('navLabel')) {
        inLabel = true;
        label = '';
      } else if (name.endsWith('content') && src !== undefined) {
        // What leads into the middle of a page is no name of it.
        const part = src.includes('#') ? null : resolvePart(ncx, src, archive);
        const text = tidyLine(label);
        if (part !== null && text !== '' && !labels.has(part)) labels.set(part, text);
      }
    },
    text(text) {
      if (inLabel) label += text;
    },
    close(name) {
      if (name.endsWith('navLabel')) inLabel = false;
    },
  });
  return labels;
}
