/**
 * Answers what people write to the bot: in direct messages, where it is mentioned, and in replies to its
 * answers. Of all other messages nothing is looked at.
 */
import { DiscordAPIError, type GatewayMessageCreateDispatchData, type User } from 'discord.js';
import type { Logger } from 'pino';
import type { Served } from '../collections/communities.ts';
import { newFaultId } from '../fault-id.ts';
import { detectLanguage } from '../languages/detect.ts';
import type { LanguageCode } from '../languages/languages.ts';
import { type Say, sayIn } from '../languages/say.ts';
import { isRefusal } from '../refusals.ts';
import { type AccessRules, accessOfMessage } from './access-of.ts';
import { renderAnswer } from './answer-layout.ts';
import { type AnsweredMessage, lastAnswered, readAnswer } from './answered-message.ts';
import { ask, COUNT_DEFAULT } from './asking.ts';
import type { ChannelReply } from './channel-posts.ts';
import type { Services } from './command.ts';
import { commandMention } from './command-mention.ts';
import type { Cooldown } from './cooldown.ts';
import { errorName } from './error-name.ts';
import { renderRefusal } from './failure.ts';
import { notesOn } from './freshness.ts';
import type { History } from './history.ts';
import { measure } from './measure.ts';
import { type Outgoing, renderLine } from './message.ts';
import type { OwnRoles } from './own-roles.ts';
import type { Parting } from './parting.ts';
import type { ReplyChannel } from './reply-channel.ts';
import { aboutAnswer } from './talk/about-answer.ts';
import { type Heard, heard, isPersons } from './talk/heard.ts';
import { smallTalk } from './talk/small-talk.ts';
import { talkRefusal } from './talk/talk-back.ts';
import { type Wanted, wantedBy } from './talk/wanted.ts';

/** What messages are answered with. */
export interface ListenerOptions {
  /** Who the bot is, as soon as that is known. */
  readonly client: { readonly user: Pick<User, 'id' | 'username' | 'globalName'> | null };
  readonly services: Services;
  readonly channel: ReplyChannel;
  readonly parting: Parting;
  readonly logger: Logger;
  readonly cooldown: Cooldown;
  readonly history: History;
  readonly ownRoles: OwnRoles;
  /** By what else an access is decided. */
  readonly rules?: Pick<AccessRules, 'chosenBy'>;
}

type Message = GatewayMessageCreateDispatchData;

/** Looks at one message; never rejects. */
export type Listener = (message: Message) => Promise<void>;

/** Makes the handler of all messages. */
export function makeListener(options: ListenerOptions): Listener {
  const { services, channel, logger, cooldown } = options;
  return async (message) => {
    if (!isPersons(message)) return;
    const said = await heardIn(message, options);
    const wanted = said && wantedBy(said);
    if (!said || !wanted) return;
    const chosen =
      message.guild_id === undefined ? null : await services.settings.of(message.guild_id);
    if (chosen?.mentions === false) return;
    const spoken = chosen?.language ?? null;
    const measured = measure(said.how === 'direct' ? 'message' : 'mention', services.hooks);
    const { hooks } = measured;
    const reply = channel.replyTo({ channelId: message.channel_id, messageId: message.id });
    try {
      await cooldown.take(message.author.id, 'command');
      const body = await answer(wanted, { ...options, message, said, reply, hooks, spoken });
      if (body !== null) {
        await reply.say(body);
        measured.acknowledged();
      }
    } catch (error) {
      if (isRefusal(error)) {
        hooks.onRefusal({ key: error.key });
        await tellOnce(error.key === 'slowDown' ? message.author.id : message.channel_id, () =>
          reply.say(renderRefusal(sayIn(spoken ?? languageOf(said.text) ?? 'en'), error)),
        );
        return;
      }
      const code = error instanceof DiscordAPIError ? error.code : undefined;
      const id = newFaultId();
      logger.warn({ id, error: errorName(error), code }, 'a message could not be answered');
      hooks.onFault({ id, error });
    } finally {
      measured.end();
    }
  };

  /** Who asks too fast is told once: each time would be the noise. */
  async function tellOnce(whom: string, tell: () => Promise<void>): Promise<void> {
    if (!(await cooldown.isNew(`slow:${whom}`, 'minute'))) return;
    await tell().catch((error: unknown) => {
      logger.warn({ error: errorName(error) }, 'that somebody asks too fast could not be told');
    });
  }
}

/** What is said to the bot in a message; null where nothing is. */
async function heardIn(
  message: Message,
  { client, ownRoles }: Pick<ListenerOptions, 'client' | 'ownRoles'>,
): Promise<Heard | null> {
  const { user } = client;
  if (user === null) return null;
  const names = [user.username, user.globalName].filter((name) => name !== null);
  // Which role is the bot's own is asked for only where there may be one.
  const isOfRoles = message.guild_id !== undefined && (message.mention_roles?.length ?? 0) > 0;
  const roles = isOfRoles ? await ownRoles.of(message.guild_id ?? '') : new Set<string>();
  return heard(message, { id: user.id, names, roles });
}

