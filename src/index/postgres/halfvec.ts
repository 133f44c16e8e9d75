/** Vectors as pgvector takes and sends them in binary: numbers of 16 bits (`halfvec_recv`). */

/** Dimensions and a number that is always 0, 16 bits each, stand before the numbers. */
const HEADER_BYTES = 4;
/** Of a 16-bit number: what a 32-bit one's exponent is less by, and how many bits of its fraction are dropped. */
const EXPONENT_SHIFT = 112;
const DROPPED_BITS = 13;
const SIGN = 0x8000;

const float = new Float32Array(1);
const bitsOfFloat = new Uint32Array(float.buffer);

/** A vector of numbers between -1 and 1 as the bytes of a `halfvec`. */
export function encodeHalfvec(vector: Float32Array): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES + 2 * vector.length);
  bytes.writeUInt16BE(vector.length, 0);
  for (let i = 0; i < vector.length; i++) {
    bytes.writeUInt16BE(toHalf(vector[i] as number), HEADER_BYTES + 2 * i);
  }
  return bytes;
}

/** The nearest 16-bit number (IEEE 754 binary16), of two equally near ones the even one. */
export function toHalf(value: number): number {
  float[0] = value;
  const bits = bitsOfFloat[0] as number;
  const sign = (bits >>> 16) & SIGN;
  const exponent = ((bits >>> 23) & 0xff) - EXPONENT_SHIFT;
  if (exponent > 0) return sign | rounded((exponent << 23) | (bits & 0x7fffff), DROPPED_BITS);
  // Too small for an exponent: a fraction of the smallest step.
  const shift = DROPPED_BITS + 1 - exponent;
  return shift > 24 ? sign : sign | rounded((bits & 0x7fffff) | 0x800000, shift);
}

/** Without its last bits, rounded to the nearest, of two to the even one. */
function rounded(bits: number, dropped: number): number {
  const kept = bits >>> dropped;
  const rest = bits & (2 ** dropped - 1);
  const half = 2 ** (dropped - 1);
  return rest > half || (rest === half && (kept & 1) === 1) ? kept + 1 : kept;
}
