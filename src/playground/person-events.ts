/** What a person sees of a change: never another's private replies or a channel they are not in. */
import type { APIMessage, APIModalInteractionResponseCallbackData } from 'discord.js';
import { canSee } from './stand-in/permissions.ts';
import type { World, WorldEvent } from './stand-in/world.ts';

/** Something that happens before a person's eyes. */
export type PersonEvent =
  | {
      readonly type: 'message-create' | 'message-update';
      readonly channelId: string;
      readonly message: APIMessage;
    }
  | { readonly type: 'message-delete'; readonly channelId: string; readonly messageId: string }
  /** The bot was silent for three seconds, or answered too late. */
  | {
      readonly type: 'interaction-failed';
      readonly channelId: string;
      readonly interactionId: string;
      readonly reason: string;
    }
  /** The bot took note of a press or a form; a spinner can go. */
  | {
      readonly type: 'interaction-acknowledged';
      readonly channelId: string;
      readonly interactionId: string;
    }
  | {
      readonly type: 'modal';
      readonly channelId: string;
      readonly interactionId: string;
      readonly modal: APIModalInteractionResponseCallbackData;
    }
  | { readonly type: 'typing'; readonly channelId: string; readonly userId: string }
  | { readonly type: 'commands-change' }
  | { readonly type: 'bot-status'; readonly online: boolean };

/** @returns what the person sees of it, or null. */
export function personEvent(world: World, userId: string, event: WorldEvent): PersonEvent | null {
  const inView = (channelId: string) => {
    const channel = world.channels.get(channelId);
    return channel !== undefined && canSee(world, userId, channel);
  };
  switch (event.type) {
    case 'commands-change':
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
        return { type: 'interaction-failed', channelId, interactionId, reason: failed };
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
