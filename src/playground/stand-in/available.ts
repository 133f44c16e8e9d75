/** Which commands are offered where, and to whom. */
import { permissionsIn } from './permissions.ts';
import { type Channel, type StoredCommand, serverOf, type World } from './world.ts';

/** `application-commands`: interaction contexts, and the installation each needs. */
const CONTEXTS = { text: 0, 'bot-dm': 1, private: 2 } as const;
const INSTALLATIONS = { server: 0, person: 1 } as const;

/** Whether the bot is used here as a person's own app: where nobody has installed it for everyone. */
export function isPersonsOwn(world: World, channel: Channel): boolean {
  if (channel.kind === 'text') return !serverOf(world, channel)?.members.has(world.bot.id);
  return channel.kind === 'private';
}

function fitsPlace(world: World, command: StoredCommand, channel: Channel): boolean {
  const isOwn = isPersonsOwn(world, channel);
  if (command.guild_id !== undefined) return command.guild_id === channel.serverId && !isOwn;
  const context = CONTEXTS[channel.kind];
  const installation = isOwn ? INSTALLATIONS.person : INSTALLATIONS.server;
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
  const here = [...world.commands.values()].filter((command) => fitsPlace(world, command, channel));
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
