/** Servers of the stand-in whose events come through a certain connection of the bot. */
import { addChannel, addServer, join, PEOPLE } from '../../src/playground/stand-in/seed.ts';
import type { StandIn } from '../../src/playground/stand-in/stand-in.ts';

/** Some day in 2024, as ids count it: a multiple of whatever number of shards is tried. */
const SOME_DAY = 310_000_000_000n - (310_000_000_000n % 5_040n);

/**
 * Adds a server with the bot and the ordinary member.
 * @param n which of those of its shard. @returns the id of its channel.
 */
export function addServerOnShard(
  { world }: Pick<StandIn, 'world'>,
  shard: number,
  count: number,
  n = 0,
): string {
  const id = ((SOME_DAY + BigInt(n * count + shard)) << 22n).toString();
  const given = { id, roleId: world.nextId(), name: `Server ${id}`, ownerId: PEOPLE.moderator };
  const server = addServer(world, given);
  for (const who of [PEOPLE.member, world.bot.id]) join(world, server, who, []);
  return addChannel(world, server, world.nextId(), 'general').id;
}
