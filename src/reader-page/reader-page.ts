/** The reader page: served beside the bot for as long as that runs, and never its end. */
import type { CollectionKey } from '../collections/collection.ts';
import { serveHttp } from '../http.ts';
import type { ExcerptRef } from '../model.ts';
import { Refusal } from '../refusals.ts';
import { pauseQuietly } from '../supervision/deadline.ts';
import { pagedByKey } from './page-access.ts';
import { formatPageAddress, passageAddress } from './page-address.ts';
import { type PageAppOptions, pageApp } from './page-app.ts';

/** Milliseconds until a port that was in use is tried again: another process may be on its way out. */
const AGAIN_MS = 5_000;
/** Connections at the same time; a proxy keeps a few. */
const MOST_CONNECTIONS = 512;
/** Milliseconds within which a request has to have come: there is nothing to be sent but a few lines. */
const REQUEST_MS = 10_000;

/** How it is served. */
export interface ReaderPageOptions extends PageAppOptions {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Told why it cannot be served yet, once. */
  readonly onAwaited: (refusal: Refusal<'pagePortTaken' | 'pageNotListening'>) => void;
  /** Milliseconds between two tries, where they are not to be as usual. */
  readonly againMs?: number;
}

/** The page, whether it is served just now or not. */
export interface ReaderPage {
  /** Resolves with `http://host:port` once it is served; with null where it was closed before. */
  readonly listening: Promise<string | null>;
  /** The address of a citation; null where its collection did not opt in. From memory. */
  publicUrlOf(ref: ExcerptRef): string | null;
  /** Safe to call twice. */
  close(): Promise<void>;
}

/** Begins to serve it, and goes on trying for as long as it takes. Never throws. */
export function openReaderPage(options: ReaderPageOptions): ReaderPage {
  const { publicUrl, collections, host, port, onAwaited, onFault, againMs = AGAIN_MS } = options;
  const { fetch } = pageApp(options);
  const stop = new AbortController();
  const opened: { close(): Promise<void> }[] = [];

  async function listen(): Promise<string | null> {
    for (let tries = 0; !stop.signal.aborted; tries += 1) {
      try {
        const http = await serveHttp({ fetch, host, port });
        opened.push(http);
        const { server } = http;
        server.on('error', onFault);
        server.maxConnections = MOST_CONNECTIONS;
        server.headersTimeout = REQUEST_MS;
        server.requestTimeout = REQUEST_MS;
        return http.origin;
      } catch (cause) {
        const { code } = cause as NodeJS.ErrnoException;
        const key = code === 'EADDRINUSE' ? 'pagePortTaken' : 'pageNotListening';
        if (tries === 0) onAwaited(new Refusal(key, { host, port }, { cause }));
        await pauseQuietly(againMs, stop.signal);
      }
    }
    return null;
  }

  const listening = listen();
  return {
    listening,
    publicUrlOf(ref) {
      const key: CollectionKey = ref.collection ?? '';
      if (pagedByKey(collections, key).length === 0) return null;
      return publicUrl + formatPageAddress(passageAddress(ref));
    },
    async close() {
      stop.abort();
      await listening;
      await Promise.all(opened.map((http) => http.close()));
    },
  };
}
