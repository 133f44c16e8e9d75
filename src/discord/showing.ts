/** Who will see what answers an interaction, and so which buttons stand under it. */
import { InteractionContextType, type RepliableInteraction } from 'discord.js';
import { isBotThere } from './access-of.ts';
import type { Showing } from './buttons.ts';
import type { Services } from './command.ts';
import type { Audience } from './reply.ts';

/** In messages with the bot there is nobody to share with. */
export function showingOf(
  interaction: Pick<
    RepliableInteraction,
    'context' | 'user' | 'guildId' | 'authorizingIntegrationOwners'
  >,
  audience: Audience,
  { publicUrlOf }: Pick<Services, 'publicUrlOf'>,
): Showing {
  const { context, user } = interaction;
  return {
    canShare: context !== InteractionContextType.BotDM,
    removableBy: audience === 'publicly' ? user.id : null,
    publicUrlOf,
    canTell: isBotThere(interaction),
  };
}
