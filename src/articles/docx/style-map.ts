/** What styles of Word documents are, in mammoth's words; those of Word, LibreOffice and pandoc. */

/** By which the elements of title, author and date are found again in the HTML. */
export const TITLE_CLASS = 'document-title';
export const AUTHOR_CLASS = 'document-author';
export const DATE_CLASS = 'document-date';

/** Paragraphs of code: each is a line, or several with breaks. */
const CODE = [
  'Source Code',
  'HTML Preformatted',
  'Preformatted Text',
  'Code',
  'Code Block',
  'Plain Text',
  'macro',
];

const QUOTATIONS = ['Quote', 'Intense Quote', 'Block Text', 'Quotations', 'Block Quote'];

const CAPTIONS = [
  'caption',
  'Caption',
  'Table Caption',
  'Image Caption',
  'Table',
  'Illustration',
  'Figure',
  'Drawing',
];

const named = (names: readonly string[], kind: 'p' | 'r', to: string): string[] =>
  names.map((name) => `${kind}[style-name='${name}'] => ${to}`);

/** One rule a line; mammoth's own follow it. */
export const STYLE_MAP: string[] = [
  `p[style-name='Title'] => h1.${TITLE_CLASS}:fresh`,
  `p[style-name='Author'] => p.${AUTHOR_CLASS}:fresh`,
  `p[style-name='Date'] => p.${DATE_CLASS}:fresh`,
  ...named(CODE, 'p', "pre:separator('\\n')"),
  ...named(QUOTATIONS, 'p', 'blockquote > p:fresh'),
  ...named(CAPTIONS, 'p', 'figcaption:fresh'),
  "p[style-name^='Definition Term'] => dl > dt:fresh",
  "p[style-name^='Definition'] => dl > dd:fresh",
  ...named(['List Heading'], 'p', 'dl > dt:fresh'),
  ...named(['List Contents'], 'p', 'dl > dd:fresh'),
  // Deleted without tracking: shown struck through, and read as it is shown.
  'strike => s',
];
