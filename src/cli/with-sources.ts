/** Opens the sources for one thing that is done with them at the command line. */
import type { Config } from '../config.ts';
import { dataFolders } from '../data-folders.ts';
import { type InstanceLock, lockInstance } from '../operations/instance-lock.ts';
import { statusOf } from '../operations/status.ts';
import { Reader } from '../reading/reader.ts';
import { isRefusal } from '../refusals.ts';
import { terminalReporter } from '../reporter.ts';
import { openSources } from '../sources/open-sources.ts';
import type { Sources } from '../sources/sources.ts';
import { makeVitals } from '../supervision/vitals.ts';
import { openedConfig, type SharedFlags } from './context.ts';
import { withPlaces } from './with-places.ts';

/** Does what the bot does itself, where none runs; null where one does. */
export async function withoutBot<T>(
  flags: SharedFlags,
  work: (sources: Sources) => Promise<T>,
): Promise<T | null> {
  try {
    return await withSources(flags, true, work);
  } catch (error) {
    if (isRefusal(error, 'alreadyRunning')) return null;
    throw error;
  }
}

/**
 * Opens the sources for one thing that is done with them.
 * @param isAlone whether it writes what the bot writes: then there must be no bot.
 */
export async function withSources<T>(
  flags: SharedFlags,
  isAlone: boolean,
  work: (sources: Sources) => Promise<T>,
): Promise<T> {
  const config = await openedConfig(flags);
  const lock = isAlone ? await lockedAlone(config) : null;
  const reader = new Reader();
  try {
    const { notice } = terminalReporter(process.stderr);
    return await withPlaces(config, reader, async (places) => {
      const sources = await openSources({
        ...{ ...places, reader, isScheduled: false },
        fetching: { allowlist: config.urlAllowlist },
        notice: (told) => {
          // How a source does is what is printed anyway.
          if (told.key === 'inSources') notice(told);
        },
        onFault(error) {
          throw error;
        },
      });
      return work(sources).finally(() => sources.close());
    });
  } finally {
    await reader.close();
    await lock?.close();
  }
}

/** Keeps a bot from starting, and any other command that must be alone. @throws Refusal `alreadyRunning`. */
export function lockedAlone(config: Config): Promise<InstanceLock> {
  return lockInstance(dataFolders(config.dataDir).state, quiet(config));
}

/** What `footnote status` is told meanwhile. */
function quiet({ version }: Config) {
  const vitals = makeVitals();
  return () =>
    statusOf({ version, vitals, library: null, queues: () => ({}), lastHour: () => ({}) });
}
