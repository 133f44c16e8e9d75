/**
 * Hears what was published, by a connection of its own. It is a hint: a pooler or a replica has no
 * LISTEN, a connection may be silent for long before it is known to be broken, and nothing depends on it.
 */
import type pg from 'pg';
import { pause, within } from '../supervision/deadline.ts';
import { growingPauses } from '../supervision/pauses.ts';
import { withLibpqModes } from './address.ts';
import { BinaryClient, cutConnection } from './binary-client.ts';
import { type CollectionState, REVISION_CHANNEL, readNotification } from './revision.ts';

const CONNECT_MS = 5_000;
/** How often a silent connection is asked whether it is there. */
const PULSE_MS = 20_000;
const ANSWER_MS = 5_000;
const PAUSES = { first: 500, longest: 30_000 };

/** What is heard. */
export type RevisionListener = (state: Omit<CollectionState, 'generation'>) => void;

/** Listens until it is closed. */
export function listenForRevisions(
  url: string,
  applicationName: string,
  onRevision: RevisionListener,
): { close(): Promise<void> } {
  const stop = new AbortController();
  const { signal } = stop;

  async function listen(onHeard: () => void): Promise<void> {
    const client: pg.Client = new BinaryClient({
      connectionString: withLibpqModes(url),
      application_name: applicationName,
      keepAlive: true,
    });
    const ended = new Promise<void>((resolve) => client.once('end', () => resolve()));
    client.on('error', () => {});
    client.on('notification', ({ channel, payload = '' }) => {
      const state = channel === REVISION_CHANNEL ? readNotification(payload) : null;
      if (state !== null) onRevision(state);
    });
    const cut = (): void => cutConnection(client);
    signal.addEventListener('abort', cut);
    try {
      await answered(client.connect(), CONNECT_MS);
      await answered(client.query(`listen ${REVISION_CHANNEL}`), ANSWER_MS);
      onHeard();
      while (!signal.aborted) {
        const isOver = await within(
          PULSE_MS,
          ended.then(() => true),
          () => false,
        );
        if (isOver) return;
        await answered(client.query('select 1'), ANSWER_MS);
      }
    } finally {
      signal.removeEventListener('abort', cut);
      cut();
    }
  }

  const running = (async () => {
    const pauses = growingPauses(PAUSES);
    while (!signal.aborted) {
      await listen(() => pauses.reset()).catch(() => {});
      await pause(pauses.next(), signal);
    }
  })();
  return {
    async close() {
      stop.abort();
      await running;
    },
  };
}

function answered<T>(work: Promise<T>, ms: number): Promise<T> {
  return within(ms, work, () => {
    throw new Error(`no answer within ${ms} ms`);
  });
}
