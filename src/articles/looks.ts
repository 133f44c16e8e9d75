/** What bytes are by their looks, where that is certain whatever their name says. */
import type { LooksLike } from './article-format.ts';

/** The first part of a ZIP archive, by its local header (APPNOTE 4.3.7): its name begins at 30. */
const ZIP_MAGIC = 'PK\u0003\u0004';
const NAME_AT = 30;

/** EPUB and OpenDocument name themselves in their first part, which is stored as it is. */
const MIMETYPE = 'mimetype';
const MIMETYPE_WITHIN = 120;

function latin1(bytes: Uint8Array, start: number, end: number): string {
  const from = Math.min(start, bytes.length);
  const length = Math.min(end, bytes.length) - from;
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, length).toString('latin1');
}

/** Begins as a PDF does; one with something in front needs its name to be believed. */
export const isPdf: LooksLike = (bytes) => latin1(bytes, 0, 5) === '%PDF-';

export const isRtf: LooksLike = (bytes) => latin1(bytes, 0, 5) === '{\\rtf';

/** Whether bytes begin a ZIP archive. */
export function isZip(bytes: Uint8Array): boolean {
  return latin1(bytes, 0, ZIP_MAGIC.length) === ZIP_MAGIC;
}

/** A ZIP archive whose first part names this media type. */
export function isMimetype(type: string): LooksLike {
  return (bytes) => {
    if (!isZip(bytes)) return false;
    const head = latin1(bytes, NAME_AT, NAME_AT + MIMETYPE_WITHIN);
    return head.startsWith(MIMETYPE) && head.slice(MIMETYPE.length).includes(type);
  };
}

/** The list of an archive's parts stands at its end, some hundred bytes a part. */
const DIRECTORY_WITHIN = 256 * 1024;

/** A ZIP archive with a part in this folder. */
export function holdsPart(folder: string): LooksLike {
  return (bytes) => {
    if (!isZip(bytes)) return false;
    const from = Math.max(0, bytes.length - DIRECTORY_WITHIN);
    const end = Buffer.from(bytes.buffer, bytes.byteOffset + from, bytes.length - from);
    // A central header's name begins at 46 (APPNOTE 4.3.12).
    for (
      let at = end.indexOf('PK\u0001\u0002');
      at !== -1;
      at = end.indexOf('PK\u0001\u0002', at + 46)
    ) {
      if (end.subarray(at + 46, at + 46 + folder.length).toString('latin1') === folder) return true;
    }
    return false;
  };
}

/** Office documents of before 2007, and encrypted ones of today: compound files ([MS-CFB] 2.2). */
export function isCompoundFile(bytes: Uint8Array): boolean {
  return latin1(bytes, 0, 8) === '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1';
}

/** Whether a compound file is an encrypted document of today, by its stream's name ([MS-OFFCRYPTO] 2.3.4). */
export function isEncryptedOffice(bytes: Uint8Array): boolean {
  const name = Buffer.from('EncryptedPackage', 'utf16le');
  return (
    isCompoundFile(bytes) &&
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(name)
  );
}
