/** Communities in a database, by two processes: sources are one's business, and all of a collection can go. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { grantAccess } from '../../src/collections/access.ts';
import type { Pool } from '../../src/database/pool.ts';
import { openGapLogs } from '../../src/gaps/gap-log.ts';
import { postgresPlaces } from '../../src/intake/postgres-places.ts';
import { tidyIntake } from '../../src/intake/waiting.ts';
import { SOURCES_FILE } from '../../src/sources/sources-file.ts';
import { FOLDER_SOURCES } from '../../src/sources/sources-place.ts';
import { postgresState } from '../../src/state/postgres-state.ts';
import { communityFolders } from '../support/communities.ts';
import { migratedDatabase, testPool } from '../support/database.ts';
import { placesOf, rowsOf } from '../support/every-row.ts';
import { describePostgres, startPostgres, type TestServer, until } from '../support/postgres.ts';
import { refusalOf } from '../support/refusals.ts';
import { MARKED_CHANNEL, markServer } from '../support/server-marks.ts';
import { changingSite, prose, rss } from '../support/sources.ts';
import { openStoredTestCommunities } from '../support/stored-communities.ts';

const SERVER = '1300000000000000099';
const PERSON = '1300000000000000001';
const DAY_MS = 86_400_000;
const KILN = '# The kiln\n\nThe kiln is fired on Mondays. Bring your own clay.\n';

type Opened = Awaited<ReturnType<typeof openStoredTestCommunities>>;

describePostgres('communities in a database', () => {
  let server: TestServer;
  let url: string;
  let pool: Pool;
  const open: Opened[] = [];
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterEach(async () => {
    for (const each of open.splice(0)) await each.close();
  });
  afterAll(() => server.close());

  async function start(
    files: Readonly<Record<string, string>>,
    env: Readonly<Record<string, string>> = {},
  ): Promise<readonly [Opened, Opened]> {
    url = await migratedDatabase(server);
    pool = testPool(url);
    const folders = communityFolders(files);
    const writer = await openStoredTestCommunities(folders, { url, env });
    open.push(writer);
    const reader = await openStoredTestCommunities(communityFolders({ 'none.md': '' }), {
      ...{ url, env, isWriter: false },
    });
    open.push(reader);
    return [writer, reader];
  }

  async function numberOf(id: string): Promise<number> {
    const [row] = await pool.query<{ no: number }>('select no from collections where id = $1', [
      id,
    ]);
    return row?.no ?? -1;
  }

  /** What the managers of a server work with. */
  const manage = ({ communities: { collections, serve } }: Opened) =>
    serve(
      grantAccess({
        sees: collections.ofServer(SERVER),
        changes: collections.ownOf(SERVER),
        server: SERVER,
      }),
    );

  async function keep(opened: Opened, name: string, text: string) {
    const { intake } = await manage(opened);
    if (intake === undefined) throw new Error('nothing may be changed');
    const staged = await intake.stageFile({ name, bytes: Buffer.from(text) }, 'test');
    const preview = await intake.preview(staged.id);
    return intake.keep(staged.id, preview.choices.edition, 'test');
  }

  it('has the sources of each looked at once, also those that stand in a folder', async () => {
    const site = await changingSite({
      '/folder.rss': rss([{ title: 'Tide', link: '/tide', html: prose('tide') }]),
      '/server.rss': rss([{ title: 'Wind', link: '/wind', html: prose('wind') }]),
    });
    const list = (name: string) =>
      `sources:\n  - feed: ${site.origin}/${name}.rss\n    name: ${name}\n`;
    const { host } = site;
    const both = await start(
      { 'kiln.md': KILN, 'sources.yaml': list('folder') },
      { URL_ALLOWLIST: host },
    );
    await keep(both[1], 'kiln.md', KILN);
    const no = await numberOf(SERVER);
    await postgresState(pool, no).write(SOURCES_FILE, Buffer.from(list('server')));
    const paths = async (collection: number) =>
      (
        await pool.query<{ path: string }>(
          `select path from files where collection = $1 and origin = 'discord' order by path`,
          [collection],
        )
      ).map(({ path }) => path);
    const ofAll = await numberOf('');
    await until(
      async () => (await paths(ofAll)).length === 1 && (await paths(no)).length === 2,
      120_000,
    );
    const fetched = site.asked().filter((path) => path.endsWith('.rss'));
    expect(fetched.sort()).toEqual(['/folder.rss', '/server.rss']);
    // Whoever asks for a look, in whichever process, adds nothing twice.
    const refresh = () =>
      Promise.all(both.map(async (each) => (await manage(each)).sources?.refresh('server')));
    // The first look may be under way still, and what it brought is then told to whoever asks.
    await refresh();
    const results = await refresh();
    expect(results.map((each) => each?.map(({ added, problem }) => [added, problem]))).toEqual([
      [[[], null]],
      [[[], null]],
    ]);
    expect(await paths(no)).toHaveLength(2);
    // What stands in a folder's file is changed there alone.
    const { sources } = await both[1].communities.serve(
      grantAccess({
        sees: [both[1].communities.collections.default],
        changes: both[1].communities.collections.default,
        server: null,
      }),
    );
    expect(sources?.list().sources).toMatchObject([{ source: { name: 'folder' } }]);
    const refused = sources?.remove('folder', 'keep') ?? Promise.resolve();
    expect((await refusalOf(refused)).key).toBe('sourceInFile');
    expect(await postgresState(pool, ofAll).read(FOLDER_SOURCES)).not.toBeNull();
  }, 240_000);

  it('makes a collection by what is kept first, keeps to its quotas, and forgets all of it', async () => {
    const [writer, reader] = await start({ 'kiln.md': KILN });
    const { collections, care, directMessages } = reader.communities;
    expect(collections.ofServer(SERVER)).toEqual([]);
    await keep(reader, 'quorzill.md', '# Quorzill\n\nThe quorzill is blue, and quorzills fly.\n');
    const no = await numberOf(SERVER);
    await until(async () => collections.ofServer(SERVER).length === 1);
    await until(async () => writer.communities.collections.ofServer(SERVER).length === 1);
    const see = async (opened: Opened) => {
      const { collections: all, serve } = opened.communities;
      return serve(grantAccess({ sees: all.ofServer(SERVER), changes: null, server: SERVER }));
    };
    await until(async () => {
      const { library } = await see(reader);
      return (await library.articles()).length === 1;
    });
    await pool.query(
      `update collections set settings = settings || jsonb_build_object('quotas', jsonb_build_object(
         'articles', 1, 'passages', null, 'bytes', null, 'sources', null, 'waiting', null,
         'questionsPerMinute', null)) where no = $1`,
      [no],
    );
    await until(async () => collections.byId(SERVER)?.quotas.articles === 1);
    expect((await refusalOf(keep(reader, 'more.md', KILN))).key).toBe('quotaArticles');

    await care?.setSeesDefault(SERVER, false);
    expect(collections.byId(SERVER)?.seesDefault).toBe(false);
    await until(async () => writer.communities.collections.byId(SERVER)?.seesDefault === false);
    await directMessages?.choose(PERSON, SERVER);
    // Whichever process it was chosen in, the other one changes what is kept.
    await writer.settings.change(SERVER, { language: 'ru' });
    expect(await reader.settings.change(SERVER, { mentions: false })).toMatchObject({
      language: 'ru',
      mentions: false,
    });
    const state = postgresState(pool, await numberOf(''));
    const marked = { server: SERVER, word: 'quorzmark', person: PERSON };
    await markServer({ ...reader, state }, await manage(reader), marked);
    for (const mark of ['quorzmark', PERSON]) expect(await placesOf(pool, mark)).not.toEqual([]);
    await care?.delete(SERVER);
    expect((await reader.settings.of(SERVER)).language).toBeNull();
    expect(collections.ofServer(SERVER)).toEqual([]);
    expect(await directMessages?.chosenBy(PERSON)).toEqual([]);
    expect(await rowsOf(pool, no)).toEqual({});
    expect(await placesOf(pool, 'quorz')).toEqual([]);
    for (const mark of [SERVER, PERSON, MARKED_CHANNEL]) {
      expect(await placesOf(pool, mark)).toEqual([]);
    }
    await until(async () => writer.communities.collections.ofServer(SERVER).length === 0);
  }, 120_000);

  it('keeps what waits a day, what was removed 30 days and gaps 90, as the clock goes', async () => {
    const [, reader] = await start({ 'kiln.md': KILN });
    await keep(reader, 'quorzill.md', '# Quorzill\n\nThe quorzill is blue, and quorzills fly.\n');
    const no = await numberOf(SERVER);
    await until(async () => reader.communities.collections.ofServer(SERVER).length === 1);
    await keep(reader, 'zebrafant.md', '# Zebrafant\n\nA zebrafant slept beside the loom.\n');
    const { intake } = await manage(reader);
    await intake?.remove('zebrafant.md');
    const waiting = { name: 'gnurf.md', bytes: Buffer.from('# Gnurf\n\nA gnurf waits here.\n') };
    await intake?.stageFile(waiting, 'test');
    const state = async (word: string) =>
      (await placesOf(pool, word)).filter((place) => place.startsWith('state_'));
    /** As if so many hours had passed, and what is done each hour was done. */
    async function pass(hours: number): Promise<void> {
      await pool.query(
        'update state_files set modified = modified - make_interval(hours => $2) where collection = $1',
        [no, hours],
      );
      await tidyIntake(postgresPlaces(pool, no));
    }
    expect(await state('gnurf')).not.toEqual([]);
    await pass(23);
    expect(await state('gnurf')).not.toEqual([]);
    await pass(2);
    expect(await state('gnurf')).toEqual([]);
    expect((await intake?.removed())?.map(({ titles }) => titles)).toEqual([['Zebrafant']]);
    await pass(28 * 24);
    expect(await state('zebrafant')).not.toEqual([]);
    await pass(2 * 24);
    expect(await intake?.removed()).toEqual([]);
    expect(await state('zebrafant')).toEqual([]);

    const { gaps } = await reader.communities.serve(
      grantAccess({ sees: [], changes: null, server: SERVER }),
    );
    await gaps?.note('Where is the recipe of sourdough pancakes?');
    const kept = postgresState(pool, await numberOf(''));
    const later = async (days: number) => {
      const logs = await openGapLogs({
        ...{ state: kept, retentionDays: 90, now: () => Date.now() + days * DAY_MS },
      });
      const listed = await logs.gapsOf(SERVER).list();
      await logs.close();
      return listed.length;
    };
    expect(await later(89)).toBe(1);
    expect(await later(91)).toBe(0);
    expect(await placesOf(pool, 'sourdough')).toEqual([]);
  }, 120_000);

  it('loses what is its own 30 days after its server was left, and nothing where that is back before', async () => {
    const [writer, reader] = await start({ 'kiln.md': KILN });
    await keep(reader, 'quorzill.md', '# Quorzill\n\nThe quorzill is blue, and quorzills fly.\n');
    const no = await numberOf(SERVER);
    for (const { communities } of [writer, reader]) {
      await until(async () => communities.collections.ofServer(SERVER).length === 1);
    }
    // Whichever process hears it, all know what was said; another server's is not shown.
    const said = { person: '1', question: 'Is a quorzill blue?', passage: 'a-b', helpful: true };
    await (await manage(reader)).feedback?.say(said);
    expect(await (await manage(writer)).feedback?.list()).toHaveLength(1);
    // Nobody is at it any more.
    await until(async () => (await (await manage(reader)).library.articles()).length === 1);
    const ofAll = postgresState(pool, await numberOf(''));
    const left = (days: number) =>
      ofAll.write(
        'left-servers.json',
        Buffer.from(
          JSON.stringify({
            listedAt: Date.now() - DAY_MS,
            missing: { [SERVER]: { listings: 31, goneMs: days * DAY_MS } },
          }),
        ),
      );
    await left(28.5);
    // Whichever process hears it.
    await writer.leaving.seen([]);
    expect(await reader.leaving.daysLeft(SERVER)).toBe(1);
    await left(29.5);
    await reader.leaving.seen([SERVER]);
    expect(await reader.leaving.daysLeft(SERVER)).toBeNull();
    expect(await rowsOf(pool, no)).not.toEqual({});
    await left(29.5);
    await writer.settings.change(SERVER, { cardTheme: 'dark' });
    const marked = { server: SERVER, word: 'quorzmark', person: PERSON };
    await markServer({ ...writer, state: ofAll }, await manage(writer), marked);
    await reader.leaving.seen([]);
    expect(await reader.settings.servers()).toEqual([]);
    expect(await rowsOf(pool, no)).toEqual({});
    for (const mark of ['quorz', PERSON, MARKED_CHANNEL]) {
      expect(await placesOf(pool, mark)).toEqual([]);
    }
    await until(async () => writer.communities.collections.ofServer(SERVER).length === 0);
  }, 120_000);
});
