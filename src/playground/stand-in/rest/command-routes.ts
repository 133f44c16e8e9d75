/** Routes that register commands, globally and for one server. */
import { ApiError, failure } from '../api-error.ts';
import { checkCommand } from '../rules/commands.ts';
import { COMMANDS_PER_TYPE } from '../rules/limits.ts';
import { createProblems, isObject, type JsonObject } from '../rules/problems.ts';
import type { StoredCommand, World } from '../world.ts';
import { done, ok, type RestRequest, type Route } from './router.ts';

const GLOBAL = '/applications/{application_id}/commands';
const IN_GUILD = '/applications/{application_id}/guilds/{guild_id}/commands';

/** The commands of the scope that a request names. */
function scopeOf({ world, params }: RestRequest): {
  guildId: string | undefined;
  commands: StoredCommand[];
} {
  if (params.application_id !== world.application.id) throw failure.unknownApplication();
  const guildId = params.guild_id;
  if (guildId !== undefined && guildId !== world.guild.id) throw failure.missingAccess();
  const commands = [...world.commands.values()].filter((command) => command.guild_id === guildId);
  return { guildId, commands };
}

function find(request: RestRequest): StoredCommand {
  const { commands } = scopeOf(request);
  const command = commands.find(({ id }) => id === request.params.command_id);
  if (command === undefined) throw failure.unknownCommand();
  return command;
}

/** Without `with_localizations` Discord leaves the dictionaries out. */
function view(command: StoredCommand, localized: boolean): JsonObject {
  if (localized) return command;
  const strip = (value: JsonObject): JsonObject => {
    const { name_localizations: _n, description_localizations: _d, ...rest } = value;
    for (const list of ['options', 'choices']) {
      const items = rest[list];
      if (Array.isArray(items))
        rest[list] = items.map((item) => (isObject(item) ? strip(item) : item));
    }
    return rest;
  };
  return strip(command);
}

const wantsLocalized = ({ query }: RestRequest) => query.get('with_localizations') === 'true';

/** Keeps the id of a command with the same name and type; what is the same keeps its version. */
function store(world: World, guildId: string | undefined, fields: JsonObject): StoredCommand {
  const same = [...world.commands.values()].find(
    (command) =>
      command.guild_id === guildId && command.name === fields.name && command.type === fields.type,
  );
  const id = same?.id ?? world.nextId();
  const base = {
    id,
    application_id: world.application.id,
    ...(guildId === undefined ? {} : { guild_id: guildId }),
  };
  const { version = '', ...before } = same ?? { version: '' };
  const now = { ...base, ...fields };
  const unchanged = JSON.stringify(before) === JSON.stringify(now);
  const command = {
    ...now,
    version: unchanged ? version : world.nextId(),
  } as unknown as StoredCommand;
  world.commands.set(id, command);
  return command;
}

function checkCounts(commands: readonly JsonObject[]): void {
  for (const [type, most] of Object.entries(COMMANDS_PER_TYPE)) {
    const count = commands.filter((command) => command.type === Number(type)).length;
    if (count > most)
      throw new ApiError(400, 30032, `Maximum number of application commands reached (${most}).`);
  }
}

function list(request: RestRequest) {
  return ok(scopeOf(request).commands.map((command) => view(command, wantsLocalized(request))));
}

function replaceAll(request: RestRequest) {
  const { guildId, commands } = scopeOf(request);
  const { world, json } = request;
  const problems = createProblems();
  if (!Array.isArray(json))
    problems.add([], 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
  const checked = (Array.isArray(json) ? json : []).map((one, index) =>
    checkCommand(one, [index], problems),
  );
  const names = checked.map(({ type, name }) => `${type} ${name}`);
  for (const [index, name] of names.entries())
    if (names.indexOf(name) !== index)
      problems.add(
        [index],
        'APPLICATION_COMMANDS_DUPLICATE_NAME',
        'Application command names must be unique',
      );
  problems.throwIfAny();
  checkCounts(checked);
  const stored = checked.map((fields) => store(world, guildId, fields));
  const kept = new Set(stored.map(({ id }) => id));
  for (const { id } of commands) if (!kept.has(id)) world.commands.delete(id);
  world.feed.publish({ type: 'commands-change' });
  return ok(stored);
}

function create(request: RestRequest) {
  const { guildId, commands } = scopeOf(request);
  const problems = createProblems();
  const fields = checkCommand(request.json, [], problems);
  problems.throwIfAny();
  const isNew = !commands.some(({ name, type }) => name === fields.name && type === fields.type);
  if (isNew) checkCounts([...commands, fields]);
  const command = store(request.world, guildId, fields);
  request.world.feed.publish({ type: 'commands-change' });
  return { status: isNew ? 201 : 200, body: command };
}

function edit(request: RestRequest) {
  const { world, body } = request;
  const command = find(request);
  const problems = createProblems();
  const fields = checkCommand({ ...command, ...body, type: command.type }, [], problems);
  problems.throwIfAny();
  const edited = { ...command, ...fields, version: world.nextId() } as unknown as StoredCommand;
  world.commands.set(command.id, edited);
  world.feed.publish({ type: 'commands-change' });
  return ok(edited);
}

function remove(request: RestRequest) {
  request.world.commands.delete(find(request).id);
  request.world.feed.publish({ type: 'commands-change' });
  return done;
}

const at = (path: string): Route[] => [
  { method: 'GET', path, authorized: true, handle: list },
  { method: 'PUT', path, authorized: true, handle: replaceAll },
  { method: 'POST', path, authorized: true, handle: create },
  {
    method: 'GET',
    path: `${path}/{command_id}`,
    authorized: true,
    handle: (request) => ok(view(find(request), true)),
  },
  { method: 'PATCH', path: `${path}/{command_id}`, authorized: true, handle: edit },
  { method: 'DELETE', path: `${path}/{command_id}`, authorized: true, handle: remove },
];

/** Registering, listing, changing and removing commands. */
export const commandRoutes: readonly Route[] = [...at(GLOBAL), ...at(IN_GUILD)];
