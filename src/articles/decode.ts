/** Bytes to text: UTF-8, UTF-16 and Windows code pages, or the reason why not. */
import { type FormatKey, type Reason, statement, type Warning } from '../refusals.ts';
import { type Charset, decodeAs, detectCharset } from './charset.ts';
import { removeInvisible } from './tidy.ts';
import { Unreadable } from './unreadable.ts';

/** The first bytes of formats that are often saved under a wrong name. */
const MAGIC: readonly (readonly [FormatKey, readonly number[]])[] = [
  ['pdfDocument', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['zipArchive', [0x50, 0x4b, 0x03, 0x04]],
  ['pngImage', [0x89, 0x50, 0x4e, 0x47]],
  ['jpegImage', [0xff, 0xd8, 0xff]],
  ['gifImage', [0x47, 0x49, 0x46, 0x38]],
  ['gzipArchive', [0x1f, 0x8b, 0x08]],
  ['oldOffice', [0xd0, 0xcf, 0x11, 0xe0]],
  ['rtfDocument', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['rarArchive', [0x52, 0x61, 0x72, 0x21, 0x1a]],
  ['sevenZip', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
];

/** Enough of a file to tell text from data by. */
const SAMPLE_BYTES = 64 * 1024;

/** Text has next to no control characters; compressed data has one in eight bytes. */
const MAX_CONTROL_SHARE = 0.01;
const STRAY_CONTROLS = 4;

/**
 * Why a file is refused by its size, or null. Made to be asked before the file is read.
 * @param max bytes, of its format
 */
export function sizeProblem(bytes: number, max: number): Reason | null {
  if (bytes === 0) return statement('empty');
  return bytes <= max ? null : statement('tooLarge', { size: bytes, max });
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
function warningsOf({ label, by }: Charset, text: string): Warning[] {
  if (by !== 'guess') return [];
  if (label.startsWith('utf-16')) {
    return [statement('noByteOrderMark', { encoding: label.toUpperCase() })];
  }
  if (label !== 'utf-8') return [statement('readAs', { encoding: label.replace('w', 'W') })];
  const n = text.split('\ufffd').length - 1;
  const line = text.slice(0, text.indexOf('\ufffd')).split('\n').length;
  return [statement('brokenCharacters', { n, line })];
}

/**
 * Decodes a file's bytes to all that is in it, whether it can be seen or not.
 * @throws Unreadable for what is binary.
 */
export function decodeExactly(bytes: Uint8Array): { text: string; charset: Charset } {
  for (const [format, magic] of MAGIC) {
    if (startsWith(bytes, magic)) {
      throw new Unreadable(statement('foreignFormat', { format: statement(format) }));
    }
  }
  const charset = detectCharset(bytes, null);
  if (!charset.label.startsWith('utf-16') && isBinary(bytes)) {
    throw new Unreadable(statement('binary'));
  }
  return { text: decodeAs(bytes, charset.label), charset };
}

/**
 * Decodes a file's bytes to text without invisible characters, line ends as `\n`.
 * @throws Unreadable for what is binary or blank.
 */
export function decodeText(bytes: Uint8Array): { text: string; warnings: Warning[] } {
  const { text, charset } = decodeExactly(bytes);
  const clean = removeInvisible(text);
  if (clean.trim() === '') throw new Unreadable(statement('blank'));
  return { text: clean, warnings: warningsOf(charset, text) };
}
