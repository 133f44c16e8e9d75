/** Opens the sources for one thing that is done with them at the command line. */
import { isRefusal } from '../refusals.ts';
import { terminalReporter } from '../reporter.ts';
import { openSources } from '../sources/open-sources.ts';
import type { Sources } from '../sources/sources.ts';
import { type Alone, withCollectionParts } from './collection-parts.ts';
import { openedConfig, type SharedFlags } from './context.ts';

/** What is done: `looks` and `writes` are the business of a bot that runs, see `CollectionParts.alone`. */
export type SourcesAct = 'reads' | 'looks' | 'writes';

/** Does what the bot does itself, where none runs; null where one does. */
export async function withoutBot<T>(
  flags: SharedFlags,
  act: 'looks' | 'writes',
  work: (sources: Sources) => Promise<T>,
): Promise<T | null> {
  try {
    return await withSources(flags, act, work);
  } catch (error) {
    if (isRefusal(error, 'alreadyRunning')) return null;
    throw error;
  }
}

/** Opens the sources for one thing that is done with them. */
export async function withSources<T>(
  flags: SharedFlags,
  act: SourcesAct,
  work: (sources: Sources) => Promise<T>,
): Promise<T> {
  const config = await openedConfig(flags);
  return withCollectionParts(config, async ({ places, sourcesFile, reader, known, alone }) => {
    const lock: Alone | null = act === 'reads' ? null : await alone(act);
    try {
      const { notice } = terminalReporter(process.stderr);
      const sources = await openSources({
        ...{ places, sourcesFile, reader, known, isScheduled: false },
        fetching: { allowlist: config.urlAllowlist },
        notice: (told) => {
          // How a source does is what is printed anyway.
          if (told.key === 'inSources') notice(told);
        },
        onFault(error) {
          throw error;
        },
      });
      return await work(sources).finally(() => sources.close());
    } finally {
      await lock?.close();
    }
  });
}
