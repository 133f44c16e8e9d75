/** Puts the bot together and starts it, each part in its order: see `lifecycle.ts` for the end. */
import { join } from 'node:path';
import type { Logger } from 'pino';
import { buttons } from '../commands/index.ts';
import { hasGraphs } from '../embeddings/hnswlib.ts';
import { type Cards, openCards } from './cards/cards.ts';
import { DEFAULT_COLLECTION } from './collections/collection.ts';
import type { Communities } from './collections/communities.ts';
import { openRecords } from './collections/records.ts';
import { shareEmbedder } from './collections/shared-embedder.ts';
import { type Config, readConfig, readDotenv } from './config.ts';
import { counted } from './counted.ts';
import { dataFolders } from './data-folders.ts';
import { type Database, openDatabase } from './database/open-database.ts';
import { type BotOptions, openBot } from './discord/client.ts';
import type { Hooks } from './discord/hooks.ts';
import { inviteLink } from './discord/invite.ts';
import type { ShardsHere } from './discord/keep-shards.ts';
import { notesToOwner } from './discord/owner.ts';
import { type Fleet, joinFleet } from './fleet/fleet.ts';
import { keepPresence, type Presence } from './fleet/processes.ts';
import { communitiesInsight } from './insight.ts';
import { type Originals, openOriginals } from './intake/originals.ts';
import type { OpenLibrary } from './library/library.ts';
import { numberOf } from './library/postgres/writer.ts';
import { settingNotices } from './library-options.ts';
import type { Lifecycle } from './lifecycle.ts';
import { isLogOnTerminal, makeLogger, secretsOf, withoutSecrets } from './log.ts';
import { managingServers, type OpenCommunities, openCommunities } from './open-communities.ts';
import { openData } from './open-data.ts';
import { openStoredCommunities } from './open-stored-communities.ts';
import { openWriter } from './open-writer.ts';
import { conditionOf } from './operations/condition.ts';
import { serveHealth } from './operations/health.ts';
import { lockInstance } from './operations/instance-lock.ts';
import { type Metrics, makeMetrics } from './operations/metrics.ts';
import { noteOwner, type OwnerNoteOptions } from './operations/owner-note.ts';
import { statusOf } from './operations/status.ts';
import { makeTally } from './operations/tally.ts';
import {
  logVitals,
  makeTelling,
  type Telling,
  wordsInLog,
  wordsOnTerminal,
} from './operations/telling.ts';
import { watchModel } from './operations/without-model.ts';
import { startPlayground } from './playground/server.ts';
import { GUILD_ID } from './playground/stand-in/seed.ts';
import { startStandIn } from './playground/stand-in/stand-in.ts';
import { projectRoot } from './project-root.ts';
import { textFilesBy } from './quotes/text-file.ts';
import { pagedCollections } from './reader-page/page-access.ts';
import { openReaderPage, type ReaderPage } from './reader-page/reader-page.ts';
import { Reader } from './reading/reader.ts';
import { isRefusal, statement } from './refusals.ts';
import { registeredCommands } from './registered-commands.ts';
import { terminalReporter } from './reporter.ts';
import { diskState } from './state/disk-state.ts';
import { postgresState } from './state/postgres-state.ts';
import { openDigests } from './statistics/digester.ts';
import { makeVitals, type Vitals } from './supervision/vitals.ts';

/** What is broken for so long does not mend itself. */
const BROKEN_FOR_MS = 10 * 60_000;
/** A part that keeps dying is well for a moment each time. */
const MENDED_AFTER_MS = 60_000;
/** Often enough for ten minutes. */
const LOOK_EVERY_MS = 15_000;

