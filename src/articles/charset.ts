/** The one detector of character sets: by mark, by what is declared, by the bytes, and else by guessing. */
import { isUtf8 } from 'node:buffer';

/** What bytes are written in. */
export interface Charset {
  /** As `TextDecoder` calls it. */
  readonly label: string;
  /**
   * What it is known by: a byte order mark, a header or the page's own head, being valid UTF-8. A
   * guess is one of UTF-16 without a mark, UTF-8 with broken places, and Windows code pages.
   */
  readonly by: 'mark' | 'declaration' | 'validity' | 'guess';
}

/** Enough text to recognise an encoding by. */
const SAMPLE_BYTES = 64 * 1024;

/** UTF-16 of Western or Cyrillic text has its high bytes in this share of one parity at least. */
const UTF16_SHARE = 0.7;

/** In Cyrillic code pages most letters are high bytes; in Western ones a few accented ones are. */
const CYRILLIC_HIGH_SHARE = 0.5;

/** Damaged UTF-8 still has several good sequences for each broken one; other encodings have none. */
const GOOD_PER_BROKEN = 3;

/** HTML's own rule for where a page has to name its encoding. */
const META_WITHIN = 1_024;

const META_CHARSET = /<meta\b[^<>]{0,400}?\bcharset\s{0,9}=\s{0,9}["']?\s{0,9}([\w:.-]{1,40})/i;
const XML_ENCODING = /^(?:\s*)<\?xml[^>]*?\bencoding\s*=\s*["']([\w:.-]+)["']/i;
const HEADER_CHARSET = /;\s{0,9}charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w:.-]{1,40})/i;
const PLAIN_TEXT = /^\s*text\/plain\s*(?:;|$)/i;

/** Windows-1252 from 0x80 to 0x9f, by the WHATWG encoding index; unassigned places are blank. */
const WINDOWS_1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';
const C1 = /[\u0080-\u009f]/g;

/**
 * What bytes are written in. A mark wins, then valid UTF-8 (no other encoding's text is, but pure
 * ASCII, which is the same in nearly all), then what is declared, then the likeliest.
 * @param declared see `declaredCharset`; null where nothing is declared or it does not count
 */
export function detectCharset(bytes: Uint8Array, declared: string | null): Charset {
  const mark = markOf(bytes);
  if (mark === 'utf-8' && isUtf8(bytes)) return { label: mark, by: 'mark' };
  if (mark !== null && mark !== 'utf-8') return { label: mark, by: 'mark' };
  const label = mark === null ? usable(declared, bytes) : null;
  if (label !== null) return { label, by: 'declaration' };
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const utf16 = unmarkedUtf16(sample);
  if (utf16 !== null) return { label: utf16, by: 'guess' };
  if (isUtf8(bytes)) return { label: 'utf-8', by: 'validity' };
  if (isDamagedUtf8(bytes)) return { label: 'utf-8', by: 'guess' };
  return { label: looksCyrillic(sample) ? 'windows-1251' : 'windows-1252', by: 'guess' };
}

/**
 * The encoding that a server's header names, or else the page's own head.
 * @param contentType the header with its parameters, or null
 */
function declaredCharset(bytes: Uint8Array, contentType: string | null): string | null {
  const header = HEADER_CHARSET.exec(contentType ?? '')?.[1];
  if (header !== undefined) return header;
  if (PLAIN_TEXT.test(contentType ?? '')) return null;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, META_WITHIN));
  const text = head.toString('latin1');
  return (META_CHARSET.exec(text) ?? XML_ENCODING.exec(text))?.[1] ?? null;
}

/** Bytes to text; what is broken becomes U+FFFD. @param label as `detectCharset` gives it */
export function decodeAs(bytes: Uint8Array, label: string): string {
  const decoder = new TextDecoder(label);
  const text = decoder.decode(bytes);
  if (decoder.encoding !== 'windows-1252') return text;
  // Node 20 reads windows-1252 as Latin 1, in which these are controls instead of quotes and dashes.
  return text.replace(C1, (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? '');
}

/**
 * The same text in UTF-8, where its encoding is declared and not plain to see. Other bytes stay as
 * they are: the reader of the articles knows them, or guesses.
 * @param contentType the server's header with its parameters, or null
 */
export function toUtf8(bytes: Uint8Array, contentType: string | null): Uint8Array {
  const declared = declaredCharset(bytes, contentType);
  if (declared === null) return bytes;
  const { label, by } = detectCharset(bytes, declared);
  return by === 'declaration' ? new TextEncoder().encode(decodeAs(bytes, label)) : bytes;
}

function markOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return a === 0xef && b === 0xbb && c === 0xbf ? 'utf-8' : null;
}

/** A declared encoding that there is and that these bytes may have. */
function usable(declared: string | null, bytes: Uint8Array): string | null {
  let encoding: string;
  try {
    encoding = new TextDecoder(declared ?? '').encoding;
  } catch {
    return null;
  }
  if (encoding === 'utf-8') return null;
  // A head that could be read as ASCII is not UTF-16, whatever it says (HTML, "prescan").
  if (encoding.startsWith('utf-16')) {
    return bytes.subarray(0, META_WITHIN).includes(0) ? encoding : null;
  }
  // ISO-2022 and the like are ASCII bytes that mean something else.
  return encoding.startsWith('iso-2022') || !isUtf8(bytes) ? encoding : null;
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
function isDamagedUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  const broken = text.split('\ufffd').length - 1;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the class is what is not ASCII.
  const good = text.match(/[^\u0000-\u007f\ufffd]/g)?.length ?? 0;
  return good >= GOOD_PER_BROKEN * broken;
}
