/** The environment (and flags that override it), validated once into one frozen Config. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'dotenv';
import { z } from 'zod';
import { BUNDLED_MODEL, BUNDLED_READER, FORMER_MODEL } from '../embeddings/models.ts';
import type { Quotas } from './collections/collection.ts';
import { QUOTA_FIELDS, readQuotas, USUAL_QUOTAS } from './collections/quota-fields.ts';
import { dataFolders } from './data-folders.ts';
import { packageVersion } from './package-version.ts';
import { projectRoot } from './project-root.ts';
import { type Reason, Refusal, statement } from './refusals.ts';
import { SNOWFLAKE } from './snowflake.ts';

const BYTES_PER_MB = 1024 * 1024;
const HIGHEST_PORT = 65_535;
/** Long enough for a quarterly look at what is missing. */
const GAP_RETENTION_DAYS = 90;
/** A month: a bot that was put out by mistake is missed by then. */
const SERVER_RETENTION_DAYS = 30;
/** What `COLLECTIONS` may be. */
const COLLECTIONS = ['per-server'] as const;
/** MB of collections that are open beside the default one: some 24,000 passages; and the most. */
const COLLECTIONS_MEMORY_MB = 512;
const COLLECTIONS_MEMORY_MAX = 9_999_999;
/** What `READER_MODEL` may be. */
const READERS = [BUNDLED_READER, 'none'] as const;
/** More connections than any bot has. */
const MOST_SHARDS = 100_000;
/** More proxies than stand before anything. */
const MOST_PROXIES = 9;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/**
 * An http(s) address without a trailing slash, and without a user and password: nothing sends them
 * (to Discord goes the bot's token), so that they could only be printed.
 */
const httpUrl = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))
  .transform((text) => withoutPassword(text).replace(/\/+$/, ''));

/** The same for what other addresses begin with. */
const publicUrl = httpUrl.refine((text) => {
  const { search, hash } = new URL(text);
  return search === '' && hash === '' && !/[?#]/.test(text);
});

function withoutPassword(text: string): string {
  const url = new URL(text);
  if (url.username === '' && url.password === '') return text;
  url.username = '';
  url.password = '';
  return url.href;
}

const port = z
  .string()
  .regex(/^\d+$/)
  .transform(Number)
  .refine((number) => number <= HIGHEST_PORT);

/** Entries of one form, parted by commas; none by default. */
const listOf = (form: RegExp) =>
  z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((entry) => entry.trim())
        .filter((entry) => entry !== ''),
    )
    .refine((entries) => entries.every((entry) => form.test(entry)));

/** Addresses of databases; what is beyond this, such as certificates, is seen when one is opened. */
const databaseUrl = z.string().refine(isDatabaseUrl);

function isDatabaseUrl(text: string): boolean {
  return URL.canParse(text) && /^postgres(?:ql)?:$/.test(new URL(text).protocol);
}

/** Numbers and ranges of them, such as `0,2-3`: rising, each once. Null for what is none. */
function readShardIds(text: string): readonly number[] | null {
  const ids = new Set<number>();
  for (const part of text.split(',')) {
    const [, from, to = from] = /^\s*(\d{1,5})(?:\s*-\s*(\d{1,5}))?\s*$/.exec(part) ?? [];
    if (from === undefined || Number(to) < Number(from)) return null;
    for (let id = Number(from); id <= Number(to); id++) ids.add(id);
  }
  return [...ids].sort((a, b) => a - b);
}

const trueOrFalse = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');

