/** Remembers what was asked, by command, message or form, so that an answer can be explained later. */
import {
  type APIMessage,
  ComponentType,
  InteractionType,
  MessageFlags,
  ApplicationCommandOptionType as OptionType,
} from 'discord.js';
import type { AskedAfter, Insight } from './insight.ts';
import type { AskedQuestion } from './page/wire.ts';
import { allComponents } from './stand-in/forms.ts';
import { messagesIn } from './stand-in/messages.ts';
import { optionsOf } from './stand-in/options.ts';
import { isObject, type JsonObject } from './stand-in/rules/problems.ts';
import { type StoredCommand, serverOf, subscribe, type World } from './stand-in/world.ts';

/** Questions that are remembered; the oldest are forgotten first. */
const KEPT_QUESTIONS = 500;

/** Messages before one that are remembered with it: no fewer than a bot looks back at. */
const KEPT_BEFORE = 10;

/** What was asked, where, and after what. */
export interface AskedThere {
  readonly asked: AskedQuestion;
  readonly channelId: string;
  readonly after: AskedAfter | null;
}

/** The latest questions. */
export interface AskedQuestions {
  /**
   * What a person asked, and where.
   * @param id of the interaction, also of a button under its answer or of a form, or of the message
   *   to the bot; null for the person's latest question.
   */
  find(userId: string, id: string | null): AskedThere | null;
  close(): void;
}

/** The option of a command that a question is put into: a text, and all that it cannot do without. */
function questionOption(command: StoredCommand): string | null {
  const needed = optionsOf(command).filter(({ required }) => required === true);
  const [option] = needed;
  const isText = option?.type === OptionType.String && option.autocomplete !== true;
  return needed.length === 1 && isText ? String(option.name) : null;
}

/** What an interaction asks, if it is the command to ask with: the first that takes a question. */
function questionOf(world: World, data: JsonObject): AskedQuestion | null {
  const asking = [...world.commands.values()].find((command) => questionOption(command) !== null);
  if (asking === undefined || asking.id !== data.id) return null;
  const given = optionsOf(data);
  const question = given.find(({ name }) => name === questionOption(asking))?.value;
  if (typeof question !== 'string') return null;
  const options = Object.fromEntries(given.map(({ name, value }) => [name, value]));
  return { question, options: options as AskedQuestion['options'] };
}

/** What a message asks the bot: its words beside the mention, or all of them in messages with it. */
function questionIn(world: World, message: APIMessage): AskedQuestion | null {
  const { author, content, mentions, mention_roles: mentioned } = message;
  const channel = world.channels.get(message.channel_id);
  const server = channel && serverOf(world, channel);
  const own = (server?.roles ?? []).filter(({ tags }) => tags?.bot_id === world.bot.id);
  const toBot =
    channel?.kind === 'bot-dm' ||
    mentions.some(({ id }) => id === world.bot.id) ||
    own.some(({ id }) => mentioned.includes(id));
  const names = [`@!?${world.bot.id}`, ...own.map(({ id }) => `@&${id}`)].join('|');
  const question = content.replaceAll(new RegExp(`<(?:${names})>`, 'g'), '').trim();
  return author.bot === true || !toBot || question === '' ? null : { question, options: {} };
}

/** What a message to the bot may go on from: what it replies to, else what was said before in messages with it. */
function afterOf(
  world: World,
  { id, channel_id: channelId, ...message }: APIMessage,
): AskedAfter | null {
  const { bot, channels } = world;
  const to = message.referenced_message;
  if (to?.author.id === bot.id) return { to, isForm: false };
  if (channels.get(channelId)?.kind !== 'bot-dm') return null;
  const before = messagesIn(world, channelId, null).filter(({ data }) => data.id !== id);
  const said = before.slice(-KEPT_BEFORE).map(({ data }) => data);
  return { said: said.reverse(), id, botId: bot.id };
}

/** What somebody typed into a form of one line. */
function typedIn({ components }: JsonObject): string {
  const field = allComponents(components).find(({ type }) => type === ComponentType.TextInput);
  return typeof field?.value === 'string' ? field.value : '';
}

/** Starts to listen to what people do. @param insight knows which of the bot's buttons and forms ask. */
export function rememberQuestions(
  world: World,
  insight: Pick<Insight, 'asksBy'> | null,
): AskedQuestions {
  const kept = new Map<string, { readonly userId: string; readonly there: AskedThere }>();
  const latest = new Map<string, string>();

  const keep = (
    id: string,
    userId: string,
    asked: AskedQuestion | null,
    channelId: string,
    after: AskedAfter | null = null,
  ) => {
    if (asked === null) return;
    kept.set(id, { userId, there: { asked, channelId, after } });
    latest.set(userId, id);
    for (const [oldest] of kept) {
      if (kept.size <= KEPT_QUESTIONS) break;
      kept.delete(oldest);
    }
  };
  const close = subscribe(world, (event) => {
    if (event.type === 'message-create') {
      const { data } = event.message;
      const asked = questionIn(world, data);
      keep(data.id, data.author.id, asked, data.channel_id, asked && afterOf(world, data));
    }
    if (event.type !== 'interaction-create') return;
    const { id, type, data, member, user, message, channel_id: channelId } = event.payload;
    const by = isObject(member) ? member.user : user;
    if (typeof id !== 'string' || !isObject(data) || !isObject(by)) return;
    if (typeof channelId !== 'string') return;
    const userId = String(by.id);
    if (type === InteractionType.ApplicationCommand)
      return keep(id, userId, questionOf(world, data), channelId);
    const how = insight?.asksBy(String(data.custom_id)) ?? null;
    if (type === InteractionType.ModalSubmit && how === 'typed') {
      const after = isObject(message) ? { to: message, isForm: true } : null;
      return keep(id, userId, { question: typedIn(data), options: {} }, channelId, after);
    }
    if (type !== InteractionType.MessageComponent || !isObject(message)) return;
    const source = message.interaction_metadata ?? message.referenced_message;
    const before = isObject(source) ? kept.get(String(source.id)) : undefined;
    if (before?.userId !== userId) return;
    const { asked, after } = before.there;
    if (how !== 'unfiltered') return keep(id, userId, asked, channelId, after);
    const { question } = asked;
    const isPrivate = (Number(message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
    // One's own message then shows the answer in the place of the one before.
    const ids = isPrivate && isObject(source) ? [String(source.id), id] : [id];
    for (const each of ids) keep(each, userId, { question, options: {} }, channelId);
  });
  return {
    find(userId, id) {
      const found = kept.get(id ?? latest.get(userId) ?? '');
      return found?.userId === userId ? found.there : null;
    },
    close,
  };
}
