/** Turns the values that a person chose for a command's options into what the bot receives. */
import { ApplicationCommandOptionType as OptionType } from 'discord.js';
import { Refusal } from '../../refusals.ts';
import { type IncomingFile, storeFile } from './files.ts';
import { permissionsIn } from './permissions.ts';
import { isObject, type JsonObject } from './rules/problems.ts';
import { channelView, partialMember } from './views.ts';
import { type Channel, type StoredCommand, serverOf, type World } from './world.ts';

/**
 * What a person gives for an option: text, number or boolean as they are (also of the wrong kind, to
 * see what the bot makes of it), the id of a user, channel or role, or a file.
 */
export type OptionValue = string | number | boolean | IncomingFile;

/** Everything that ids in options, selects and forms stand for. */
export interface Resolved {
  readonly users: JsonObject;
  readonly members: JsonObject;
  readonly channels: JsonObject;
  readonly roles: JsonObject;
  readonly attachments: JsonObject;
  readonly messages: JsonObject;
}

/** Nothing resolved yet. */
export function emptyResolved(): Resolved {
  return { users: {}, members: {}, channels: {}, roles: {}, attachments: {}, messages: {} };
}

/** Only what holds something, as Discord sends it; undefined when nothing does. */
export function resolvedOrNothing(resolved: Resolved): JsonObject | undefined {
  const entries = Object.entries(resolved).filter(([, values]) => Object.keys(values).length > 0);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Adds what an id stands for; an id that stands for nothing is passed on as it is. */
export function resolveId(
  world: World,
  channel: Channel,
  id: string,
  kinds: readonly ('user' | 'channel' | 'role')[],
  resolved: Resolved,
): void {
  const user = world.users.get(id);
  if (kinds.includes('user') && user !== undefined) {
    resolved.users[id] = user;
    const member = partialMember(world, channel, id);
    const permissions = permissionsIn(world, id, channel).toString();
    if (member !== null) resolved.members[id] = { ...member, permissions };
  }
  const place = world.channels.get(id);
  if (kinds.includes('channel') && place !== undefined)
    resolved.channels[id] = { ...channelView(world, place), permissions: '0' };
  const role = serverOf(world, channel)?.roles.find((one) => one.id === id);
  if (kinds.includes('role') && role !== undefined) resolved.roles[id] = role;
}

const KINDS: Readonly<Record<number, readonly ('user' | 'channel' | 'role')[]>> = {
  [OptionType.User]: ['user'],
  [OptionType.Channel]: ['channel'],
  [OptionType.Role]: ['role'],
  [OptionType.Mentionable]: ['user', 'role'],
};

function guessType(value: OptionValue): OptionType {
  if (typeof value === 'boolean') return OptionType.Boolean;
  if (typeof value === 'number')
    return Number.isInteger(value) ? OptionType.Integer : OptionType.Number;
  return typeof value === 'string' ? OptionType.String : OptionType.Attachment;
}

/** The options of a command, of a subcommand, or of what was sent for one. */
export function optionsOf(holder: JsonObject | undefined): JsonObject[] {
  return Array.isArray(holder?.options) ? holder.options.filter(isObject) : [];
}

/** The options as sent, what they resolve to, and the type of the one being typed. */
interface BuiltOptions {
  readonly options: JsonObject[];
  readonly resolved: Resolved;
  readonly focusedType: number;
}

/**
 * Builds the options of a command.
 * @param path the words after the command's name: a subcommand, or a group and a subcommand.
 * @param values by option name.
 * @param focused the option being typed, for autocompletion.
 * @throws Refusal `noSuchSubcommand` for one that there is none of.
 */
export function buildOptions(
  world: World,
  channel: Channel,
  command: StoredCommand,
  path: readonly string[],
  values: Readonly<Record<string, OptionValue>>,
  focused: string | null,
): BuiltOptions {
  const resolved = emptyResolved();
  let holder: JsonObject = command;
  const outer: JsonObject[] = [];
  for (const word of path) {
    const next = optionsOf(holder).find((option) => option.name === word);
    if (next === undefined) throw new Refusal('noSuchSubcommand', { command: command.name, word });
    outer.push({ type: next.type, name: word });
    holder = next;
  }
  let focusedType: number = OptionType.String;
  const options = Object.entries(values).map(([name, value]): JsonObject => {
    const defined = optionsOf(holder).find((option) => option.name === name);
    const type = Number(defined?.type ?? guessType(value));
    const isFocused = name === focused;
    if (isFocused) focusedType = type;
    const mark = isFocused ? { focused: true } : {};
    if (typeof value === 'object') {
      const attachment = storeFile(world, channel.id, value);
      resolved.attachments[attachment.id] = attachment;
      return { type, name, value: attachment.id, ...mark };
    }
    resolveId(world, channel, String(value), KINDS[type] ?? [], resolved);
    // While it is being typed, every value is still text.
    return { type, name, value: isFocused ? String(value) : value, ...mark };
  });
  const nested = outer.reduceRight<JsonObject[]>(
    (inner, option) => [{ ...option, options: inner }],
    options,
  );
  return { options: nested, resolved, focusedType };
}
