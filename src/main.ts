/** `npm start`: the bot on Discord where there is a token, the playground where there is none. */
import { join } from 'node:path';
import type { Logger } from 'pino';
import { buttons, commands } from '../commands/index.ts';
import { hasGraphs } from '../embeddings/hnswlib.ts';
import { type Config, readConfig, readDotenv } from './config.ts';
import { counted } from './counted.ts';
import { dataFolders } from './data-folders.ts';
import { type Bot, openBot } from './discord/client.ts';
import type { Hooks } from './discord/hooks.ts';
import { inviteLink } from './discord/invite.ts';
import { openGapLog } from './gaps/gap-log.ts';
import { libraryInsight } from './insight.ts';
import { intakeOf } from './intake/intake.ts';
import { type KnownArticles, knowArticles } from './intake/known-articles.ts';
import { keepIntakeTidy } from './intake/waiting.ts';
import { sayIn } from './languages/say.ts';
import type { Library } from './library/library.ts';
import { openLibrary } from './library/open-library.ts';
import { libraryOptions } from './library-options.ts';
import { makeLogger } from './log.ts';
import { openData } from './open-data.ts';
import { startPlayground } from './playground/server.ts';
import { startStandIn } from './playground/stand-in/stand-in.ts';
import { projectRoot } from './project-root.ts';
import { isRefusal, statement } from './refusals.ts';
import { terminalReporter } from './reporter.ts';
import { makeVitals, type Vitals } from './supervision/vitals.ts';
import { printable } from './terminal.ts';

const EXIT_FAILURE = 1;
/** What hangs at shutdown, such as a lost connection, is not waited for longer than this. */
const SHUTDOWN_MS = 8_000;

/** Who counts what the bot does, and tells the log. A metric is added here. */
const HOOKS: readonly ((logger: Logger) => Hooks)[] = [];

const reporter = terminalReporter(process.stdout);
/** What has been started, to be closed in the reverse order. */
const running: { close(): Promise<void> }[] = [];

/** Notes what has been started, so that it is closed at the end. */
function run<T extends { close(): Promise<void> }>(started: T): T {
  running.push(started);
  return started;
}

async function start(config: Config): Promise<void> {
  await openData(config.dataDir, reporter.notice);
  if (!hasGraphs()) reporter.notice(statement('exactSearch'));
  const logger = makeLogger(config.logLevel);
  const vitals = makeVitals();
  const library = run(openLibrary({ ...libraryOptions(config, reporter), watch: true, vitals }));
  const known = knowArticles(() => library.currentFiles());
  // People are greeted while the articles are read; a failure of either ends both.
  await Promise.all([
    connect(config, { library, known, logger, vitals }),
    announce(config, library, known),
  ]);
}

async function announce(config: Config, library: Library, known: KnownArticles): Promise<void> {
  await library.whenReady();
  const { articles, passages } = library.status();
  const held = `${counted(articles, 'article')}, ${counted(passages, 'passage')}`;
  reporter.line(`Footnote ${config.version} is ready: ${held}.`);
  // Not before: questions come first.
  await library.quotes.ready();
  await known.catchUp();
}

/** What the bot is put together of. */
interface Parts {
  readonly library: Library;
  readonly known: KnownArticles;
  readonly logger: Logger;
  readonly vitals: Vitals;
}

/** Everything the bot works with, beside its token. */
async function services(config: Config, { library, known, logger, vitals }: Parts) {
  const { articlesDir, dataDir, gapLog, gapRetentionDays, sourceUrl, urlAllowlist, version } =
    config;
  const onError = (error: unknown) => logger.error({ error: String(error) }, 'gap log');
  const gaps = gapLog
    ? run(
        await openGapLog({
          file: dataFolders(dataDir).gapLog,
          retentionDays: gapRetentionDays,
          onError,
        }),
      )
    : null;
  const folders = { articlesDir, dataDir };
  run(
    keepIntakeTidy(folders, (error) => logger.error({ error: String(error) }, 'waiting articles')),
  );
  return {
    library,
    vitals,
    logger,
    commands,
    buttons,
    hooks: HOOKS.map((listen) => listen(logger)),
    about: { version, ...(sourceUrl !== null && { sourceUrl }) },
    quotes: library.quotes,
    intake: intakeOf(folders, known, { allowlist: urlAllowlist }),
    ...(gaps && { gaps }),
  };
}

