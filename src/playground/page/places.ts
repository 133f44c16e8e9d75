/** Which server the page is in, and who and what is there. */
import type { Channel, Person, Server, Snapshot } from './wire.ts';
import { words } from './words/words.ts';

/** The channel that is open; undefined where it is none of the person's. */
export function channelHere({ channels, channelId }: Snapshot): Channel | undefined {
  return channels.find(({ id }) => id === channelId);
}

/** The server that is open; undefined in direct messages. */
export function serverHere(snapshot: Snapshot): Server | undefined {
  const here = channelHere(snapshot)?.server;
  return snapshot.servers.find(({ id }) => id === here);
}

/** The channels of one server, in order. */
export function channelsOf({ channels }: Snapshot, server: string | null): Channel[] {
  return server === null ? [] : channels.filter((channel) => channel.server === server);
}

/** The channels that can be named here: those of the server that is open. */
export function channelsHere(snapshot: Snapshot | null): Channel[] {
  return snapshot === null ? [] : channelsOf(snapshot, channelHere(snapshot)?.server ?? null);
}

/** What somebody is in a server, in one word or a few. */
export function standing({ servers }: Person, server: Server | undefined): string {
  const there = servers.find(({ id }) => id === server?.id);
  if (there !== undefined) return there.moderates ? words.moderator : words.member;
  const names = servers.map(({ name }) => name).join(', ');
  return names === '' ? words.inNone : words.inServers(names);
}
