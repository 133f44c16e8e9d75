/** Which files are articles, by the endings of their names; each format has a reader of its own. */
import { type ArticleFormat, MAX_BYTES_WITH_PICTURES, MAX_TEXT_BYTES } from './article-format.ts';
import { holdsPart, isMimetype, isPdf, isRtf } from './looks.ts';

const markdown: ArticleFormat = {
  endings: ['.md', '.markdown', '.mdx'],
  mediaTypes: ['text/markdown', 'text/x-markdown'],
  isText: true,
  isKept: true,
  maxBytes: MAX_TEXT_BYTES,
  load: async () => (await import('./text-files.ts')).readMarkdownFile,
};

const text: ArticleFormat = {
  endings: ['.txt'],
  mediaTypes: ['text/plain'],
  isText: true,
  isKept: true,
  maxBytes: MAX_TEXT_BYTES,
  load: async () => (await import('./text-files.ts')).readTextFile,
};

const html: ArticleFormat = {
  endings: ['.html', '.htm'],
  mediaTypes: ['text/html', 'application/xhtml+xml'],
  isText: true,
  isKept: false,
  maxBytes: MAX_TEXT_BYTES,
  load: async () => (await import('./html-file.ts')).readHtmlFile,
};

const pdf: ArticleFormat = {
  endings: ['.pdf'],
  mediaTypes: ['application/pdf', 'application/x-pdf'],
  isText: false,
  isKept: false,
  maxBytes: MAX_BYTES_WITH_PICTURES,
  looksLike: isPdf,
  load: async () => (await import('./pdf/pdf-file.ts')).readPdfFile,
};

const docx: ArticleFormat = {
  endings: ['.docx', '.docm'],
  mediaTypes: [
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.ms-word.document.macroenabled.12',
  ],
  isText: false,
  isKept: false,
  maxBytes: MAX_BYTES_WITH_PICTURES,
  looksLike: holdsPart('word/'),
  load: async () => (await import('./docx/docx-file.ts')).readDocxFile,
};

const odt: ArticleFormat = {
  endings: ['.odt', '.ott'],
  mediaTypes: ['application/vnd.oasis.opendocument.text'],
  isText: false,
  isKept: false,
  maxBytes: MAX_BYTES_WITH_PICTURES,
  looksLike: isMimetype('application/vnd.oasis.opendocument.text'),
  load: async () => (await import('./odt/odt-file.ts')).readOdtFile,
};

const epub: ArticleFormat = {
  endings: ['.epub'],
  mediaTypes: ['application/epub+zip'],
  isText: false,
  isKept: false,
  maxBytes: MAX_BYTES_WITH_PICTURES,
  looksLike: isMimetype('application/epub+zip'),
  load: async () => (await import('./epub/epub-file.ts')).readEpubFile,
};

const asciidoc: ArticleFormat = {
  endings: ['.adoc', '.asciidoc'],
  mediaTypes: ['text/asciidoc', 'text/x-asciidoc'],
  isText: true,
  isKept: false,
  maxBytes: MAX_TEXT_BYTES,
  load: async () => (await import('./asciidoc/asciidoc-file.ts')).readAsciidocFile,
};

const rst: ArticleFormat = {
  endings: ['.rst', '.rest'],
  mediaTypes: ['text/x-rst', 'text/prs.fallenstein.rst'],
  isText: true,
  isKept: false,
  maxBytes: MAX_TEXT_BYTES,
  load: async () => (await import('./rst/rst-file.ts')).readRstFile,
};

const rtf: ArticleFormat = {
  endings: ['.rtf'],
  mediaTypes: ['application/rtf', 'text/rtf'],
  // It names its character sets itself.
  isText: false,
  isKept: false,
  maxBytes: MAX_BYTES_WITH_PICTURES,
  looksLike: isRtf,
  load: async () => (await import('./rtf/rtf-file.ts')).readRtfFile,
};

const csv: ArticleFormat = {
  endings: ['.csv', '.tsv'],
  mediaTypes: ['text/csv', 'text/tab-separated-values'],
  isText: true,
  isKept: false,
  maxBytes: MAX_TEXT_BYTES,
  load: async () => (await import('./csv-file.ts')).readCsvFile,
};

/** By name. Add a format here: that of a reader in a file of its own. */
export const FORMATS: Readonly<Record<string, ArticleFormat>> = {
  markdown,
  text,
  html,
  pdf,
  docx,
  odt,
  epub,
  asciidoc,
  rst,
  rtf,
  csv,
};

const byEnding = new Map(
  Object.values(FORMATS).flatMap((format) => format.endings.map((ending) => [ending, format])),
);

/** The usual endings of article files, one a format. */
export const ENDINGS: readonly string[] = Object.values(FORMATS).map(({ endings }) => endings[0]);

/** The format of a file by the ending of its name; null for what is no article. */
export function formatOf(file: string): ArticleFormat | null {
  // What Office puts beside a document as long as it is open.
  if (/(?:^|\/)~\$/.test(file)) return null;
  return byEnding.get(/\.[^./]+$/.exec(file)?.[0].toLowerCase() ?? '') ?? null;
}

/** Bytes of the largest file of a name that is read. */
export function maxBytesOf(file: string): number {
  return formatOf(file)?.maxBytes ?? MAX_TEXT_BYTES;
}

/** What people put beside the articles and wonder why it is not found, and what it can be saved as. */
const SAVED_AS: readonly (readonly [RegExp, readonly [string, ...string[]]])[] = [
  [/\.(?:doc|dot|wpd|wps|pages|sxw|gdoc)$/i, ['.docx', '.odt', '.pdf']],
  [/\.(?:xlsx?|xlsm|ods|numbers|gsheet)$/i, ['.csv', '.tsv']],
  [/\.(?:pptx?|odp|key|gslides|xps|ps|djvu)$/i, ['.pdf']],
  [/\.(?:mobi|azw3?|kfx|fb2|lit)$/i, ['.epub']],
  [/\.(?:tex|org|textile|wiki|mediawiki)$/i, ['.md', '.html']],
];

/** The endings that a document can be saved with to be read; null for what is no document. */
export function savedAs(file: string): readonly string[] | null {
  if (/(?:^|\/)~\$/.test(file)) return null;
  return SAVED_AS.find(([pattern]) => pattern.test(file))?.[1] ?? null;
}

/** Whether a file is an article by the ending of its name. */
export function isArticleName(file: string): boolean {
  return formatOf(file) !== null;
}
