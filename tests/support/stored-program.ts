/** The built bot over a database of its own server, with the stand-in for Discord, as an operator runs it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIMessage } from 'discord.js';
import type { Actor } from '../../src/playground/stand-in/actor.ts';
import { GUILD_ID, OTHER_GUILD_ID } from '../../src/playground/stand-in/seed.ts';
import { type StandIn, startStandIn } from '../../src/playground/stand-in/stand-in.ts';
import { answerTo, buttonId } from './bot.ts';
import { writeFiles } from './library.ts';
import { startPostgres, type TestServer, type TestServerOptions } from './postgres.ts';
import { type Program, startProgram } from './program.ts';
import { wordsIn } from './shown.ts';

/** A bot with its server and its people. */
export interface StoredProgram {
  readonly server: TestServer;
  readonly url: string;
  readonly standIn: StandIn;
  readonly root: string;
  readonly articles: string;
  readonly data: string;
  /** The one that runs now. */
  program(): Program;
  /** Of its health and metrics. */
  origin(): string;
  /** Starts it, again where it ended. @param more settings beside the usual ones. */
  start(more?: Readonly<Record<string, string>>): Promise<void>;
  /** What it is started with. */
  settings(more?: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
  /** People who have not done anything yet: nobody else's uses count for them. */
  member(serverId?: string): Actor;
  manager(serverId?: string): Actor;
  close(): Promise<void>;
}

/** Starts all but the bot. @param files of the articles folder. */
export async function openStoredProgram(
  files: Readonly<Record<string, string>>,
  options: TestServerOptions = {},
): Promise<StoredProgram> {
  const root = mkdtempSync(join(tmpdir(), 'footnote-stored-'));
  const [articles, data] = [join(root, 'articles'), join(root, 'data')];
  writeFiles(articles, files);
  const server = await startPostgres(options);
  const url = await server.database();
  const standIn = await startStandIn();
  let program: Program | null = null;
  let origin = '';
  let people = 0;
  const settings: StoredProgram['settings'] = (more = {}) => ({
    ...{ DATABASE_URL: url, WRITER: 'true', COLLECTIONS: 'per-server', GAP_LOG: 'true' },
    ...{ DISCORD_TOKEN: standIn.token, DISCORD_API_URL: standIn.apiUrl },
    ...{ MANAGER_GUILD_IDS: GUILD_ID, HEALTH_PORT: '0', READER_MODEL: 'none', LOG_LEVEL: 'debug' },
    ...more,
  });
  const running = (): Program => {
    if (program === null) throw new Error('it was not started');
    return program;
  };
  return {
    ...{ server, url, standIn, root, articles, data, settings, program: running },
    origin: () => origin,
    async start(more) {
      program = startProgram({ data, articles, env: settings(more) });
      await program.says(/Connected to Discord/);
      await program.says(/is ready/);
      origin = (await program.says(/(http:\S+)\/metrics/))[1] ?? '';
    },
    member: (serverId = GUILD_ID) => standIn.as(standIn.addMember(`Member ${++people}`, serverId)),
    manager: (serverId = GUILD_ID) =>
      standIn.as(standIn.addModerator(`Manager ${++people}`, serverId)),
    async close() {
      program?.kill('SIGKILL');
      await program?.ended;
      await standIn.close();
      await server.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** What a collection of the second server is made of. */
export const loomFiles: Readonly<Record<string, string>> = {
  'loom/collection.yaml': `title: Harbour loom\nservers: ["${OTHER_GUILD_ID}"]\n`,
  'loom/loom.md': '# The loom\n\nThe great loom has forty shafts and was built in 1887.\n',
};

/** Everything that a message says, without marks of what is bold. */
export function wordsOf(message: APIMessage): string {
  return wordsIn(message);
}

/** Runs a command. */
export async function run(
  who: Actor,
  name: string,
  channelId: string,
  options: Parameters<Actor['runCommand']>[0]['options'] = {},
): Promise<APIMessage> {
  return (await answerTo(who.runCommand({ name, options, channelId }))).message;
}

/** Presses a button of a message by its label. */
export async function press(
  who: Actor,
  on: APIMessage,
  label: string,
  shown = on,
): Promise<APIMessage> {
  return (await answerTo(who.click(on.id, buttonId(shown, label)))).message;
}

/** What is suggested for what was typed. */
export async function suggested(
  who: Actor,
  channelId: string,
  name: string,
  focused: string,
  typed = '',
): Promise<readonly { readonly name: string; readonly value: string }[]> {
  const typing = { name, focused, options: { [focused]: typed }, channelId };
  const { choices = [] } = await (await who.autocomplete(typing)).reply();
  return (choices ?? []).map(({ name, value }) => ({ name, value: String(value) }));
}

/** An upload. */
export function upload(filename: string, text: string) {
  return { filename, contentType: 'text/markdown', data: new Uint8Array(Buffer.from(text)) };
}
