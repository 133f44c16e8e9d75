/** Keeps a bot from starting with the same data folder, and any other command that must be alone. */
import type { Config } from '../config.ts';
import { dataFolders } from '../data-folders.ts';
import { type InstanceLock, lockInstance } from '../operations/instance-lock.ts';
import { statusOf } from '../operations/status.ts';
import { makeVitals } from '../supervision/vitals.ts';

/** @throws Refusal `alreadyRunning`. */
export function lockedAlone(config: Config): Promise<InstanceLock> {
  return lockInstance(dataFolders(config.dataDir).state, quiet(config));
}

/** What `footnote status` is told meanwhile. */
function quiet({ version }: Config) {
  const vitals = makeVitals();
  return () =>
    statusOf({ version, vitals, library: null, queues: () => ({}), lastHour: () => ({}) });
}
