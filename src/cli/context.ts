/** What every subcommand of the command line needs: configuration, library, streams, colours. */
import { join } from 'node:path';
import pc from 'picocolors';
import { type Access, grantAccess } from '../collections/access.ts';
import { type Collection, DEFAULT_COLLECTION, keyOf } from '../collections/collection.ts';
import { defaultCollection } from '../collections/default-collection.ts';
import { openRegistry } from '../collections/registry.ts';
import { type Config, type Overrides, readConfig, readDotenv } from '../config.ts';
import type { LibraryOptions } from '../library/keeper.ts';
import { settingNotices } from '../library-options.ts';
import { openData } from '../open-data.ts';
import { projectRoot } from '../project-root.ts';
import { Refusal } from '../refusals.ts';
import { terminalReporter } from '../reporter.ts';

/** The flags that all subcommands share. */
export interface SharedFlags extends Overrides {
  /** Id of the collection that is worked on; of those that take it, the default one where it is left out. */
  readonly collection?: string;
}

/** The configuration with the folders of the collection that is worked on. */
export interface Workplace extends Config, Pick<LibraryOptions, 'collection' | 'apart'> {
  /** Who has the machine may see and change all of it; what is meant is one collection. */
  readonly access: Access;
}

/** The configuration of the environment, `.env` and flags, the last winning. */
export function configFor(flags: SharedFlags): Config {
  return readConfig({ ...readDotenv(join(projectRoot(), '.env')), ...process.env }, flags);
}

/**
 * The same for a subcommand that works on the articles of a collection.
 * @throws Refusal `noSuchCollection` for one that there is not, or whose file cannot be read.
 */
export async function workplaceFor(flags: SharedFlags): Promise<Workplace> {
  const config = configFor(flags);
  const { articlesDir, collections } = config;
  const id = flags.collection ?? DEFAULT_COLLECTION;
  if (config.database !== null) {
    // Whether there is one, the database says; its folder is a writer's business.
    const own = { ...defaultCollection(articlesDir), id, key: keyOf(id) };
    return { ...config, access: accessTo(own) };
  }
  if (id === DEFAULT_COLLECTION && !collections.perServer) {
    return { ...config, access: accessTo(defaultCollection(articlesDir)) };
  }
  const { notice } = terminalReporter(process.stderr);
  const registry = await openRegistry({ articlesDir, ...collections, notice, everyMs: 0 });
  const found = registry.byId(id);
  const apart = registry.apartOf(id);
  await registry.close();
  if (found === null) throw new Refusal('noSuchCollection', { name: id });
  const folder = found.folder ?? articlesDir;
  return { ...config, articlesDir: folder, collection: id, apart, access: accessTo(found) };
}

function accessTo(collection: Collection): Access {
  return grantAccess({ sees: [collection], changes: collection, server: null });
}

/** The same for a subcommand that works with DATA_DIR, which is opened: see `openData`. */
export async function openedConfig(flags: SharedFlags): Promise<Workplace> {
  const { dataDir } = configFor(flags);
  const { notice } = terminalReporter(process.stderr);
  await openData(dataDir, notice);
  const config = await workplaceFor(flags);
  for (const each of settingNotices(config)) notice(each);
  return config;
}

/** Colours for standard output: none when it is no terminal or NO_COLOR is set. */
export const colors = pc.createColors(pc.isColorSupported && process.stdout.isTTY === true);

/** Columns of standard output. */
export function terminalWidth(): number {
  return process.stdout.columns ?? 80;
}
