/** Which characters a font has: the table `cmap` of a WOFF2 file, which is where renderers look them up. */
import { brotliDecompressSync } from 'node:zlib';

/** https://www.w3.org/TR/WOFF2/#woff20Header */
const HEADER_BYTES = 48;
/** Indexes of known tags: https://www.w3.org/TR/WOFF2/#table_dir_format */
const CMAP = 0;
const GLYF = 10;
const LOCA = 11;
const UNKNOWN_TAG = 63;
const TAG_BYTES = 4;

/**
 * Code points that have a glyph in a font.
 * @param woff2 a file of our own packages: what is not one throws.
 */
export function charactersOf(woff2: Buffer): Set<number> {
  return charactersIn(cmapOf(woff2));
}

/** The table `cmap`; it is never transformed. */
function cmapOf(woff2: Buffer): Buffer {
  const tables = woff2.readUInt16BE(12);
  const compressedBytes = woff2.readUInt32BE(20);
  let at = HEADER_BYTES;
  const byte = () => woff2.readUInt8(at++);
  // UIntBase128: seven bits a byte, the highest says that more follow.
  const number = (): number => {
    let value = 0;
    for (let more = true; more; ) {
      const next = byte();
      value = value * 128 + (next & 127);
      more = next >= 128;
    }
    return value;
  };
  let start = 0;
  let cmap = { start: 0, end: 0 };
  for (let table = 0; table < tables; table++) {
    const flags = byte();
    const tag = flags & 63;
    const version = flags >> 6;
    if (tag === UNKNOWN_TAG) at += TAG_BYTES;
    const bytes = number();
    const isTransformed = tag === GLYF || tag === LOCA ? version !== 3 : version !== 0;
    const end = start + (isTransformed ? number() : bytes);
    if (tag === CMAP) cmap = { start, end };
    start = end;
  }
  const data = brotliDecompressSync(woff2.subarray(at, at + compressedBytes));
  return data.subarray(cmap.start, cmap.end);
}

/** Of its subtables those of Unicode, formats 4 and 12: OpenType 1.9, “cmap”. */
function charactersIn(cmap: Buffer): Set<number> {
  const characters = new Set<number>();
  const subtables = cmap.readUInt16BE(2);
  for (let i = 0; i < subtables; i++) {
    const subtable = cmap.subarray(cmap.readUInt32BE(8 + 8 * i));
    const format = subtable.readUInt16BE(0);
    if (format === 4) addSegments(subtable, characters);
    else if (format === 12) addGroups(subtable, characters);
  }
  return characters;
}

/** Format 4: segments of the first 65,536 code points. */
function addSegments(table: Buffer, characters: Set<number>): void {
  const doubled = table.readUInt16BE(6);
  for (let at = 14; at < 14 + doubled; at += 2) {
    const end = table.readUInt16BE(at);
    const start = table.readUInt16BE(at + doubled + 2);
    const delta = table.readUInt16BE(at + 2 * doubled + 2);
    const offsetAt = at + 3 * doubled + 2;
    const offset = table.readUInt16BE(offsetAt);
    for (let code = start; code <= end && code < 0xffff; code++) {
      const listed =
        offset === 0 ? code : table.readUInt16BE(offsetAt + offset + 2 * (code - start));
      if (listed !== 0 && (listed + delta) % 0x1_0000 !== 0) characters.add(code);
    }
  }
}

/** Format 12: groups of any code points. */
function addGroups(table: Buffer, characters: Set<number>): void {
  const groups = table.readUInt32BE(12);
  for (let at = 16; at < 16 + 12 * groups; at += 12) {
    const [start, end, glyph] = [0, 4, 8].map((by) => table.readUInt32BE(at + by)) as number[];
    for (let code = start as number; code <= (end as number); code++) {
      if ((glyph as number) + code !== start) characters.add(code);
    }
  }
}
