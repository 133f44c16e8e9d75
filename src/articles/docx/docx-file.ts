/** Word documents: mammoth makes HTML of their words, from parts that were unpacked and looked through before. */
import JSZip from 'jszip';
import mammoth from 'mammoth';
import type { DroppedLine } from '../../model.ts';
import { type DropReason, statement } from '../../refusals.ts';
import {
  around,
  convertedBlocks,
  elementsThat,
  joinCaptions,
  markNotes,
  parseBody,
  placeNote,
  remove,
  takeOutImages,
  wordsOf,
} from '../converted-html.ts';
import { byline, dateOnly, META_REASON } from '../credits.ts';
import {
  type DraftBlock,
  type DraftMetadata,
  fillMetadata,
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
import { attribute, elementsBelow, type HtmlElement, rawText } from '../html-tree.ts';
import { textsOf } from '../xml.ts';
import { type Archive, openArchive } from '../zip.ts';
import { cleanPart, hiddenStyles, textsWithin } from './left-out.ts';
import { AUTHOR_CLASS, DATE_CLASS, STYLE_MAP, TITLE_CLASS } from './style-map.ts';

/** Parts with words for readers. */
const WORDS = /^word\/(?:document\d*|footnotes|endnotes)\.xml$/;
const COMMENTS = /^word\/comments\.xml$/;
const AROUND = /^word\/(?:header|footer)\d*\.xml$/;

/** All that mammoth needs beside them: no picture, no macro, no embedded document. */
const NEEDED =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/(?:styles|numbering|comments)\.xml|word\/_rels\/[^/]*\.rels)$/;

const CORE = 'docProps/core.xml';
const CORE_NAMES = ['dc:title', 'dc:creator', 'dc:language', 'dcterms:created', 'dcterms:issued'];

/** Bylines stand among the first lines. */
const BYLINE_WITHIN = 4;

/** Reads a Word document: one article. Fields, links and pictures that lie elsewhere are never fetched. */
export const readDocxFile: ReadFormat = async (bytes) => {
  const archive = await openArchive(bytes);
  const dropped: DroppedLine[] = [];
  const html = await toHtml(archive, dropped);
  const claimed = await propertiesOf(archive);
  const body = parseBody(html);
  const notes = placeNotes(body);
  takeOutImages(body, dropped);
  joinCaptions(body);
  const own = noMetadata();
  const title = takeShown(body, TITLE_CLASS) ?? claimed.title;
  own.author = takeShown(body, AUTHOR_CLASS, statement('byline'), dropped);
  own.published = claimedDate(takeShown(body, DATE_CLASS, statement('dateLine'), dropped));
  const { blocks: all, dropped: more } = convertedBlocks(body);
  const { title: found, blocks } = titleFrom(
    withoutBylines(markNotes(all, notes), own, dropped),
    title,
  );
  const metadata = { ...own, title: found };
  fillMetadata(metadata, claimed);
  const isDated = own.published === null && metadata.published !== null;
  return {
    drafts: [{ metadata, blocks }],
    dropped: [...dropped, ...more],
    warnings: isDated ? [statement('datedByFile')] : [],
  };
};

/** Puts notes behind what refers to them: without their numbers, and without the way back. */
function placeNotes(body: HtmlElement): string[] {
  const links = elementsBelow(body, 'a');
  const targetOf = (link: HtmlElement) => attribute(link, 'href') ?? '';
  for (const back of links.filter((link) => /^#(?:foot|end)note-ref-/.test(targetOf(link))))
    remove(back);
  const items = elementsBelow(body, 'li');
  const notes = new Map(items.map((item) => [`#${attribute(item, 'id') ?? ''}`, item]));
  const texts: string[] = [];
  for (const link of links.filter((each) => /^#(?:foot|end)note-\d/.test(targetOf(each)))) {
    const mark = around(link);
    const note = notes.get(targetOf(link));
    notes.delete(targetOf(link));
    if (note !== undefined) texts.push(placeNote(link, note));
    remove(mark?.tagName === 'sup' ? mark : link);
  }
  return texts;
}

/** The text of the first paragraph of a class, which is shown elsewhere than in the text. */
function takeShown(
  body: HtmlElement,
  name: string,
  reason?: DropReason,
  dropped?: DroppedLine[],
): string | null {
  const [element] = elementsThat(body, (each) => wordsOf(each, 'class').includes(name));
  const text = element === undefined ? null : claimedText(rawText(element));
  if (element === undefined || text === null) return null;
  remove(element);
  if (reason !== undefined) dropped?.push({ line: 1, text, reason });
  return text;
}

/** The document's HTML; what is left out on the way is noted. */
async function toHtml(archive: Archive, dropped: DroppedLine[]): Promise<string> {
  const clean = new JSZip();
  const styles = archive.has('word/styles.xml') ? await archive.text('word/styles.xml') : '';
  const hidden = styles === '' ? new Set<string>() : hiddenStyles(styles);
  for (const name of archive.names) {
    if (WORDS.test(name)) {
      const { xml, leftOut } = cleanPart(await archive.text(name), hidden);
      for (const each of leftOut) dropped.push({ ...each, line: 1 });
      clean.file(name, xml);
    } else if (NEEDED.test(name)) clean.file(name, await archive.bytes(name));
    if (COMMENTS.test(name))
      note(textsWithin(await archive.text(name), 'w:comment'), 'reviewComment');
    if (AROUND.test(name)) note(textsWithin(await archive.text(name), 'w:p'), 'pageHeader');
  }

  function note(texts: readonly string[], key: 'reviewComment' | 'pageHeader'): void {
    for (const text of new Set(texts)) dropped.push({ line: 1, text, reason: statement(key) });
  }

  // Packed anew and not packed: what mammoth unpacks is what was counted.
  const buffer = await clean.generateAsync({ type: 'nodebuffer', compression: 'STORE' });
  const { value } = await mammoth.convertToHtml(
    { buffer },
    {
      styleMap: STYLE_MAP,
      // A document may bring a map of its own, which could make anything of anything.
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      // Blank lines of code are empty paragraphs.
      ignoreEmptyParagraphs: false,
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
    },
  );
  return value;
}

async function propertiesOf(archive: Archive): Promise<DraftMetadata> {
  const metadata = noMetadata();
  if (!archive.has(CORE)) return metadata;
  const said = textsOf(await archive.text(CORE), CORE_NAMES);
  metadata.title = claimedTitle(said.get('dc:title'));
  metadata.author = claimedAuthor(said.get('dc:creator'));
  metadata.language = languageTag(said.get('dc:language') ?? '');
  metadata.published = claimedDate(said.get('dcterms:issued') ?? said.get('dcterms:created'));
  return metadata;
}

/** What the first lines say of author and date, which programs put under the title. */
function withoutBylines(
  blocks: readonly DraftBlock[],
  metadata: DraftMetadata,
  dropped: DroppedLine[],
): DraftBlock[] {
  return blocks.filter((block, i) => {
    if (i >= BYLINE_WITHIN || block.kind !== 'paragraph') return true;
    const credit = byline(block.text) ?? dateOnly(block.text);
    if (credit === null) return true;
    fillMetadata(metadata, credit.metadata);
    dropped.push({
      line: block.line,
      text: block.text,
      reason: statement(META_REASON[credit.kind]),
    });
    return false;
  });
}
