/** The exports of what reads documents in `src/articles`, and how each is driven. */

import { toPlainHtml } from '../../../src/articles/asciidoc/plain-html.ts';
import { blockBuilder, codeText } from '../../../src/articles/block-builder.ts';
import { contentHash, readCompanion } from '../../../src/articles/companion.ts';
import {
  convertedBlocks,
  joinCaptions,
  markNotes,
  parseBody,
  placeNote,
} from '../../../src/articles/converted-html.ts';
import { readCsvFile } from '../../../src/articles/csv-file.ts';
import { readDocxFile } from '../../../src/articles/docx/docx-file.ts';
import { cleanPart, hiddenStyles, textsWithin } from '../../../src/articles/docx/left-out.ts';
import type { DraftBlock } from '../../../src/articles/draft.ts';
import { readEpubFile } from '../../../src/articles/epub/epub-file.ts';
import {
  claimedAuthor,
  claimedAuthors,
  claimedDate,
  claimedText,
  claimedTitle,
  titleFrom,
} from '../../../src/articles/file-claims.ts';
import { isHeadRow, mayHead } from '../../../src/articles/header-row.ts';
import { elementsBelow } from '../../../src/articles/html-tree.ts';
import { holdsPart, isEncryptedOffice } from '../../../src/articles/looks.ts';
import { isReferenceNote, noteBlock } from '../../../src/articles/note-block.ts';
import { readContent } from '../../../src/articles/odt/content.ts';
import { readOdtFile } from '../../../src/articles/odt/odt-file.ts';
import { readStyles } from '../../../src/articles/odt/styles.ts';
import { toBlocks } from '../../../src/articles/pdf/blocks.ts';
import { type JudgedLine, judgePages } from '../../../src/articles/pdf/furniture.ts';
import { bodySize, type PdfLine, pageLines } from '../../../src/articles/pdf/lines.ts';
import { pdfLists } from '../../../src/articles/pdf/lists.ts';
import { noteBlocks, partNotes } from '../../../src/articles/pdf/notes.ts';
import { isBrowserPrint, judgePrinted, printedAddress } from '../../../src/articles/pdf/print.ts';
import { tableAt } from '../../../src/articles/pdf/tables.ts';
import { readTagged } from '../../../src/articles/pdf/tagged.ts';
import { typedText } from '../../../src/articles/pdf/typed.ts';
import { joinLines, knownWords } from '../../../src/articles/pdf/words.ts';
import { readBody } from '../../../src/articles/rst/body.ts';
import { inlineText } from '../../../src/articles/rst/inline.ts';
import { dedent, endOfIndented, toRstLines } from '../../../src/articles/rst/lines.ts';
import { readRstFile } from '../../../src/articles/rst/rst-file.ts';
import {
  isColumnBorder,
  isGridBorder,
  readColumns,
  readGrid,
} from '../../../src/articles/rst/tables.ts';
import { decodeBytes } from '../../../src/articles/rtf/charsets.ts';
import { finishParagraph } from '../../../src/articles/rtf/paragraphs.ts';
import { readRtfFile } from '../../../src/articles/rtf/rtf-file.ts';
import { followRtf } from '../../../src/articles/rtf/tokens.ts';
import type { Attributes } from '../../../src/articles/xml.ts';
import { followXml, textsOf } from '../../../src/articles/xml.ts';
import { makeZip } from '../../support/zip.ts';
import { because, type Drive, orRefused, orRejected, type Room, text } from '../listed.ts';
import { pieces } from '../made.ts';

const escaped = (given: string) =>
  given
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has none of them.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');

/** As the text of one element, and as the texts of many. */
const inXml = (before: string, after: string, call: (xml: string) => unknown): Drive[] => [
  (given) => {
    const xml = `<d>${before}${escaped(given)}${after}</d>`;
    return orRefused(() => call(xml))('');
  },
  (given) => {
    const xml = `<d>${before}${pieces(given).map(escaped).join(`${after}${before}`)}${after}</d>`;
    return orRefused(() => call(xml))('');
  },
];

