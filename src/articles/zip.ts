/** Opens the ZIP archives that documents are: nothing is unpacked before it was counted, and nothing written. */
import { fromBufferPromise, type ZipFile } from 'yauzl';
import { statement } from '../refusals.ts';
import { isCompoundFile, isEncryptedOffice, isZip } from './looks.ts';
import { Unreadable } from './unreadable.ts';

/** A book with a picture a page has some 2,000 parts. */
const MAX_PARTS = 20_000;

/** Names of parts are paths of a few folders. */
const MAX_NAME = 1_000;

/**
 * Bytes of all parts that are asked for, unpacked: markup takes five to ten times what its text does, and
 * the longest books have 5 MB of text. What a bomb may cost, however well it is packed.
 */
export const MAX_UNPACKED = 64 * 1024 * 1024;

/** An archive's parts, by their names; those that nobody asks for stay packed. */
export interface Archive {
  /** In the archive's order. */
  readonly names: readonly string[];
  has(name: string): boolean;
  /** @throws Unreadable for what is encrypted, damaged or unpacks to too much. */
  bytes(name: string): Promise<Uint8Array>;
  /** As `bytes`, of a part in UTF-8 or UTF-16, as XML is. */
  text(name: string): Promise<string>;
}

interface Part {
  readonly entry: Parameters<ZipFile['openReadStreamPromise']>[0];
  readonly size: number;
}

/** @throws Unreadable for what is no archive, or one that is encrypted, damaged or has too many parts. */
export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  if (isEncryptedOffice(bytes)) throw new Unreadable(statement('encrypted'));
  if (isCompoundFile(bytes)) {
    throw new Unreadable(statement('foreignFormat', { format: statement('oldOffice') }));
  }
  if (!isZip(bytes)) throw new Unreadable(statement('documentDamaged'));
  const parts = new Map<string, Part>();
  const archive = await orDamaged(async () => {
    // A buffer of its own view: no copy is made.
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    // Names that lead elsewhere (`..`, a drive, a backslash) are refused, although nothing is written.
    const opened = await fromBufferPromise(buffer, { lazyEntries: true, strictFileNames: true });
    if (opened.entryCount > MAX_PARTS) throw new Unreadable(statement('zipTooMuch'));
    for await (const entry of opened.eachEntry()) {
      const { fileName: name } = entry;
      if (name.endsWith('/')) continue;
      // Of two parts of one name readers take different ones.
      if (name.length > MAX_NAME || parts.has(name))
        throw new Unreadable(statement('documentDamaged'));
      parts.set(name, { entry, size: entry.uncompressedSize });
    }
    return opened;
  });
  let unpacked = 0;

  async function unpack(name: string): Promise<Uint8Array> {
    const part = parts.get(name);
    if (part === undefined) throw new Unreadable(statement('documentDamaged'));
    if (part.entry.isEncrypted()) throw new Unreadable(statement('encrypted'));
    // First by what it says of itself, then by what comes: yauzl ends a part that unpacks to more than it said.
    if (unpacked + part.size > MAX_UNPACKED) throw new Unreadable(statement('zipTooMuch'));
    return orDamaged(async () => {
      const stream = await archive.openReadStreamPromise(part.entry);
      const chunks: Buffer[] = [];
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        unpacked += chunk.length;
        if (unpacked > MAX_UNPACKED) throw new Unreadable(statement('zipTooMuch'));
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    });
  }

  return {
    names: [...parts.keys()],
    has: (name) => parts.has(name),
    bytes: unpack,
    text: async (name) => decodeXml(await unpack(name)),
  };
}

/** XML without a mark is UTF-8; other encodings than the two are none that these documents come in. */
function decodeXml(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}

async function orDamaged<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof Unreadable) throw cause;
    throw new Unreadable(statement('documentDamaged'));
  }
}
