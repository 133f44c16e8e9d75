/** Remembers what was asked, by command or by mention, so that an answer can be explained later. */
import { type APIMessage, ApplicationCommandOptionType as OptionType } from 'discord.js';
import type { AskedQuestion } from './page/wire.ts';
import { optionsOf } from './stand-in/options.ts';
import { isObject, type JsonObject } from './stand-in/rules/problems.ts';
import { type StoredCommand, serverOf, subscribe, type World } from './stand-in/world.ts';

/** Questions that are remembered; the oldest are forgotten first. */
const KEPT_QUESTIONS = 500;

/** What was asked, and where. */
export interface AskedThere {
  readonly asked: AskedQuestion;
  readonly channelId: string;
}

/** The latest questions. */
export interface AskedQuestions {
  /**
   * What a person asked, and where.
   * @param id of the interaction, also of a button under its answer, or of the message that
   *   mentioned the bot; null for the person's latest question.
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

/** Starts to listen to what people do. */
export function rememberQuestions(world: World): AskedQuestions {
  const kept = new Map<string, { readonly userId: string; readonly there: AskedThere }>();
  const latest = new Map<string, string>();

  const keep = (id: string, userId: string, asked: AskedQuestion | null, channelId: string) => {
    if (asked === null) return;
    kept.set(id, { userId, there: { asked, channelId } });
    latest.set(userId, id);
    for (const [oldest] of kept) {
      if (kept.size <= KEPT_QUESTIONS) break;
      kept.delete(oldest);
    }
  };
  const close = subscribe(world, (event) => {
    if (event.type === 'message-create') {
      const { data } = event.message;
      keep(data.id, data.author.id, questionIn(world, data), data.channel_id);
    }
    if (event.type !== 'interaction-create') return;
    const { id, type, data, member, user, message, channel_id: channelId } = event.payload;
    const by = isObject(member) ? member.user : user;
    if (typeof id !== 'string' || !isObject(data) || !isObject(by)) return;
    if (typeof channelId !== 'string') return;
    const userId = String(by.id);
    if (type === 2) return keep(id, userId, questionOf(world, data), channelId);
    const source = isObject(message) ? message.interaction_metadata : null;
    const before = isObject(source) ? kept.get(String(source.id)) : undefined;
    if (type === 3 && before?.userId === userId) keep(id, userId, before.there.asked, channelId);
  });
  return {
    find(userId, id) {
      const found = kept.get(id ?? latest.get(userId) ?? '');
      return found?.userId === userId ? found.there : null;
    },
    close,
  };
}
