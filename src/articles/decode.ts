/** Bytes to text: UTF-8, UTF-16 and Windows code pages, or one clear sentence why not. */
import { FootnoteError } from '../errors.ts';
import { type Charset, decodeAs, detectCharset } from './charset.ts';
import { removeInvisible } from './tidy.ts';

/** No article is longer; a larger file is a mistake, and reading it would stall everything else. */
const MAX_FILE_BYTES = 20 * 1024 * 1024;

/** The first bytes of formats that are often saved under a wrong name. */
const MAGIC: readonly (readonly [string, readonly number[]])[] = [
  ['a PDF document', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['a ZIP archive or Office document', [0x50, 0x4b, 0x03, 0x04]],
  ['a PNG image', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG image', [0xff, 0xd8, 0xff]],
  ['a GIF image', [0x47, 0x49, 0x46, 0x38]],
  ['a gzip archive', [0x1f, 0x8b, 0x08]],
  ['an old Office document', [0xd0, 0xcf, 0x11, 0xe0]],
  ['an RTF document', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['a RAR archive', [0x52, 0x61, 0x72, 0x21, 0x1a]],
  ['a 7z archive', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
];

/** Enough of a file to tell text from data by. */
const SAMPLE_BYTES = 64 * 1024;

/** Text has next to no control characters; compressed data has one in eight bytes. */
const MAX_CONTROL_SHARE = 0.01;
const STRAY_CONTROLS = 4;

/** The size of a file as people write it. */
export function describeSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${Math.round(bytes / (1024 * 1024))} MB`;
}

/** The refusal of a file by its size, or null. Made to be asked before the file is read. */
export function sizeProblem(bytes: number): string | null {
  if (bytes === 0) return 'it is empty';
  if (bytes <= MAX_FILE_BYTES) return null;
  return `it is ${describeSize(bytes)}, more than the ${describeSize(MAX_FILE_BYTES)} an article may have`;
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

function isControl(byte: number): boolean {
  return (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) || byte === 127;
}

/** Whether there are more controls in it than stray ones; UTF-16 is full of zeros. */
function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const controls = sample.reduce((count, byte) => count + (isControl(byte) ? 1 : 0), 0);
  return bytes.includes(0) || controls > STRAY_CONTROLS + sample.length * MAX_CONTROL_SHARE;
}

/** What a reader should know of how a text was decoded; nothing where that was plain. */
function warningsOf({ label, by }: Charset, text: string): string[] {
  if (by !== 'guess') return [];
  if (label.startsWith('utf-16')) {
    return [`the text has no byte order mark and was read as ${label.toUpperCase()}`];
  }
  if (label !== 'utf-8') {
    return [`the text is not valid UTF-8 and was read as ${label.replace('w', 'W')}`];
  }
  const broken = text.split('\ufffd').length - 1;
  const line = text.slice(0, text.indexOf('\ufffd')).split('\n').length;
  return [`the text is not valid UTF-8: ${broken} broken characters, the first in line ${line}`];
}

/**
 * Decodes a file's bytes to text without invisible characters, line ends as `\n`.
 * @throws FootnoteError `bad-article` for an empty, too large or binary file.
 */
export function decodeText(bytes: Uint8Array, file: string): { text: string; warnings: string[] } {
  const refuse = (reason: string) =>
    new FootnoteError('bad-article', `${file} was not indexed: ${reason}.`);
  const size = sizeProblem(bytes.length);
  if (size !== null) throw refuse(size);
  for (const [name, magic] of MAGIC) {
    if (startsWith(bytes, magic)) throw refuse(`it is ${name}, not text`);
  }
  const charset = detectCharset(bytes, null);
  if (!charset.label.startsWith('utf-16') && isBinary(bytes)) {
    throw refuse('it is binary data, not text');
  }
  const text = decodeAs(bytes, charset.label);
  const clean = removeInvisible(text);
  if (clean.trim() === '') throw refuse('it holds nothing but white space');
  return { text: clean, warnings: warningsOf(charset, text) };
}
