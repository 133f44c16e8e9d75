/** Whole numbers as bytes, small ones in few: seven bits a byte, the lowest first (LEB128). */

const MORE = 0x80;
const LOW_BITS = 0x7f;
const STEP = 2 ** 7;
/** Grown to twice its size where it is too small. */
const FIRST_BYTES = 256;

/** Numbers being written one after the other. */
export class VarintWriter {
  #bytes = Buffer.allocUnsafe(FIRST_BYTES);
  #length = 0;

  /** Appends a whole number from 0, at most 2^53. */
  write(value: number): void {
    let rest = value;
    while (rest > LOW_BITS) {
      this.#append((rest % STEP) | MORE);
      rest = Math.floor(rest / STEP);
    }
    this.#append(rest);
  }

  /** Appends each of some numbers. */
  writeAll(values: Iterable<number>): void {
    for (const value of values) this.write(value);
  }

  /** A copy of what was written. */
  take(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.#length));
  }

  #append(byte: number): void {
    if (this.#length === this.#bytes.length) {
      this.#bytes = Buffer.concat([this.#bytes, Buffer.allocUnsafe(this.#bytes.length)]);
    }
    this.#bytes[this.#length++] = byte;
  }
}

/** Numbers being read one after the other. */
export class VarintReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** The next number. @throws RangeError behind the end. */
  read(): number {
    let value = 0;
    for (let factor = 1; ; factor *= STEP) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) throw new RangeError('packed numbers end too early');
      this.#at++;
      value += (byte & LOW_BITS) * factor;
      if (byte < MORE) return value;
    }
  }

  /** The next `count` numbers, of 32 bits. */
  readAll(count: number): Uint32Array {
    // Each takes a byte at least: a damaged count allocates nothing.
    if (count > this.#bytes.length - this.#at) throw new RangeError('packed numbers are missing');
    const values = new Uint32Array(count);
    for (let i = 0; i < count; i++) values[i] = this.read();
    return values;
  }
}
