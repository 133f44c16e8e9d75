/**
 * The vector index as one file: a header, the slot of each row, then hnswlib's own file, or, where
 * there is no graph, the rows' vectors alone. Both are read with hnswlib and without.
 */
import { randomUUID } from 'node:crypto';
import { type FileHandle, rm, stat } from 'node:fs/promises';
import { Refusal } from '../src/refusals.ts';
import { readExactly, withFile } from './file-handles.ts';
import { LINKS, newGraph, readGraph } from './graph-options.ts';
import type { Graph } from './hnswlib.ts';
import { replaceFile } from './replace-file.ts';
import { isSlot } from './slots.ts';
import { VectorRows } from './vector-rows.ts';

const MAGIC = 0x49564e46; // "FNVI", read as a little-endian number
const VERSION = 1;
/** Magic, version, dimensions, rows (32 bit each), bytes of the graph or 0 (64 bit), 8 to spare. */
const HEADER_BYTES = 32;
/** A slot is stored as a 64-bit float, so that -1 can stand for a removed row. */
const SLOT_BYTES = 8;
const FLOAT_BYTES = 4;
/** Offsets and counts (6 × 64 bit), level, entry point (32 bit each), then 5 × 64 bit: hnswalg.h. */
const GRAPH_HEADER_BYTES = 96;
const COPY_BYTES = 1 << 21;

/** Marks a row whose slot was removed. */
export const REMOVED = -1;

/** What a file holds; `slots[row]` is a slot or `REMOVED`. */
export interface VectorFile {
  /** Null where an exact search is wanted; empty where the file has none. */
  readonly graph: Graph | null;
  readonly rows: VectorRows;
  readonly slots: number[];
}

/**
 * Writes the first `slots.length` rows, with their graph where there is one. Rows may be searched
 * and marked as removed meanwhile, but none added to the graph.
 * @throws Refusal `fileNotWritten` when the file could not be written whole.
 */
export async function writeVectorFile(
  file: string,
  { graph, rows }: Pick<VectorFile, 'graph' | 'rows'>,
  slots: Float64Array,
): Promise<void> {
  const graphFile = `${file}.${randomUUID()}.graph`;
  const minimum = HEADER_BYTES + slots.byteLength;
  const vectorBytes = slots.length * rows.dimensions * FLOAT_BYTES;
  try {
    await replaceFile(file, minimum + vectorBytes, async (temporary) => {
      // hnswlib reports success where it could write nothing; the copy below finds out.
      const hasGraph = graph !== null && slots.length > 0;
      if (hasGraph) await graph.writeIndex(graphFile);
      const graphBytes = hasGraph ? (await stat(graphFile)).size : 0;
      const header = new DataView(new ArrayBuffer(HEADER_BYTES));
      [MAGIC, VERSION, rows.dimensions, slots.length].forEach((value, i) => {
        header.setUint32(i * 4, value, true);
      });
      header.setBigUint64(16, BigInt(graphBytes), true);
      await withFile(temporary, 'wx', async (target) => {
        await target.write(new Uint8Array(header.buffer));
        await target.write(new Uint8Array(slots.buffer, slots.byteOffset, slots.byteLength));
        if (hasGraph) await withFile(graphFile, 'r', (from) => copy(from, 0, target));
        else await writeVectors(target, rows, slots.length);
        const rest = hasGraph ? graphBytes : vectorBytes;
        if ((await target.stat()).size !== minimum + rest) throw new Error('cut short');
      });
    });
  } finally {
    await rm(graphFile, { force: true });
  }
}

/**
 * Reads such a file. What hnswlib would take unseen (another dimension, a foreign or truncated
 * file, links to nowhere) is refused; flipped bits are the caller's to find, by checksum, before.
 * @param exact takes nothing but the vectors from it, without hnswlib.
 * @throws Refusal `savedFileUnusable`.
 */
export async function readVectorFile(
  file: string,
  dimensions: number,
  exact: boolean,
): Promise<VectorFile> {
  const graphFile = `${file}.${randomUUID()}.graph`;
  const none = () => (exact ? null : newGraph(dimensions));
  try {
    return await withFile(file, 'r', async (handle) => {
      const { slots, start, graphBytes } = await readHeader(handle, dimensions);
      const rows = new VectorRows(dimensions);
      if (graphBytes === 0) {
        await readVectors(handle, start, slots.length, rows);
        return { graph: none(), rows, slots };
      }
      if (exact) {
        await readRows(handle, start, slots, rows, null);
        return { graph: null, rows, slots };
      }
      await withFile(graphFile, 'wx', async (target) => {
        const rest = await readRows(handle, start, slots, rows, target);
        await copy(handle, rest, target);
      });
      return { graph: await readGraph(dimensions, graphFile), rows, slots };
    });
  } catch (cause) {
    throw new Refusal('savedFileUnusable', { file }, { cause });
  } finally {
    await rm(graphFile, { force: true });
  }
}

