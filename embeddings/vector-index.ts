/**
 * Slots to unit vectors to nearest neighbours: hnswlib, kept away from all that makes it crash, and
 * an exact search where there is none.
 */
import { Refusal } from '../src/refusals.ts';
import { timeSlice } from '../src/time-slices.ts';
import { newGraph } from './graph-options.ts';
import { type Graph, hasGraphs } from './hnswlib.ts';
import { keepNearest, type Nearest, type Neighbour } from './nearest.ts';
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

/** Rows outside the graph that are looked through in one go: two milliseconds at 512 dimensions. */
const SCANNED_AT_ONCE = 5_000;
/** Rows scanned between two looks at the clock: a tenth of a millisecond. */
const SCANNED_UNWATCHED = 256;

/** How an index searches, and with what it is loaded. */
export interface VectorIndexOptions {
  /** Looks at every vector; otherwise only where hnswlib is not there. */
  readonly exact?: boolean;
}

/** Cosines of a query and the rows from `first` on, worked out before a search. */
export interface ScannedRows {
  readonly rows: VectorRows;
  readonly first: number;
  readonly similarities: Float64Array;
}

/**
 * Nearest neighbours among the vectors of slots; slots are unsigned 32-bit integers. Every vector is
 * one row, in `#rows` and, where there is one, in the graph; rows that are not (yet) in it are
 * looked through. A replaced or removed one leaves its row behind unused, because hnswlib needs ten
 * times as long to reuse a row as to add one, until `save` tidies up.
 * Many identical vectors lower the recall of the others: index equal texts once.
 */
export class VectorIndex {
  readonly dimensions: number;
  readonly #exact: boolean;
  /** Null where the search is exact. */
  #graph: Graph | null;
  #rows: VectorRows;
  /** Row to slot, or `REMOVED`. */
  #slots: number[] = [];
  #rowOf = new Map<number, number>();
  /**
   * How many rows are in the graph: later ones came while it was being written, or were saved
   * without one.
   */
  #inGraph = 0;
  #writing = false;
  /** Rows removed while the graph was being written, which does not know it yet. */
  #unmarked: number[] = [];
  #saving: Promise<void> | null = null;
  /** Slots touched since a tidying began, or null when there is none under way. */
  #touched: Set<number> | null = null;
  #closed = false;

  constructor(dimensions: number, { exact = !hasGraphs() }: VectorIndexOptions = {}) {
    this.dimensions = dimensions;
    this.#exact = exact;
    this.#graph = exact ? null : newGraph(dimensions);
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
    const unit = this.#unit(vector);
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
    if (row >= this.#inGraph) return;
    if (this.#writing) this.#unmarked.push(row);
    else this.#graph?.markDelete(row);
  }

  /**
   * Looks through the rows outside the graph where they are many, in slices, so that a `search` in
   * the turn after it does not hold the event loop up. What changes meanwhile is seen by the search.
   * @throws TypeError for a bad vector.
   */
  async scan(vector: Float32Array): Promise<ScannedRows | null> {
    this.#open();
    const rows = this.#rows;
    const first = this.#inGraph;
    if (rows.length - first <= SCANNED_AT_ONCE) return null;
    const query = this.#unit(vector);
    const similarities = new Float64Array(rows.length - first);
    const slice = timeSlice();
    for (let from = 0; from < similarities.length; from += SCANNED_UNWATCHED) {
      const end = Math.min(from + SCANNED_UNWATCHED, similarities.length);
      for (let i = from; i < end; i++) similarities[i] = rows.dot(first + i, query);
      if (slice.isOver()) await slice.next();
    }
    return { rows, first, similarities };
  }

  /**
   * The nearest `k` slots, nearest first; fewer when there are fewer.
   * @param allowed searches among these slots only, as well as if there were no others.
   * @param scanned what `scan` gave for the same vector.
   * @throws TypeError for a bad vector.
   */
  search(
    vector: Float32Array,
    k: number,
    allowed?: ReadonlySet<number>,
    scanned: ScannedRows | null = null,
  ): readonly Neighbour[] {
    this.#open();
    const query = this.#unit(vector);
    const wanted = Math.min(Math.max(0, Math.floor(k)), this.size);
    if (!(wanted > 0)) return [];
    const nearest = keepNearest(wanted);
    // Rows are numbered anew when they are tidied.
    const known = scanned?.rows === this.#rows ? scanned : null;
    if (allowed !== undefined && allowed.size ** 2 <= SCAN_FACTOR * this.#slots.length) {
      for (const slot of allowed) {
        const row = this.#rowOf.get(slot);
        if (row !== undefined) nearest.offer(slot, this.#rows.dot(row, query));
      }
      return nearest.found;
    }
    for (let row = this.#inGraph; row < this.#slots.length; row++) {
      const slot = this.#slots[row] as number;
      if (slot === REMOVED || !(allowed?.has(slot) ?? true)) continue;
      const similarity = known?.similarities[row - known.first];
      nearest.offer(slot, similarity ?? this.#rows.dot(row, query));
    }
    this.#searchGraph(query, nearest, wanted, allowed);
    return nearest.found;
  }

  /** Takes rows that were saved without a graph into one, in slices; nothing where there is none. */
  link(): Promise<void> {
    return this.#oneByOne(() => this.#linkRest(() => !this.#closed));
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
   * What was saved without a graph is searched exactly, until `link` has made one.
   * @param expected `count` is the number of slots, where it is known.
   * @throws Refusal `savedFileUnusable` when the file is missing, damaged or another one.
   */
  static async load(
    file: string,
    expected: { readonly dimensions: number; readonly count?: number } & VectorIndexOptions,
  ): Promise<VectorIndex> {
    const index = new VectorIndex(expected.dimensions, expected);
    const { graph, rows, slots } = await readVectorFile(file, expected.dimensions, index.#exact);
    index.#adopt({ graph, rows, slots, inGraph: graph?.getCurrentCount() ?? 0 });
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
        graph: this.#exact ? null : newGraph(this.dimensions),
        rows: new VectorRows(this.dimensions),
        slots: [],
        inGraph: 0,
      });
    });
  }

  #adopt({ graph, rows, slots, inGraph }: VectorFile & { readonly inGraph: number }): void {
    this.#graph = graph;
    this.#rows = rows;
    this.#slots = slots;
    this.#inGraph = inGraph;
    this.#rowOf = new Map();
    slots.forEach((slot, row) => {
      if (slot !== REMOVED) this.#rowOf.set(slot, row);
    });
  }

  #unit(vector: Float32Array): Float32Array {
    const unit = new Float32Array(this.dimensions);
    copyUnit(vector, unit);
    return unit;
  }

