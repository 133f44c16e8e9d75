/** Several vectors a slot, one byte a dimension: the sentences of passages, scored by the thousand. */
import { Refusal } from '../src/refusals.ts';
import { byteDot, byteScale, writeSteps } from './byte-vector.ts';
import {
  BLOCK_ROWS,
  type Block,
  copyBlock,
  newBlock,
  readBlocks,
  writeBlocks,
} from './sentence-blocks.ts';
import { isSlot } from './slots.ts';

/** A row's place in its block. */
interface Place {
  readonly block: Block;
  readonly row: number;
}

/**
 * Quantised vectors, a scale for each. The rows in use are always the first ones: a freed row is
 * filled with the last one, so that there is never room to reclaim. A block that is being saved is
 * copied before it is changed.
 */
export class SentenceVectors {
  readonly dimensions: number;
  readonly #blocks: Block[] = [];
  readonly #rowsOf = new Map<number, number[]>();
  #rows = 0;
  /** The blocks of each save under way. */
  readonly #saving = new Set<ReadonlySet<Block>>();

  constructor(dimensions: number) {
    this.dimensions = dimensions;
  }

  /** How many slots have vectors. */
  get size(): number {
    return this.#rowsOf.size;
  }

  /** Every slot. */
  slots(): Iterable<number> {
    return this.#rowsOf.keys();
  }

  /** How many vectors there are. */
  get vectorCount(): number {
    return this.#rows;
  }

  /**
   * Stores a slot's vectors in place of the former ones; none at all removes it.
   * @throws RangeError for a slot that is not an unsigned 32-bit integer, TypeError for a vector
   *   of another length or with what is not a finite number; nothing is changed then.
   */
  set(slot: number, vectors: readonly Float32Array[]): void {
    if (!isSlot(slot)) throw new RangeError(`${slot} is not an unsigned 32-bit integer`);
    const scales = vectors.map((vector) => byteScale(vector, this.dimensions));
    this.remove(slot);
    if (vectors.length === 0) return;
    const rows = vectors.map((vector, position) => {
      const scale = scales[position] as number;
      const { block, row } = this.#append();
      block.slots[row] = slot;
      block.positions[row] = position;
      block.scales[row] = scale;
      writeSteps(vector, scale, block.data, row * this.dimensions);
      return this.#rows - 1;
    });
    this.#rowsOf.set(slot, rows);
  }

  /** Removes a slot's vectors; unknown slots are ignored. */
  remove(slot: number): void {
    const rows = this.#rowsOf.get(slot);
    if (rows === undefined) return;
    this.#rowsOf.delete(slot);
    // From the back, so that no row of this slot is moved into another one's place.
    for (const row of [...rows].sort((a, b) => b - a)) this.#free(row);
  }

  /**
   * Dot products of a slot's vectors, in order, with `query` of `dimensions`; empty for an unknown
   * slot. For unit vectors the error stays under 0.01.
   */
  scores(slot: number, query: Float32Array): Float32Array {
    const rows = this.#rowsOf.get(slot);
    if (rows === undefined) return new Float32Array(0);
    if (query.length !== this.dimensions) throw new TypeError('a query of other dimensions');
    const scores = new Float32Array(rows.length);
    for (let i = 0; i < rows.length; i++) {
      const { block, row } = this.#place(rows[i] as number);
      const scale = block.scales[row] as number;
      scores[i] = byteDot(block.data, row * this.dimensions, scale, query);
    }
    return scores;
  }

  /** A slot's vectors as they were stored, give or take the rounding; empty for an unknown slot. */
  vectors(slot: number): Float32Array[] {
    return (this.#rowsOf.get(slot) ?? []).map((index) => {
      const { block, row } = this.#place(index);
      const scale = block.scales[row] as number;
      const from = row * this.dimensions;
      const data = block.data.subarray(from, from + this.dimensions);
      return Float32Array.from(data, (step) => step * scale);
    });
  }

  /**
   * Writes the vectors as they are at the moment of the call, whole or not at all; changes and other
   * saves may go on meanwhile.
   * @throws Refusal `fileNotWritten` when the file cannot be written.
   */
  async save(file: string): Promise<void> {
    const blocks = [...this.#blocks];
    const saving = new Set(blocks);
    this.#saving.add(saving);
    try {
      await writeBlocks(file, this.dimensions, this.#rows, blocks);
    } finally {
      this.#saving.delete(saving);
    }
  }

  /**
   * Reads what `save` wrote. Compare checksums first: flipped bits may go unnoticed here.
   * @throws Refusal `savedFileUnusable` when the file is missing, damaged or another one.
   */
  static async load(
    file: string,
    { dimensions }: { readonly dimensions: number },
  ): Promise<SentenceVectors> {
    try {
      const { rows, blocks } = await readBlocks(file, dimensions);
      const loaded = new SentenceVectors(dimensions);
      loaded.#adopt(rows, blocks);
      return loaded;
    } catch (cause) {
      throw new Refusal('savedFileUnusable', { file }, { cause });
    }
  }

  #adopt(rows: number, blocks: readonly Block[]): void {
    this.#blocks.push(...blocks);
    this.#rows = rows;
    for (let index = 0; index < rows; index++) {
      const { block, row } = this.#place(index);
      const slot = block.slots[row] as number;
      if (!Number.isFinite(block.scales[row])) throw new Error('a scale is not a number');
      const known = this.#rowsOf.get(slot) ?? [];
      known[block.positions[row] as number] = index;
      this.#rowsOf.set(slot, known);
    }
    let seen = 0;
    for (const known of this.#rowsOf.values()) {
      seen += known.length;
      if (known.includes(undefined as never)) throw new Error('a position is missing');
    }
    if (seen !== rows) throw new Error('a position stands twice');
  }

  #append(): Place {
    if (this.#rows % BLOCK_ROWS === 0) this.#blocks.push(newBlock(this.dimensions));
    this.#rows++;
    return this.#writable(this.#rows - 1);
  }

  /** Fills a row with the last one and gives up the last one's place. */
  #free(index: number): void {
    const last = this.#rows - 1;
    if (index !== last) {
      const from = this.#place(last);
      const to = this.#writable(index);
      const slot = from.block.slots[from.row] as number;
      const position = from.block.positions[from.row] as number;
      to.block.slots[to.row] = slot;
      to.block.positions[to.row] = position;
      to.block.scales[to.row] = from.block.scales[from.row] as number;
      const start = from.row * this.dimensions;
      const data = from.block.data.subarray(start, start + this.dimensions);
      to.block.data.set(data, to.row * this.dimensions);
      const rows = this.#rowsOf.get(slot);
      if (rows !== undefined) rows[position] = index;
    }
    this.#rows = last;
    if (last % BLOCK_ROWS === 0) this.#blocks.pop();
  }

  #place(index: number): Place {
    const block = this.#blocks[Math.floor(index / BLOCK_ROWS)] as Block;
    return { block, row: index % BLOCK_ROWS };
  }

  #isBeingSaved(block: Block): boolean {
    for (const blocks of this.#saving) if (blocks.has(block)) return true;
    return false;
  }

  /** A place that may be written to: not in a block that is being saved. */
  #writable(index: number): Place {
    const place = this.#place(index);
    if (!this.#isBeingSaved(place.block)) return place;
    const block = copyBlock(place.block);
    this.#blocks[Math.floor(index / BLOCK_ROWS)] = block;
    return { block, row: place.row };
  }
}
