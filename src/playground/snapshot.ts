/** Everything a page shows when it opens, or when it comes back after a lost connection. */
import { PermissionFlagsBits as Permission } from 'discord.js';
import type { Person, Snapshot } from './page/wire.ts';
import { canSee, isModerator, mayIn, permissionsIn } from './stand-in/permissions.ts';
import { PEOPLE } from './stand-in/seed.ts';
import type { StandIn } from './stand-in/stand-in.ts';
import { type Channel, serverOf, type World } from './stand-in/world.ts';

/**
 * What a person sees of a channel and around it.
 * @param isLocked whether the browser may not act as somebody.
 * @throws Refusal for a person or channel that there is none of.
 */
export function takeSnapshot(
  standIn: StandIn,
  userId: string,
  channelId: string,
  isLocked: (userId: string) => boolean,
): Snapshot {
  const { world } = standIn;
  const actor = standIn.as(userId);
  const messages = actor.visibleMessages(channelId);
  const channel = world.channels.get(channelId) as Channel;
  return {
    type: 'snapshot',
    me: userId,
    people: Object.values(PEOPLE).map((id) => {
      const user = world.users.get(id);
      const name = user?.global_name ?? user?.username ?? id;
      return { id, name, servers: serversOf(world, id), locked: isLocked(id) };
    }),
    bot: { id: world.bot.id, name: world.bot.username, online: world.botOnline },
    servers: serversOf(world, userId),
    channels: [...world.channels.values()]
      .filter((one) => canSee(world, userId, one))
      .map((one) => ({
        id: one.id,
        server: one.serverId,
        kind: one.kind,
        name: one.name,
        topic: one.topic,
        mayWrite: mayIn(world, userId, one, Permission.SendMessages),
      })),
    roles: (serverOf(world, channel)?.roles ?? [])
      .filter(({ mentionable, tags }) => mentionable || tags?.bot_id !== undefined)
      .map(({ id, name, tags }) => ({
        ...{ id, name },
        ...(tags?.bot_id !== undefined && { botId: tags.bot_id }),
      })),
    channelId,
    permissions: permissionsIn(world, userId, channel).toString(),
    commands: actor.commands(channelId),
    messages,
  };
}

/** The servers that a person is in. */
function serversOf({ servers }: World, userId: string): Person['servers'] {
  return [...servers.values()]
    .filter(({ members }) => members.has(userId))
    .map((server) => {
      const { id, name } = server.data;
      return { id, name, moderates: isModerator(server, userId) };
    });
}
