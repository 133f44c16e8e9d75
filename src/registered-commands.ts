/** Which commands Discord is told of, by the bot that starts and by `footnote register` alike. */
import { commands, communityCommands } from '../commands/index.ts';
import { findCollections } from './collections/find-collections.ts';
import type { CollectionRegistry } from './collections/registry.ts';
import type { Config } from './config.ts';
import type { Command } from './discord/command.ts';

/**
 * Those about servers' own articles only where servers have some, or may come to some.
 * @param stored the collections of a database; without one, those below the articles folder are looked for.
 */
export async function registeredCommands(
  { articlesDir, collections: { perServer, serverQuotas } }: Config,
  stored: Pick<CollectionRegistry, 'all'> | null = null,
): Promise<readonly Command[]> {
  if (perServer) return communityCommands;
  if (stored !== null) return stored.all().length > 0 ? communityCommands : commands;
  const { collections } = await findCollections({ articlesDir, perServer, serverQuotas });
  return collections.size > 0 ? communityCommands : commands;
}
