/** Plain data as it is stored: JSON, deflated, behind a byte that tells how. */
import { promisify } from 'node:util';
import { deflateRaw, deflateRawSync, inflateRaw, inflateRawSync } from 'node:zlib';

/** To be raised when what is packed comes to look otherwise: an older process then knows that it cannot. */
const FORMAT = 1;
/** Bytes from which on packing and unpacking is left to another thread. */
const LARGE = 64_000;

const deflateAside = promisify(deflateRaw);
const inflateAside = promisify(inflateRaw);

/** Packs data; the event loop is not held for long. */
export async function pack(data: unknown): Promise<Buffer> {
  const json = Buffer.from(JSON.stringify(data), 'utf8');
  const packed = json.length < LARGE ? deflateRawSync(json) : await deflateAside(json);
  return Buffer.concat([Buffer.of(FORMAT), packed as Buffer]);
}

/**
 * What `pack` packed; its shape is trusted, since only a writer of the same tables could have made it.
 * @throws Error where a newer process has packed it otherwise, or it is damaged.
 */
export async function unpack<T>(bytes: Uint8Array): Promise<T> {
  if (bytes[0] !== FORMAT) throw new Error(`what is stored has format ${bytes[0]}`);
  const packed = bytes.subarray(1);
  const json = packed.length < LARGE ? inflateRawSync(packed) : await inflateAside(packed);
  return JSON.parse((json as Buffer).toString('utf8')) as T;
}
