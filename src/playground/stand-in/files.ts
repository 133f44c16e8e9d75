/** Uploaded files: kept in memory, named safely, and served under addresses that can't be guessed. */
import type { APIAttachment } from 'discord.js';
import { failure } from './api-error.ts';
import { safeName } from './rules/filename.ts';
import { FILE_BYTES } from './rules/limits.ts';
import { randomToken, type StoredFile, type World } from './world.ts';

/** A file as it arrives, from the bot or from a person. */
export interface IncomingFile {
  readonly filename: string;
  readonly contentType: string;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** Bytes of files that are kept in all; the oldest go first, so that memory stays bounded. */
const KEPT_BYTES = 50 * 1024 * 1024;

/** A media type as a header may carry it (RFC 9110, 8.3.1), with parameters such as a charset. */
const MEDIA_TYPE =
  /^[\w!#$&^.+-]{1,100}\/[\w!#$&^.+-]{1,100}(?:; ?[\w-]{1,40}=[\w.:+-]{1,100}){0,4}$/;

/** The path under which a file is served. The key stands for Discord's signature. */
function filePath(file: StoredFile): string {
  const name = encodeURIComponent(file.filename);
  return `/attachments/${file.channelId}/${file.id}/${name}?key=${file.key}`;
}

/**
 * Keeps a file.
 * @returns it as messages and resolved options carry it.
 * @throws ApiError 40005 when it is too large.
 */
export function storeFile(
  world: World,
  channelId: string,
  file: IncomingFile,
  description?: string,
): APIAttachment {
  if (file.data.byteLength > FILE_BYTES) throw failure.tooLarge();
  const stored: StoredFile = {
    id: world.nextId(),
    channelId,
    filename: safeName(file.filename),
    contentType: MEDIA_TYPE.test(file.contentType) ? file.contentType : 'application/octet-stream',
    data: file.data,
    key: randomToken(),
  };
  world.files.set(stored.id, stored);
  let bytes = 0;
  for (const kept of [...world.files.values()].reverse()) {
    bytes += kept.data.byteLength;
    if (bytes > KEPT_BYTES) world.files.delete(kept.id);
  }
  return { ...attachmentOf(world, stored), ...(description === undefined ? {} : { description }) };
}

/** A file that is kept, as messages carry it. */
export function attachmentOf(world: Pick<World, 'origin'>, stored: StoredFile): APIAttachment {
  const url = `${world.origin}${filePath(stored)}`;
  return {
    id: stored.id,
    filename: stored.filename,
    size: stored.data.byteLength,
    url,
    proxy_url: url,
    content_type: stored.contentType,
  };
}