  /** Takes the next row into the graph, if any, which must not be in use by a write. */
  #linkNext(): void {
    const graph = this.#graph;
    if (graph === null) return;
    const row = this.#inGraph;
    if (row >= graph.getMaxElements()) {
      graph.resizeIndex(Math.max(row * 2, graph.getMaxElements() + 1));
    }
    graph.addPoint(Array.from(this.#rows.row(row)), row);
    if (this.#slots[row] === REMOVED) graph.markDelete(row);
    this.#inGraph = row + 1;
  }

  get #isLinked(): boolean {
    return this.#graph === null || this.#inGraph === this.#slots.length;
  }

  async #linkRest(isWanted = () => true): Promise<void> {
    const slice = timeSlice();
    while (!this.#isLinked && isWanted()) {
      this.#linkNext();
      if (slice.isOver()) await slice.next();
    }
  }

  #searchGraph(
    query: Float32Array,
    nearest: Nearest,
    k: number,
    allowed?: ReadonlySet<number>,
  ): void {
    if (this.#graph === null || this.#inGraph === 0) return;
    const slots = this.#slots;
    // An error thrown in here would end the process; looking up a number in a Set throws none.
    const filter = allowed && ((row: number) => allowed.has(slots[row] as number));
    const plain = Array.from(query);
    const enough = Math.min(k + this.#unmarked.length, this.#inGraph);
    const { neighbors, distances } = this.#graph.searchKnn(plain, enough, filter);
    neighbors.forEach((row, i) => {
      const slot = slots[row] as number;
      if (slot !== REMOVED) nearest.offer(slot, 1 - (distances[i] as number));
    });
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
    if (!this.#isLinked) await this.#linkRest();
    this.#writing = true;
    const slots = Float64Array.from(this.#slots);
    try {
      await writeVectorFile(file, { graph: this.#graph, rows: this.#rows }, slots);
    } finally {
      for (const row of this.#unmarked) this.#graph?.markDelete(row);
      this.#unmarked = [];
      this.#writing = false;
      await this.#linkRest();
    }
  }

  /** Makes the graph anew without the rows of removed slots. */
  async #tidy(): Promise<void> {
    const fresh = new VectorIndex(this.dimensions, { exact: this.#exact });
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
    this.#adopt({
      graph: fresh.#graph,
      rows: fresh.#rows,
      slots: fresh.#slots,
      inGraph: fresh.#inGraph,
    });
  }

  #open(): void {
    if (this.#closed) throw new Error('the vector index was closed');
  }
}
