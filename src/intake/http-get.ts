/** One request for one page: pinned to judged addresses, counted while it comes, nothing followed. */
import { get as httpGet, type IncomingMessage } from 'node:http';
import { get as httpsGet } from 'node:https';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { describeSize } from '../articles/decode.ts';
import { FootnoteError } from '../errors.ts';
import { type GuardedUrl, guardedLookup, type Resolve } from './address-guard.ts';

/** A response whose body has not been read yet. */
export interface Response {
  readonly status: number;
  readonly location: string | null;
  readonly contentType: string | null;
  /** The body, decompressed. @throws FootnoteError when it is longer than allowed, or broken. */
  body(maxBytes: number): Promise<Uint8Array>;
  /** Leaves the body where it is and closes the connection. */
  discard(): void;
}

const HEADERS = {
  'user-agent': 'Footnote (Discord bot; fetches pages that people add as articles)',
  accept: 'text/html, application/pdf, text/markdown, text/plain;q=0.9',
  'accept-encoding': 'gzip, deflate, br',
} as const;

/** What went wrong with a connection, in a sentence; the system's own words stay in the cause. */
export function connectionError(error: unknown, host: string): FootnoteError {
  if (error instanceof FootnoteError) return error;
  const code = String((error as NodeJS.ErrnoException | null)?.code ?? '');
  const sentence =
    code === 'ENOTFOUND' || code === 'EAI_AGAIN'
      ? `There is no site at ${host}.`
      : code === 'ECONNREFUSED'
        ? `${host} does not take connections.`
        : /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/.test(code)
          ? `${host} has no valid certificate, so the page was not fetched.`
          : code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('BR_')
            ? `${host} sent a damaged page.`
            : `The connection to ${host} broke off.`;
  return new FootnoteError('bad-request', sentence, { cause: error });
}

/** Stops with one sentence as soon as more than `maxBytes` have passed. */
function atMost(maxBytes: number): Transform {
  let total = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      total += chunk.length;
      if (total <= maxBytes) done(null, chunk);
      else done(tooLong(maxBytes));
    },
  });
}

function tooLong(maxBytes: number): FootnoteError {
  return new FootnoteError(
    'not-allowed',
    `The page is longer than the ${describeSize(maxBytes)} that can be added.`,
  );
}

function decompressor(encoding: string): Transform | null {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip();
  if (encoding === 'deflate') return createInflate();
  if (encoding === 'br') return createBrotliDecompress();
  if (encoding === '' || encoding === 'identity') return null;
  throw new FootnoteError('bad-request', 'The page comes in a compression that nobody asked for.');
}

async function readBody(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  try {
    // Compressed or not, what is announced to be too long need not be waited for.
    if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw tooLong(maxBytes);
    const unpack = decompressor((response.headers['content-encoding'] ?? '').trim().toLowerCase());
    const chunks: Buffer[] = [];
    const gather = async (source: AsyncIterable<Buffer>) => {
      for await (const chunk of source) chunks.push(chunk);
    };
    if (unpack === null) await pipeline(response, atMost(maxBytes), gather);
    else await pipeline(response, atMost(maxBytes), unpack, atMost(maxBytes), gather);
    return new Uint8Array(Buffer.concat(chunks));
  } finally {
    response.destroy();
  }
}

/** Asks for a page and resolves with the head of the answer. Errors are the system's own. */
export function request(
  guarded: GuardedUrl,
  signal: AbortSignal,
  resolver?: Resolve,
): Promise<Response> {
  const { url, listed } = guarded;
  const get = url.protocol === 'https:' ? httpsGet : httpGet;
  return new Promise((resolve, reject) => {
    const sent = get(
      url,
      // No agent: a connection of its own, closed afterwards, to an address judged for this request.
      { agent: false, lookup: guardedLookup(listed, resolver), headers: HEADERS, signal },
      (response) => {
        resolve({
          status: response.statusCode ?? 0,
          location: response.headers.location ?? null,
          contentType: response.headers['content-type'] ?? null,
          body: (maxBytes) => readBody(response, maxBytes),
          discard: () => response.destroy(),
        });
      },
    );
    sent.on('error', reject);
  });
}
