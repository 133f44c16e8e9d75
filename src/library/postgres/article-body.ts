/** An article with its passages as it is stored: JSON, deflated. */
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { StoredArticle } from './stored-stream.ts';

const deflated = promisify(deflateRaw);
const inflated = promisify(inflateRaw) as (bytes: Uint8Array) => Promise<Buffer>;

/** Packs plain data. */
export async function packJson(data: unknown): Promise<Buffer> {
  return (await deflated(Buffer.from(JSON.stringify(data), 'utf8'))) as Buffer;
}

/** What `packJson` packed: as it was packed, since only a writer of the same tables could have. */
export async function unpackJson(bytes: Uint8Array): Promise<unknown> {
  return JSON.parse((await inflated(bytes)).toString('utf8'));
}

/** Packs an article with its passages. */
export function packArticle({ article, passages }: StoredArticle): Promise<Buffer> {
  return packJson({ article, passages });
}

/** What `packArticle` packed. */
export async function unpackArticle(body: Uint8Array): Promise<StoredArticle> {
  return (await unpackJson(body)) as StoredArticle;
}
