/**
 * Changes since a generation was written, each a file of its own in its folder: `delta-000001.bin`
 * and so on. A file is written whole beside its place and linked into it, which fails where another
 * process has taken the number; so whatever is there is whole, or damaged and left out with all after
 * it. Nothing is lost then: the next look at the articles finds what is missing.
 */
import { createHash, randomUUID } from 'node:crypto';
import { constants, copyFile, link, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { decode, encode } from '../index/embedded/bytes.ts';
import type { IndexDelta } from '../index/embedded/index-files.ts';
import type { Publication } from '../index/passage-index.ts';
import { writeDurably } from './generation-folder.ts';
import type { StoredEntry, StoredRecord } from './snapshot-files.ts';

/** What one change did, as it is stored. */
export interface Delta {
  /** What it follows: the `sha256` of the delta before, or what its generation's manifest says. */
  readonly after: string;
  /** Files that were read anew. */
  readonly files: readonly StoredRecord[];
  /** Names of files that are gone. */
  readonly goneFiles: readonly string[];
  /** Slots that are new, or whose places are. */
  readonly entries: readonly StoredEntry[];
  readonly removed: Publication['removed'];
  readonly moved: Publication['moved'];
  /** What the index needs of the new slots. */
  readonly index: IndexDelta;
}

/** The shapes are those of `Delta`: the checksum vouches for what is inside. */
const Header = z.object({
  after: z.string(),
  files: z.array(z.custom<StoredRecord>()),
  goneFiles: z.array(z.string()),
  entries: z.array(z.custom<StoredEntry>()),
  removed: z.array(z.number()),
  moved: z.array(z.custom<Publication['moved'][number]>()),
  passageBytes: z.number().int().nonnegative(),
});

const SHA256_BYTES = 32;

/** A delta that was read. */
export interface StoredDelta extends Delta {
  readonly written: WrittenDelta;
}

/** A delta as a file. */
export interface WrittenDelta {
  /** SHA-256 of what is in it, hex: what the next one follows. */
  readonly sha256: string;
  readonly bytes: number;
}

/** The name of a delta, counted from 1. */
export function deltaName(number: number): string {
  return `delta-${String(number).padStart(6, '0')}.bin`;
}

/**
 * Writes a delta under a number that is free.
 * @returns null when the number is taken or the folder is gone, by another process.
 */
export async function writeDelta(
  folder: string,
  number: number,
  { index, ...rest }: Delta,
): Promise<WrittenDelta | null> {
  const header = { ...rest, passageBytes: index.passages.length };
  const body = encode(header, [index.passages, index.vectors]);
  const sha256 = createHash('sha256').update(body).digest();
  const temporary = join(folder, `delta.${randomUUID()}.tmp`);
  try {
    await writeDurably(temporary, Buffer.concat([sha256, body]), 'wx');
    await placeExclusively(temporary, join(folder, deltaName(number)));
    return { sha256: sha256.toString('hex'), bytes: SHA256_BYTES + body.length };
  } catch (error) {
    if (['EEXIST', 'ENOENT'].includes(codeOf(error))) return null;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** @throws an error `EEXIST` when something is in its place. */
async function placeExclusively(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (['EEXIST', 'ENOENT'].includes(codeOf(error))) throw error;
    // Some file systems know no links. A copy that is cut short is found out by its checksum.
    await copyFile(from, to, constants.COPYFILE_EXCL);
  }
}

/**
 * Reads deltas in order, up to the first that is missing, damaged, or follows something else.
 * @param after what the first one follows.
 */
export async function readDeltas(folder: string, after: string): Promise<StoredDelta[]> {
  const deltas: StoredDelta[] = [];
  for (;;) {
    const delta = await readDelta(join(folder, deltaName(deltas.length + 1))).catch(() => null);
    if (delta?.after !== (deltas.at(-1)?.written.sha256 ?? after)) return deltas;
    deltas.push(delta);
  }
}

async function readDelta(path: string): Promise<StoredDelta> {
  const bytes = await readFile(path);
  const body = bytes.subarray(SHA256_BYTES);
  const sha256 = createHash('sha256').update(body).digest();
  if (!sha256.equals(bytes.subarray(0, SHA256_BYTES))) throw new Error('damaged');
  const { header, rest } = decode(body, Header);
  const { passageBytes, ...delta } = header;
  const passages = new Uint8Array(rest, 0, passageBytes);
  const written = { sha256: sha256.toString('hex'), bytes: bytes.length };
  return {
    ...delta,
    written,
    index: { passages, vectors: new Uint8Array(rest, passageBytes) },
  };
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException | null)?.code ?? '';
}
