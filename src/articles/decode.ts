/** Bytes to text: UTF-8, UTF-16 and Windows code pages, or the reason why not. */
import { isUtf8 } from 'node:buffer';
import { type FormatKey, type Reason, Refusal, statement, type Warning } from '../refusals.ts';
import { removeInvisible } from './tidy.ts';

/** No article is longer; a larger file is a mistake, and reading it would stall everything else. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;

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

/** Enough text to recognise an encoding by. */
const SAMPLE_BYTES = 64 * 1024;

/** UTF-16 of Western or Cyrillic text has its high bytes in this share of one parity at least. */
const UTF16_SHARE = 0.7;

/** Text has next to no control characters; compressed data has one in eight bytes. */
const MAX_CONTROL_SHARE = 0.01;
const STRAY_CONTROLS = 4;

/** In Cyrillic code pages most letters are high bytes; in Western ones a few accented ones are. */
const CYRILLIC_HIGH_SHARE = 0.5;

/** Damaged UTF-8 still has several good sequences for each broken one; other encodings have none. */
const GOOD_PER_BROKEN = 3;

/** Windows-1252 from 0x80 to 0x9f, by the WHATWG encoding index; unassigned places are blank. */
const WINDOWS_1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/** Why a file is refused by its size, or null. Made to be asked before the file is read. */
export function sizeProblem(bytes: number): Reason | null {
  if (bytes === 0) return statement('empty');
  if (bytes <= MAX_FILE_BYTES) return null;
  return statement('tooLarge', { size: bytes, max: MAX_FILE_BYTES });
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

/** UTF-16 without a mark: zero or Cyrillic high bytes (0x04) in nearly all places of one parity. */
function unmarkedUtf16(sample: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (sample.length < 8) return null;
  const high = [0, 0];
  for (let i = 0; i < sample.length; i += 1) {
    if (sample[i] === 0 || sample[i] === 4) high[i % 2] = (high[i % 2] ?? 0) + 1;
  }
  const half = sample.length / 2;
  const [even = 0, odd = 0] = high;
  if (odd / half > UTF16_SHARE && even / half < 1 - UTF16_SHARE) return 'utf-16le';
  if (even / half > UTF16_SHARE && odd / half < 1 - UTF16_SHARE) return 'utf-16be';
  return null;
}

function isControl(byte: number): boolean {
  return (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) || byte === 127;
}

function looksCyrillic(sample: Uint8Array): boolean {
  let high = 0;
  let letters = 0;
  for (const byte of sample) {
    const lower = byte | 32;
    if (byte >= 0xc0) high += 1;
    if (byte >= 0xc0 || (lower >= 97 && lower <= 122)) letters += 1;
  }
  return letters > 0 && high / letters > CYRILLIC_HIGH_SHARE;
}

/** Invalid UTF-8: damaged in a few places, or another encoding altogether? */
function decodeInvalidUtf8(bytes: Uint8Array, warnings: Warning[]): string {
  const text = new TextDecoder('utf-8').decode(bytes);
  const broken = text.split('\ufffd').length - 1;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the class is what is not ASCII.
  const good = text.match(/[^\u0000-\u007f\ufffd]/g)?.length ?? 0;
  if (good >= GOOD_PER_BROKEN * broken) {
    const line = text.slice(0, text.indexOf('\ufffd')).split('\n').length;
    warnings.push(statement('brokenCharacters', { n: broken, line }));
    return text;
  }
  const encoding = looksCyrillic(bytes.subarray(0, SAMPLE_BYTES)) ? 'windows-1251' : 'windows-1252';
  warnings.push(statement('readAs', { encoding: encoding.replace('w', 'W') }));
  const decoded = new TextDecoder(encoding).decode(bytes);
  if (encoding !== 'windows-1252') return decoded;
  // Node 20 reads windows-1252 as Latin 1, in which these are controls instead of quotes and dashes.
  return decoded.replace(/[\u0080-\u009f]/g, (c) => WINDOWS_1252[c.charCodeAt(0) - 0x80] ?? '');
}

/**
 * Decodes a file's bytes to text without invisible characters, line ends as `\n`.
 * @throws Refusal `notIndexed` for an empty, too large or binary file.
 */
export function decodeText(bytes: Uint8Array, file: string): { text: string; warnings: Warning[] } {
  const refuse = (reason: Reason) => new Refusal('notIndexed', { file, reason });
  const size = sizeProblem(bytes.length);
  if (size !== null) throw refuse(size);
  for (const [format, magic] of MAGIC) {
    if (startsWith(bytes, magic)) {
      throw refuse(statement('foreignFormat', { format: statement(format) }));
    }
  }
  const warnings: Warning[] = [];
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  let text: string;
  if (startsWith(sample, [0xff, 0xfe]) || startsWith(sample, [0xfe, 0xff])) {
    text = new TextDecoder(sample[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
  } else {
    const utf16 = unmarkedUtf16(sample);
    if (utf16 !== null) {
      text = new TextDecoder(utf16).decode(bytes);
      warnings.push(statement('noByteOrderMark', { encoding: utf16.toUpperCase() }));
    } else {
      const controls = sample.reduce((count, byte) => count + (isControl(byte) ? 1 : 0), 0);
      if (bytes.includes(0) || controls > STRAY_CONTROLS + sample.length * MAX_CONTROL_SHARE) {
        throw refuse(statement('binary'));
      }
      text = isUtf8(bytes)
        ? new TextDecoder('utf-8').decode(bytes)
        : decodeInvalidUtf8(bytes, warnings);
    }
  }
  const clean = removeInvisible(text);
  if (clean.trim() === '') throw refuse(statement('blank'));
  return { text: clean, warnings };
}
