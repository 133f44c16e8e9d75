/** A private message to whoever the application belongs to: its owner, or its team's. */
import { randomBytes } from 'node:crypto';
import { type APIApplication, type APIDMChannel, DiscordAPIError, REST, Routes } from 'discord.js';
import type { MessageBody } from './message.ts';

/** Bytes of a nonce, which is at most 25 characters: Discord posts a message of one nonce once. */
const NONCE_BYTES = 12;
/** Milliseconds; a note can wait for the next try. */
const REST_TIMEOUT_MS = 10_000;
/** By HTTP: what will not be otherwise at the next try. */
const CLOSED: ReadonlySet<number> = new Set([400, 403, 404]);

/** How the owner is written to. */
export interface OwnerOptions {
  readonly token: string;
  /** As in `BotOptions`. */
  readonly apiUrl?: string;
}

/** One message, which may be tried to be sent several times and arrives once. */
export interface OwnerNote {
  /**
   * Sends it.
   * @returns `closed` where the owner cannot be written to.
   * @throws whatever Discord or the network says otherwise.
   */
  send(): Promise<'sent' | 'closed'>;
}

/** Makes messages to the owner. */
export function notesToOwner({ token, apiUrl }: OwnerOptions): (body: MessageBody) => OwnerNote {
  const rest = new REST({
    userAgentAppendix: 'Footnote',
    timeout: REST_TIMEOUT_MS,
    retries: 0,
    ...(apiUrl !== undefined && { api: apiUrl }),
  }).setToken(token);

  async function openChannel(): Promise<string> {
    const { owner, team } = (await rest.get(Routes.currentApplication())) as APIApplication;
    const recipient = team?.owner_user_id ?? owner?.id;
    const body = { recipient_id: recipient };
    return ((await rest.post(Routes.userChannels(), { body })) as APIDMChannel).id;
  }

  return (message) => {
    const nonce = randomBytes(NONCE_BYTES).toString('hex');
    return {
      async send() {
        try {
          const channel = await openChannel();
          const body = {
            ...message,
            nonce,
            enforce_nonce: true,
            allowed_mentions: { parse: [] },
          };
          await rest.post(Routes.channelMessages(channel), { body });
          return 'sent';
        } catch (error) {
          if (isClosed(error)) return 'closed';
          throw error;
        }
      },
    };
  };
}

/** No common server, messages from servers switched off, the bot blocked, nobody there. */
function isClosed(error: unknown): boolean {
  return error instanceof DiscordAPIError && CLOSED.has(error.status);
}