/** Connects the bot with Discord, or with the stand-in of the playground: the same bot. */
async function connect(config: Config, parts: Parts): Promise<void> {
  const { token, apiUrl, guildId } = config.discord;
  const provided = await services(config, parts);
  if (token !== null) {
    const bot = openBot({
      ...provided,
      managerGuildIds: config.managerGuildIds,
      notice: reporter.notice,
      token,
      onApplication: (id) => reporter.line(`Add the bot to a server: ${inviteLink(id)}`),
      ...(apiUrl !== null && { apiUrl }),
      ...(guildId !== null && { guildId }),
    });
    if (await isConnected(bot)) reporter.line('Connected to Discord. Try /ask in your server.');
    return;
  }
  const onError = (error: unknown) => parts.logger.error({ error: String(error) }, 'stand-in');
  const standIn = run(await startStandIn({ onError }));
  const insight = libraryInsight(parts.library);
  const playground = run(await startPlayground({ standIn, insight, ...config.playground }));
  const managerGuildIds = [standIn.world.guild.id];
  const { token: standInToken, apiUrl: standInUrl } = standIn;
  await isConnected(
    openBot({ ...provided, managerGuildIds, token: standInToken, apiUrl: standInUrl }),
  );
  reporter.line(`No DISCORD_TOKEN is set, so this is the playground: ${playground.url}`);
  const { moderatorUrl } = playground;
  if (moderatorUrl === null) return;
  reporter.notice(statement('playgroundOpen', { host: config.playground.host }));
  reporter.notice(statement('playgroundModerator', { url: moderatorUrl }));
}

/** Whether it came to that, however long it took; what Discord refuses later ends the process too. */
async function isConnected(bot: Bot): Promise<boolean> {
  const connected = await run(bot).connected;
  void bot.ended.then(fail);
  return connected;
}

/** Ends the process in order, with the cause in words. */
async function fail(error: unknown): Promise<void> {
  process.stderr.write(`${printable(wordsFor(error))}\n`);
  process.exitCode = EXIT_FAILURE;
  await stop();
}

async function stop(): Promise<void> {
  setTimeout(() => process.exit(EXIT_FAILURE), SHUTDOWN_MS).unref();
  for (const started of running.splice(0).reverse()) {
    await started.close().catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
  }
}

/** The first signal ends the process in order, a second one at once. */
function onSignal(signal: NodeJS.Signals): void {
  process.once(signal, () => process.exit(EXIT_FAILURE));
  reporter.line('Stopping.');
  void stop();
}
/** How soon it is noticed that whoever started this is gone. */
const ORPHAN_CHECK_MS = 1_000;

/**
 * `npm start` runs this in a shell that keeps SIGTERM to itself: when npm is ended so, the shell is
 * gone and nobody told us.
 */
function stopWithParent(): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onSignal('SIGTERM');
  }, ORPHAN_CHECK_MS);
  timer.unref();
}
if (process.env.npm_lifecycle_event === 'start') stopWithParent();

/** A refusal in English, as all that stands in a terminal; of a bug, where it happened. */
function wordsFor(error: unknown): string {
  if (isRefusal(error)) return sayIn('en').tell(error);
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

process.once('SIGINT', onSignal);
process.once('SIGTERM', onSignal);

try {
  await start(readConfig({ ...readDotenv(join(projectRoot(), '.env')), ...process.env }));
} catch (error) {
  await fail(error);
}
