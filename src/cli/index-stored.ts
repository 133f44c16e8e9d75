/** `footnote index` where there is a database: brings collections into it, once or until it is stopped. */
import { DEFAULT_COLLECTION } from '../collections/collection.ts';
import type { Config } from '../config.ts';
import { counted } from '../counted.ts';
import { writeCollection } from '../library/postgres/writer.ts';
import { describeFolders, openWriter, writerOptions } from '../open-writer.ts';
import { Reader } from '../reading/reader.ts';
import { terminalReporter } from '../reporter.ts';
import { pause } from '../supervision/deadline.ts';
import { print, printable } from '../terminal.ts';
import type { Workplace } from './context.ts';
import { collectionNumber, withDatabase } from './stored.ts';

/** What is asked for. */
export interface IndexFlags {
  /** Works until it is stopped. */
  readonly watch?: boolean;
  /** Takes out whatever the folder lacks. */
  readonly acceptRemovals?: boolean;
}

/** Another writer is waited for; its lease runs out within seconds where it is gone. */
const RETRY_MS = 500;

/** Looks at one collection, and says what there is. */
export async function indexStored(config: Workplace, flags: IndexFlags): Promise<void> {
  const started = performance.now();
  const { acceptRemovals: acceptsRemovals = false } = flags;
  const { id = DEFAULT_COLLECTION } = config.access.changes ?? {};
  const reporter = terminalReporter(process.stderr);
  const reader = new Reader();
  try {
    await withDatabase(config, async ({ database, embedder }) => {
      const parts = { config, database, embedder, reader, reporter };
      const { options, registry } = await writerOptions(parts);
      try {
        await describeFolders(database, registry);
        const no = await collectionNumber(database, id);
        const last = { held: null };
        const { signal } = new AbortController();
        for (;;) {
          const written = await writeCollection(options, { no, id, acceptsRemovals }, last, signal);
          if (written === null) {
            await pause(RETRY_MS);
            continue;
          }
          const seconds = ((performance.now() - started) / 1_000).toFixed(1);
          const held = `${counted(written.articles, 'article')}, ${counted(written.passages, 'passage')}`;
          print(`${held}: ready after ${seconds} s.\n`);
          return;
        }
      } finally {
        await registry.close();
      }
    });
  } finally {
    await reader.close();
  }
}

/**
 * Writes whatever is due, until SIGINT or SIGTERM.
 * @throws Refusal `databaseNewer` where another release has changed the database past this one.
 */
export async function watchStored(config: Config): Promise<void> {
  const reporter = terminalReporter(process.stdout);
  const reader = new Reader();
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  try {
    await withDatabase(config, async ({ database, embedder, unfit }) => {
      const ended = AbortSignal.any([stop.signal, unfit]);
      const writer = await openWriter({
        ...{ config, database, embedder, reader, reporter },
        onWritten(collection, { isPublished, articles, passages }) {
          if (!isPublished) return;
          const name = collection === DEFAULT_COLLECTION ? '(default)' : printable(collection);
          print(`${name}: ${counted(articles, 'article')}, ${counted(passages, 'passage')}.\n`);
        },
      });
      print('Watching for what is kept, changed and removed.\n');
      await new Promise<void>((resolve) => {
        const alive = setInterval(() => {}, 60_000);
        const end = (): void => {
          clearInterval(alive);
          resolve();
        };
        if (ended.aborted) end();
        else ended.addEventListener('abort', end);
      });
      await writer.close();
      unfit.throwIfAborted();
    });
  } finally {
    await reader.close();
  }
}
