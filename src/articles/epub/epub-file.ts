/** Books: their pages in reading order, each chapter a section. Scripts are never run and nothing is fetched. */
import type { DroppedLine } from '../../model.ts';
import { statement } from '../../refusals.ts';
import { textOf } from '../block-text.ts';
import {
  around,
  type ConvertedBlocks,
  convertedBlocks,
  elementsThat,
  markNotes,
  parseBody,
  placeNote,
  remove,
  rename,
  takeOut,
  takeOutImages,
  wordsOf,
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
import { attribute, elementsBelow, type HtmlElement, rawText } from '../html-tree.ts';
import { tidyLine } from '../tidy.ts';
import { Unreadable } from '../unreadable.ts';
import { followXml } from '../xml.ts';
import { type Archive, openArchive } from '../zip.ts';
import { type BookPackage, readPackage, resolvePart } from './package.ts';

/** What of a page is no text of the book, by what the page says (EPUB 3 structural semantics). */
const CONTENTS = new Set(['toc', 'landmarks', 'page-list', 'loi', 'lot']);
const NOTE_LINKS = new Set([
  'noteref',
  'referrer',
  'doc-noteref',
  'doc-backlink',
  'footnote-ref',
  'footnote-back',
]);
const NOTES = new Set(['footnote', 'endnote', 'rearnote', 'doc-footnote', 'doc-endnote']);
const NOTE_BACKS = new Set(['referrer', 'doc-backlink', 'footnote-back']);
const PAGE_BREAKS = new Set(['pagebreak', 'doc-pagebreak']);

/** Says who wrote what, as the package does. */
const TITLE_PAGE = /\bepub:type="[^"]*\btitlepage\b/;

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
    for (const line of read.dropped) dropped.push(line);
    const label = labels.get(name);
    if (label !== undefined && read.blocks[0]?.kind !== 'heading' && read.blocks.some(isBody)) {
      blocks.push({ kind: 'heading', text: label, depth: 1, line: blocks.length + 1 });
    }
    for (const block of read.blocks) blocks.push(block);
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
  const lines = blocks.map((block) => ({ text: tidyLine(textOf(block)), line: block.line }));
  return [...lines, ...dropped.map(({ text, line }) => ({ text, line }))];
}

/** What an element is for, by all the ways in which pages say so. */
function isFor(element: HtmlElement, uses: ReadonlySet<string>): boolean {
  return ['epub:type', 'role', 'class'].some((name) =>
    wordsOf(element, name).some((word) => uses.has(word)),
  );
}

function readPage(page: string, firstLine: number): ConvertedBlocks {
  const dropped: DroppedLine[] = [];
  // The declaration says that elements may end at once, which HTML has no way to.
  const body = parseBody(/^\s*<\?xml/.test(page) ? page : `<?xml version="1.0"?>${page}`);
  for (const mark of elementsThat(body, (each) => isFor(each, PAGE_BREAKS))) remove(mark);
  const contents = elementsThat(body, (each) => each.tagName === 'nav' || isFor(each, CONTENTS));
  takeOut(contents, statement('contentsList'), dropped);
  const notes = placeNotes(body);
  takeOutImages(body, dropped);
  const read = convertedBlocks(body, firstLine);
  return { blocks: markNotes(read.blocks, notes), dropped: [...dropped, ...read.dropped] };
}

/** Puts notes behind what refers to them; others stay, and are no items of a list. */
function placeNotes(body: HtmlElement): string[] {
  const isNote = (each: HtmlElement) => each.tagName !== 'a' && isFor(each, NOTES);
  // To our reader an aside is a box of a site; here it is a note that belongs to the text.
  for (const note of elementsThat(body, isNote)) {
    const list = around(note);
    if (note.tagName === 'li' && list !== null) rename(list, 'div');
    if (note.tagName === 'li' || note.tagName === 'aside') rename(note, 'div');
  }
  const notes = new Map<string, HtmlElement>();
  for (const note of elementsThat(body, isNote)) notes.set(`#${attribute(note, 'id') ?? ''}`, note);
  const texts: string[] = [];
  const links = elementsBelow(body, 'a').filter((link) => isFor(link, NOTE_LINKS));
  for (const link of links) {
    const target = attribute(link, 'href') ?? '';
    const note = isFor(link, NOTE_BACKS) ? undefined : notes.get(target);
    notes.delete(note === undefined ? '' : target);
    if (note !== undefined) {
      for (const back of elementsBelow(note, 'a').filter((each) => isFor(each, NOTE_BACKS)))
        remove(back);
      texts.push(placeNote(link, note));
    }
    const mark = around(link);
    const isAlone = mark?.tagName === 'sup' && rawText(mark).trim() === rawText(link).trim();
    remove(isAlone ? mark : link);
  }
  return texts;
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
