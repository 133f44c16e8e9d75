/**
 * A file that records are appended to, each its length (4 bytes), its SHA-256 and its body. A process
 * may be killed at any moment: what was cut short ends the file.
 */
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

const LENGTH_BYTES = 4;
const SHA256_BYTES = 32;
/** No record is longer: whatever says so is damaged. */
const LONGEST_RECORD = 256 * 1024 * 1024;

/** A file of records, open to be read. */
export interface RecordFile {
  readonly handle: FileHandle;
}

/** One that is being written, by this process alone, one record after the other. */
export interface WrittenFile extends RecordFile {
  /** Where the next record will begin, in bytes. */
  end: number;
}

/** Where a record's body is, in bytes. */
export interface RecordPlace {
  readonly file: RecordFile;
  readonly from: number;
  readonly length: number;
}

/** Writes a record at the end of a file. @throws an error of the system, or where it was cut short. */
export async function appendRecord(file: WrittenFile, body: Uint8Array): Promise<RecordPlace> {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(body.length);
  const record = Buffer.concat([length, createHash('sha256').update(body).digest(), body]);
  // In one piece, so that a kill in between costs this record alone.
  const { bytesWritten } = await file.handle.write(record, 0, record.length, file.end);
  if (bytesWritten < record.length) throw new Error(`${bytesWritten} bytes were written`);
  file.end += record.length;
  return { file, from: file.end - body.length, length: body.length };
}

/** The record that begins at `from`; null where there is none, or not all of it. */
export async function readRecord(
  file: RecordFile,
  from: number,
): Promise<{ body: Uint8Array; place: RecordPlace; end: number } | null> {
  const head = await readFully(file, from, LENGTH_BYTES + SHA256_BYTES);
  if (head === null) return null;
  const length = head.readUInt32LE(0);
  const start = from + head.length;
  const body = length > LONGEST_RECORD ? null : await readFully(file, start, length);
  if (body === null) return null;
  const sha256 = createHash('sha256').update(body).digest();
  if (!sha256.equals(head.subarray(LENGTH_BYTES))) return null;
  return { body, place: { file, from: start, length }, end: start + length };
}

/** So many bytes; null where the file has fewer. */
export async function readFully(
  { handle }: RecordFile,
  from: number,
  length: number,
): Promise<Buffer | null> {
  // A damaged length must not cost its bytes of memory.
  if (from + length > (await handle.stat()).size) return null;
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await handle.read(bytes, 0, length, from);
  return bytesRead === length ? bytes : null;
}
