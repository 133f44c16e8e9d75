/** The command line where there is a database: what changes articles, sources and collections works on its rows. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { keyOf } from '../../src/collections/collection.ts';
import { openDirectMessages } from '../../src/collections/direct-messages.ts';
import { makeLeases } from '../../src/database/leases.ts';
import type { Pool } from '../../src/database/pool.ts';
import { SOURCES_FILE } from '../../src/sources/sources-file.ts';
import { postgresState } from '../../src/state/postgres-state.ts';
import { runCli } from '../support/cli.ts';
import { migratedDatabase, testPool } from '../support/database.ts';
import { placesOf } from '../support/every-row.ts';
import { temporaryFolder, writeFiles } from '../support/library.ts';
import { describePostgres, startPostgres, type TestServer } from '../support/postgres.ts';

const SERVER = '1300000000000000099';
const PERSON = '1300000000000000001';
const LOOM = '# The loom\n\nThe great loom has forty shafts and was built in 1887.\n';

describePostgres('the command line over a database', () => {
  let server: TestServer;
  let url: string;
  let pool: Pool;
  let folder: string;
  beforeAll(async () => {
    server = await startPostgres();
    url = await migratedDatabase(server);
    pool = testPool(url);
    const settings = { isDraft: false };
    await pool.query('insert into collections (id, key, settings) values ($1, $2, $3)', [
      ...[SERVER, keyOf(SERVER), JSON.stringify(settings)],
    ]);
    process.env.DATABASE_URL = url;
  }, 60_000);
  beforeEach(() => {
    folder = temporaryFolder();
    writeFiles(folder, { 'articles/kiln.md': '# The kiln\n\nThe kiln is hot.\n', 'loom.md': LOOM });
  });
  afterAll(async () => {
    process.env.DATABASE_URL = '';
    await server.close();
  });

  const footnote = (...args: string[]) =>
    runCli([...args, '--articles', join(folder, 'articles'), '--data', join(folder, 'data')]);
  const inServer = (...args: string[]) => footnote(...args, '--collection', SERVER);
  async function json(run: ReturnType<typeof footnote>) {
    const { code, stdout, stderr } = await run;
    expect([code, stderr.match(/error/i)], stderr).toEqual([0, null]);
    return JSON.parse(stdout);
  }

  it('adds, lists, removes and puts back; lists, exports and deletes collections', async () => {
    expect(await json(inServer('add', join(folder, 'loom.md'), '--yes', '--json'))).toMatchObject({
      ...{ added: true, file: 'loom.md' },
    });
    expect((await inServer('index')).stdout).toContain('1 article');
    expect(await json(inServer('articles', '--json'))).toMatchObject([{ title: 'The loom' }]);
    writeFiles(folder, { 'draft.md': '> The great loom has forty shafts … built in 1887.\n' });
    const report = await inServer('verify', '--file', join(folder, 'draft.md'), '--format', 'html');
    expect([report.code, report.stdout]).toEqual([0, expect.stringContaining('and was')]);
    const cited = await json(inServer('cite', 'The great loom has forty shafts', '--json'));
    expect(cited).toMatchObject({
      state: 'current',
      passages: [{ citation: { file: 'loom.md' } }],
    });
    const { id } = cited.passages[0].citation;
    expect((await inServer('cite', id, '--format', 'plain')).stdout).toContain('forty shafts');
    const again = await inServer('add', join(folder, 'loom.md'), '--yes', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ added: false });
    await json(inServer('remove', 'loom.md', '--yes', '--json'));
    expect(await json(inServer('restore', '--json'))).toMatchObject([{ file: 'loom.md' }]);
    await inServer('index');
    expect(await json(inServer('restore', 'loom.md', '--json'))).toMatchObject({ file: 'loom.md' });
    expect((await footnote('index')).stdout).toContain('1 article');

    expect(await json(footnote('collections', 'list', '--json'))).toMatchObject([
      { id: '', files: 1, state: 'shown' },
      { id: SERVER, servers: [SERVER], files: 1, state: 'shown' },
    ]);
    const paged = await footnote('collections', 'page', SERVER, 'passages');
    expect(paged.stdout).toBe(`The reader page shows passages of ${SERVER}.\n`);
    await json(footnote('collections', 'page', '', 'articles', '--json'));
    expect(await json(footnote('collections', 'list', '--json'))).toMatchObject([
      { id: '', page: 'articles' },
      { id: SERVER, page: 'passages' },
    ]);
    const target = join(folder, 'exported');
    expect(await json(footnote('collections', 'export', SERVER, target, '--json'))).toMatchObject({
      articles: 1,
    });
    expect(readFileSync(join(target, 'articles', 'loom.md'), 'utf8')).toBe(LOOM);

    const choices = openDirectMessages(postgresState(pool, await numberOf('')));
    await choices.choose(PERSON, SERVER);
    const unsure = await footnote('collections', 'delete', SERVER, '--json');
    expect(unsure.code).toBe(1);
    expect(await json(footnote('collections', 'delete', SERVER, '--yes', '--json'))).toEqual({
      deleted: SERVER,
    });
    expect(await placesOf(pool, 'forty')).toEqual([]);
    expect(await placesOf(pool, SERVER)).toEqual([]);
    expect(await choices.chosenBy(PERSON)).toEqual([]);
    expect((await inServer('articles')).stderr).toContain('no collection');
    expect(await json(footnote('articles', '--json'))).toMatchObject([{ title: 'The kiln' }]);
  }, 240_000);

  async function numberOf(id: string): Promise<number> {
    const [row] = await pool.query<{ no: number }>('select no from collections where id = $1', [
      id,
    ]);
    return row?.no ?? 0;
  }

  it('lists and removes sources, and looks at none that another process looks after', async () => {
    await pool.query(`insert into collections (id, key) values ('feeds', 'feeds')`);
    const no = await numberOf('feeds');
    const state = postgresState(pool, no);
    const feed = 'https://news.example/feed.xml';
    await state.write(SOURCES_FILE, Buffer.from(`sources:\n  - feed: ${feed}\n    name: news\n`));
    const inFeeds = (...args: string[]) => footnote(...args, '--collection', 'feeds');
    const { sources } = await json(inFeeds('sources', '--json'));
    expect(sources).toMatchObject([{ source: { name: 'news', address: feed } }]);
    const lease = await makeLeases(pool).take(`sources:${no}`);
    const refused = await inFeeds('sources', 'refresh', 'news');
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('looks after')]);
    await lease?.release();
    await json(inFeeds('sources', 'remove', 'news', '--yes', '--json'));
    expect((await json(inFeeds('sources', '--json'))).sources).toEqual([]);
  }, 120_000);
});