async function readHeader(
  handle: FileHandle,
  dimensions: number,
): Promise<{ slots: number[]; start: number; graphBytes: number }> {
  const header = await readExactly(handle, 0, HEADER_BYTES);
  const [magic, version, ofDimensions, count] = new Uint32Array(header, 0, 4);
  check(magic === MAGIC && version === VERSION, 'foreign or older file');
  check(ofDimensions === dimensions, `${ofDimensions} dimensions, not ${dimensions}`);
  const graphBytes = Number(new DataView(header).getBigUint64(16, true));
  const rows = count as number;
  const start = HEADER_BYTES + rows * SLOT_BYTES;
  const rest = graphBytes > 0 ? graphBytes : rows * dimensions * FLOAT_BYTES;
  check((await handle.stat()).size === start + rest, 'wrong length');
  const slots = [...new Float64Array(await readExactly(handle, HEADER_BYTES, rows * SLOT_BYTES))];
  const live = slots.filter((slot) => slot !== REMOVED);
  check(live.every(isSlot) && new Set(live).size === live.length, 'bad slots');
  return { slots, start, graphBytes };
}

/**
 * Copies hnswlib's header and rows to `target`, if any, keeping their vectors in `rows`. A row is
 * its number of links, room for the links, the vector, its label of 64 bits (for us: the row).
 * @returns where in `handle` the rows end.
 */
async function readRows(
  handle: FileHandle,
  start: number,
  slots: readonly number[],
  rows: VectorRows,
  target: FileHandle | null,
): Promise<number> {
  const count = slots.length;
  const header = await readExactly(handle, start, GRAPH_HEADER_BYTES);
  const vectorOffset = 4 + LINKS * 2 * 4;
  const labelOffset = vectorOffset + rows.dimensions * 4;
  const stride = labelOffset + 8;
  const [first, capacity, length, ofStride, ofLabel, ofVector] = new BigUint64Array(header, 0, 6);
  const ofEntry = new Uint32Array(header)[13] as number;
  check(first === 0n && length === BigInt(count) && ofEntry < count, 'bad graph header');
  // The capacity is allocated as it stands there.
  check((capacity as bigint) <= BigInt(count) * 4n + 4096n, 'bad graph capacity');
  check(
    [ofStride, ofLabel, ofVector].join() === [stride, labelOffset, vectorOffset].join(),
    'other graph layout',
  );
  await target?.write(new Uint8Array(header));
  const rowsAtOnce = Math.max(1, Math.floor(COPY_BYTES / stride));
  for (let row = 0; row < count; row += rowsAtOnce) {
    const some = Math.min(rowsAtOnce, count - row);
    const position = start + GRAPH_HEADER_BYTES + row * stride;
    const bytes = await readExactly(handle, position, some * stride);
    for (let i = 0; i < some; i++) {
      const from = i * stride;
      const words = new Uint32Array(bytes, from, stride / 4);
      check(words[stride / 4 - 2] === row + i && words[stride / 4 - 1] === 0, 'bad row');
      // The upper half of the first word marks a removed row.
      const removed = (words[0] as number) >>> 16 === 1;
      check(removed === (slots[row + i] === REMOVED), 'slots of another graph');
      const links = (words[0] as number) & 0xffff;
      check(links <= LINKS * 2, 'too many links');
      for (let link = 1; link <= links; link++) check((words[link] as number) < count, 'bad link');
      keep(rows, new Float32Array(bytes, from + vectorOffset, rows.dimensions));
    }
    await target?.write(new Uint8Array(bytes));
  }
  return start + GRAPH_HEADER_BYTES + count * stride;
}

/** Writes the vectors of the first `count` rows, one after the other. */
async function writeVectors(target: FileHandle, rows: VectorRows, count: number): Promise<void> {
  const { dimensions } = rows;
  const rowsAtOnce = Math.max(1, Math.floor(COPY_BYTES / (dimensions * FLOAT_BYTES)));
  for (let row = 0; row < count; row += rowsAtOnce) {
    const some = Math.min(rowsAtOnce, count - row);
    const vectors = new Float32Array(some * dimensions);
    for (let i = 0; i < some; i++) vectors.set(rows.row(row + i), i * dimensions);
    await target.write(new Uint8Array(vectors.buffer));
  }
}

/** Appends to `rows` what `writeVectors` wrote at `start`. */
async function readVectors(
  handle: FileHandle,
  start: number,
  count: number,
  rows: VectorRows,
): Promise<void> {
  const stride = rows.dimensions * FLOAT_BYTES;
  const rowsAtOnce = Math.max(1, Math.floor(COPY_BYTES / stride));
  for (let row = 0; row < count; row += rowsAtOnce) {
    const some = Math.min(rowsAtOnce, count - row);
    const bytes = await readExactly(handle, start + row * stride, some * stride);
    for (let i = 0; i < some; i++) {
      keep(rows, new Float32Array(bytes, i * stride, rows.dimensions));
    }
  }
}

/** Appends a row. @throws Error for one that is not of length 1: it was never written by us. */
function keep(rows: VectorRows, vector: Float32Array): void {
  const kept = rows.append();
  kept.set(vector);
  check(Math.abs(rows.dot(rows.length - 1, kept) - 1) < 1e-3, 'bad vector');
}

/** Copies from `position` to the end. */
async function copy(from: FileHandle, position: number, target: FileHandle): Promise<void> {
  const buffer = new Uint8Array(COPY_BYTES);
  for (let at = position; ; ) {
    const { bytesRead } = await from.read(buffer, 0, COPY_BYTES, at);
    if (bytesRead === 0) return;
    await target.write(buffer, 0, bytesRead);
    at += bytesRead;
  }
}

function check(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
