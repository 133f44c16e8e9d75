/** Word documents: mammoth makes HTML of their words, from parts that were unpacked and looked through before. */
import JSZip from 'jszip';
import mammoth from 'mammoth';
import type { DroppedLine } from '../../model.ts';
import { statement, type Warning } from '../../refusals.ts';
import { convertedBlocks, parseFragment, takeOut } from '../converted-html.ts';
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
import { textsOf } from '../xml.ts';
import { type Archive, openArchive } from '../zip.ts';
import { cleanPart, hiddenStyles, textsWithin } from './left-out.ts';
import { STYLE_MAP, TITLE_CLASS } from './style-map.ts';

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
  const { metadata: claimed, warnings } = await propertiesOf(archive);
  const { body, create } = parseFragment(html);
  for (const mark of [
    ...body.querySelectorAll('sup > a[href^="#footnote-"], sup > a[href^="#endnote-"]'),
  ]) {
    mark.parentNode?.remove();
  }
  // The way back from a note, and its list: a note is a paragraph.
  for (const note of [...body.querySelectorAll('li[id^="footnote-"], li[id^="endnote-"]')]) {
    for (const back of [
      ...note.querySelectorAll('a[href^="#footnote-ref-"], a[href^="#endnote-ref-"]'),
    ]) {
      back.remove();
    }
    const list = note.parentNode;
    const part = create('div');
    part.innerHTML = note.innerHTML;
    list?.parentNode?.append(part);
    note.remove();
    if (list && [...list.children].length === 0) list.remove();
  }
  takeOut(body, 'img', statement('image'), dropped);
  const shownTitle = body.querySelector(`h1.${TITLE_CLASS}`);
  const title = claimedText(shownTitle?.textContent) ?? claimed.title;
  shownTitle?.remove();
  const { blocks: all, dropped: more } = convertedBlocks(body.innerHTML);
  const own = noMetadata();
  const { title: found, blocks } = titleFrom(withoutBylines(all, own, dropped), title);
  const metadata = { ...own, title: found };
  fillMetadata(metadata, claimed);
  return { drafts: [{ metadata, blocks }], dropped: [...dropped, ...more], warnings };
};

/** The document's HTML; what is left out on the way is noted. */
async function toHtml(archive: Archive, dropped: DroppedLine[]): Promise<string> {
  const clean = new JSZip();
  const styles = archive.has('word/styles.xml') ? await archive.text('word/styles.xml') : '';
  const hidden = styles === '' ? new Set<string>() : hiddenStyles(styles);
  for (const name of archive.names) {
    if (WORDS.test(name)) {
      const { xml, leftOut } = cleanPart(await archive.text(name), hidden);
      dropped.push(...leftOut.map((each) => ({ ...each, line: 1 })));
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
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
    },
  );
  return value;
}

async function propertiesOf(
  archive: Archive,
): Promise<{ metadata: DraftMetadata; warnings: Warning[] }> {
  const metadata = noMetadata();
  if (!archive.has(CORE)) return { metadata, warnings: [] };
  const said = textsOf(await archive.text(CORE), CORE_NAMES);
  metadata.title = claimedTitle(said.get('dc:title'));
  metadata.author = claimedAuthor(said.get('dc:creator'));
  metadata.language = languageTag(said.get('dc:language') ?? '');
  metadata.published = claimedDate(said.get('dcterms:issued') ?? said.get('dcterms:created'));
  const warnings = metadata.published === null ? [] : [statement('datedByFile')];
  return { metadata, warnings };
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
