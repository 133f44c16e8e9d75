/** The environment (and flags that override it), validated once into one frozen Config. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'dotenv';
import { z } from 'zod';
import { FootnoteError } from './errors.ts';
import { SNOWFLAKE } from './snowflake.ts';

/** The model that comes with Footnote: no download, works offline. */
export const BUNDLED_MODEL = 'footnote-static-v1';

const HIGHEST_PORT = 65_535;
/** Long enough for a quarterly look at what is missing. */
const GAP_RETENTION_DAYS = 90;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** An http(s) address without a trailing slash. */
const httpUrl = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
    error: 'must be an http or https address',
  })
  .transform((text) => text.replace(/\/+$/, ''));

const port = z
  .string()
  .regex(/^\d+$/, { error: `must be a whole number from 0 to ${HIGHEST_PORT}` })
  .transform(Number)
  .refine((number) => number <= HIGHEST_PORT, {
    error: `must be a whole number from 0 to ${HIGHEST_PORT}`,
  });

/** Hosts, or `host:port`, parted by commas; none by default. */
const hosts = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ''),
  )
  .refine((entries) => entries.every((entry) => /^[^\s/@?#*]+$/.test(entry)), {
    error: 'must be hosts such as wiki.example or 10.0.0.5:8080, parted by commas',
  });

const Environment = z.object({
  ARTICLES_DIR: z.string().optional(),
  DATA_DIR: z.string().optional(),
  DISCORD_API_URL: httpUrl.optional(),
  DISCORD_GUILD_ID: z
    .string()
    .regex(SNOWFLAKE, { error: 'must be a server id, a number of 17 to 20 digits' })
    .optional(),
  DISCORD_TOKEN: z
    .string()
    .regex(/^[\w.-]+$/, { error: 'must be a bot token, without spaces, quotes or the word “Bot”' })
    .optional(),
  EMBEDDING_HUB_URL: httpUrl.optional(),
  EMBEDDING_MODEL: z
    .string()
    .regex(/^(?!.*\.\.)[\w.-]+(\/[\w.-]+)?$/, {
      error: 'must be a model name such as Xenova/all-MiniLM-L6-v2',
    })
    .default(BUNDLED_MODEL),
  EMBEDDING_PASSAGE_PREFIX: z.string().optional(),
  EMBEDDING_QUERY_PREFIX: z.string().optional(),
  GAP_LOG: z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .default('false')
    .transform((text) => text === 'true'),
  GAP_RETENTION_DAYS: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, { error: 'must be a whole number of days from 1 to 9999' })
    .transform(Number)
    .default(GAP_RETENTION_DAYS),
  LOG_LEVEL: z
    .enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` })
    .default('info'),
  PLAYGROUND_HOST: z.string().default('127.0.0.1'),
  PLAYGROUND_PORT: port.default(4321),
  SOURCE_URL: httpUrl.optional(),
  URL_ALLOWLIST: hosts,
});

/** Everything that can be set. Folders are absolute paths. */
export interface Config {
  readonly articlesDir: string;
  readonly dataDir: string;
  readonly discord: {
    /** Secret: never logged. Null means that the playground is started instead. */
    readonly token: string | null;
    /** REST root, such as `https://discord.com/api`; null for Discord's own. */
    readonly apiUrl: string | null;
    /** The one server to register commands in; null registers them globally. */
    readonly guildId: string | null;
  };
  readonly embedding: {
    readonly model: string;
    readonly bundledDir: string;
    readonly cacheDir: string;
    readonly hubUrl: string | null;
    readonly queryPrefix: string | null;
    readonly passagePrefix: string | null;
  };
  readonly playground: { readonly host: string; readonly port: number };
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

/**
 * The folder that holds package.json: `src/` runs from here, and compiled code from `dist/` in it.
 */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

/** The variables of a `.env` file, or none where there is no such file. */
export function readDotenv(file: string): Record<string, string> {
  return existsSync(file) ? parse(readFileSync(file)) : {};
}

/**
 * Validates an environment.
 * @param env variables by name; empty ones count as not set.
 * @throws FootnoteError `bad-config`: one sentence naming the variable. Never contains the token.
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
    const issue = result.error.issues[0];
    throw new FootnoteError('bad-config', `${String(issue?.path[0])} ${issue?.message}.`);
  }
  const values = result.data;
  const root = projectRoot();
  const dataDir = values.DATA_DIR ? resolve(values.DATA_DIR) : join(root, 'data');
  return deepFreeze({
    articlesDir: values.ARTICLES_DIR ? resolve(values.ARTICLES_DIR) : join(root, 'articles'),
    dataDir,
    discord: {
      token: values.DISCORD_TOKEN ?? null,
      apiUrl: values.DISCORD_API_URL ?? null,
      guildId: values.DISCORD_GUILD_ID ?? null,
    },
    embedding: {
      model: values.EMBEDDING_MODEL,
      bundledDir: join(root, 'embeddings', 'models'),
      cacheDir: join(dataDir, 'models'),
      hubUrl: values.EMBEDDING_HUB_URL ?? null,
      queryPrefix: values.EMBEDDING_QUERY_PREFIX ?? null,
      passagePrefix: values.EMBEDDING_PASSAGE_PREFIX ?? null,
    },
    playground: { host: values.PLAYGROUND_HOST, port: values.PLAYGROUND_PORT },
    gapLog: values.GAP_LOG,
    gapRetentionDays: values.GAP_RETENTION_DAYS,
    logLevel: values.LOG_LEVEL,
    urlAllowlist: values.URL_ALLOWLIST,
    sourceUrl: values.SOURCE_URL ?? null,
    version: packageVersion(root),
  });
}

function packageVersion(root: string): string {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  return version;
}

function deepFreeze<T extends object>(value: T): T {
  for (const child of Object.values(value)) {
    if (typeof child === 'object' && child !== null) deepFreeze(child);
  }
  return Object.freeze(value);
}
