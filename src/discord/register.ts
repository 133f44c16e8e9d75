/** Tells Discord which commands there are, and only when they differ from what it knows. */
import {
  type APIApplicationCommand,
  ApplicationCommandType,
  type REST,
  type RESTPostAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';

/**
 * Registers the commands, for one server or (with `guildId` null) everywhere.
 * @throws DiscordAPIError when Discord refuses.
 */
export async function registerCommands(
  rest: REST,
  appId: string,
  guildId: string | null,
  wanted: readonly RESTPostAPIApplicationCommandsJSONBody[],
): Promise<'unchanged' | 'registered'> {
  const route =
    guildId === null
      ? Routes.applicationCommands(appId)
      : Routes.applicationGuildCommands(appId, guildId);
  const bodies = guildId === null ? wanted : wanted.map(withoutScope);
  const query = new URLSearchParams({ with_localizations: 'true' });
  const known = (await rest.get(route, { query })) as APIApplicationCommand[];
  const isGlobal = guildId === null;
  if (fingerprint(bodies, isGlobal) === fingerprint(known, isGlobal)) return 'unchanged';
  await rest.put(route, { body: bodies.map(asSent) });
  return 'registered';
}

/**
 * Permissions as a number, which Discord's OpenAPI description asks for; it answers with a text, as
 * its documentation and discord.js have it.
 */
function asSent(command: RESTPostAPIApplicationCommandsJSONBody): object {
  const { default_member_permissions: bits, ...rest } = command;
  return bits == null ? rest : { ...rest, default_member_permissions: Number(bits) };
}

/** Where a command may be used and how installed is told for global commands only. */
function withoutScope(
  command: RESTPostAPIApplicationCommandsJSONBody,
): RESTPostAPIApplicationCommandsJSONBody {
  const { contexts: _contexts, integration_types: _types, ...rest } = command;
  return rest;
}

/** What can be set on a command; Discord adds ids, versions and the like. */
const COMMAND_KEYS: ReadonlySet<string> = new Set([
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'default_member_permissions',
  'nsfw',
  'options',
]);

type Sent = RESTPostAPIApplicationCommandsJSONBody | APIApplicationCommand;

/** Equal for lists of commands that mean the same, in whatever order and with whatever defaults. */
function fingerprint(commands: readonly Sent[], isGlobal: boolean): string {
  const shapes = commands.map((command) => {
    const type = command.type ?? ApplicationCommandType.ChatInput;
    const bits = command.default_member_permissions;
    const written = {
      ...command,
      ...(bits != null && { default_member_permissions: String(bits) }),
    };
    const picked = Object.entries(written).filter(([key]) => COMMAND_KEYS.has(key));
    const shape = { type, ...Object.fromEntries(picked), ...(isGlobal && scopeOf(command)) };
    return JSON.stringify(canonical(shape));
  });
  return shapes.sort().join('\n');
}

/** For global commands only; Discord fills these in on a server's commands, and orders them itself. */
function scopeOf({ contexts, integration_types: types }: Sent) {
  return { contexts: [...(contexts ?? [])].sort(), types: [...(types ?? [])].sort() };
}

/** Keys in order; null, false, empty texts and lists are what Discord takes for "not set". */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(canonical);
  if (value === null || value === false || value === '') return undefined;
  if (typeof value !== 'object') return value;
  const entries = Object.entries(value)
    .map(([key, entry]) => [key, canonical(entry)] as const)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
