/** Answers a message that mentions the bot with a question: one excerpt, in a reply for everyone. */
import {
  DiscordAPIError,
  type GatewayMessageCreateDispatchData,
  MessageType,
  type User,
} from 'discord.js';
import type { Logger } from 'pino';
import type { Served } from '../collections/communities.ts';
import { newFaultId } from '../fault-id.ts';
import { detectLanguage } from '../languages/detect.ts';
import { type Say, sayIn } from '../languages/say.ts';
import { isRefusal } from '../refusals.ts';
import { type AccessRules, accessOfMessage } from './access-of.ts';
import { renderAnswer } from './answer-layout.ts';
import { ask } from './asking.ts';
import type { ChannelReply } from './channel-posts.ts';
import type { Services } from './command.ts';
import type { Cooldown } from './cooldown.ts';
import { renderRefusal } from './failure.ts';
import { measure } from './measure.ts';
import { type Outgoing, renderLine } from './message.ts';
import type { Parting } from './parting.ts';
import type { ReplyChannel } from './reply-channel.ts';

/** What mentions are answered with. */
export interface MentionOptions {
  /** Who the bot is, as soon as that is known. */
  readonly client: { readonly user: Pick<User, 'id'> | null };
  readonly services: Services;
  readonly channel: ReplyChannel;
  readonly parting: Parting;
  readonly logger: Logger;
  readonly cooldown: Cooldown;
  /** By what else an access is decided. */
  readonly rules?: Pick<AccessRules, 'chosenBy'>;
}

/** Looks at one message; never rejects. */
export type Mentions = (message: GatewayMessageCreateDispatchData) => Promise<void>;

/** Makes the handler of all messages. Of those that do not mention the bot nothing is looked at. */
export function makeMentions(options: MentionOptions): Mentions {
  const { client, services, channel, parting, logger, cooldown } = options;
  return async (message) => {
    const question = questionTo(client.user?.id ?? '', message);
    if (question === null) return;
    const measured = measure('mention', services.hooks);
    const { hooks } = measured;
    const { communities, managers } = services;
    try {
      await cooldown.take(message.author.id, 'command');
      // Messages carry no locale: an answer is in the language of its question.
      const say = sayIn(detectLanguage(question) ?? 'en');
      const reply = channel.replyTo({ channelId: message.channel_id, messageId: message.id });
      const who = { guildId: message.guild_id ?? null, userId: message.author.id };
      const rules = { ...options.rules, collections: communities.collections, managers };
      const serve = async () => communities.serve(await accessOfMessage(who, rules));
      const turn = { ...services, hooks, parting, say, reply };
      await reply.say(await answer(question, who, turn, serve));
      measured.acknowledged();
    } catch (error) {
      // Who asks too fast gets no answer: a public "not so fast" each time would be the noise.
      if (isRefusal(error)) return hooks.onRefusal({ key: error.key });
      const code = error instanceof DiscordAPIError ? error.code : undefined;
      const name = error instanceof Error ? error.name : typeof error;
      const id = newFaultId();
      logger.warn({ id, error: name, code }, 'a mention could not be answered');
      hooks.onFault({ id, error });
    } finally {
      measured.end();
    }
  };
}

/**
 * What a message asks the bot; null where it asks nothing: written by a bot or a webhook, a reply
 * that only pings, a mention of everyone or of a role.
 */
function questionTo(
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

/** What a mention is answered with, beside the services. */
interface MentionTurn extends Services {
  readonly parting: Parting;
  readonly say: Say;
  readonly reply: ChannelReply;
}

/** @param serve what may be seen there. */
async function answer(
  text: string,
  who: { readonly guildId: string | null; readonly userId: string },
  turn: MentionTurn,
  serve: () => Promise<Served>,
): Promise<Outgoing> {
  const { say, reply, hooks, parting } = turn;
  try {
    const served = await serve();
    const asking = ask(
      { ...turn, ...served },
      {
        text,
        from: 'mention',
        count: 1,
        // The answer is the first sign; where it has to wait, how far the articles are.
        acknowledge: async () => {},
        progress: (render) => reply.progress(render(say)),
      },
    );
    const asked = await parting.inTime(asking);
    const { publicUrlOf } = turn;
    const showing = { canShare: who.guildId !== null, removableBy: who.userId, publicUrlOf };
    return renderAnswer(say, asked, { showing, isReply: true });
  } catch (error) {
    // Beyond a server's questions a minute, a public "not now" each time would be the noise.
    if (!isRefusal(error) || error.key === 'quotaQuestions') throw error;
    hooks.onRefusal({ key: error.key });
    // Whoever only calls the bot is told how to ask it.
    if (error.key === 'questionTooShort') return renderLine(say('mentionHint'));
    return renderRefusal(say, error);
  }
}