/** Hosts, or `host:port`. */
const hosts = listOf(/^[^\s/@?#*]+$/);

const Environment = z.object({
  ARTICLES_DIR: z.string().optional(),
  COLLECTIONS: z.enum(COLLECTIONS).optional(),
  COLLECTIONS_MEMORY: z
    .string()
    .regex(/^[1-9]\d{0,6}$/)
    .transform(Number)
    .default(COLLECTIONS_MEMORY_MB),
  COLLECTION_QUOTAS: z
    .string()
    .default('')
    .transform(readQuotas)
    .refine((quotas) => quotas !== null),
  DATA_DIR: z.string().optional(),
  DATABASE_READ_URL: listOf(/^/).refine((urls) => urls.every(isDatabaseUrl)),
  DATABASE_URL: databaseUrl.optional(),
  DISCORD_API_URL: httpUrl.optional(),
  DISCORD_GUILD_ID: z.string().regex(SNOWFLAKE).optional(),
  DISCORD_TOKEN: z
    .string()
    .regex(/^[\w.-]+$/)
    .optional(),
  EMBEDDING_HUB_URL: httpUrl.optional(),
  EMBEDDING_MODEL: z
    .string()
    .regex(/^(?!.*\.\.)[\w.-]+(\/[\w.-]+)?$/)
    .default(BUNDLED_MODEL),
  EMBEDDING_PASSAGE_PREFIX: z.string().optional(),
  EMBEDDING_QUERY_PREFIX: z.string().optional(),
  GAP_LOG: trueOrFalse,
  GAP_RETENTION_DAYS: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .transform(Number)
    .default(GAP_RETENTION_DAYS),
  HEALTH_HOST: z.string().default('127.0.0.1'),
  HEALTH_PORT: port.optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  MANAGER_GUILD_IDS: listOf(SNOWFLAKE),
  PLAYGROUND_HOST: z.string().default('127.0.0.1'),
  PLAYGROUND_PORT: port.default(4321),
  PUBLIC_URL: publicUrl.optional(),
  READER_HOST: z.string().default('127.0.0.1'),
  READER_MODEL: z.enum(READERS).default(BUNDLED_READER),
  READER_PORT: port.optional(),
  READER_PROXIES: z.string().regex(/^\d$/).transform(Number).default(0),
  SHARDS: z
    .string()
    .regex(/^(?:auto|[1-9]\d{0,5})$/)
    .default('auto')
    .transform((text) => (text === 'auto' ? null : Number(text)))
    .refine((n) => n === null || n <= MOST_SHARDS),
  SHARD_IDS: z
    .string()
    .transform(readShardIds)
    .refine((ids) => ids !== null)
    .optional(),
  SERVER_RETENTION_DAYS: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .transform(Number)
    .default(SERVER_RETENTION_DAYS),
  SOURCE_URL: httpUrl.optional(),
  URL_ALLOWLIST: hosts,
  WRITER: trueOrFalse,
});

/** What is wanted of the variables that can be wrong. */
const WANTED: Readonly<Record<string, Reason>> = {
  DATABASE_READ_URL: statement('mustBeDatabases'),
  DATABASE_URL: statement('mustBeDatabase'),
  COLLECTIONS: statement('mustBeOneOf', { names: COLLECTIONS }),
  COLLECTIONS_MEMORY: statement('mustBeMegabytes', { max: COLLECTIONS_MEMORY_MAX }),
  COLLECTION_QUOTAS: statement('mustBeQuotas', { names: QUOTA_FIELDS.map(({ field }) => field) }),
  DISCORD_API_URL: statement('mustBeHttp'),
  DISCORD_GUILD_ID: statement('mustBeServerId'),
  DISCORD_TOKEN: statement('mustBeToken'),
  EMBEDDING_HUB_URL: statement('mustBeHttp'),
  EMBEDDING_MODEL: statement('mustBeModelName'),
  GAP_LOG: statement('mustBeTrueOrFalse'),
  GAP_RETENTION_DAYS: statement('mustBeDays'),
  HEALTH_PORT: statement('mustBePort', { max: HIGHEST_PORT }),
  LOG_LEVEL: statement('mustBeOneOf', { names: LOG_LEVELS }),
  MANAGER_GUILD_IDS: statement('mustBeServerIds'),
  PLAYGROUND_PORT: statement('mustBePort', { max: HIGHEST_PORT }),
  PUBLIC_URL: statement('mustBePublicUrl'),
  READER_MODEL: statement('mustBeOneOf', { names: READERS }),
  READER_PORT: statement('mustBePort', { max: HIGHEST_PORT }),
  READER_PROXIES: statement('mustBeProxies', { max: MOST_PROXIES }),
  SERVER_RETENTION_DAYS: statement('mustBeDays'),
  SHARDS: statement('mustBeShards', { max: MOST_SHARDS }),
  SHARD_IDS: statement('mustBeShardIds'),
  SOURCE_URL: statement('mustBeHttp'),
  URL_ALLOWLIST: statement('mustBeHosts'),
  WRITER: statement('mustBeTrueOrFalse'),
} satisfies Partial<Record<keyof typeof Environment.shape, Reason>>;

/** Everything that can be set. Folders are absolute paths. */
export interface Config {
  readonly articlesDir: string;
  /** What is where in it, `data-folders.ts` knows. */
  readonly dataDir: string;
  /** Null where everything is kept in folders, and found by the embedded engine. */
  readonly database: {
    /** Secret: it holds a password. */
    readonly url: string;
    /** Replicas or poolers that questions are asked of; secret like `url`. */
    readonly readUrls: readonly string[];
    /** Whether this bot also brings collections into the database. */
    readonly isWriter: boolean;
  } | null;
  readonly collections: {
    /** Whether a server gets a collection of its own with its first article. */
    readonly perServer: boolean;
    /** Bytes of collections that are open beside the default one, about. */
    readonly mostBytes: number;
    /** Of those that were made for a server. */
    readonly serverQuotas: Quotas;
    /** Days after which a server that was left loses what is its own. */
    readonly retentionDays: number;
  };
  readonly discord: {
    /** Secret: never logged. Null means that the playground is started instead. */
    readonly token: string | null;
    /** REST root, such as `https://discord.com/api`; null for Discord's own. */
    readonly apiUrl: string | null;
    /** The one server to register commands in; null registers them globally. */
    readonly guildId: string | null;
  };
  /**
   * Into how many connections with Discord the bot is split, null for as many as it recommends; and
   * which of them are this process's, null for all.
   */
  readonly shards: { readonly count: number | null; readonly ids: readonly number[] | null };
  /** Servers whose members with Manage Server may change the articles, `discord.guildId` beside them. */
  readonly managerGuildIds: readonly string[];
  readonly embedding: {
    readonly model: string;
    /** Whether `FORMER_MODEL` was asked for, which now stands for the bundled one. */
    readonly isRenamed: boolean;
    /** The bundled model that reads question and passage together; null where it is turned off. */
    readonly reader: string | null;
    readonly bundledDir: string;
    readonly cacheDir: string;
    readonly hubUrl: string | null;
    readonly queryPrefix: string | null;
    readonly passagePrefix: string | null;
  };
  readonly playground: { readonly host: string; readonly port: number };
  /** Where health and metrics are served; nowhere where `port` is null. */
  readonly health: { readonly host: string; readonly port: number | null };
  /** The reader page; null where there is none. */
  readonly readerPage: {
    /** What its addresses begin with, without a slash at the end. */
    readonly publicUrl: string;
    readonly host: string;
    readonly port: number;
    /** How many proxies stand before it, each of which says whom it asks for. */
    readonly proxies: number;
  } | null;
  /** Whether questions that the articles could not answer are kept, and for how many days. */
  readonly gapLog: boolean;
  readonly gapRetentionDays: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Hosts, or `host:port`, from which articles may be added although they are not public. */
  readonly urlAllowlist: readonly string[];
  /** Where people find the source code of this bot; null where it is not told. */
  readonly sourceUrl: string | null;
  readonly version: string;
}

/** Command line flags that override the environment. */
export interface Overrides {
  readonly articles?: string | undefined;
  readonly data?: string | undefined;
  readonly model?: string | undefined;
}

/** What may be written in relation to the file that says it. */
const FOLDERS = ['ARTICLES_DIR', 'DATA_DIR'];

/**
 * The variables of a `.env` file, or none where there is no such file. Its folders are beside it,
 * from whichever folder the program is started.
 */
export function readDotenv(file: string): Record<string, string> {
  if (!existsSync(file)) return {};
  const variables = parse(readFileSync(file));
  const whole = ([name, value]: readonly [string, string]) =>
    [
      name,
      FOLDERS.includes(name) && value.trim() ? resolve(dirname(file), value.trim()) : value,
    ] as const;
  return Object.fromEntries(Object.entries(variables).map(whole));
}

/**
 * Validates an environment.
 * @param env variables by name; empty ones count as not set.
 * @throws Refusal `badSetting`, naming the variable. Never contains a secret.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  overrides: Overrides = {},
): Config {
  const given = Object.fromEntries(
    Object.entries({
      ...env,
      ...(overrides.articles !== undefined && { ARTICLES_DIR: overrides.articles }),
      ...(overrides.data !== undefined && { DATA_DIR: overrides.data }),
      ...(overrides.model !== undefined && { EMBEDDING_MODEL: overrides.model }),
    })
      // A prefix such as `query: ` ends in a space that belongs to it.
      .map(([name, value]) => [name, name.endsWith('_PREFIX') ? value : value?.trim()] as const)
      .filter(([, value]) => value?.trim()),
  );
  const result = Environment.safeParse(given);
  if (!result.success) {
    const name = String(result.error.issues[0]?.path[0]);
    const reason = WANTED[name];
    if (reason === undefined) throw result.error;
    throw new Refusal('badSetting', { name, reason });
  }
  const values = result.data;
  const needing = ['DATABASE_READ_URL', 'WRITER'] as const;
  const needless = needing.find((name) => given[name] !== undefined && given[name] !== 'false');
  if (values.DATABASE_URL === undefined && needless !== undefined) {
    const reason = statement('needsSetting', { setting: 'DATABASE_URL' });
    throw new Refusal('badSetting', { name: needless, reason });
  }
  const { PUBLIC_URL: publicUrl, READER_PORT: readerPort } = values;
  if ((publicUrl === undefined) !== (readerPort === undefined)) {
    const pair = ['PUBLIC_URL', 'READER_PORT'] as const;
    const [name, setting] = publicUrl === undefined ? [pair[1], pair[0]] : pair;
    throw new Refusal('badSetting', { name, reason: statement('needsSetting', { setting }) });
  }
  const { SHARDS: count, SHARD_IDS: ids = null } = values;
  if (ids !== null && count === null) {
    const reason = statement('needsNumber', { setting: 'SHARDS' });
    throw new Refusal('badSetting', { name: 'SHARD_IDS', reason });
  }
  if (ids !== null && count !== null && ids.some((id) => id >= count)) {
    const reason = statement('mustBeShardsOf', { last: count - 1, count });
    throw new Refusal('badSetting', { name: 'SHARD_IDS', reason });
  }
  const isRenamed = values.EMBEDDING_MODEL === FORMER_MODEL;
  const root = projectRoot();
  const dataDir = values.DATA_DIR ? resolve(values.DATA_DIR) : join(root, 'data');
  return deepFreeze({
    articlesDir: values.ARTICLES_DIR ? resolve(values.ARTICLES_DIR) : join(root, 'articles'),
    dataDir,
    database:
      values.DATABASE_URL === undefined
        ? null
        : {
            url: values.DATABASE_URL,
            readUrls: values.DATABASE_READ_URL,
            isWriter: values.WRITER,
          },
    collections: {
      perServer: values.COLLECTIONS === 'per-server',
      mostBytes: values.COLLECTIONS_MEMORY * BYTES_PER_MB,
      serverQuotas: values.COLLECTION_QUOTAS ?? USUAL_QUOTAS,
      retentionDays: values.SERVER_RETENTION_DAYS,
    },
    discord: {
      token: values.DISCORD_TOKEN ?? null,
      apiUrl: values.DISCORD_API_URL ?? null,
      guildId: values.DISCORD_GUILD_ID ?? null,
    },
    shards: { count, ids },
    managerGuildIds: values.MANAGER_GUILD_IDS,
    embedding: {
      model: isRenamed ? BUNDLED_MODEL : values.EMBEDDING_MODEL,
      isRenamed,
      reader: values.READER_MODEL === 'none' ? null : values.READER_MODEL,
      bundledDir: join(root, 'embeddings', 'models'),
      cacheDir: dataFolders(dataDir).models,
      hubUrl: values.EMBEDDING_HUB_URL ?? null,
      queryPrefix: values.EMBEDDING_QUERY_PREFIX ?? null,
      passagePrefix: values.EMBEDDING_PASSAGE_PREFIX ?? null,
    },
    playground: { host: values.PLAYGROUND_HOST, port: values.PLAYGROUND_PORT },
    health: { host: values.HEALTH_HOST, port: values.HEALTH_PORT ?? null },
    readerPage:
      publicUrl === undefined || readerPort === undefined
        ? null
        : {
            ...{ publicUrl, port: readerPort },
            ...{ host: values.READER_HOST, proxies: values.READER_PROXIES },
          },
    gapLog: values.GAP_LOG,
    gapRetentionDays: values.GAP_RETENTION_DAYS,
    logLevel: values.LOG_LEVEL,
    urlAllowlist: values.URL_ALLOWLIST,
    sourceUrl: values.SOURCE_URL ?? null,
    version: packageVersion(root),
  });
}

function deepFreeze<T extends object>(value: T): T {
  for (const child of Object.values(value)) {
    if (typeof child === 'object' && child !== null) deepFreeze(child);
  }
  return Object.freeze(value);
}
