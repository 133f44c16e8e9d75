/** What comes out of the database as JavaScript has it: see `decoderOf`. */

/** Numbers of types, as they are in every PostgreSQL (`pg_type.dat`). */
const OID = {
  bool: 16,
  bytea: 17,
  name: 19,
  int8: 20,
  int2: 21,
  int4: 23,
  text: 25,
  oid: 26,
  json: 114,
  xid: 28,
  float4: 700,
  float8: 701,
  unknown: 705,
  boolArray: 1000,
  byteaArray: 1001,
  nameArray: 1003,
  int2Array: 1005,
  int4Array: 1007,
  textArray: 1009,
  int8Array: 1016,
  float4Array: 1021,
  float8Array: 1022,
  oidArray: 1028,
  bpchar: 1042,
  varchar: 1043,
  varcharArray: 1015,
  timestamptz: 1184,
  numeric: 1700,
  regclass: 2205,
  void: 2278,
  uuid: 2950,
  pg_lsn: 3220,
  jsonb: 3802,
} as const;

type Decode = (bytes: Buffer) => unknown;

/** Milliseconds between 1970 and 2000, from which PostgreSQL counts. */
const EPOCH_2000_MS = 946_684_800_000;
const MICROSECONDS = 1_000;

const text: Decode = (bytes) => bytes.toString('utf8');

const BINARY = new Map<number, Decode>([
  [OID.bool, (bytes) => bytes[0] === 1],
  [OID.bytea, (bytes) => bytes],
  [OID.name, text],
  [OID.int8, int8],
  [OID.int2, (bytes) => bytes.readInt16BE(0)],
  [OID.int4, (bytes) => bytes.readInt32BE(0)],
  [OID.text, text],
  [OID.oid, (bytes) => bytes.readUInt32BE(0)],
  [OID.xid, (bytes) => bytes.readUInt32BE(0)],
  [OID.json, (bytes) => JSON.parse(text(bytes) as string)],
  [OID.float4, (bytes) => bytes.readFloatBE(0)],
  [OID.float8, (bytes) => bytes.readDoubleBE(0)],
  [OID.unknown, text],
  [OID.bpchar, text],
  [OID.varchar, text],
  [OID.timestamptz, (bytes) => EPOCH_2000_MS + int8(bytes) / MICROSECONDS],
  [OID.regclass, (bytes) => bytes.readUInt32BE(0)],
  [OID.void, () => null],
  [OID.uuid, (bytes) => bytes.toString('hex')],
  [OID.pg_lsn, (bytes) => bytes.readBigUInt64BE(0)],
  // One byte of version before the text.
  [OID.jsonb, (bytes) => JSON.parse(bytes.toString('utf8', 1))],
]);

/** Of arrays, by number; what each element is follows from the value itself. */
const ARRAYS = new Set<number>([
  OID.boolArray,
  OID.byteaArray,
  OID.nameArray,
  OID.int2Array,
  OID.int4Array,
  OID.textArray,
  OID.int8Array,
  OID.float4Array,
  OID.float8Array,
  OID.oidArray,
  OID.varcharArray,
]);

const asNumber: Decode = (bytes) => Number(text(bytes));

/** Of statements without values, which PostgreSQL answers as text. */
const TEXT = new Map<number, Decode>([
  [OID.bool, (bytes) => text(bytes) === 't'],
  [OID.int2, asNumber],
  [OID.int4, asNumber],
  [OID.int8, asNumber],
  [OID.oid, asNumber],
  [OID.float4, asNumber],
  [OID.float8, asNumber],
  [OID.bytea, (bytes) => Buffer.from(bytes.toString('latin1', 2), 'hex')],
  [OID.json, (bytes) => JSON.parse(text(bytes) as string)],
  [OID.jsonb, (bytes) => JSON.parse(text(bytes) as string)],
  [OID.void, () => null],
]);

/**
 * What reads values of a type. Integers of 8 bytes become numbers and are refused beyond 2^53;
 * `timestamptz` becomes milliseconds since 1970; `json` is parsed; `bytea` is a Buffer, and so is every
 * binary value of a type that is not listed, such as `halfvec`. Where a statement has no values its
 * results come as text, and what is not listed stays a string.
 * @param format `binary` or `text`, as the server sent it.
 * @throws Error for `numeric`, which has no number of JavaScript: cast it in the statement.
 */
export function decoderOf(oid: number, format: string | undefined): Decode {
  if (format !== 'binary') return TEXT.get(oid) ?? text;
  if (ARRAYS.has(oid)) return array;
  if (oid === OID.numeric) {
    return () => {
      throw new Error('a numeric was selected: cast it');
    };
  }
  return BINARY.get(oid) ?? ((bytes) => bytes);
}

function int8(bytes: Buffer): number {
  const number = Number(bytes.readBigInt64BE(0));
  if (!Number.isSafeInteger(number)) throw new RangeError('an int8 is beyond 2^53');
  return number;
}

/** One dimension, `null` where an element is: dimensions, flags, type, then size and first of each. */
function array(bytes: Buffer): unknown[] {
  if (bytes.readInt32BE(0) === 0) return [];
  const oid = bytes.readInt32BE(8);
  const count = bytes.readInt32BE(12);
  const decode = BINARY.get(oid) ?? ((element) => element);
  const elements: unknown[] = [];
  for (let i = 0, at = 20; i < count; i++) {
    const size = bytes.readInt32BE(at);
    at += 4;
    elements.push(size < 0 ? null : decode(bytes.subarray(at, at + size)));
    if (size > 0) at += size;
  }
  return elements;
}