/** What the bot is put together of. */
interface Parts {
  readonly life: Lifecycle;
  readonly config: Config;
  readonly telling: Telling;
  readonly logger: Logger;
  readonly vitals: Vitals;
  readonly reader: Reader;
  readonly library: OpenLibrary;
  readonly opened: OpenCommunities;
  /** Null where everything is in folders. */
  readonly database: Database | null;
  /** The other processes of the bot; null where it has no database. */
  readonly fleet: Fleet | null;
  readonly presence: Presence | null;
  /** Told how it is asked which shards are here. */
  readonly onShards: (shards: () => ShardsHere) => void;
  /** For how long what is broken is borne, and how often that is looked at. */
  readonly patience: Pick<OwnerNoteOptions, 'vitals' | 'afterMs' | 'everyMs'>;
  /** Told what the bot does. */
  readonly hooks: readonly Hooks[];
  readonly metrics: Pick<Metrics, 'onPage'>;
}

/**
 * Starts everything; resolves when the bot answers.
 * @throws Refusal for a setting, a folder or a model that is wrong, and for a token that is refused.
 */
export async function start(life: Lifecycle): Promise<void> {
  const reporter = terminalReporter(process.stdout);
  life.setLastWords(wordsOnTerminal(reporter));
  const config = readConfig({ ...readDotenv(join(projectRoot(), '.env')), ...process.env });
  const secrets = secretsOf(config);
  const logger = makeLogger(config.logLevel, undefined, secrets);
  const telling = makeTelling(reporter, logger, isLogOnTerminal());
  life.setLastWords(wordsInLog(telling, logger, (text) => withoutSecrets(text, secrets)));

  const { dataDir, version } = config;
  await openData(dataDir, telling.notice);
  for (const notice of settingNotices(config)) telling.notice(notice);
  if (!hasGraphs()) telling.notice(statement('exactSearch'));
  const vitals = makeVitals();
  logVitals(vitals, logger);
  if (config.database === null) vitals.leaveOut('database');
  const tally = makeTally();
  const reader = life.own(new Reader({ vitals }));
  const queues = () => ({ interactions: tally.inProgress(), files_to_read: reader.waiting });
  let opened: OpenCommunities | null = null;
  let database: Database | null = null;
  let fleet: Fleet | null = null;
  let presence: Presence | null = null;
  let shardsHere = (): ShardsHere => ({ count: null, ids: [] });
  const status = () =>
    statusOf({
      ...{ version, vitals, queues, database, together: presence?.together ?? null },
      library: opened?.ofAll.library ?? null,
      holdings: () => opened?.holdings() ?? null,
      lastHour: () => tally.lastHour(),
    });
  life.own(await lockInstance(dataFolders(dataDir).state, status));

  life.ending.throwIfAborted();
  if (config.database !== null) {
    database = life.own(
      await openDatabase({
        ...{ url: config.database.url, readUrls: config.database.readUrls },
        ...{ applicationName: `footnote ${version}`, isPatient: true, signal: life.ending },
        ...{ vitals, notice: telling.notice, onUnfit: (refusal) => life.fail(refusal) },
      }),
    );
  }
  if (database !== null) {
    fleet = life.own(joinFleet(database, version));
    presence = life.own(
      keepPresence(database.primary, () => ({
        version,
        condition: conditionOf(vitals.states()),
        ill: vitals.states().flatMap(({ part, state }) => (state === 'ill' ? [part] : [])),
        shards: shardsHere(),
        inProgress: tally.inProgress(),
        lastHour: tally.lastHour(),
        memoryBytes: process.memoryUsage.rss(),
      })),
    );
  }
  const isPlayground = config.discord.token === null;
  const managing = isPlayground ? [GUILD_ID] : managingServers(config);
  const shared = { config, reader, vitals, reporter: telling, logger, managing };
  if (database === null) opened = life.own(await openCommunities(shared));
  else {
    const embedder = life.own(shareEmbedder({ vitals }));
    const stored = { ...shared, database, embedder };
    if (config.database?.isWriter) life.own(await openWriter(stored));
    opened = life.own(await openStoredCommunities(stored));
  }
  const { library } = opened.ofAll;
  const { model } = config.embedding;
  const patience = { vitals, afterMs: BROKEN_FOR_MS, everyMs: LOOK_EVERY_MS };
  life.own(watchModel({ ...patience, model, onGivenUp: (refusal) => life.fail(refusal) }));
  const figures = database === null ? {} : { database: database.figures };
  const { holdings } = opened;
  const metrics = life.own(makeMetrics({ version, vitals, library, holdings, queues, ...figures }));
  const { host, port } = config.health;
  if (port !== null) {
    const { origin } = life.own(await serveHealth({ host, port, vitals, metrics }));
    telling.line(`Health and metrics: ${origin}/readyz, ${origin}/metrics`, 'health', { origin });
  }
  const hooks = [tally.hooks, metrics.hooks];
  const onShards = (shards: () => ShardsHere): void => {
    shardsHere = shards;
  };
  const common = { life, config, telling, logger, vitals, reader, patience };
  const together = { database, fleet, presence, onShards };
  const parts: Parts = { ...common, ...together, library, opened, hooks, metrics };
  // People are greeted while the articles are read; a failure of either ends both.
  await Promise.all([connect(parts), announce(parts)]);
}