/** What a message is answered with. */
interface Turn extends ListenerOptions {
  readonly message: Message;
  readonly said: Heard;
  readonly reply: ChannelReply;
  readonly hooks: Services['hooks'];
  /** The language that the server's managers chose for what everyone sees; null where they chose none. */
  readonly spoken: LanguageCode | null;
}

/** @returns null for what is left unanswered. @throws Refusal `quotaQuestions`. */
async function answer(wanted: Wanted, turn: Turn): Promise<Outgoing | null> {
  const { client, cooldown, message, said, hooks, services, spoken } = turn;
  if (wanted.kind === 'role') {
    const isNew = await cooldown.isNew(`role:${message.author.id}`, 'hour');
    const mention = `<@${client.user?.id}>`;
    return isNew ? renderLine(sayIn(spoken ?? 'en')('roleHint', { mention })) : null;
  }
  if (wanted.kind === 'nothing') {
    return renderLine(sayIn(spoken ?? 'en')(said.how === 'direct' ? 'directHint' : 'mentionHint'));
  }
  const about = await answeredBefore(turn);
  const language = spoken ?? languageIn(wanted, about);
  const say = sayIn(language);
  if (wanted.kind === 'command') {
    const command = commandMention(services, wanted.command, language);
    return renderLine(say('pickCommand', { command }));
  }
  const access = await accessOfMessage(
    { guildId: message.guild_id ?? null, userId: message.author.id },
    {
      ...turn.rules,
      collections: services.communities.collections,
      managers: services.managers,
    },
  );
  try {
    const served = await services.communities.serve(access);
    if (wanted.kind === 'talk') throw await talkRefusal(wanted.talk, served.library);
    if (wanted.kind === 'back' && about !== null) {
      return await aboutAnswer(say, wanted.asks, about, { ...services, ...served });
    }
    return await askedIn(say, wanted, about, served, turn);
  } catch (error) {
    if (!isRefusal(error) || error.key === 'quotaQuestions') throw error;
    hooks.onRefusal({ key: error.key });
    return renderRefusal(say, error);
  }
}

/** The answer to a question. */
async function askedIn(
  say: Say,
  wanted: Extract<Wanted, { kind: 'question' | 'back' }>,
  about: AnsweredMessage | null,
  served: Served,
  { services, parting, said, reply, hooks, message }: Turn,
): Promise<Outgoing> {
  const asking = ask(
    { ...services, ...served, hooks },
    {
      text: wanted.text,
      from: said.how === 'direct' ? 'message' : 'mention',
      count: COUNT_DEFAULT,
      ...(about !== null && { following: about }),
      // The answer is the first sign; where it has to wait, how far the articles are.
      acknowledge: async () => {},
      progress: (render) => reply.progress(render(say)),
    },
  );
  const asked = await parting.inTime(asking);
  const isCut = wanted.kind === 'question' && wanted.hasOptions === true;
  const lines = isCut ? [say('pastedOptions')] : [];
  const canShare = said.how !== 'direct';
  return renderAnswer(say, asked, {
    showing: {
      ...{ canShare, removableBy: message.author.id, publicUrlOf: services.publicUrlOf },
      // It is told of messages where it is alone.
      canTell: true,
    },
    isReply: true,
    lines,
    notesOn: notesOn({ ...services, ...served }),
  });
}

/**
 * The answer that a message is about: the one that it replies to; in direct messages, else, the last one
 * of the ten minutes before.
 */
async function answeredBefore({ said, message, history }: Turn): Promise<AnsweredMessage | null> {
  if (said.to !== null) return readAnswer(said.to);
  if (said.how !== 'direct') return null;
  return lastAnswered(await history.ownBefore({ channelId: message.channel_id, id: message.id }));
}

/** Messages carry no locale: a reply is in the language of what it replies to. */
function languageOf(text: string): LanguageCode | null {
  return detectLanguage(text) ?? smallTalk(text)?.language ?? null;
}

/** The same where there is an answer before: "source?" is a word of several. */
function languageIn(
  wanted: Exclude<Wanted, { kind: 'role' | 'nothing' }>,
  about: AnsweredMessage | null,
): LanguageCode {
  const before = detectLanguage(about?.question ?? '');
  if (wanted.kind !== 'back') return languageOf(wanted.text) ?? before ?? 'en';
  const { languages } = wanted;
  return languages.find((language) => language === before) ?? languages[0] ?? 'en';
}
