/** Which commands are offered where, and to whom. */
import { permissionsIn } from './permissions.ts';
import type { Channel, StoredCommand, World } from './world.ts';

/** `application-commands`: interaction contexts, and the installation each needs. */
const PLACES = {
  text: { context: 0, installation: 0 },
  'bot-dm': { context: 1, installation: 0 },
  private: { context: 2, installation: 1 },
} as const;

function fitsPlace(command: StoredCommand, channel: Channel): boolean {
  if (command.guild_id !== undefined) return channel.kind === 'text';
  const { context, installation } = PLACES[channel.kind];
  const { contexts, integration_types: installations } = command;
  if (Array.isArray(contexts) && !contexts.includes(context)) return false;
  if (!Array.isArray(contexts) && context !== 0 && command.dm_permission === false) return false;
  return !Array.isArray(installations) || installations.includes(installation);
}

/**
 * The commands of a channel; the server's own hide global ones with the same name and type.
 * @param userId leaves out what needs permissions that this person lacks; null leaves in all.
 */
export function availableCommands(
  world: World,
  channel: Channel,
  userId: string | null,
): StoredCommand[] {
  const here = [...world.commands.values()].filter((command) => fitsPlace(command, channel));
  const own = here.filter((command) => command.guild_id !== undefined);
  const hidden = (command: StoredCommand) =>
    command.guild_id === undefined &&
    own.some(({ name, type }) => name === command.name && type === command.type);
  return here.filter((command) => {
    if (hidden(command)) return false;
    const needed = command.default_member_permissions;
    // Permissions count in servers only; "0" keeps everyone out but administrators.
    if (userId === null || typeof needed !== 'string' || channel.kind !== 'text') return true;
    const bits = BigInt(needed);
    return bits !== 0n && (permissionsIn(world, userId, channel) & bits) === bits;
  });
}