async function announce({ config, library, opened, telling }: Parts): Promise<void> {
  await library.whenReady();
  const { articles, passages } = library.status();
  const held = `${counted(articles, 'article')}, ${counted(passages, 'passage')}`;
  const { version } = config;
  telling.line(`Footnote ${version} is ready: ${held}.`, 'ready', { version, articles, passages });
  // Not before: questions come first.
  await library.quotes.ready();
  await opened.ofAll.catchUp();
}

/** Everything the bot works with, beside its token. */
async function services(parts: Parts) {
  const { life, config, opened, logger, vitals, hooks } = parts;
  const { dataDir, gapLog, gapRetentionDays, sourceUrl, version } = config;
  const { database } = parts;
  // That the database is away is told by the part `database`, once.
  const faults = (what: string) => (error: unknown) => {
    if (!isRefusal(error, 'databaseAway')) logger.error({ error: String(error) }, what);
  };
  const state =
    database === null
      ? diskState(dataFolders(dataDir).state)
      : postgresState(database.primary, await numberOf(database.primary, DEFAULT_COLLECTION));
  const records = life.own(
    await openRecords({
      ...{ state, retentionDays: gapRetentionDays, keepsTexts: gapLog },
      onError: faults('gaps and feedback'),
    }),
  );
  const cards = life.own(
    openCards({
      after: opened.ofAll.library.whenReady(),
      onError: faults('quote cards'),
    }),
  );
  void cards.known.then((isOffered) => {
    if (isOffered === false) parts.telling.notice(statement('noCards'));
  });
  const served = opened.serve(records);
  const digests = life.own(
    openDigests({
      ...{ state, settings: opened.settings, onFault: faults('digests') },
      ...(database !== null && { take: () => database.leases.take('digests') }),
      onClosed: (server, closed) => logger.warn({ server, ...closed }, 'a channel takes no digest'),
    }),
  );
  const originals = openOriginals({ state, onFault: faults('kept messages') });
  const page = servePage(parts, { communities: served.communities, cards, originals });
  return {
    ...served,
    ...(page && { publicUrlOf: page.publicUrlOf }),
    cards,
    readTextFile: textFilesBy(parts.reader),
    vitals,
    logger,
    commands: await registeredCommands(config, database && opened.registry),
    buttons,
    hooks,
    about: {
      version,
      ...(sourceUrl !== null && { sourceUrl }),
      ...(parts.presence !== null && { together: parts.presence.together }),
    },
    announcements: opened.announcements,
    settings: opened.settings,
    originals,
    telling: {
      askers: records.askers,
      ...(database !== null && { take: () => database.leases.take('askers') }),
    },
    digests,
  };
}

