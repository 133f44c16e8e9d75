/** Reads request bodies: JSON, or a form with files as discord.js sends it. */
import type { IncomingMessage } from 'node:http';
import { failure } from '../api-error.ts';
import type { IncomingFile } from '../files.ts';
import { ATTACHMENTS, FILE_BYTES } from '../rules/limits.ts';

/** A whole request: the most files there may be, and a mebibyte for the text. */
const MAX_BODY_BYTES = ATTACHMENTS * FILE_BYTES + 1024 * 1024;

/** What a request carried. */
export interface Body {
  /** The parsed JSON, undefined when there was none. */
  readonly json: unknown;
  readonly files: readonly IncomingFile[];
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).byteLength;
    if (size > MAX_BODY_BYTES) throw failure.tooLarge();
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw failure.invalidJson();
  }
}

/**
 * Reads a request's body.
 * @throws ApiError 50109 for broken JSON or a broken form, 40005 for a body that is too large.
 */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const bytes = await bytesOf(request);
  if (bytes.byteLength === 0) return { json: undefined, files: [] };
  const contentType = request.headers['content-type'] ?? '';
  if (!contentType.startsWith('multipart/form-data'))
    return { json: parse(bytes.toString('utf8')), files: [] };

  const headers = { 'content-type': contentType };
  const form = await new Response(new Uint8Array(bytes), { headers }).formData().catch(() => {
    throw failure.invalidJson();
  });
  let json: unknown = {};
  const files = new Map<number, IncomingFile>();
  for (const [name, value] of form) {
    if (typeof value === 'string') {
      if (name === 'payload_json') json = parse(value);
      continue;
    }
    const position = Number(/^files\[(\d+)\]$/.exec(name)?.[1] ?? files.size);
    files.set(position, {
      filename: value.name,
      contentType: value.type || 'application/octet-stream',
      data: new Uint8Array(await value.arrayBuffer()),
    });
  }
  const inOrder = [...files].sort(([a], [b]) => a - b).map(([, file]) => file);
  return { json, files: inOrder };
}
