/** A header in JSON and arrays of numbers after it, in one run of bytes. */
import { z } from 'zod';

/** Arrays that are stored whole. */
type Numbers = Uint32Array | Float32Array | Uint8Array | Int8Array;

/** Bytes of the number that says how long the header is. */
const LENGTH_BYTES = 4;

/**
 * Puts a header and arrays together. Arrays of 32-bit numbers have to come first, so that all are
 * aligned. Numbers are little-endian, as on every machine that Node runs on.
 */
export function encode(header: unknown, arrays: readonly Numbers[]): Uint8Array {
  const text = Buffer.from(JSON.stringify(header));
  const padding = (4 - (text.length % 4)) % 4;
  const length = Uint32Array.of(text.length + padding);
  return Buffer.concat([bytesOf(length), text, Buffer.alloc(padding, ' '), ...arrays.map(bytesOf)]);
}

/** What `encode` made, taken apart. */
export interface Decoded<Header> {
  readonly header: Header;
  /** The arrays' bytes, aligned for 32-bit numbers. */
  readonly rest: ArrayBuffer;
}

/** Takes apart what `encode` made. @throws Error when it is something else. */
export function decode<Header>(bytes: Uint8Array, shape: z.ZodType<Header>): Decoded<Header> {
  if (bytes.length < LENGTH_BYTES) throw new Error('too short');
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const end = LENGTH_BYTES + length;
  if (end > bytes.length) throw new Error('too short');
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + LENGTH_BYTES, length).toString();
  // A copy of its own: a file's buffer may start anywhere, 32-bit numbers may not.
  return {
    header: shape.parse(JSON.parse(text)),
    rest: new Uint8Array(bytes.subarray(end)).buffer,
  };
}

/** A long list of one kind: zod's own takes many times as long to look through. */
export function listOf<T>(isOne: (value: unknown) => value is T): z.ZodType<T[]> {
  return z.custom<T[]>((value) => Array.isArray(value) && value.every(isOne));
}

/** Of a list's values. */
export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** Of a list's values: a whole number from 0. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function bytesOf({ buffer, byteOffset, byteLength }: Numbers): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
