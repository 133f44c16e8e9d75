/** Tells Discord which commands there are, and only when they differ from what it knows. */
import {
  type APIApplicationCommand,
  ApplicationCommandType,
  DiscordAPIError,
  type REST,
  type RESTPostAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import type { Logger } from 'pino';
import { pause } from '../supervision/deadline.ts';
import { growingPauses, type PauseLimits } from '../supervision/pauses.ts';
import { errorName } from './error-name.ts';

/** What Discord calls a command that it knows. */
export type KnownCommand = Pick<APIApplicationCommand, 'id' | 'name' | 'type'>;

/** Discord's ids of the commands that are typed, once it has told them. */
export interface CommandIds {
  know(commands: readonly KnownCommand[]): void;
  /** Null for one that is not known (yet). */
  readonly commandIdOf: (name: string) => string | null;
}

/** Knows none yet. */
export function makeCommandIds(): CommandIds {
  let ids: ReadonlyMap<string, string> = new Map();
  return {
    know(commands) {
      const typed = commands.filter(({ type }) => type === ApplicationCommandType.ChatInput);
      ids = new Map(typed.map(({ name, id }) => [name, id]));
    },
    commandIdOf: (name) => ids.get(name) ?? null,
  };
}

/**
 * Registers the commands, for one server or (with `guildId` null) everywhere.
 * @param known is told which commands Discord has then.
 * @throws DiscordAPIError when Discord refuses.
 */
export async function registerCommands(
  rest: REST,
  appId: string,
  guildId: string | null,
  wanted: readonly RESTPostAPIApplicationCommandsJSONBody[],
  known: (commands: readonly KnownCommand[]) => void = () => {},
): Promise<'unchanged' | 'registered'> {
  const route =
    guildId === null
      ? Routes.applicationCommands(appId)
      : Routes.applicationGuildCommands(appId, guildId);
  const bodies = guildId === null ? wanted : wanted.map(withoutScope);
  const query = new URLSearchParams({ with_localizations: 'true' });
  const before = (await rest.get(route, { query })) as APIApplicationCommand[];
  const isGlobal = guildId === null;
  const isSame = fingerprint(bodies, isGlobal) === fingerprint(before, isGlobal);
  const after = isSame ? before : await rest.put(route, { body: bodies.map(asSent) });
  known(after as APIApplicationCommand[]);
  return isSame ? 'unchanged' : 'registered';
}

/** How commands are registered that could not be at once. */
export interface RegisteringOptions {
  /** Registers them; may throw. */
  readonly register: () => Promise<'unchanged' | 'registered' | 'older'>;
  readonly registerPauses: PauseLimits;
  /** Milliseconds before the same is tried again that Discord found invalid: it hardly helps. */
  readonly invalidPauseMs: number;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** Told of each try that failed. @returns whether trying again is of no use. */
  readonly onFailure: (error: unknown) => boolean;
  /** Called after the first try, however it went. */
  readonly onTried: () => void;
}

/** Registers commands, again and again until that went well or is of no use. Never rejects. */
export async function keepRegistering(options: RegisteringOptions): Promise<void> {
  const { register, registerPauses, invalidPauseMs, logger, signal, onFailure, onTried } = options;
  const pauses = growingPauses(registerPauses);
  for (;;) {
    try {
      const outcome = await register();
      logger.debug({ outcome }, 'the commands are known to Discord');
      return onTried();
    } catch (error) {
      if (signal.aborted || onFailure(error)) return;
      const isInvalid = error instanceof DiscordAPIError && error.status === 400;
      const { code } = error as { readonly code?: unknown };
      const details = { error: errorName(error), code };
      if (isInvalid) logger.error(details, 'Discord finds the commands invalid');
      else logger.warn(details, 'the commands could not be registered: trying again');
      onTried();
      if (!(await pause(isInvalid ? invalidPauseMs : pauses.next(), signal))) return;
    }
  }
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
