/**
 * What the gateway shows of the bot's own follow-ups. Where the answer to one was lost, this tells
 * whether it arrived: Discord takes no nonce for follow-ups (discord-api-docs#6647), nothing lists
 * them, and sent twice they are there twice. Private ones are shown too, as if they were direct
 * messages (discord-api-docs#4557).
 */
import type { GatewayMessageCreateDispatchData } from 'discord.js';

/** Watches for follow-ups of the bot's own. */
export interface Witness {
  /** Told of every message that the gateway brings. */
  saw(message: GatewayMessageCreateDispatchData): void;
  /** Watches for the next follow-up of an interaction; `known` ones of it are not meant. */
  watch(interactionId: string, known: ReadonlySet<string>): Watch;
}

/** One follow-up that is watched for. */
export interface Watch {
  /** Aborted once it was seen. */
  readonly seen: AbortSignal;
  /** Once it was seen: its id and flags. */
  message(): SeenMessage | null;
  end(): void;
}

/** What of a message tells who sees it. */
export type SeenMessage = Pick<GatewayMessageCreateDispatchData, 'id' | 'flags'>;

/** Sees nothing yet. */
export function makeWitness(): Witness {
  const watched = new Map<string, (message: SeenMessage) => void>();
  return {
    saw(message) {
      const { interaction_metadata: metadata } = message;
      // Only a follow-up says which message it follows.
      if (metadata?.original_response_message_id === undefined) return;
      watched.get(metadata.id)?.(message);
    },
    watch(interactionId, known) {
      const seen = new AbortController();
      let found: SeenMessage | null = null;
      watched.set(interactionId, (message) => {
        if (known.has(message.id)) return;
        found = message;
        seen.abort();
      });
      return {
        seen: seen.signal,
        message: () => found,
        end: () => void watched.delete(interactionId),
      };
    },
  };
}
