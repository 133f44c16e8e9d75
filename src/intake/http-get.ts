/** One request for one page: pinned to judged addresses, counted while it comes, nothing followed. */
import { get as httpGet, type IncomingMessage } from 'node:http';
import { get as httpsGet } from 'node:https';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { isRefusal, Refusal } from '../refusals.ts';
import { type GuardedUrl, guardedLookup, type Interfaces, type Resolve } from './address-guard.ts';

/** A response whose body has not been read yet. */
export interface Response {
  readonly status: number;
  readonly location: string | null;
  readonly contentType: string | null;
  /** A header by its name in lower case; null where it was not sent. */
  header(name: string): string | null;
  /** The body, decompressed. @throws Refusal when it is longer than allowed, or broken. */
  body(maxBytes: number): Promise<Uint8Array>;
  /** Leaves the body where it is and closes the connection. */
  discard(): void;
}

const HEADERS = {
  'user-agent': 'Footnote (Discord bot; fetches pages that people add as articles)',
  accept: 'text/html, application/pdf, text/markdown, text/plain;q=0.9',
  'accept-encoding': 'gzip, deflate, br',
} as const;

/** What went wrong with a connection; the system's own words stay in the cause. */
export function connectionError(error: unknown, host: string): Refusal {
  if (isRefusal(error)) return error;
  const code = String((error as NodeJS.ErrnoException | null)?.code ?? '');
  const key =
    code === 'ENOTFOUND' || code === 'EAI_AGAIN'
      ? 'noSite'
      : code === 'ECONNREFUSED'
        ? 'noConnection'
        : /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/.test(code)
          ? 'badCertificate'
          : code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('BR_')
            ? 'pageDamaged'
            : 'connectionBroke';
  return new Refusal(key, { host }, { cause: error });
}

/** Refuses as soon as more than `maxBytes` have passed. */
function atMost(maxBytes: number): Transform {
  let total = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      total += chunk.length;
      if (total <= maxBytes) done(null, chunk);
      else done(new Refusal('pageTooLong', { max: maxBytes }));
    },
  });
}

function decompressor(encoding: string): Transform | null {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip();
  if (encoding === 'deflate') return createInflate();
  if (encoding === 'br') return createBrotliDecompress();
  if (encoding === '' || encoding === 'identity') return null;
  throw new Refusal('unknownCompression');
}

async function readBody(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  try {
    // Compressed or not, what is announced to be too long need not be waited for.
    if (Number(response.headers['content-length'] ?? 0) > maxBytes) {
      throw new Refusal('pageTooLong', { max: maxBytes });
    }
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

/** A server says once or twice that it is working on it (RFC 9110, 15.2); more says nothing. */
const MOST_INFORMATIONAL = 10;

/** How names are resolved, and what counts as inside; the system's answers by default. */
export interface RequestOptions {
  /** Headers beside the usual ones, or instead of them; names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly resolve?: Resolve;
  readonly interfaces?: Interfaces;
}

/**
 * Asks for a page and resolves with the head of the answer. Errors are the system's own. It always
 * ends: `close` follows whatever becomes of the connection, also where nothing else is told.
 */
export function request(
  guarded: GuardedUrl,
  signal: AbortSignal,
  { headers, resolve: resolver, interfaces }: RequestOptions = {},
): Promise<Response> {
  const { url, listed } = guarded;
  const get = url.protocol === 'https:' ? httpsGet : httpGet;
  const lookup = guardedLookup(listed, resolver, interfaces);
  return new Promise((resolve, reject) => {
    const sent = get(
      url,
      // No agent: a connection of its own, closed afterwards, to an address judged for this request.
      { agent: false, lookup, headers: { ...HEADERS, ...headers }, signal },
      (response) => {
        resolve({
          status: response.statusCode ?? 0,
          location: response.headers.location ?? null,
          contentType: response.headers['content-type'] ?? null,
          header(name) {
            const value = response.headers[name];
            return (Array.isArray(value) ? value[0] : value) ?? null;
          },
          body: (maxBytes) => readBody(response, maxBytes),
          discard: () => response.destroy(),
        });
      },
    );
    let informational = 0;
    sent.on('information', () => {
      informational += 1;
      if (informational > MOST_INFORMATIONAL) sent.destroy(new Error('Only 1xx answers'));
    });
    // Nobody asked for another protocol. Node would close the connection and tell nobody.
    sent.on('upgrade', (_response, socket) => {
      socket.destroy();
      reject(new Error('101 Switching Protocols'));
    });
    sent.on('error', reject);
    sent.on('close', () => reject(new Error('Closed without an answer')));
  });
}