/** As the parts of an archive. */
const packed =
  (file: string, read: (bytes: Uint8Array, file: string) => unknown, name: string) =>
  (given: string) => {
    const bytes = makeZip([
      { name: 'mimetype', content: '' },
      { name, content: `<d>${escaped(given)}</d>` },
    ]);
    return orRejected(async () => read(bytes, file))('');
  };

const asFile =
  (
    file: string,
    read: (bytes: Uint8Array, file: string) => unknown,
    make = (given: string) => given,
  ): Drive =>
  (given) => {
    const bytes = Buffer.from(make(given), 'utf8');
    return orRejected(async () => read(bytes, file))('');
  };

const inBody = (
  before: string,
  after: string,
  call: (body: ReturnType<typeof parseBody>) => unknown,
): Drive[] => [
  (given) => {
    const html = `${before}${escaped(given)}${after}`;
    return orRefused(() => call(parseBody(html)))('');
  },
  (given) => {
    const html = pieces(given)
      .map((piece) => `${before}${escaped(piece)}${after}`)
      .join('');
    return orRefused(() => call(parseBody(html)))('');
  },
];

const paragraphs = (given: string): DraftBlock[] =>
  pieces(given).map((line, i) => ({ kind: 'paragraph', text: line, line: i + 1 }));

/** Lines of a page, one under the other. */
const pdfLines = (lines: readonly string[], page = 1): PdfLine[] =>
  lines.map((line, i) => ({
    ...{ page, text: line, x: 50, right: 500, y: 10_000 - 12 * i, size: 10, turned: false },
    ...{
      marks: [],
      isTyped: i % 7 === 0,
      cells: [
        { text: line, x: 50 },
        { text: line, x: 300 },
      ],
    },
  }));

/** With a page of one line, one of many, and many pages of one each. */
const pages = (call: (pages: PdfLine[][]) => unknown): Drive[] => [
  (given) => {
    const made = [pdfLines([given]), pdfLines(pieces(given), 2)];
    return () => call(made);
  },
  (given) => {
    const made = pieces(given).map((piece, i) => pdfLines([piece], i + 1));
    return () => call(made);
  },
];

const judged = (made: PdfLine[][]): JudgedLine[][] =>
  made.map((lines) => lines.map((line) => ({ ...line, reason: null })));

const placed = (lines: readonly string[]) =>
  lines.map((str, i) => ({
    ...{ str, width: 10, transform: [10, 0, 0, 10, 10 * i, 100], hasEOL: false },
  }));

const plain = (given: string) => inlineText(given, new Map());
const noAttributes: Attributes = {};

