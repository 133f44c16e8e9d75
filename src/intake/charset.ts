/** Text in whatever encoding its server or its own head names, to UTF-8. */
import { isUtf8 } from 'node:buffer';
import { mediaType } from './content-kind.ts';

/** HTML's own rule for where a page has to name its encoding. */
const META_WITHIN = 1_024;

const META_CHARSET = /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w:.-]+)/i;
const XML_ENCODING = /^(?:\s*)<\?xml[^>]*?\bencoding\s*=\s*["']([\w:.-]+)["']/i;
const HEADER_CHARSET = /;\s*charset\s*=\s*["']?\s*([\w:.-]+)/i;

function hasByteOrderMark(bytes: Uint8Array): boolean {
  const [a, b, c] = bytes;
  return (
    (a === 0xef && b === 0xbb && c === 0xbf) ||
    (a === 0xff && b === 0xfe) ||
    (a === 0xfe && b === 0xff)
  );
}

function named(bytes: Uint8Array, contentType: string | null): string | null {
  const header = HEADER_CHARSET.exec(contentType ?? '')?.[1];
  if (header !== undefined) return header;
  if (mediaType(contentType) === 'text/plain') return null;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, META_WITHIN));
  const text = head.toString('latin1');
  return (META_CHARSET.exec(text) ?? XML_ENCODING.exec(text))?.[1] ?? null;
}

/** Windows-1252 from 0x80 to 0x9f, by the WHATWG encoding index; unassigned places are blank. */
const WINDOWS_1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';
const C1 = /[\u0080-\u009f]/g;

/** Node 20 reads windows-1252 as Latin 1, in which these are controls instead of quotes and dashes. */
function fromWindows1252(control: string): string {
  return WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? '';
}

function decoderFor(label: string) {
  try {
    return new TextDecoder(label);
  } catch {
    return null;
  }
}

/**
 * The same text in UTF-8. A byte order mark wins, then valid UTF-8 (no other encoding's text is, but
 * pure ASCII, which is the same in nearly all), then the header, then the page's own head. Bytes of
 * which none of these is known stay as they are: the reader of the articles guesses then.
 * @param contentType the server's header with its parameters, or null
 */
export function toUtf8(bytes: Uint8Array, contentType: string | null): Uint8Array {
  if (hasByteOrderMark(bytes)) return bytes;
  const label = named(bytes, contentType);
  if (label === null) return bytes;
  const decoder = decoderFor(label);
  if (decoder === null) return bytes;
  // ISO-2022 and the like are ASCII bytes that mean something else.
  const stateful = /^(?:iso-2022|utf-16)/.test(decoder.encoding);
  // A head that could be read as ASCII is not UTF-16, whatever it says (HTML, "prescan").
  if (decoder.encoding.startsWith('utf-16') && !bytes.subarray(0, META_WITHIN).includes(0)) {
    return bytes;
  }
  if (decoder.encoding === 'utf-8' || (!stateful && isUtf8(bytes))) return bytes;
  const text = decoder.decode(bytes);
  return new TextEncoder().encode(
    decoder.encoding === 'windows-1252' ? text.replace(C1, fromWindows1252) : text,
  );
}
