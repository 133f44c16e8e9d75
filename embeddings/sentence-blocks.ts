/** Vectors of one byte a dimension in dense blocks, and those blocks in a file. */
import { readExactly, withFile } from './file-handles.ts';
import { replaceFile } from './replace-file.ts';

/** Rows in one block: 2 MB at 512 dimensions. */
export const BLOCK_ROWS = 4096;
/** Bytes of a row beside its vector: slot, position and scale, 32 bit each. */
const ROW_BYTES = 12;
const MAGIC = 0x56534e46; // "FNSV", read as a little-endian number
const VERSION = 1;
const HEADER_BYTES = 16;

/** Rows of quantised vectors: dimension `i` of row `r` is `data[r * dimensions + i] * scales[r]`. */
export interface Block {
  /** The slot a row belongs to, and which of its vectors it is, from 0. */
  readonly slots: Uint32Array;
  readonly positions: Uint32Array;
  readonly scales: Float32Array;
  readonly data: Int8Array;
}

export function newBlock(dimensions: number): Block {
  return {
    slots: new Uint32Array(BLOCK_ROWS),
    positions: new Uint32Array(BLOCK_ROWS),
    scales: new Float32Array(BLOCK_ROWS),
    data: new Int8Array(BLOCK_ROWS * dimensions),
  };
}

export function copyBlock(block: Block): Block {
  return {
    slots: block.slots.slice(),
    positions: block.positions.slice(),
    scales: block.scales.slice(),
    data: block.data.slice(),
  };
}

/**
 * Writes the first `rows` rows of `blocks`, which must not change meanwhile.
 * @throws Refusal `fileNotWritten` when the file could not be written whole.
 */
export async function writeBlocks(
  file: string,
  dimensions: number,
  rows: number,
  blocks: readonly Block[],
): Promise<void> {
  await replaceFile(file, HEADER_BYTES + rows * (ROW_BYTES + dimensions), (temporary) =>
    withFile(temporary, 'wx', async (handle) => {
      await handle.write(new Uint8Array(Uint32Array.of(MAGIC, VERSION, dimensions, rows).buffer));
      for (const [index, block] of blocks.entries()) {
        const some = Math.min(BLOCK_ROWS, rows - index * BLOCK_ROWS);
        for (const { buffer } of [block.slots, block.positions, block.scales]) {
          await handle.write(new Uint8Array(buffer, 0, some * 4));
        }
        await handle.write(new Uint8Array(block.data.buffer, 0, some * dimensions));
      }
    }),
  );
}

/**
 * Reads what `writeBlocks` wrote.
 * @throws Error when it is another file, of other dimensions, or not whole.
 */
export async function readBlocks(
  file: string,
  dimensions: number,
): Promise<{ rows: number; blocks: Block[] }> {
  return withFile(file, 'r', async (handle) => {
    const header = new Uint32Array(await readExactly(handle, 0, HEADER_BYTES));
    const [magic, version, ofDimensions, rows = 0] = header;
    const bytes = HEADER_BYTES + rows * (ROW_BYTES + dimensions);
    if (magic !== MAGIC || version !== VERSION) throw new Error('foreign or older file');
    if (ofDimensions !== dimensions) throw new Error(`${ofDimensions} dimensions`);
    if ((await handle.stat()).size !== bytes) throw new Error('wrong length');
    const blocks: Block[] = [];
    for (let from = 0, at = HEADER_BYTES; from < rows; from += BLOCK_ROWS) {
      const some = Math.min(BLOCK_ROWS, rows - from);
      const read = await readExactly(handle, at, some * (ROW_BYTES + dimensions));
      const block = newBlock(dimensions);
      block.slots.set(new Uint32Array(read, 0, some));
      block.positions.set(new Uint32Array(read, some * 4, some));
      block.scales.set(new Float32Array(read, some * 8, some));
      block.data.set(new Int8Array(read, some * ROW_BYTES));
      blocks.push(block);
      at += read.byteLength;
    }
    return { rows, blocks };
  });
}
