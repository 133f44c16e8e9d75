/** Slots to unit vectors to nearest neighbours: hnswlib, kept away from all that makes it crash. */
import { Refusal } from '../src/refusals.ts';
import { timeSlice } from '../src/time-slices.ts';
import { type Graph, newGraph } from './graph-options.ts';
import { isSlot } from './slots.ts';
import { REMOVED, readVectorFile, type VectorFile, writeVectorFile } from './vector-file.ts';
import { copyUnit, VectorRows } from './vector-rows.ts';

/**
 * A filtered search of the graph slows down as the square of how little the filter lets through,
 * a scan grows with what it lets through. They meet where allowed² = 1000 × rows (measured at 512
 * dimensions: 0.5 µs a scanned row; 0.5 ms a graph search, divided by the share let through).
 */
const SCAN_FACTOR = 1000;
/** Removed rows that are never worth making the graph anew for. */
const FEW_REMOVED = 1000;

/** A found slot and the cosine of its vector and the query, between -1 and 1. */
export interface Neighbour {
  readonly slot: number;
  readonly similarity: number;
}

/**
 * Nearest neighbours among the vectors of slots; slots are unsigned 32-bit integers. Every vector is
 * one row, in the graph and in `#rows`; a replaced or removed one leaves its row behind unused,
 * because hnswlib needs ten times as long to reuse a row as to add one, until `save` tidies up.
 * Many identical vectors lower the recall of the others: index equal texts once.
 */
export class VectorIndex {
  readonly dimensions: number;
  #graph: Graph;
  #rows: VectorRows;
  /** Row to slot, or `REMOVED`. */
  #slots: number[] = [];
  #rowOf = new Map<number, number>();
  /** How many rows are in the graph: the later ones came while it was being written. */
  #inGraph = 0;
  #writing = false;
  /** Rows removed while the graph was being written, which does not know it yet. */
  #unmarked: number[] = [];
  #saving: Promise<void> | null = null;
  /** Slots touched since a tidying began, or null when there is none under way. */
  #touched: Set<number> | null = null;
  #closed = false;

  constructor(dimensions: number) {
    this.dimensions = dimensions;
    this.#graph = newGraph(dimensions);
    this.#rows = new VectorRows(dimensions);
  }

  /** How many slots there are. */
  get size(): number {
    return this.#rowOf.size;
  }

  /** Every slot. */
  slots(): Iterable<number> {
    return this.#rowOf.keys();
  }

  has(slot: number): boolean {
    return this.#rowOf.has(slot);
  }

  /** A copy of the slot's unit vector, or null. */
  vector(slot: number): Float32Array | null {
    const row = this.#rowOf.get(slot);
    return row === undefined ? null : this.#rows.row(row).slice();
  }

  /**
   * Adds a vector, of any length but zero, or takes a former one's place. Half a millisecond.
   * @throws RangeError for a bad slot, TypeError for a bad vector; nothing is changed then.
   */
  add(slot: number, vector: Float32Array): void {
    this.#open();
    if (!isSlot(slot)) throw new RangeError(`${slot} is not an unsigned 32-bit integer`);
    const unit = new Float32Array(this.dimensions);
    copyUnit(vector, unit);
    this.remove(slot);
    this.#rows.append().set(unit);
    this.#rowOf.set(slot, this.#slots.length);
    this.#slots.push(slot);
    this.#touched?.add(slot);
    if (!this.#writing) this.#linkNext();
  }

  /** Removes a slot; unknown ones are ignored. */
  remove(slot: number): void {
    this.#open();
    const row = this.#rowOf.get(slot);
    if (row === undefined) return;
    this.#rowOf.delete(slot);
    this.#slots[row] = REMOVED;
    this.#touched?.add(slot);
    if (this.#writing) this.#unmarked.push(row);
    else this.#graph.markDelete(row);
  }

  /**
   * The nearest `k` slots, nearest first; fewer when there are fewer.
   * @param allowed searches among these slots only, as well as if there were no others.
   * @throws TypeError for a bad vector.
   */
  search(vector: Float32Array, k: number, allowed?: ReadonlySet<number>): Neighbour[] {
    this.#open();
    const query = new Float32Array(this.dimensions);
    copyUnit(vector, query);
    const wanted = Math.min(Math.max(0, Math.floor(k)), this.size);
    if (!(wanted > 0)) return [];
    if (allowed !== undefined && allowed.size ** 2 <= SCAN_FACTOR * this.#inGraph) {
      return this.#nearest(wanted, this.#scan(query, allowed));
    }
    const late: number[] = [];
    for (let row = this.#inGraph; row < this.#slots.length; row++) {
      const slot = this.#slots[row] as number;
      if (slot !== REMOVED && (allowed?.has(slot) ?? true)) late.push(slot);
    }
    return this.#nearest(wanted, [
      ...this.#searchGraph(query, wanted, allowed),
      ...this.#scan(query, late),
    ]);
  }

  /**
   * Writes the index, whole or not at all; searches and changes may go on meanwhile. What is written
   * is the state at the moment of the call, unless another save is under way or there is much to
   * `tidy` first.
   * @throws Refusal `fileNotWritten` when it cannot be written.
   */
  save(file: string): Promise<void> {
    return this.#oneByOne(() => this.#save(file));
  }

