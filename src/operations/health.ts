/** Whether the bot lives, can answer, and what it does: over HTTP, for programs that watch it. */
import { Hono } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { serveHttp } from '../http.ts';
import { sayIn } from '../languages/say.ts';
import { Refusal } from '../refusals.ts';
import type { Part, PartState, Vitals } from '../supervision/vitals.ts';
import { hindrances } from './condition.ts';
import type { Metrics } from './metrics.ts';
import { isoTime } from './status.ts';

/** A reading process that is ill holds up changes, and no answer; without the reader, there are answers. */
const HARMLESS: ReadonlySet<Part> = new Set<Part>(['reading', 'reader']);

/** How it is served. */
export interface HealthOptions {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  readonly vitals: Vitals;
  readonly metrics: Pick<Metrics, 'text' | 'contentType'>;
}

/** A server that answers. */
export interface Health {
  /** `http://host:port`. */
  readonly origin: string;
  /** Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Serves `/healthz`, `/readyz` and `/metrics`. Answers of a bot are not read here, so that whoever
 * is told to look at these sees figures and nothing else.
 * @throws Refusal `healthPortTaken` or `healthNotListening`.
 */
export async function serveHealth({ host, port, vitals, metrics }: HealthOptions): Promise<Health> {
  const app = new Hono();
  app.use(methodNotAllowed({ app, onMethodNotAllowed: (c) => c.body(null, 405) }));
  app.get('/healthz', (c) => c.json({ alive: true }));
  app.get('/readyz', (c) => {
    const hindering = hindrances(vitals.states()).filter(({ part }) => !HARMLESS.has(part));
    const isReady = hindering.length === 0;
    return c.json({ ready: isReady, hindered: hindering.map(told) }, isReady ? 200 : 503);
  });
  app.get('/metrics', async (c) =>
    c.body(await metrics.text(), 200, { 'content-type': metrics.contentType }),
  );
  app.notFound((c) => c.body(null, 404));
  app.onError((_error, c) => c.body(null, 500));

  const { origin, close } = await serveHttp({ fetch: app.fetch, host, port }).catch(
    (cause: NodeJS.ErrnoException) => {
      const key = cause.code === 'EADDRINUSE' ? 'healthPortTaken' : 'healthNotListening';
      throw new Refusal(key, { host, port }, { cause });
    },
  );
  return { origin, close };
}

/** A part, and why it is not well, in words for people. */
function told({ part, state, since, ailment }: PartState) {
  const why = ailment && sayIn('en').tell(ailment);
  return { part, state, since: isoTime(since), why };
}
