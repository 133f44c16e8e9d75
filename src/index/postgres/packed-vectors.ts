/** Vectors as bytes: rounded as the embedded engine rounds them, and whole. */
import { byteDot, byteScale, writeSteps } from '../../../embeddings/byte-vector.ts';

/** Of a scale, a little-endian 32-bit float. */
const SCALE_BYTES = 4;
const FLOAT_BYTES = 4;

/**
 * Vectors one after the other, each its scale and a byte a dimension.
 * @throws TypeError for a vector of other dimensions or with what is not a finite number.
 */
export function packRounded(vectors: readonly Float32Array[], dimensions: number): Buffer {
  const stride = SCALE_BYTES + dimensions;
  const bytes = Buffer.alloc(vectors.length * stride);
  const steps = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  for (const [i, vector] of vectors.entries()) {
    const scale = byteScale(vector, dimensions);
    bytes.writeFloatLE(scale, i * stride);
    writeSteps(vector, scale, steps, i * stride + SCALE_BYTES);
  }
  return bytes;
}

/** How many vectors `packRounded` put there. @throws RangeError for bytes of other dimensions. */
function countOf(bytes: Buffer, dimensions: number): number {
  const count = bytes.length / (SCALE_BYTES + dimensions);
  if (!Number.isInteger(count)) throw new RangeError('vectors of other dimensions');
  return count;
}

/** Cosines of what `packRounded` made with a unit vector. */
export function cosinesOf(bytes: Buffer, query: Float32Array): number[] {
  const stride = SCALE_BYTES + query.length;
  const steps = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: countOf(bytes, query.length) }, (_, i) =>
    byteDot(steps, i * stride + SCALE_BYTES, bytes.readFloatLE(i * stride), query),
  );
}

/** The vectors that `packRounded` was given, give or take the rounding. */
export function unpackRounded(bytes: Buffer, dimensions: number): Float32Array[] {
  const stride = SCALE_BYTES + dimensions;
  const steps = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: countOf(bytes, dimensions) }, (_, i) => {
    const from = i * stride + SCALE_BYTES;
    const scale = bytes.readFloatLE(i * stride);
    return Float32Array.from(steps.subarray(from, from + dimensions), (step) => step * scale);
  });
}

/** A vector as its 32-bit floats. */
export function packWhole(vector: Float32Array): Buffer {
  return Buffer.from(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength).slice());
}

/** The vector that `packWhole` was given. */
export function unpackWhole(bytes: Buffer): Float32Array {
  const vector = new Float32Array(bytes.length / FLOAT_BYTES);
  for (let i = 0; i < vector.length; i++) vector[i] = bytes.readFloatLE(FLOAT_BYTES * i);
  return vector;
}
