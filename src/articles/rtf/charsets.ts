/** What bytes mean in a Rich Text file, by its code page and its fonts. */
import { decodeAs } from '../charset.ts';

const LATIN = 'windows-1252';

/** By `\fcharset`; fonts of others are in the file's own code page. */
const BY_CHARSET: Readonly<Record<number, string>> = {
  0: LATIN,
  77: 'macintosh',
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gbk',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  163: 'windows-1258',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'windows-874',
  238: 'windows-1250',
};

const BY_CODE_PAGE: Readonly<Record<number, string>> = {
  866: 'ibm866',
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  10000: 'macintosh',
  65001: 'utf-8',
};

/** A name that `TextDecoder` knows. */
export function ofCodePage(page: number): string {
  return BY_CODE_PAGE[page] ?? (page >= 1250 && page <= 1258 ? `windows-${page}` : LATIN);
}

/** A name that `TextDecoder` knows; null where the font has the file's own. */
export function ofCharset(charset: number): string | null {
  return BY_CHARSET[charset] ?? null;
}

/** Bytes to text. */
export function decodeBytes(bytes: readonly number[], label: string): string {
  return decodeAs(Uint8Array.from(bytes), label);
}
