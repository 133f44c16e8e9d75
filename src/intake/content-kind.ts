/** What bytes are, by their looks, their ending and what their server says, and never by one alone. */
import { FORMATS } from '../articles/formats.ts';

/** What can be read into articles: a format of the folder by its name. */
export type ContentKind = keyof typeof FORMATS;

const KINDS = Object.entries(FORMATS);

/** The usual endings of what can be added, one a kind. */
export const ADDABLE_ENDINGS: readonly string[] = KINDS.map(([, { endings }]) => endings[0]);

/** What a file or a server says of its content. */
export interface Claim {
  /** A file's name or a URL's path; only its ending counts. */
  readonly name: string;
  /** A media type, with or without parameters; null or '' where none was given. */
  readonly contentType?: string | null | undefined;
}

const BY_ENDING: ReadonlyMap<string, ContentKind> = new Map(
  KINDS.flatMap(([kind, { endings }]) => endings.map((ending) => [ending, kind])),
);

const BY_TYPE: ReadonlyMap<string, ContentKind> = new Map(
  KINDS.flatMap(([kind, { mediaTypes }]) => mediaTypes.map((type) => [type, kind])),
);

/** Says nothing about what the bytes are. */
const UNKNOWN_TYPES: ReadonlySet<string> = new Set([
  '',
  'application/octet-stream',
  'binary/octet-stream',
  'application/force-download',
]);

/** The marker stands among the first 1,024 bytes, by what Acrobat has always accepted. */
const PDF_MARKER_WITHIN = 1_024;

/** A page's first tag comes after comments and an XML declaration at most. */
const HEAD_BYTES = 4_096;

/** Begins a whole page, not a piece of HTML such as Markdown may open with. */
const PAGE_START = /<(?:!doctype\s+html|html|head|body)(?=[\s>])/iy;
const BLANK = /[\s\ufeff]+/y;

/** What may stand before a page's first tag: what opens it, and what ends it. */
const BEFORE_PAGE = [
  ['<!--', '-->'],
  ['<?xml', '>'],
] as const;

/** Whether a text begins a page of HTML. Looks at each character once or twice. */
function beginsPage(text: string): boolean {
  let at = 0;
  for (let before = -1; before !== at; ) {
    before = at;
    BLANK.lastIndex = at;
    if (BLANK.test(text)) at = BLANK.lastIndex;
    for (const [opening, closing] of BEFORE_PAGE) {
      if (text.slice(at, at + opening.length).toLowerCase() !== opening) continue;
      const end = text.indexOf(closing, at + opening.length);
      if (end === -1) return false;
      at = end + closing.length;
    }
  }
  PAGE_START.lastIndex = at;
  return PAGE_START.test(text);
}

/** The kind that a name's ending claims, or null for an ending that is none of ours. */
function kindOfName(name: string): ContentKind | null {
  return BY_ENDING.get(/\.[^./\\]+$/.exec(name)?.[0].toLowerCase() ?? '') ?? null;
}

/** Whether a kind is no text, so that its own reader has to say what is wrong with it. */
function isDocument(kind: ContentKind | null): boolean {
  return kind !== null && FORMATS[kind]?.isText === false;
}

/** A media type without its parameters, in lower case. */
export function mediaType(contentType: string | null | undefined): string {
  return (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** Whether a media type is one that articles come in, or says nothing. */
export function isAcceptedType(contentType: string | null | undefined): boolean {
  const type = mediaType(contentType);
  return BY_TYPE.has(type) || UNKNOWN_TYPES.has(type);
}

/**
 * What bytes are. Looks win over claims where they are certain: a PDF or a Word document under any name
 * is one, a whole page of HTML is HTML. Whether text is text at all is left to the reader of the articles.
 * @returns null where neither looks, type nor ending say that it is something to read
 */
export function contentKind(bytes: Uint8Array, { name, contentType }: Claim): ContentKind | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD_BYTES));
  const claimed = BY_TYPE.get(mediaType(contentType)) ?? null;
  const named = kindOfName(name);
  const looks = KINDS.find(([, { looksLike }]) => looksLike?.(bytes))?.[0];
  if (looks !== undefined) return looks;
  const marker = head.subarray(0, PDF_MARKER_WITHIN).indexOf('%PDF-');
  if (marker > 0 && (claimed === 'pdf' || named === 'pdf')) return 'pdf';
  // What says that it is a document and does not look like one is damaged; its reader says so.
  if (isDocument(claimed)) return claimed;
  if (claimed === null && isDocument(named)) return named;
  if (beginsPage(head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, ''))) return 'html';
  // Servers send Markdown as plain text.
  if (claimed === null || claimed === 'text') return named ?? claimed;
  return claimed;
}
