/** Who will see what answers an interaction, and so which buttons stand under it. */
import { InteractionContextType, type RepliableInteraction } from 'discord.js';
import type { Showing } from './buttons.ts';
import type { Services } from './command.ts';
import type { Audience } from './reply.ts';

/** In messages with the bot there is nobody to share with. */
export function showingOf(
  { context, user }: Pick<RepliableInteraction, 'context' | 'user'>,
  audience: Audience,
  { publicUrlOf }: Pick<Services, 'publicUrlOf'>,
): Showing {
  return {
    canShare: context !== InteractionContextType.BotDM,
    removableBy: audience === 'publicly' ? user.id : null,
    publicUrlOf,
  };
}
