/** Answers a message that mentions the bot with a question: one excerpt, in a reply for everyone. */
import {
  type Client,
  DiscordAPIError,
  type GatewayMessageCreateDispatchData,
  MessageType,
  type RESTPostAPIChannelMessageJSONBody,
  Routes,
} from 'discord.js';
import type { Logger } from 'pino';
import { type Say, sayIn } from '../languages/say.ts';
import { notReadyYet } from '../library/library.ts';
import { isRefusal, statement } from '../refusals.ts';
import type { Services } from './command.ts';
import type { Cooldown } from './cooldown.ts';
import { type MessageBody, renderLine, renderMention } from './render.ts';
import { tell } from './tell.ts';

/** Code points: what `/ask` takes. */
const QUESTION_MIN = 3;
const QUESTION_MAX = 300;

/** What mentions are answered with. */
export interface MentionOptions {
  readonly client: Client;
  readonly services: Services;
  readonly logger: Logger;
  readonly cooldown: Cooldown;
}

/** Looks at one message; never rejects. */
export type Mentions = (message: GatewayMessageCreateDispatchData) => Promise<void>;

/** Makes the handler of all messages. Of those that do not mention the bot nothing is looked at. */
export function makeMentions({ client, services, logger, cooldown }: MentionOptions): Mentions {
  return async (message) => {
    const question = questionTo(client.user?.id ?? '', message);
    if (question === null) return;
    const say = sayIn(languageOf(question));
    try {
      await cooldown.take(message.author.id, 'command');
      const body = await answer(question, message.author.id, services, say);
      await reply(client, message, body);
    } catch (error) {
      // Who asks too fast gets no answer: a public "not so fast" each time would be the noise.
      if (isRefusal(error, 'slowDown')) return;
      const code = error instanceof DiscordAPIError ? error.code : undefined;
      const name = error instanceof Error ? error.name : typeof error;
      logger.warn({ error: name, code }, 'a mention could not be answered');
    }
  };
}

/**
 * What a message asks the bot; null where it asks nothing: written by a bot or a webhook, a reply
 * that only pings, a mention of everyone or of a role.
 */
export function questionTo(
  botId: string,
  { author, webhook_id: webhook, type, content, mentions }: GatewayMessageCreateDispatchData,
): string | null {
  if (author.bot || webhook !== undefined) return null;
  if (type !== MessageType.Default && type !== MessageType.Reply) return null;
  if (!mentions.some(({ id }) => id === botId)) return null;
  // Replying to the bot puts it among the mentions; only who names it in the text asks it.
  const mention = new RegExp(`<@!?${botId}>`, 'g');
  if (!mention.test(content)) return null;
  return content.replace(mention, ' ').replace(/\s+/gu, ' ').trim();
}

async function answer(
  question: string,
  userId: string,
  { library, gaps }: Services,
  say: Say,
): Promise<MessageBody> {
  const { length } = Array.from(question);
  if (length < QUESTION_MIN) return renderLine(say('mentionHint'));
  if (length > QUESTION_MAX) {
    const tooLong = statement('questionTooLong', { max: QUESTION_MAX, length });
    return renderLine(tell(say, tooLong));
  }
  const status = library.status();
  if (status.passages === 0) return renderLine(tell(say, notReadyYet(status)));
  const found = await library.ask(question, { count: 1 });
  if (!found.answered) await gaps?.note(question);
  return renderMention(say, found, userId);
}

/** A reply that notifies nobody; where the message is gone by now, there is none. */
async function reply(
  { rest }: Client,
  { id, channel_id: channelId }: GatewayMessageCreateDispatchData,
  message: MessageBody,
): Promise<void> {
  const body: RESTPostAPIChannelMessageJSONBody = {
    ...message,
    message_reference: { message_id: id },
    // Past discord.js's own setting, this goes to Discord as it is.
    allowed_mentions: { parse: [], replied_user: false },
  };
  await rest.post(Routes.channelMessages(channelId), { body });
}

/** Messages carry no locale: the script tells Russian, and the bot's words are English otherwise. */
function languageOf(text: string): string {
  const letters = text.match(/\p{L}/gu) ?? [];
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu) ?? [];
  return cyrillic.length * 2 > letters.length ? 'ru' : 'en';
}
