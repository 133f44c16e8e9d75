/** What every subcommand of the command line needs: configuration, library, streams, colours. */
import { join } from 'node:path';
import pc from 'picocolors';
import { type Config, type Overrides, readConfig, readDotenv } from '../config.ts';
import type { OpenLibrary } from '../library/library.ts';
import { openLibrary } from '../library/open-library.ts';
import { libraryOptions, settingNotices } from '../library-options.ts';
import { openData } from '../open-data.ts';
import { projectRoot } from '../project-root.ts';
import { terminalReporter } from '../reporter.ts';

/** The flags that all subcommands share. */
export type SharedFlags = Overrides;

/** The configuration of the environment, `.env` and flags, the last winning. */
export function configFor(flags: SharedFlags): Config {
  return readConfig({ ...readDotenv(join(projectRoot(), '.env')), ...process.env }, flags);
}

/** The same for a subcommand that works with DATA_DIR, which is opened: see `openData`. */
export async function openedConfig(flags: SharedFlags): Promise<Config> {
  const config = configFor(flags);
  const { notice } = terminalReporter(process.stderr);
  await openData(config.dataDir, notice);
  for (const each of settingNotices(config)) notice(each);
  return config;
}

/** Opens the library, runs `work` on it when it is ready, and closes it whatever happens. */
export async function withLibrary<T>(
  config: Config,
  work: (library: OpenLibrary) => Promise<T>,
): Promise<T> {
  if (config.database !== null) {
    const { withStoredLibrary } = await import('./stored.ts');
    return withStoredLibrary(config, work);
  }
  const reporter = terminalReporter(process.stderr);
  const library = openLibrary({ ...libraryOptions(config, reporter), watch: false });
  try {
    await library.whenReady();
    return await work(library);
  } finally {
    await library.close();
  }
}

/** Colours for standard output: none when it is no terminal or NO_COLOR is set. */
export const colors = pc.createColors(pc.isColorSupported && process.stdout.isTTY === true);

/** Columns of standard output. */
export function terminalWidth(): number {
  return process.stdout.columns ?? 80;
}
