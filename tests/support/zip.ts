/** Writes ZIP archives for tests, hostile ones too: each part as it is told, whatever the truth is. */
import { crc32, deflateRawSync } from 'node:zlib';

/** A part; what is left out is as it should be. */
export interface ZipPart {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** What it says that it unpacks to, bytes. */
  readonly claimed?: number;
  readonly isEncrypted?: boolean;
}

function crc(bytes: Uint8Array): number {
  return crc32(bytes) >>> 0;
}

/** An archive of these parts. */
export function makeZip(parts: readonly ZipPart[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimed, isEncrypted } of parts) {
    const bytes = Buffer.from(content as Uint8Array);
    const isStored = name === 'mimetype';
    const packed = isStored ? bytes : deflateRawSync(bytes);
    const title = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(isEncrypted ? 1 : 0, 2);
    common.writeUInt16LE(isStored ? 0 : 8, 4);
    common.writeUInt32LE(crc(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claimed ?? bytes.length, 18);
    common.writeUInt16LE(title.length, 22);
    files.push(Buffer.from('PK\u0003\u0004', 'latin1'), common, title, packed);
    const central = Buffer.alloc(16);
    central.writeUInt32LE(offset, 12);
    directory.push(
      Buffer.from('PK\u0001\u0002\u0014\0', 'latin1'),
      common,
      central.subarray(2),
      title,
    );
    offset += 4 + common.length + title.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, list, end]);
}
