/** Whole numbers in few bytes: seven bits a byte, the lowest first, the eighth says that more follow. */

const LOW = 0x7f;
const MORE = 0x80;
const BITS = 7;

/** Writes whole numbers below 2^31, which is where they grow too long for a row anyway. */
export class VarintWriter {
  #bytes: Buffer = Buffer.allocUnsafe(256);
  #length = 0;

  write(number: number): void {
    if (this.#length + 5 > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(2 * this.#bytes.length);
      this.#bytes.copy(larger);
      this.#bytes = larger;
    }
    let rest = number;
    while (rest > LOW) {
      this.#bytes[this.#length++] = (rest & LOW) | MORE;
      rest >>>= BITS;
    }
    this.#bytes[this.#length++] = rest;
  }

  /** How many follow, then each. */
  writeAll(numbers: ArrayLike<number>): void {
    this.write(numbers.length);
    for (let i = 0; i < numbers.length; i += 1) this.write(numbers[i] ?? 0);
  }

  /** How many follow, then how much each is above the one before it. @param ascending none below that */
  writeAscending(ascending: ArrayLike<number>): void {
    this.write(ascending.length);
    let before = 0;
    for (let i = 0; i < ascending.length; i += 1) {
      const number = ascending[i] ?? 0;
      this.write(number - before);
      before = number;
    }
  }

  done(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.#length));
  }
}

/** Reads what a `VarintWriter` wrote. */
export class VarintReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** @throws RangeError behind the end. */
  read(): number {
    let number = 0;
    for (let shift = 0; ; shift += BITS) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw new RangeError('packed numbers end too early');
      number |= (byte & LOW) << shift;
      if (byte < MORE) return number >>> 0;
    }
  }

  readAll(): Int32Array<ArrayBuffer> {
    const numbers = this.#some();
    for (let i = 0; i < numbers.length; i += 1) numbers[i] = this.read();
    return numbers;
  }

  readAscending(): Int32Array<ArrayBuffer> {
    const numbers = this.#some();
    let before = 0;
    for (let i = 0; i < numbers.length; i += 1) {
      before += this.read();
      numbers[i] = before;
    }
    return numbers;
  }

  /** @throws RangeError where it says that more follow than there are bytes. */
  #some(): Int32Array<ArrayBuffer> {
    const count = this.read();
    if (count > this.#bytes.length) throw new RangeError('packed numbers are damaged');
    return new Int32Array(count);
  }
}

/** Ascending numbers, packed. */
export function packAscending(numbers: ArrayLike<number>): Buffer {
  const writer = new VarintWriter();
  writer.writeAscending(numbers);
  return writer.done();
}

/** What `packAscending` packed. */
export function unpackAscending(bytes: Uint8Array): Int32Array<ArrayBuffer> {
  return new VarintReader(bytes).readAscending();
}
