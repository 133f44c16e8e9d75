/** The buttons by which somebody lets their direct messages use a server's articles, or stops that. */
import type { APIButtonComponent } from 'discord.js';
import { type Actor, isBotDm } from '../../src/discord/access-of.ts';
import { button } from '../../src/discord/buttons.ts';
import type { Turn } from '../../src/discord/command.ts';
import type { Say } from '../../src/languages/say.ts';

/** What there is to press here, in the language of whoever reads it. */
export type MessageButtons = (say: Say) => APIButtonComponent[];

/**
 * On a server with articles of its own one button, in messages with the bot one for each server that was
 * chosen; none elsewhere.
 */
export async function messageButtons(actor: Actor, turn: Turn): Promise<MessageButtons> {
  const { access, communities } = turn;
  const { collections, directMessages } = communities;
  const { server } = access;
  const isOwn = server !== null && collections.ofServer(server).length > 0;
  if (!directMessages || (!isOwn && !isBotDm(actor))) return () => [];
  const chosen = await directMessages.chosenBy(actor.user.id);
  if (server !== null) {
    return (say) => [
      chosen.includes(server)
        ? button(say('button.stopInMessages'), { name: 'stopInMessages', server })
        : button(say('button.useInMessages'), { name: 'useInMessages' }),
    ];
  }
  const names = await Promise.all(chosen.map((one) => nameForMember(one, turn)));
  return (say) =>
    chosen.map((one, i) =>
      button(say('button.stopInMessagesOf', { name: names[i] ?? one }), {
        name: 'stopInMessages',
        server: one,
      }),
    );
}

/** What a server is called, for those who see its articles here; its id for those who do not any more. */
export async function nameForMember(
  server: string,
  { access, communities, serverNames }: Pick<Turn, 'access' | 'communities' | 'serverNames'>,
): Promise<string> {
  const own = communities.collections.ofServer(server);
  const isSeen = own.some(({ id }) => access.sees.some((seen) => seen.id === id));
  if (!isSeen) return server;
  return (own.length === 1 ? own[0]?.title : null) ?? (await serverNames.nameOf(server)) ?? server;
}
