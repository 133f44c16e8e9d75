/** Routes that register commands, globally and for one server. */
import { Hono } from 'hono';
import { ApiError, failure } from '../api-error.ts';
import { checkCommand } from '../rules/commands.ts';
import { COMMANDS_PER_TYPE } from '../rules/limits.ts';
import { createProblems, isObject, type JsonObject } from '../rules/problems.ts';
import { publish, type StoredCommand, type World } from '../world.ts';
import { authorized, type RestContext, type RestEnv, withCommands } from './request.ts';

const GLOBAL = '/applications/:application_id/commands';
const IN_GUILD = '/applications/:application_id/guilds/:guild_id/commands';

function isInstalled({ servers, bot }: World, guildId: string): boolean {
  return servers.get(guildId)?.members.has(bot.id) === true;
}

/** The commands of the scope that a request names. */
function scopeOf(c: RestContext): { guildId: string | undefined; commands: StoredCommand[] } {
  const { world } = c.var;
  if (c.req.param('application_id') !== world.application.id) throw failure.unknownApplication();
  const guildId = c.req.param('guild_id');
  if (guildId !== undefined && !isInstalled(world, guildId)) throw failure.missingAccess();
  const commands = [...world.commands.values()].filter((command) => command.guild_id === guildId);
  return { guildId, commands };
}

function find(c: RestContext): StoredCommand {
  const { commands } = scopeOf(c);
  const command = commands.find(({ id }) => id === c.req.param('command_id'));
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

const wantsLocalized = (c: RestContext) => c.req.query('with_localizations') === 'true';

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

function list(c: RestContext) {
  const localized = wantsLocalized(c);
  return c.json(scopeOf(c).commands.map((command) => view(command, localized)));
}

function replaceAll(c: RestContext) {
  const { guildId, commands } = scopeOf(c);
  const { world, json } = c.var;
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
  publish(world, { type: 'commands-change' });
  return c.json(stored);
}

function create(c: RestContext) {
  const { guildId, commands } = scopeOf(c);
  const { world, json } = c.var;
  const problems = createProblems();
  const fields = checkCommand(json, [], problems);
  problems.throwIfAny();
  const isNew = !commands.some(({ name, type }) => name === fields.name && type === fields.type);
  if (isNew) checkCounts([...commands, fields]);
  const command = store(world, guildId, fields);
  publish(world, { type: 'commands-change' });
  return c.json(command, isNew ? 201 : 200);
}

function edit(c: RestContext) {
  const { world, body } = c.var;
  const command = find(c);
  const problems = createProblems();
  const fields = checkCommand({ ...command, ...body, type: command.type }, [], problems);
  problems.throwIfAny();
  const edited = { ...command, ...fields, version: world.nextId() } as unknown as StoredCommand;
  world.commands.set(command.id, edited);
  publish(world, { type: 'commands-change' });
  return c.json(edited);
}

function remove(c: RestContext) {
  const { world } = c.var;
  world.commands.delete(find(c).id);
  publish(world, { type: 'commands-change' });
  return c.body(null, 204);
}

/** Registering, listing, changing and removing commands. */
export const commandRoutes = new Hono<RestEnv>();

for (const all of [GLOBAL, IN_GUILD]) {
  const one = `${all}/:command_id`;
  commandRoutes.get(all, authorized, list);
  commandRoutes.put(all, authorized, withCommands, replaceAll);
  commandRoutes.post(all, authorized, withCommands, create);
  commandRoutes.get(one, authorized, (c) => c.json(view(find(c), true)));
  commandRoutes.patch(one, authorized, withCommands, edit);
  commandRoutes.delete(one, authorized, remove);
}
