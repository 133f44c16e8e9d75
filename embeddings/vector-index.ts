/** Labels to unit vectors to nearest neighbours: hnswlib, kept away from all that makes it crash. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Refusal } from '../src/refusals.ts';
import { type Graph, newGraph } from './graph-options.ts';
import { isLabel } from './labels.ts';
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
/** Work on the graph's rows is done in slices of this many milliseconds. */
const SLICE_MS = 4;

/** A found label and the cosine of its vector and the query, between -1 and 1. */
export interface Neighbour {
  readonly label: number;
  readonly similarity: number;
}

/**
 * Nearest neighbours among labelled vectors; labels are unsigned 32-bit integers. Every vector is
 * one row, in the graph and in `#rows`; a replaced or removed one leaves its row behind unused,
 * because hnswlib needs ten times as long to reuse a row as to add one, until `save` tidies up.
 * Many identical vectors lower the recall of the others: index equal texts once.
 */
export class VectorIndex {
  readonly dimensions: number;
  #graph: Graph;
  #rows: VectorRows;
  /** Row to label, or `REMOVED`. */
  #labels: number[] = [];
  #rowOf = new Map<number, number>();
  /** How many rows are in the graph: the later ones came while it was being written. */
  #inGraph = 0;
  #writing = false;
  /** Rows removed while the graph was being written, which does not know it yet. */
  #unmarked: number[] = [];
  #saving: Promise<void> = Promise.resolve();
  /** Labels touched since a tidying began, or null when there is none under way. */
  #touched: Set<number> | null = null;
  #closed = false;

  constructor(dimensions: number) {
    this.dimensions = dimensions;
    this.#graph = newGraph(dimensions);
    this.#rows = new VectorRows(dimensions);
  }

  /** How many labels there are. */
  get size(): number {
    return this.#rowOf.size;
  }

  has(label: number): boolean {
    return this.#rowOf.has(label);
  }

  /** A copy of the label's unit vector, or null. */
  vector(label: number): Float32Array | null {
    const row = this.#rowOf.get(label);
    return row === undefined ? null : this.#rows.row(row).slice();
  }

  /**
   * Adds a vector, of any length but zero, or takes a former one's place. Half a millisecond.
   * @throws RangeError for a bad label, TypeError for a bad vector; nothing is changed then.
   */
  add(label: number, vector: Float32Array): void {
    this.#open();
    if (!isLabel(label)) throw new RangeError(`${label} is not an unsigned 32-bit integer`);
    const unit = new Float32Array(this.dimensions);
    copyUnit(vector, unit);
    this.remove(label);
    this.#rows.append().set(unit);
    this.#rowOf.set(label, this.#labels.length);
    this.#labels.push(label);
    this.#touched?.add(label);
    if (!this.#writing) this.#linkNext();
  }

  /** Removes a label; unknown ones are ignored. */
  remove(label: number): void {
    this.#open();
    const row = this.#rowOf.get(label);
    if (row === undefined) return;
    this.#rowOf.delete(label);
    this.#labels[row] = REMOVED;
    this.#touched?.add(label);
    if (this.#writing) this.#unmarked.push(row);
    else this.#graph.markDelete(row);
  }

  /**
   * The nearest `k` labels, nearest first; fewer when there are fewer.
   * @param allowed searches among these labels only, as well as if there were no others.
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
    for (let row = this.#inGraph; row < this.#labels.length; row++) {
      const label = this.#labels[row] as number;
      if (label !== REMOVED && (allowed?.has(label) ?? true)) late.push(label);
    }
    return this.#nearest(wanted, [
      ...this.#searchGraph(query, wanted, allowed),
      ...this.#scan(query, late),
    ]);
  }

  /**
   * Writes the index as it is now, whole or not at all; searches and changes may go on meanwhile.
   * @throws Refusal `fileNotWritten` when it cannot be written.
   */
  save(file: string): Promise<void> {
    const saved = this.#saving.then(() => this.#save(file));
    this.#saving = saved.catch(() => {});
    return saved;
  }

  /**
   * Reads what `save` wrote. Compare checksums first: flipped bits may go unnoticed here.
   * @param expected `count` is the number of labels, where it is known.
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
    void this.#saving.then(() => {
      this.#adopt({
        graph: newGraph(this.dimensions),
        rows: new VectorRows(this.dimensions),
        labels: [],
      });
    });
  }

  #adopt({ graph, rows, labels }: VectorFile): void {
    this.#graph = graph;
    this.#rows = rows;
    this.#labels = labels;
    this.#inGraph = labels.length;
    this.#rowOf = new Map();
    labels.forEach((label, row) => {
      if (label !== REMOVED) this.#rowOf.set(label, row);
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
    const labels = this.#labels;
    // An error thrown in here would end the process; looking up a number in a Set throws none.
    const filter = allowed && ((row: number) => allowed.has(labels[row] as number));
    const plain = Array.from(query);
    const enough = Math.min(k + this.#unmarked.length, this.#inGraph);
    const { neighbors, distances } = this.#graph.searchKnn(plain, enough, filter);
    return neighbors
      .map((row, i) => ({ label: labels[row] as number, similarity: 1 - (distances[i] as number) }))
      .filter(({ label }) => label !== REMOVED);
  }

  #scan(query: Float32Array, labels: Iterable<number>): Neighbour[] {
    const found: Neighbour[] = [];
    for (const label of labels) {
      const row = this.#rowOf.get(label);
      if (row !== undefined) found.push({ label, similarity: this.#rows.dot(row, query) });
    }
    return found;
  }

  #nearest(k: number, found: Neighbour[]): Neighbour[] {
    return found.sort((a, b) => b.similarity - a.similarity || a.label - b.label).slice(0, k);
  }

  async #save(file: string): Promise<void> {
    const removed = this.#labels.length - this.size;
    if (removed > this.size + FEW_REMOVED) await this.#tidy();
    this.#writing = true;
    const labels = Float64Array.from(this.#labels.slice(0, this.#inGraph));
    try {
      await writeVectorFile(file, this.dimensions, this.#graph, labels);
    } finally {
      let sliceStart = performance.now();
      while (this.#inGraph < this.#labels.length) {
        this.#linkNext();
        if (performance.now() - sliceStart > SLICE_MS) {
          await nextTurn();
          sliceStart = performance.now();
        }
      }
      for (const row of this.#unmarked) this.#graph.markDelete(row);
      this.#unmarked = [];
      this.#writing = false;
    }
  }

  /** Makes the graph anew without the rows of removed labels. */
  async #tidy(): Promise<void> {
    const fresh = new VectorIndex(this.dimensions);
    let labels = new Set(this.#rowOf.keys());
    while (labels.size > 0) {
      // What is touched while this round runs is done again in the next.
      this.#touched = new Set();
      let sliceStart = performance.now();
      for (const label of labels) {
        const row = this.#rowOf.get(label);
        if (row === undefined) fresh.remove(label);
        else fresh.add(label, this.#rows.row(row));
        if (performance.now() - sliceStart > SLICE_MS) {
          await nextTurn();
          sliceStart = performance.now();
        }
      }
      labels = this.#touched;
    }
    this.#touched = null;
    this.#adopt({ graph: fresh.#graph, rows: fresh.#rows, labels: fresh.#labels });
  }

  #open(): void {
    if (this.#closed) throw new Error('the vector index was closed');
  }
}
