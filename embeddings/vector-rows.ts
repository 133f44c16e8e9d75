/** Unit vectors in numbered rows, in blocks that never move as they grow in number. */

/** Rows in one block: 2 MB at 512 dimensions. */
const BLOCK_ROWS = 1024;

/** Growing storage of `Float32Array` rows of one length. */
export class VectorRows {
  readonly dimensions: number;
  readonly #blocks: Float32Array[] = [];
  #length = 0;

  constructor(dimensions: number) {
    this.dimensions = dimensions;
  }

  get length(): number {
    return this.#length;
  }

  /** Appends a zero row and gives a view of it, to be filled. */
  append(): Float32Array {
    if (this.#length % BLOCK_ROWS === 0) {
      this.#blocks.push(new Float32Array(BLOCK_ROWS * this.dimensions));
    }
    this.#length++;
    return this.row(this.#length - 1);
  }

  /** A view of a row. */
  row(index: number): Float32Array {
    const { dimensions } = this;
    const from = (index % BLOCK_ROWS) * dimensions;
    return this.#block(index).subarray(from, from + dimensions);
  }

  /** Dot product of a row with `vector`, of `dimensions`. */
  dot(index: number, vector: Float32Array): number {
    const { dimensions } = this;
    const block = this.#block(index);
    const from = (index % BLOCK_ROWS) * dimensions;
    // Four sums at once: a single one would wait for each addition before the next.
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let i = 0;
    for (; i + 3 < dimensions; i += 4) {
      a += (block[from + i] as number) * (vector[i] as number);
      b += (block[from + i + 1] as number) * (vector[i + 1] as number);
      c += (block[from + i + 2] as number) * (vector[i + 2] as number);
      d += (block[from + i + 3] as number) * (vector[i + 3] as number);
    }
    for (; i < dimensions; i++) a += (block[from + i] as number) * (vector[i] as number);
    return a + b + c + d;
  }

  #block(index: number): Float32Array {
    const block = this.#blocks[Math.floor(index / BLOCK_ROWS)];
    if (block === undefined || index >= this.#length) throw new RangeError(`no row ${index}`);
    return block;
  }
}

/**
 * Copies `vector` into `target`, scaled to length 1.
 * @throws TypeError when its length differs, or it is zero, or holds what is not a finite number.
 */
export function copyUnit(vector: Float32Array, target: Float32Array): void {
  if (!(vector instanceof Float32Array) || vector.length !== target.length) {
    throw new TypeError(`a Float32Array of ${target.length} numbers is needed`);
  }
  let squares = 0;
  for (let i = 0; i < vector.length; i++) squares += (vector[i] as number) ** 2;
  const length = Math.sqrt(squares);
  if (!(length > 0 && length < Number.POSITIVE_INFINITY)) {
    throw new TypeError('a vector must be finite and not zero');
  }
  for (let i = 0; i < vector.length; i++) target[i] = (vector[i] as number) / length;
}
