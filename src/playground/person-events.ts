/** What a person sees of a change: never another's private replies or a channel they are not in. */
import { statement } from '../refusals.ts';
import type { ServerEvent } from './page/wire.ts';
import { canSee } from './stand-in/permissions.ts';
import type { StandIn } from './stand-in/stand-in.ts';
import type { WorldEvent } from './stand-in/world.ts';
import { tellPerson } from './tell.ts';

/**
 * What of a change a person sees.
 * @param here the channel that the page shows.
 * @returns null for what is not theirs to see.
 */
export function personEvent(
  { world, as }: StandIn,
  userId: string,
  here: string,
  event: WorldEvent,
): ServerEvent | null {
  const inView = (channelId: string) => {
    const channel = world.channels.get(channelId);
    return channel !== undefined && canSee(world, userId, channel);
  };
  switch (event.type) {
    case 'commands-change':
      // The list depends on who and where.
      return { ...event, commands: as(userId).commands(here) };
    case 'bot-status':
      return event;
    case 'typing':
      return event.userId !== userId && inView(event.channelId) ? event : null;
    case 'interaction-create':
      return null;
    case 'interaction-change': {
      const { id: interactionId, channelId, failed, outcome } = event.interaction;
      if (event.interaction.userId !== userId) return null;
      if (failed !== null)
        return {
          type: 'interaction-failed',
          channelId,
          interactionId,
          reason: tellPerson(world, userId, statement(failed)),
        };
      if (outcome?.modal) return { type: 'modal', channelId, interactionId, modal: outcome.modal };
      return { type: 'interaction-acknowledged', channelId, interactionId };
    }
    default: {
      const { visibleTo, dismissed, channelId, data } = event.message;
      if (!inView(channelId) || (visibleTo !== null && visibleTo !== userId)) return null;
      if (event.type === 'message-delete' || event.type === 'message-dismiss')
        return { type: 'message-delete', channelId, messageId: data.id };
      return dismissed ? null : { type: event.type, channelId, message: data };
    }
  }
}