  /** Makes the graph anew without removed slots where they are many. */
  tidy(): Promise<void> {
    return this.#oneByOne(() => this.#tidyIfNeeded());
  }

  /**
   * Reads what `save` wrote. Compare checksums first: flipped bits may go unnoticed here.
   * @param expected `count` is the number of slots, where it is known.
   * @throws Refusal `savedFileUnusable` when the file is missing, damaged or another one.
   */
  static async load(
    file: string,
    expected: { readonly dimensions: number; readonly count?: number },
  ): Promise<VectorIndex> {
    const index = new VectorIndex(expected.dimensions);
    index.#adopt(await readVectorFile(file, expected.dimensions));
    if (expected.count !== undefined && index.size !== expected.count) {
      throw new Refusal('savedFileUnusable', { file });
    }
    return index;
  }

  /** Frees the memory. What is being saved is still written. Safe to call twice. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    void Promise.resolve(this.#saving).then(() => {
      this.#adopt({
        graph: newGraph(this.dimensions),
        rows: new VectorRows(this.dimensions),
        slots: [],
      });
    });
  }

  #adopt({ graph, rows, slots }: VectorFile): void {
    this.#graph = graph;
    this.#rows = rows;
    this.#slots = slots;
    this.#inGraph = slots.length;
    this.#rowOf = new Map();
    slots.forEach((slot, row) => {
      if (slot !== REMOVED) this.#rowOf.set(slot, row);
    });
  }

  /** Takes the next row into the graph, which must not be in use by a write. */
  #linkNext(): void {
    const row = this.#inGraph;
    if (row >= this.#graph.getMaxElements()) {
      this.#graph.resizeIndex(Math.max(row * 2, this.#graph.getMaxElements() + 1));
    }
    this.#graph.addPoint(Array.from(this.#rows.row(row)), row);
    this.#inGraph = row + 1;
  }

  #searchGraph(query: Float32Array, k: number, allowed?: ReadonlySet<number>): Neighbour[] {
    if (this.#inGraph === 0) return [];
    const slots = this.#slots;
    // An error thrown in here would end the process; looking up a number in a Set throws none.
    const filter = allowed && ((row: number) => allowed.has(slots[row] as number));
    const plain = Array.from(query);
    const enough = Math.min(k + this.#unmarked.length, this.#inGraph);
    const { neighbors, distances } = this.#graph.searchKnn(plain, enough, filter);
    return neighbors
      .map((row, i) => ({ slot: slots[row] as number, similarity: 1 - (distances[i] as number) }))
      .filter(({ slot }) => slot !== REMOVED);
  }

  #scan(query: Float32Array, slots: Iterable<number>): Neighbour[] {
    const found: Neighbour[] = [];
    for (const slot of slots) {
      const row = this.#rowOf.get(slot);
      if (row !== undefined) found.push({ slot, similarity: this.#rows.dot(row, query) });
    }
    return found;
  }

  #nearest(k: number, found: Neighbour[]): Neighbour[] {
    return found.sort((a, b) => b.similarity - a.similarity || a.slot - b.slot).slice(0, k);
  }

  /** Starts at once when nothing else is under way. */
  #oneByOne(work: () => Promise<void>): Promise<void> {
    const done = this.#saving === null ? work() : this.#saving.then(work);
    const settled = done
      .catch(() => {})
      .then(() => {
        if (this.#saving === settled) this.#saving = null;
      });
    this.#saving = settled;
    return done;
  }

  get #hasMuchRemoved(): boolean {
    return this.#slots.length - this.size > this.size + FEW_REMOVED;
  }

  async #tidyIfNeeded(): Promise<void> {
    if (this.#hasMuchRemoved) await this.#tidy();
  }

  async #save(file: string): Promise<void> {
    if (this.#hasMuchRemoved) await this.#tidy();
    this.#writing = true;
    const slots = Float64Array.from(this.#slots.slice(0, this.#inGraph));
    try {
      await writeVectorFile(file, this.dimensions, this.#graph, slots);
    } finally {
      const slice = timeSlice();
      while (this.#inGraph < this.#slots.length) {
        this.#linkNext();
        if (slice.isOver()) await slice.next();
      }
      for (const row of this.#unmarked) this.#graph.markDelete(row);
      this.#unmarked = [];
      this.#writing = false;
    }
  }

  /** Makes the graph anew without the rows of removed slots. */
  async #tidy(): Promise<void> {
    const fresh = new VectorIndex(this.dimensions);
    let slots = new Set(this.#rowOf.keys());
    while (slots.size > 0) {
      // What is touched while this round runs is done again in the next.
      this.#touched = new Set();
      const slice = timeSlice();
      for (const slot of slots) {
        const row = this.#rowOf.get(slot);
        if (row === undefined) fresh.remove(slot);
        else fresh.add(slot, this.#rows.row(row));
        if (slice.isOver()) await slice.next();
      }
      slots = this.#touched;
    }
    this.#touched = null;
    this.#adopt({ graph: fresh.#graph, rows: fresh.#rows, slots: fresh.#slots });
  }

  #open(): void {
    if (this.#closed) throw new Error('the vector index was closed');
  }
}