/** What the reader page shows. */
interface Paged {
  readonly communities: Communities;
  readonly cards: Cards;
  readonly originals: Originals;
}

/** Serves the reader page beside the bot, where it is set up. */
function servePage(parts: Parts, { communities, cards, originals }: Paged): ReaderPage | null {
  const { life, config, opened, metrics, telling, logger } = parts;
  if (config.readerPage === null) return null;
  const { publicUrl, host, port, proxies } = config.readerPage;
  const collections = opened.registry;
  const page = life.own(
    openReaderPage({
      ...{ publicUrl, host, port, proxies, communities, collections, cards },
      messageGoneAt: originals.deletedAt,
      onResult: metrics.onPage,
      onFault: (error) => logger.error({ error: String(error) }, 'reader page'),
      onForwarded: () => telling.notice(statement('pageForwarded')),
      onAwaited: (refusal) => telling.notice(statement('pageAwaited', { refusal })),
    }),
  );
  void page.listening.then((origin) => {
    if (origin === null) return;
    telling.line(`Reader page: ${publicUrl}, served on ${origin}`, 'page', { origin });
    if (pagedCollections(collections).length === 0) telling.notice(statement('pageOfNone'));
  });
  return page;
}

/** Connects the bot with Discord, or with the stand-in of the playground: the same bot. */
async function connect(parts: Parts): Promise<void> {
  const { life, config, library, logger, telling } = parts;
  const { token, apiUrl, guildId } = config.discord;
  const provided = await services(parts);
  life.ending.throwIfAborted();
  if (token !== null) {
    const access = { token, ...(apiUrl !== null && { apiUrl }) };
    const { managerGuildIds } = config;
    const { notice } = telling;
    const { shards } = config;
    const agreement = parts.fleet && { agreement: parts.fleet.agreement };
    const home = {
      ...{ managerGuildIds, notice, shards, ...agreement },
      ...(guildId !== null && { guildId }),
    };
    const onApplication = (id: string) => {
      const link = inviteLink(id);
      telling.line(`Add the bot to a server: ${link}`, 'invite', { link });
    };
    if (await isConnected(parts, { ...provided, ...access, ...home, onApplication })) {
      telling.line('Connected to Discord. Try /ask in your server.', 'connected');
    }
    return;
  }
  const onError = (error: unknown) => logger.error({ error: String(error) }, 'stand-in');
  const standIn = life.own(await startStandIn({ onError }));
  const managerGuildIds = [GUILD_ID];
  const insight = communitiesInsight({
    ...{ communities: provided.communities, library, managerGuildIds },
    isMember: (server, userId) => standIn.world.servers.get(server)?.members.has(userId) ?? false,
  });
  const playground = life.own(await startPlayground({ standIn, insight, ...config.playground }));
  const access = { token: standIn.token, apiUrl: standIn.apiUrl };
  if (!(await isConnected(parts, { ...provided, ...access, managerGuildIds }))) return;
  const { url, moderatorUrl } = playground;
  telling.line(`No DISCORD_TOKEN is set, so this is the playground: ${url}`, 'connected', { url });
  if (moderatorUrl !== null) {
    telling.notice(statement('playgroundOpen', { host: config.playground.host }));
    telling.secret(statement('playgroundModerator', { url: moderatorUrl }));
  }
}

/** Whether it came to that, however long it took; what Discord refuses later ends the process too. */
function isConnected(
  { life, logger, patience, onShards }: Parts,
  options: BotOptions,
): Promise<boolean> {
  // While it is not connected, too: that is told when it can be.
  const write = notesToOwner(options);
  life.own(noteOwner({ ...patience, mendedAfterMs: MENDED_AFTER_MS, logger, write }));
  const bot = life.own(openBot(options));
  onShards(bot.shards);
  void bot.ended.then((refusal) => life.fail(refusal));
  return bot.connected;
}
