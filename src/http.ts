/** Serves a Hono application over HTTP on an address of this machine, and ends it at once when told. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener, type HttpBindings, RequestError } from '@hono/node-server';

/**
 * For how long a connection may stand idle. Node's five seconds are about as long as its own `fetch`
 * keeps one: whoever asks just then on a busy machine finds it closed. So the client ends it first.
 */
const KEEP_ALIVE_MS = 75_000;

/** What is served, and where. */
interface HttpOptions {
  /** The application's `fetch`. */
  readonly fetch: (request: Request, bindings: HttpBindings) => Response | Promise<Response>;
  /** An address or name of this machine. */
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** The answer to a request that is none, such as one whose Host header can't be read; 400 without. */
  readonly onMalformed?: () => Response;
}

/** A server that listens. */
interface HttpService {
  /** `http://host:port`, without a slash at the end. */
  readonly origin: string;
  /** For what else is spoken on the same port, such as WebSocket. */
  readonly server: Server;
  /** Ends every connection, also those in use. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * A request of Node's own kind. Hono's middleware makes new requests out of the one it is given,
 * which Node refuses for the adapter's light copy while the globals stay Node's.
 */
function nodeRequest({ url, method, headers, body }: Request): Request {
  try {
    if (body === null) return new Request(url, { method, headers });
    return new Request(url, { method, headers, body, duplex: 'half' });
  } catch (cause) {
    throw new RequestError('No request that Node makes, such as TRACE', { cause });
  }
}

/**
 * Listens.
 * @throws Node's error, such as `EADDRINUSE`, when it can't.
 */
export async function serveHttp(options: HttpOptions): Promise<HttpService> {
  const { fetch, host, port, onMalformed } = options;
  const listener = getRequestListener(
    (request, bindings) => fetch(nodeRequest(request), bindings as HttpBindings),
    {
      // The rest of the process keeps Node's own Request and Response.
      overrideGlobalObjects: false,
      errorHandler: (error) => {
        if (!(error instanceof RequestError)) return new Response(null, { status: 500 });
        return onMalformed?.() ?? new Response(null, { status: 400 });
      },
    },
  );
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    void listener(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const bound = server.address() as AddressInfo;
  const shown = bound.family === 'IPv6' ? `[${bound.address}]` : bound.address;
  let closing: Promise<void> | null = null;
  return {
    origin: `http://${shown}:${bound.port}`,
    server,
    close() {
      closing ??= new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      return closing;
    },
  };
}