const ALL: Room = {
  'src/articles/article-format.ts': {},
  // Asciidoctor takes time with the square of some of its marks in one paragraph; the reading process ends it.
  'src/articles/asciidoc/asciidoc-file.ts': {
    readAsciidocFile: because('Asciidoctor parses it, in the reading process with its limits'),
  },
  'src/articles/asciidoc/plain-html.ts': {
    toPlainHtml: [
      ...inBody(
        '<div class="admonitionblock"><table><tr><td class="icon">',
        '</td></tr></table></div>',
        (body) => toPlainHtml(body, []),
      ),
      ...inBody(
        '<p><sup class="footnote"><a href="#a">1</a></sup></p><div class="footnote" id="a">',
        '</div>',
        (body) => toPlainHtml(body, []),
      ),
    ],
  },
  'src/articles/block-builder.ts': {
    blockBuilder: (given) => {
      const lines = pieces(given);
      return () => {
        const builder = blockBuilder();
        for (const line of lines) builder.quotation(line);
        for (const line of lines) builder.term(line);
        for (const line of lines) builder.definition(line);
        for (const line of lines) builder.code(line, null);
        for (const line of lines) builder.note(line);
        for (const line of lines) builder.item({ text: line, depth: 0, marker: null });
        return builder.done();
      };
    },
    codeText: (given) => {
      const lines = pieces(given);
      return () => codeText(lines);
    },
  },
  'src/articles/item-number.ts': {
    itemNumber: because('a number is all it is told'),
    letterValue: because('four letters are all it is told'),
    romanValue: because('four letters are all it is told'),
  },
  'src/articles/companion.ts': {
    companionProblem: because('a number is all it is told'),
    contentHash: text((given) => contentHash(Buffer.from(given), { bytes: Buffer.from(given) })),
    // No longer one is read: MAX_COMPANION_BYTES.
    readCompanion: text((given) =>
      readCompanion({ bytes: Buffer.from(given.slice(0, 16_384)) }, 'a.pdf'),
    ),
    withCompanion: because('it looks at no text'),
  },
  'src/articles/converted-html.ts': {
    around: because('it looks at the node alone'),
    convertedBlocks: inBody('<p>', '</p>', (body) => convertedBlocks(body)),
    elementsThat: because('it asks what it is given of each element'),
    joinCaptions: inBody(
      '<figcaption>a</figcaption><table><tr><td>',
      '</td></tr></table>',
      joinCaptions,
    ),
    markNotes: (given) => {
      const blocks = paragraphs(given);
      const lines = pieces(given);
      return () => markNotes(blocks, lines);
    },
    moveInto: because('it looks at the node alone'),
    moveToFront: because('it looks at the node alone'),
    parseBody: orRefused(parseBody),
    placeNote: inBody('<p>a<a>b</a></p><aside>', '</aside>', (body) => {
      const [mark] = elementsBelow(body, 'a');
      const [note] = elementsBelow(body, 'aside');
      return mark && note && placeNote(mark, note);
    }),
    remove: because('it looks at the node alone'),
    rename: because('it looks at the node alone'),
    takeOut: because('rawText and tidyLine look at what it takes out'),
    takeOutImages: because('rawText and tidyLine look at what it takes out'),
    wordsOf: because('it splits an attribute at its spaces'),
  },
  'src/articles/csv-file.ts': {
    readCsvFile: [asFile('a.csv', readCsvFile), asFile('a.tsv', readCsvFile)],
  },
  'src/articles/docx/docx-file.ts': {
    readDocxFile: packed('a.docx', readDocxFile, 'word/document.xml'),
  },
  'src/articles/docx/left-out.ts': {
    cleanPart: inXml('<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>', '</w:t></w:r></w:p>', (xml) =>
      cleanPart(xml, new Set()),
    ),
    hiddenStyles: inXml('<w:style w:styleId="a"><w:vanish/>', '</w:style>', hiddenStyles),
    textsWithin: inXml('<w:comment><w:t>', '</w:t></w:comment>', (xml) =>
      textsWithin(xml, 'w:comment'),
    ),
  },
  'src/articles/docx/style-map.ts': {},
  'src/articles/epub/epub-file.ts': {
    readEpubFile: packed('a.epub', readEpubFile, 'META-INF/container.xml'),
  },
  'src/articles/epub/package.ts': {
    readPackage: because('followXml reads its parts'),
    resolvePart: because('an address, which is looked up among the names of the archive'),
  },
  'src/articles/file-claims.ts': {
    claimedAuthor: text(claimedAuthor),
    claimedAuthors: (given) => {
      const names = pieces(given);
      return () => claimedAuthors(names);
    },
    claimedDate: text(claimedDate),
    claimedText: text(claimedText),
    claimedTitle: text(claimedTitle),
    titleFrom: (given) => {
      const blocks: DraftBlock[] = pieces(given).map((line) => ({
        kind: 'heading',
        text: line,
        depth: 2,
        line: 1,
      }));
      return () => titleFrom(blocks, given);
    },
  },
  'src/articles/header-row.ts': {
    isHeadRow: (given) => {
      const rows = pieces(given).map((piece) => [piece, given.slice(0, 20)]);
      return () => isHeadRow(rows);
    },
    mayHead: [
      text((given) => mayHead([given], 1)),
      text((given) => mayHead(pieces(given), pieces(given).length)),
    ],
  },
  'src/articles/looks.ts': {
    holdsPart: text((given) => holdsPart('word/')(Buffer.from(`PK\u0003\u0004${given}`))),
    isCompoundFile: because('it looks at the first bytes'),
    isEncryptedOffice: text((given) =>
      isEncryptedOffice(
        Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from(given)]),
      ),
    ),
    isMimetype: because('it looks at the first bytes'),
    isPdf: because('it looks at the first bytes'),
    isRtf: because('it looks at the first bytes'),
    isZip: because('it looks at the first bytes'),
  },
  'src/articles/note-block.ts': {
    isReferenceNote: text(isReferenceNote),
    noteBlock: text((given) => noteBlock(given, 1)),
  },
  'src/articles/odt/content.ts': {
    readContent: ['text:p', 'text:h', 'office:annotation'].flatMap((tag) =>
      inXml(`<office:text><${tag}>`, `</${tag}></office:text>`, (xml) =>
        readContent(xml, readStyles([])),
      ),
    ),
  },
  'src/articles/odt/odt-file.ts': { readOdtFile: packed('a.odt', readOdtFile, 'content.xml') },
  'src/articles/odt/styles.ts': {
    readStyles: (given) => {
      const styles = pieces(given).map(
        (piece) => `<style:style style:name="${escaped(piece).replaceAll('"', '')}"/>`,
      );
      const xml = `<d>${styles.join('')}</d>`;
      return orRefused(() => readStyles([xml]).kindOf(given))('');
    },
  },
  'src/articles/pdf/blocks.ts': { toBlocks: pages((made) => toBlocks(made.flat())) },
  'src/articles/pdf/furniture.ts': { judgePages: pages(judgePages) },
  'src/articles/pdf/lines.ts': {
    bodySize: pages((made) => bodySize(made.flat())),
    mostCommon: because('counts'),
    pageLines: [
      (given) => {
        const made = placed([given]);
        return () => pageLines(1, made);
      },
      (given) => {
        const made = placed(pieces(given));
        return () => pageLines(1, made);
      },
    ],
  },
  'src/articles/pdf/lists.ts': {
    pdfLists: (given) => {
      const lines = pieces(given);
      return () => {
        const lists = pdfLists([]);
        return lines.map((line, i) => lists.take(`• ${line}`, i % 50, 10, i));
      };
    },
  },
  'src/articles/pdf/notes.ts': {
    noteBlocks: pages((made) => noteBlocks(made.flat(), new Set())),
    partNotes: pages((made) => partNotes(made.flat(), 12)),
  },
  'src/articles/pdf/pdf-file.ts': {
    readPdf: because(
      'pdf.js parses it, in the reading process with its limits; what it finds goes through pageLines, judgePages, readTagged and toBlocks',
    ),
    readPdfFile: because('it is readPdf'),
  },
  'src/articles/pdf/print.ts': {
    isBrowserPrint: text((given) => isBrowserPrint({ Creator: given })),
    judgePrinted: pages((made) => judgePrinted(judged(made))),
    printedAddress: [
      text((given) => printedAddress([`http://${given}`])),
      text((given) => printedAddress(pieces(given))),
    ],
  },
  'src/articles/pdf/tables.ts': {
    tableAt: pages((made) => tableAt(made.flat(), 0)),
  },
  'src/articles/pdf/tagged.ts': {
    readTagged: (given) => {
      const lines = pieces(given);
      const items = lines.flatMap((str, i) => [
        { type: 'beginMarkedContentProps', id: `mc${i}` },
        ...placed([str]),
        { type: 'endMarkedContent' },
      ]);
      const children = lines.map((_, i) => ({
        role: ['P', 'H2', 'BlockQuote', 'Code'][i % 4] ?? 'P',
        children: [{ type: 'content', id: `mc${i}` } as const],
      }));
      const tree = { role: 'Root', children };
      return () => readTagged([{ page: 1, tree, items, typed: new Set() }], new Set());
    },
  },
  'src/articles/pdf/typed.ts': { typedText: pages((made) => typedText(made.flat())) },
  'src/articles/pdf/words.ts': {
    joinLines: [
      text((given) => joinLines(`${given}-`, given, new Set())),
      (given) => {
        const lines = pieces(given);
        return () => lines.reduce((whole, line) => joinLines(whole, line, new Set()), '');
      },
    ],
    knownWords: [text((given) => knownWords([given])), text((given) => knownWords(pieces(given)))],
  },
  'src/articles/rst/body.ts': {
    paragraphsOf: because('it parts lines at blank ones'),
    readBody: [
      text(readBody),
      ...['* ', '.. note:: ', '   ', '.. [#] ', ':a: ', '| ', '+-+\n| '].map((before) =>
        text((given) =>
          readBody(
            pieces(given)
              .map((piece) => `${before}${piece}`)
              .join('\n\n'),
          ),
        ),
      ),
      text((given) =>
        readBody(
          pieces(given)
            .map((piece) => `a\n  ${piece}`)
            .join('\n'),
        ),
      ),
    ],
  },
  'src/articles/rst/directives.ts': { readDirective: because('readBody drives it') },
  'src/articles/rst/inline.ts': {
    inlineText: [
      text(plain),
      ...['`', '``', '*', '**', '|', ':a:`', '['].map((mark) =>
        text((given) => plain(pieces(given).join(mark))),
      ),
    ],
  },
  'src/articles/rst/lines.ts': {
    dedent: text((given) => dedent(toRstLines(given))),
    endOfIndented: text((given) => endOfIndented(toRstLines(given), 0, 0)),
    indentOf: because('readBody drives it'),
    isBlank: because('readBody drives it'),
    toRstLines: text(toRstLines),
  },
  'src/articles/rst/reading.ts': {},
  'src/articles/rst/rst-file.ts': { readRstFile: asFile('a.rst', readRstFile) },
  'src/articles/rst/tables.ts': {
    isColumnBorder: [
      text(isColumnBorder),
      text((given) => isColumnBorder(given.replace(/\S/g, '='))),
    ],
    isGridBorder: [
      text(isGridBorder),
      text((given) => isGridBorder(`+${given.replace(/./gs, '-')}`)),
    ],
    readColumns: (given) => {
      const lines = ['== ==', ...pieces(given), '== =='];
      return () => readColumns(lines, plain);
    },
    readGrid: (given) => {
      const lines = ['+-+-+', ...pieces(given).map((piece) => `|${piece}|`), '+-+-+'];
      return () => readGrid(lines, plain);
    },
  },
  'src/articles/rtf/charsets.ts': {
    decodeBytes: text((given) => decodeBytes([...Buffer.from(given)], 'windows-1252')),
    ofCharset: because('a number is all it is told'),
    ofCodePage: because('a number is all it is told'),
  },
  'src/articles/rtf/paragraphs.ts': {
    finishParagraph: text((given) =>
      finishParagraph(blockBuilder(), given, {
        ...{
          styleNumber: 0,
          style: given.slice(0, 100),
          outline: null,
          level: 0,
          indent: 0,
          mark: given,
        },
        ...{ isInTable: false, isCentred: false, isBold: false, isTyped: false },
      }),
    ),
  },
  'src/articles/rtf/rtf-file.ts': {
    readRtfFile: [
      asFile('a.rtf', readRtfFile, (given) => `{\\rtf1 ${given}}`),
      asFile('a.rtf', readRtfFile, (given) => `{\\rtf1 ${pieces(given).join('\\par ')}}`),
      asFile('a.rtf', readRtfFile, (given) => `{\\rtf1 {${pieces(given).join('}{\\v ')}}}`),
    ],
  },
  'src/articles/rtf/tokens.ts': {
    followRtf: text((given) => {
      const none = () => undefined;
      followRtf(given, {
        open: none,
        close: none,
        word: none,
        symbol: none,
        byte: none,
        text: none,
      });
    }),
  },
  'src/articles/xml.ts': {
    followXml: [
      orRefused((given) => followXml(given, {})),
      ...inXml('<a>', '</a>', (xml) => followXml(xml, { open: () => noAttributes })),
    ],
    textsOf: inXml('<a>', '</a>', (xml) => textsOf(xml, ['a'])),
  },
  'src/articles/zip.ts': {
    openArchive: because(
      'yauzl opens it: what it unpacks to is counted, its parts and their names are bounded',
    ),
  },
};

const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/'));

const inFolder = (folder: string): Room =>
  Object.fromEntries(Object.entries(ALL).filter(([file]) => folderOf(file) === folder));

/** What lies among the readers of all formats. */
export const DOCUMENTS: Room = inFolder('src/articles');

/** Formats whose readers have a folder of their own, by that. */
export const DOCUMENT_FOLDERS: Readonly<Record<string, Room>> = Object.fromEntries(
  [...new Set(Object.keys(ALL).map(folderOf))]
    .filter((folder) => folder !== 'src/articles')
    .map((folder) => [folder, inFolder(folder)]),
);
