import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BUNDLED_MODEL, BUNDLED_READER, FORMER_MODEL } from '../embeddings/models.ts';
import { USUAL_QUOTAS } from '../src/collections/quota-fields.ts';
import { readConfig, readDotenv } from '../src/config.ts';
import { settingNotices } from '../src/library-options.ts';
import { secretsOf, withoutSecrets } from '../src/log.ts';
import { projectRoot } from '../src/project-root.ts';
import { inEnglish, refusalOf, refusedWords } from './support/refusals.ts';

describe('readConfig', () => {
  it('works with nothing set: bundled model, sample articles, no token', () => {
    const config = readConfig({});
    expect(config.embedding.model).toBe(BUNDLED_MODEL);
    expect(config.articlesDir).toBe(join(projectRoot(), 'articles'));
    expect(config.discord).toEqual({ token: null, apiUrl: null, guildId: null });
    expect(config.playground).toEqual({ host: '127.0.0.1', port: 4321 });
  });

  it('splits the bot as it is told, and says what it does not understand', async () => {
    expect(readConfig({}).shards).toEqual({ count: null, ids: null });
    expect(readConfig({ SHARDS: 'auto' }).shards).toEqual({ count: null, ids: null });
    expect(readConfig({ SHARDS: '4' }).shards).toEqual({ count: 4, ids: null });
    const shards = readConfig({ SHARDS: '8', SHARD_IDS: '5-7, 0,2-3,3' }).shards;
    expect(shards).toEqual({ count: 8, ids: [0, 2, 3, 5, 6, 7] });
    const words = (env: Record<string, string>) => refusedWords(() => readConfig(env));
    expect(await words({ SHARDS: 'many' })).toBe(
      'SHARDS must be auto or a whole number from 1 to 100000.',
    );
    expect(await words({ SHARDS: '2', SHARD_IDS: '1-' })).toBe(
      'SHARD_IDS must be numbers or ranges of them, parted by commas, such as 0,2-3.',
    );
    expect(await words({ SHARDS: '2', SHARD_IDS: '1,2' })).toBe(
      'SHARD_IDS must be numbers from 0 to 1, since SHARDS is 2.',
    );
    expect(await words({ SHARD_IDS: '0' })).toBe(
      'SHARD_IDS is of no use where SHARDS is no number.',
    );
  });

  it('serves the reader page where both its settings are there, and says which is missing', async () => {
    expect(readConfig({}).readerPage).toBeNull();
    const both = { PUBLIC_URL: 'https://quotes.example/q/', READER_PORT: '8090' };
    const served = { publicUrl: 'https://quotes.example/q', port: 8090 };
    expect(readConfig(both).readerPage).toEqual({ ...served, host: '127.0.0.1', proxies: 0 });
    const more = { ...both, READER_HOST: '0.0.0.0', READER_PROXIES: '2' };
    expect(readConfig(more).readerPage).toEqual({ ...served, host: '0.0.0.0', proxies: 2 });
    const words = (env: Record<string, string>) => refusedWords(() => readConfig(env));
    expect(await words({ READER_PORT: '8090' })).toBe(
      'READER_PORT is of no use without PUBLIC_URL.',
    );
    expect(await words({ PUBLIC_URL: 'https://quotes.example' })).toBe(
      'PUBLIC_URL is of no use without READER_PORT.',
    );
    for (const PUBLIC_URL of [
      'quotes.example',
      'https://quotes.example/?q=',
      'https://a.example/#x',
    ]) {
      expect(await words({ ...both, PUBLIC_URL })).toBe(
        'PUBLIC_URL must be an http or https address without ? and #, as people reach the reader page.',
      );
    }
    expect(await words({ ...both, READER_PROXIES: 'all' })).toBe(
      'READER_PROXIES must be a whole number from 0 to 9: how many proxies stand before the page.',
    );
  });

  it('reads with the bundled reader, with none, and with no other', async () => {
    expect(readConfig({}).embedding.reader).toBe(BUNDLED_READER);
    expect(readConfig({ READER_MODEL: BUNDLED_READER }).embedding.reader).toBe(BUNDLED_READER);
    expect(readConfig({ READER_MODEL: 'none' }).embedding.reader).toBeNull();
    const words = await refusedWords(() => readConfig({ READER_MODEL: 'Xenova/bge-reranker' }));
    expect(words).toBe('READER_MODEL must be one of footnote-reader-v1 or none.');
  });

  it('takes the name of the model that was bundled before for the one that is now', () => {
    const said = (env: Record<string, string>, model?: string) => {
      const config = readConfig(env, { model });
      return [config.embedding.model, settingNotices(config).map(inEnglish)];
    };
    const line =
      'The model footnote-static-v1 is not bundled any more: in EMBEDDING_MODEL its name stands for footnote-encoder-v1.';
    expect(said({ EMBEDDING_MODEL: FORMER_MODEL })).toEqual([BUNDLED_MODEL, [line]]);
    expect(said({}, FORMER_MODEL)).toEqual([BUNDLED_MODEL, [line]]);
    expect(said({})).toEqual([BUNDLED_MODEL, []]);
    expect(said({ EMBEDDING_MODEL: 'some/model' })).toEqual(['some/model', []]);
  });

  it('has no database unless one is named, and says what its address has to be', async () => {
    const url = 'postgresql://bot:s3cret@db.example/footnote?sslmode=verify-full';
    expect(readConfig({}).database).toBeNull();
    expect(readConfig({ DATABASE_URL: url }).database).toEqual({
      url,
      readUrls: [],
      isWriter: false,
    });
    const read = 'postgres://a.example/x, postgres://b.example/x';
    expect(
      readConfig({ DATABASE_URL: url, DATABASE_READ_URL: read, WRITER: 'true' }).database,
    ).toEqual({
      url,
      readUrls: ['postgres://a.example/x', 'postgres://b.example/x'],
      isWriter: true,
    });
    const words = (env: Record<string, string>) => refusedWords(() => readConfig(env));
    expect(await words({ DATABASE_URL: 'https://bot:s3cret@db.example' })).toBe(
      'DATABASE_URL must be the address of a PostgreSQL database, as postgres://user:password@host/name.',
    );
    expect(await words({ DATABASE_URL: url, DATABASE_READ_URL: `${url},db` })).toBe(
      'DATABASE_READ_URL must be addresses of PostgreSQL databases (postgres://user:password@host/name), parted by commas.',
    );
    expect(await words({ DATABASE_URL: url, WRITER: 'yes' })).toBe('WRITER must be true or false.');
    expect(await words({ WRITER: 'true' })).toBe('WRITER is of no use without DATABASE_URL.');
    expect(await words({ DATABASE_READ_URL: url })).toBe(
      'DATABASE_READ_URL is of no use without DATABASE_URL.',
    );
    expect(readConfig({ WRITER: 'false' }).database).toBeNull();
  });

  it('keeps the passwords of databases out of the log, however they are written', () => {
    const config = readConfig({
      DATABASE_URL: 'postgres://bot:sec%2Fret+1@db.example/footnote',
      DATABASE_READ_URL: 'postgres://bot@a.example/x?password=an0ther%20one',
    });
    const secrets = secretsOf(config);
    const told = withoutSecrets('sec%2Fret+1 sec/ret+1 an0ther one an0ther%20one', secrets);
    expect(told).toBe('[secret] [secret] [secret] [secret]');
  });

  it('has one collection for all where nothing is said, and bounds for those of servers', async () => {
    expect(readConfig({}).collections).toEqual({
      ...{ perServer: false, mostBytes: 512 * 1024 * 1024, retentionDays: 30 },
      serverQuotas: USUAL_QUOTAS,
    });
    const { collections } = readConfig({
      ...{ COLLECTIONS: 'per-server', COLLECTIONS_MEMORY: '64', SERVER_RETENTION_DAYS: '7' },
      COLLECTION_QUOTAS: 'articles=3,questions=none',
    });
    expect(collections).toEqual({
      ...{ perServer: true, mostBytes: 64 * 1024 * 1024, retentionDays: 7 },
      serverQuotas: { ...USUAL_QUOTAS, articles: 3, questionsPerMinute: null },
    });
    const refused: readonly [Record<string, string>, string][] = [
      [{ COLLECTIONS: 'yes' }, 'COLLECTIONS must be one of per-server.'],
      [
        { COLLECTIONS_MEMORY: '0' },
        'COLLECTIONS_MEMORY must be a whole number of megabytes from 1 to 9999999.',
      ],
      [
        { COLLECTION_QUOTAS: 'pages=3' },
        'COLLECTION_QUOTAS must be numbers, or none, such as articles=500,sources=none; there are articles, passages, megabytes, sources, waiting and questions.',
      ],
      [
        { SERVER_RETENTION_DAYS: 'never' },
        'SERVER_RETENTION_DAYS must be a whole number of days from 1 to 9999.',
      ],
    ];
    for (const [env, words] of refused)
      expect(await refusedWords(() => readConfig(env))).toBe(words);
  });

  it('takes an empty or blank variable for one that is not set', () => {
    expect(readConfig({ DISCORD_TOKEN: '  ', PLAYGROUND_PORT: '' }).discord.token).toBeNull();
  });

  it('lets flags win over the environment', () => {
    const config = readConfig({ ARTICLES_DIR: '/a', DATA_DIR: '/d' }, { articles: '/b' });
    expect([config.articlesDir, config.dataDir]).toEqual(['/b', '/d']);
    expect(config.embedding.cacheDir).toBe(join('/d', 'cache', 'models'));
  });

  it('keeps the space at the end of a prefix', () => {
    const { queryPrefix } = readConfig({ EMBEDDING_QUERY_PREFIX: 'query: ' }).embedding;
    expect(queryPrefix).toBe('query: ');
  });

  it('keeps no password of an address: nothing sends it, and it might be printed', () => {
    const { discord } = readConfig({ DISCORD_API_URL: 'https://user:s3cret@proxy.example/api/' });
    expect(discord.apiUrl).toBe('https://proxy.example/api');
    const { embedding } = readConfig({ EMBEDDING_HUB_URL: 'https://:s3cret@hub.example' });
    expect(embedding.hubUrl).toBe('https://hub.example');
  });

  it('reads the allowlist as hosts, parted by commas', () => {
    expect(readConfig({}).urlAllowlist).toEqual([]);
    const { urlAllowlist } = readConfig({ URL_ALLOWLIST: 'wiki.example, 10.0.0.5:8080,' });
    expect(urlAllowlist).toEqual(['wiki.example', '10.0.0.5:8080']);
  });

  it('reads the servers whose managers look after the articles', async () => {
    expect(readConfig({}).managerGuildIds).toEqual([]);
    const [one, other] = ['1300000000000000002', '1300000000000000003'];
    const { managerGuildIds } = readConfig({ MANAGER_GUILD_IDS: `${one}, ${other},` });
    expect(managerGuildIds).toEqual([one, other]);
    const words = await refusedWords(() => readConfig({ MANAGER_GUILD_IDS: `${one};${other}` }));
    expect(words).toMatch(/^MANAGER_GUILD_IDS must be server ids/);
  });

  it('keeps no questions unless told to, and then for 90 days', async () => {
    expect(readConfig({})).toMatchObject({ gapLog: false, gapRetentionDays: 90 });
    const kept = readConfig({ GAP_LOG: 'true', GAP_RETENTION_DAYS: '7' });
    expect(kept).toMatchObject({ gapLog: true, gapRetentionDays: 7 });
    const gapLog = await refusedWords(() => readConfig({ GAP_LOG: 'yes' }));
    expect(gapLog).toBe('GAP_LOG must be true or false.');
    const days = await refusedWords(() => readConfig({ GAP_RETENTION_DAYS: '0' }));
    expect(days).toMatch(/^GAP_RETENTION_DAYS must be/);
  });

  it('is frozen to the bottom', () => {
    expect(() => Object.assign(readConfig({}).discord, { token: 'x' })).toThrow(TypeError);
  });

  it.each([
    ['PLAYGROUND_PORT', '70000'],
    ['PLAYGROUND_PORT', 'http'],
    ['PLAYGROUND_PORT', '-1'],
    ['DISCORD_GUILD_ID', 'my server'],
    ['DISCORD_API_URL', 'file:///etc/passwd'],
    ['EMBEDDING_MODEL', '../../secret'],
    ['EMBEDDING_MODEL', 'a/b/c'],
    ['LOG_LEVEL', 'loud'],
    ['URL_ALLOWLIST', 'wiki.example, https://a.example/b'],
    ['URL_ALLOWLIST', '*'],
  ])('names %s when it is %s, in one sentence', async (name, value) => {
    const words = await refusedWords(() => readConfig({ [name]: value }));
    expect(words).toMatch(new RegExp(`^${name} must be [^\\n]+\\.$`));
  });

  it('never repeats a token, not even a wrong one', async () => {
    const refusal = await refusalOf(() => readConfig({ DISCORD_TOKEN: 'Bot abc.def' }));
    expect(inEnglish(refusal)).toMatch(/^DISCORD_TOKEN must (?!.*abc)/);
    expect(`${refusal.message}${refusal.stack}`).not.toContain('abc.def');
  });
});

describe('readDotenv', () => {
  it('reads a file, and nothing where there is none', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'footnote-')), '.env');
    expect(readDotenv(file)).toEqual({});
    writeFileSync(file, 'DISCORD_TOKEN="abc.def"\n# a comment\nDATA_DIR=/d\n');
    expect(readDotenv(file)).toEqual({ DISCORD_TOKEN: 'abc.def', DATA_DIR: '/d' });
  });
});
