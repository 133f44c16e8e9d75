/** The reader page of a bot that has its articles in a database, beside a writer that changes them. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { PageResult } from '../../src/reader-page/page-result.ts';
import { openReaderPage } from '../../src/reader-page/reader-page.ts';
import { communityFolders } from '../support/communities.ts';
import { migratedDatabase } from '../support/database.ts';
import { writeFiles } from '../support/library.ts';
import { describePostgres, startPostgres, type TestServer, until } from '../support/postgres.ts';
import { openStoredTestCommunities } from '../support/stored-communities.ts';

const LOOM = '# The loom\n\nThe loom was built by Marta Quill in the winter of 1911.\n';
const KILN = '# The kiln\n\nThe kiln is fired with beech wood on the first Friday of the month.\n';
const MILL = '# The mill\n\nThe mill grinds rye for the zebrafant bakery every Tuesday.\n';

describePostgres('the reader page over a database', () => {
  let server: TestServer;
  const open: { close(): Promise<void> }[] = [];
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each.close();
  });
  afterAll(() => server.close());

  it('shows what opted in, and nothing of what was removed, reworded or closed', {
    timeout: 60_000,
  }, async () => {
    const url = await migratedDatabase(server);
    const folders = communityFolders({
      'collection.yaml': 'page: articles\n',
      'loom.md': LOOM,
      // A folder that loses half of its files at once is thought to be away.
      ...Object.fromEntries([1, 2, 3].map((n) => [`${n}.md`, MILL.replace('mill', `mill ${n}`)])),
      'kilns/collection.yaml': 'page: passages\n',
      'kilns/kiln.md': KILN,
      'millers/collection.yaml': 'title: Millers\n',
      'millers/mill.md': MILL,
    });
    open.push(await openStoredTestCommunities(folders, { url }));
    const bot = await openStoredTestCommunities(communityFolders({ 'none.md': '' }), {
      ...{ url, isWriter: false },
    });
    open.push(bot);
    const results: PageResult[] = [];
    const faults: unknown[] = [];
    const page = openReaderPage({
      ...{ publicUrl: 'https://quotes.example', host: '127.0.0.1', port: 0, proxies: 0 },
      ...{ communities: bot.communities, collections: bot.opened.registry },
      onResult: (result) => void results.push(result),
      onFault: (error) => void faults.push(error),
      ...{ onForwarded: () => {}, onAwaited: () => {} },
    });
    open.push(page);
    const origin = await page.listening;
    const get = async (path: string) => {
      const response = await fetch(`${origin}${path}`);
      return { status: response.status, text: await response.text() };
    };
    const { library } = bot.opened.ofAll;
    const passageOf = async (title: string): Promise<string> => {
      const article = (await library.articles()).find((each) => each.title === title);
      const [id] = article ? await library.passages({ id: article.id }) : [];
      return id ?? '';
    };
    await until(async () => (await passageOf('The loom')) !== '');
    const loom = await passageOf('The loom');
    expect((await get(`/${loom}`)).text).toContain('<mark>The loom was built by Marta Quill');
    expect((await get(`/${loom}/article`)).status).toBe(200);

    const kilns = bot.opened.registry.byId('kilns');
    const millers = bot.opened.registry.byId('millers');
    expect([kilns?.page, millers?.page]).toEqual(['passages', null]);
    expect(page.publicUrlOf({ id: loom, sentence: 0, collection: millers?.key ?? '' })).toBeNull();
    expect((await get(`/${kilns?.key}/${loom}`)).status).toBe(404);

    writeFiles(folders.articles, { 'loom.md': LOOM.replace('1911', '1912') });
    await until(async () => (await get(`/${loom}`)).text.includes('blockquote class="former"'));
    expect((await get(`/${loom}`)).text).toContain('in the winter of 1912.');
    rmSync(join(folders.articles, 'loom.md'));
    await until(async () => (await get(`/${loom}`)).status === 404);
    expect(faults).toEqual([]);
    expect(results).toContain('changed');
  });
});
