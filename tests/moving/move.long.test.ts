/** Everything moves into a database and back: citations, buttons, gaps, what waits and what was removed go along. */
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { grantAccess } from '../../src/collections/access.ts';
import type { Served } from '../../src/collections/communities.ts';
import { openPlaceLogs, type PlaceLogs } from '../../src/collections/place-logs.ts';
import { shareEmbedder } from '../../src/collections/shared-embedder.ts';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { type Action, encodeCustomId, parseCustomId } from '../../src/discord/custom-id.ts';
import { numberOf, writeCollection } from '../../src/library/postgres/writer.ts';
import { makeLogger } from '../../src/log.ts';
import { MOVE_NAME, takeDatabase } from '../../src/moving/alone.ts';
import type { MovedCollection } from '../../src/moving/moved.ts';
import { moveToFolder } from '../../src/moving/to-folder.ts';
import { type MoveParts, moveToPostgres } from '../../src/moving/to-postgres.ts';
import { openStoredCommunities } from '../../src/open-stored-communities.ts';
import { writerOptions } from '../../src/open-writer.ts';
import { projectRoot } from '../../src/project-root.ts';
import { silentReporter } from '../../src/reporter.ts';
import type { ServerSettings, Settings } from '../../src/settings/server-settings.ts';
import { diskState } from '../../src/state/disk-state.ts';
import { postgresState } from '../../src/state/postgres-state.ts';
import { dayOf, plusDays } from '../../src/statistics/days.ts';
import { makeVitals } from '../../src/supervision/vitals.ts';
import { runCli } from '../support/cli.ts';
import {
  type CommunityFolders,
  communityFolders,
  openTestCommunities,
} from '../support/communities.ts';
import { migratedDatabase } from '../support/database.ts';
import { fixtureEmbedding } from '../support/embedding.ts';
import { sharedEmbedder, sharedReader, temporaryFolder, writeFiles } from '../support/library.ts';
import {
  describePostgres,
  serverEnvironment,
  serverProgram,
  startPostgres,
  type TestServer,
} from '../support/postgres.ts';
import { numbersFrom } from '../support/random.ts';
import { markServer } from '../support/server-marks.ts';

const LONG = { timeout: 240_000 };
const SOON = { timeout: 30_000 };
const SERVER = '1300000000000000099';
const CLUB = 'clubs/weavers';
const PERSON = '1300000000000000007';

const ARTICLES = {
  'mill.md':
    '# The mill\n\nThe mill on the Orne was built in 1884 by the miller Aabo.\n\nIt ground rye.\n',
  'kiln.md': '# The kiln\n\nThe kiln is fired with beech wood on the first Friday of the month.\n',
  [`${CLUB}/collection.yaml`]:
    'title: The weavers\nservers: ["1300000000000000098"]\ndefault: false\nquotas:\n  megabytes: 5\n  sources: none\n',
  [`${CLUB}/loom.md`]: '# The loom\n\nThe great loom has forty shafts and was built in 1887.\n',
};
const DYE =
  '# The dye\n\nThe red dye of the town came from madder roots, which were dried for two years.\n';
const VAT =
  '# The vat\n\nThe blue vat was warmed by dung for eleven days, and it was never boiled.\n';
const WAX =
  '# The wax\n\nThe wax of the town came from four hundred hives on the northern slope.\n';

const DYED = 'The red dye of the town came from madder roots, which were dried for two years.';
const PINNED = ['Who dyes here?', 'Where is cloth dyed?'];
/** With a mistake, which is told wherever the file is. */
const SYNONYMS = '- [madder, rubia]\n- [alone]\n';

const QUESTION = 'How long is the Pamir Highway?';

/** What was answered, whatever time that took. */
const untimed = (json: string) => json.replaceAll(/"tookMs": ?[\d.]+/g, '"tookMs": 0');

const submission = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });
const intakeOf = ({ intake }: Served) => intake as NonNullable<Served['intake']>;

/** What people of all collections can see, and what is kept. */
interface Seen {
  /** Citation id to the words that it leads to, by collection. */
  readonly citations: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly removed: unknown;
  /** Gaps, feedback, who waits, and what is counted. */
  readonly counted: unknown;
  readonly chosen: readonly string[];
  readonly settings: ServerSettings;
  /** What is pinned, and mistakes in both files of the editors. */
  readonly answers: unknown;
}

/** Communities, in folders or in a database. */
interface Open {
  readonly communities: Awaited<ReturnType<typeof openTestCommunities>>['communities'];
  readonly settings: Settings;
  readonly records: PlaceLogs;
}

async function served({ communities }: Open, id: string): Promise<Served> {
  const collection = id === '' ? communities.collections.default : communities.collections.byId(id);
  if (collection === null) throw new Error(`There is no collection ${id}`);
  return communities.serve(
    grantAccess({ sees: [collection], changes: collection, server: id === SERVER ? id : null }),
  );
}

async function look(open: Open): Promise<Seen> {
  const citations: Record<string, Record<string, string>> = {};
  for (const id of ['', CLUB, SERVER]) {
    const { library } = await served(open, id);
    await library.whenReady();
    const own: Record<string, string> = {};
    for (const { id: article, collection = '' } of await library.articles()) {
      for (const passage of await library.passages({ id: article, collection })) {
        const excerpt = await library.excerpt({ id: passage, collection });
        own[passage] = excerpt?.text ?? '';
      }
    }
    citations[id] = own;
  }
  const removed = (await intakeOf(await served(open, SERVER)).removed()).map(
    ({ id, file, titles, removedAt, expiresAt }) => ({ id, file, titles, removedAt, expiresAt }),
  );
  const chosen = (await open.communities.directMessages?.chosenBy(PERSON)) ?? [];
  const settings = await open.settings.of(SERVER);
  const { answers } = await served(open, SERVER);
  await answers?.look();
  const { gaps, feedback, askers, use } = open.records;
  const today = dayOf(Date.now());
  const counted = {
    gaps: await gaps.gapsOf(SERVER).list(),
    feedback: await feedback.feedbackOf(SERVER).list(),
    askers: await askers.list(),
    use: await use.statisticsOf(SERVER).between(plusDays(today, -2), today),
  };
  return { citations, removed, counted, chosen, settings, answers: answers?.list() };
}

/** All bytes of a folder, by path. */
function bytesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    files
      .filter((entry) => entry.isFile() && !join(entry.parentPath, entry.name).includes('/cache/'))
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path, createHash('sha256').update(readFileSync(path)).digest('hex')];
      }),
  );
}

function configOf(folders: CommunityFolders, url: string) {
  const env = { COLLECTIONS: 'per-server', DATABASE_URL: url };
  const read = readConfig(env, folders);
  const { model, bundledDir, cacheDir, reader = null } = fixtureEmbedding(folders.data);
  return { ...read, embedding: { ...read.embedding, model, bundledDir, cacheDir, reader } };
}

describePostgres('a move', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.close());

  async function partsOf(folders: CommunityFolders, url: string): Promise<MoveParts> {
    const database = await openDatabase({ url, applicationName: MOVE_NAME, isPatient: false });
    onTestFinished(() => database.close());
    return {
      ...{ config: configOf(folders, url), database, reader: sharedReader },
      ...{ embedder: shareEmbedder({}, sharedEmbedder), reporter: silentReporter },
      report: { collection() {}, files() {} },
      signal: new AbortController().signal,
    };
  }

  /** Uses folders as a bot does. @returns what is seen of them, and a text that waits. */
  async function used(folders: CommunityFolders) {
    const all = await openTestCommunities(folders);
    await all.opened.ofAll.library.whenReady();
    const own = await all.manage(SERVER);
    for (const [name, text] of [
      ['dye.md', DYE],
      ['vat.md', VAT],
    ] as const) {
      const staged = await intakeOf(own).stageFile(submission(name, text), PERSON);
      await intakeOf(await all.manage(SERVER)).keep(staged.id, 0, PERSON);
    }
    const mine = await all.manage(SERVER);
    const names = async () => (await mine.library.articles()).map(({ file }) => file);
    await vi.waitFor(async () => expect(await names()).toHaveLength(2), SOON);
    const { excerpts } = await mine.library.ask('How was the blue vat warmed?', { count: 1 });
    const removed = await intakeOf(mine).remove('vat.md');
    await mine.upkeep?.withdraw('vat.md');
    await vi.waitFor(async () => expect(await names()).toHaveLength(1), SOON);
    const waiting = await intakeOf(mine).stageFile(submission('wax.md', WAX), PERSON);
    await mine.gaps?.note('Who was the first dyer?');
    const [dyed] = (await mine.library.ask('Where did the red dye come from?', { count: 1 }))
      .excerpts;
    const pinned = { citation: dyed?.citation.id ?? '', words: DYED };
    for (const question of PINNED) await mine.answers?.pin({ question, ...pinned });
    writeFiles(folders.articles, { [`${SERVER}/synonyms.yaml`]: SYNONYMS });
    const state = diskState(join(folders.data, 'state'));
    await markServer({ ...all, state }, mine, { server: SERVER, word: 'madder', person: PERSON });
    await all.communities.directMessages?.choose(PERSON, SERVER);
    await all.settings.change(SERVER, { language: 'fr', visible: [PERSON] });
    // A passage that is worded otherwise by now.
    const { library } = all.opened.ofAll;
    const old = (await library.ask('Who built the mill on the Orne?', { count: 1 })).excerpts[0];
    writeFiles(folders.articles, {
      'mill.md': ARTICLES['mill.md'].replace('1884 by the miller Aabo', '1885 by Aabo the miller'),
    });
    const reworded = old?.citation.id ?? '';
    const isNoted = async () =>
      expect((await library.trace({ id: reworded })).state).toBe('changed');
    await vi.waitFor(isNoted, SOON);
    const open: Open = {
      communities: all.communities,
      settings: all.settings,
      records: all.records,
    };
    const seen = await look(open);
    expect(seen.counted).toMatchObject({
      feedback: [{ helpful: false }],
      askers: [{ user: PERSON }],
      use: new Map([[expect.any(String), expect.objectContaining({ answers: 1 })]]),
    });
    const trace = await library.trace({ id: reworded });
    await all.close();
    const vat = { file: removed.file, id: removed.id, citation: excerpts[0]?.citation.id ?? '' };
    return { seen, reworded, trace, vat, waiting: waiting.id };
  }

  /** The communities of a database, as a bot opens them. */
  async function stored(parts: MoveParts): Promise<Open & { close(): Promise<void> }> {
    const { config, database, embedder, reader } = parts;
    const opened = await openStoredCommunities({
      ...{ config, database, embedder, reader, reporter: silentReporter, vitals: makeVitals() },
      logger: makeLogger('error', { write() {} }),
    });
    const no = await numberOf(database.primary, '');
    const state = postgresState(database.primary, no);
    const records = await openPlaceLogs({ state, retentionDays: 90, keepsTexts: true });
    const { communities } = opened.serve(records);
    return {
      communities,
      settings: opened.settings,
      records,
      close: () => opened.close().then(() => records.close()),
    };
  }

  it('leads everything to the same, there and back', LONG, async () => {
    const folders = communityFolders(ARTICLES);
    const before = await used(folders);
    expect(Object.keys(before.seen.citations[SERVER] ?? {})).toHaveLength(1);
    expect(before.seen.answers).toMatchObject({
      pins: PINNED.map((question) => ({ question, words: DYED })),
      problems: [{ facts: { file: 'synonyms.yaml', line: 2 } }],
    });
    const source = { ...bytesOf(folders.articles), ...bytesOf(folders.data) };
    const url = await migratedDatabase(server);
    const parts = await partsOf(folders, url);
    const lease = await takeDatabase(parts.database);
    const moved = await moveToPostgres(parts, { withArticles: false });
    await lease.release();
    const figures = (all: readonly MovedCollection[]) =>
      all.map(({ id, files, ofFolder, embedded, leftOut, citations }) => ({
        ...{ id, files, ofFolder, embedded, leftOut, gone: citations?.gone },
      }));
    const none = { embedded: 0, leftOut: [], gone: 0 };
    const wanted = [
      { id: '', files: 0, ofFolder: 2, ...none },
      { id: SERVER, files: 1, ofFolder: 0, ...none },
      { id: CLUB, files: 0, ofFolder: 1, ...none },
    ];
    expect(figures(moved)).toEqual(wanted);
    expect({ ...bytesOf(folders.articles), ...bytesOf(folders.data) }).toEqual(source);

    const open = await stored(parts);
    expect(await look(open)).toEqual(before.seen);
    const ofAll = await served(open, '');
    expect(await ofAll.library.trace({ id: before.reworded })).toEqual(before.trace);

    // A button from before: it names the passage and its collection's key.
    const own = await served(open, SERVER);
    const key = open.communities.collections.byId(SERVER)?.key ?? '';
    const [dye = ''] = Object.keys(before.seen.citations[SERVER] ?? {});
    const button = { name: 'more', count: 1, refs: [{ id: dye, sentence: 0, collection: key }] };
    const pressed = parseCustomId(encodeCustomId(button as Action));
    const [ref = { id: '' }] = pressed?.name === 'more' ? pressed.refs : [];
    expect((await own.library.excerpt(ref))?.text).toContain('madder');

    // What waits is kept, and what was removed is put back, by the ids that their buttons have.
    await intakeOf(own).keep(before.waiting, 0, PERSON);
    expect(await intakeOf(own).restore(before.vat.id)).toMatchObject({ file: 'vat.md' });
    // A dye that is taken out does not come back from the folder that it came from.
    await intakeOf(own).remove('dye.md');
    const { options, registry } = await writerOptions(parts);
    onTestFinished(() => registry.close());
    const no = await numberOf(parts.database.primary, SERVER);
    const asked = { no, id: SERVER, acceptsRemovals: false };
    const { signal } = parts;
    await writeCollection(options, asked, { held: null }, signal);
    const titles = (await own.library.articles()).map(({ title }) => title).sort();
    expect(titles).toEqual(['The vat', 'The wax']);
    const found = await own.library.excerpt({ id: before.vat.citation, collection: key });
    expect(found?.text).toContain('blue vat');
    const changed = await look(open);
    await open.close();

    // Back, to another data folder and to the folder's own articles.
    const back = temporaryFolder();
    const home = { articles: join(back, 'articles'), data: join(back, 'data') };
    const there = await partsOf(home, url);
    await expect(moveToFolder(there)).rejects.toMatchObject({ key: 'moveFilesMissing' });
    for (const file of ['mill.md', 'kiln.md', `${CLUB}/loom.md`]) {
      cpSync(join(folders.articles, file), join(home.articles, file));
    }
    const returned = await moveToFolder(there);
    expect(figures(returned)).toEqual([wanted[0], { ...wanted[1], files: 2 }, wanted[2]]);
    const again = await openTestCommunities(home);
    const reopened: Open = {
      communities: again.communities,
      settings: again.settings,
      records: again.records,
    };
    await vi.waitFor(async () => expect(await look(reopened)).toEqual(changed), SOON);
    const beside = (at: CommunityFolders, name: string) =>
      readFileSync(join(at.articles, SERVER, name), 'utf8');
    expect(beside(home, 'synonyms.yaml')).toBe(SYNONYMS);
    expect(beside(home, 'answers.yaml')).toBe(beside(folders, 'answers.yaml'));
    expect(again.collections.byId(CLUB)).toMatchObject({
      ...{ title: 'The weavers', seesDefault: false, servers: ['1300000000000000098'] },
      quotas: { bytes: 5 * 1024 * 1024, sources: null },
    });
    const { library } = again.opened.ofAll;
    expect(await library.trace({ id: before.reworded })).toEqual(before.trace);
  });

  it('is refused where somebody works, and where something is', LONG, async () => {
    const folders = communityFolders(ARTICLES);
    const url = await migratedDatabase(server);
    const parts = await partsOf(folders, url);
    const bot = await openDatabase({ url, applicationName: 'footnote 9', isPatient: false });
    await expect(takeDatabase(parts.database)).rejects.toMatchObject({ key: 'moveBusy' });
    await bot.close();
    const writer = await parts.database.leases.take('writer:1');
    await expect(takeDatabase(parts.database, 0)).rejects.toMatchObject({ key: 'moveBusy' });
    await writer?.release();
    await numberOf(parts.database.primary, '');
    const { primary } = parts.database;
    await postgresState(primary, await numberOf(primary, '')).write('x', Buffer.from('y'));
    await expect(moveToPostgres(parts, { withArticles: true })).rejects.toMatchObject({
      key: 'moveTargetUsed',
    });
    writeFiles(folders.data, { 'state/gaps.jsonl': '{}\n' });
    await expect(moveToFolder(parts)).rejects.toMatchObject({ key: 'moveTargetUsed' });
  });

  it('takes along what waits for a server that has nothing yet', LONG, async () => {
    const folders = communityFolders(ARTICLES);
    const all = await openTestCommunities(folders);
    const draft = await all.manage(SERVER);
    const waiting = await intakeOf(draft).stageFile(submission('wax.md', WAX), PERSON);
    await all.close();
    const url = await migratedDatabase(server);
    const parts = await partsOf(folders, url);
    await moveToPostgres(parts, { withArticles: true });
    const open = await stored(parts);
    const { collections } = open.communities;
    expect(collections.byId(SERVER)).toBeNull();
    const own = await open.communities.serve(
      grantAccess({ sees: [], changes: collections.ownOf(SERVER), server: SERVER }),
    );
    await intakeOf(own).keep(waiting.id, 0, PERSON);
    expect(collections.byId(SERVER)).not.toBeNull();
    await open.close();
    const next = temporaryFolder();
    const home = { articles: join(next, 'articles'), data: join(next, 'data') };
    const back = await moveToFolder(await partsOf(home, url));
    expect(back.map(({ id, files }) => [id, files])).toEqual([
      ['', 2],
      [SERVER, 1],
      [CLUB, 1],
    ]);
  });

  it('goes on where it was killed, at any moment', LONG, async () => {
    const folders = communityFolders(ARTICLES);
    cpSync(join(projectRoot(), 'articles'), folders.articles, { recursive: true });
    writeFiles(folders.articles, { [`${SERVER}/dye.md`]: DYE, [`${SERVER}/vat.md`]: VAT });
    writeFiles(folders.articles, {
      [`${SERVER}/collection.yaml`]: `servers: ["${SERVER}"]\n`,
    });
    const state: Record<string, string> = {};
    for (let i = 0; i < 300; i += 1) state[`state/kept/${i}/note.json`] = JSON.stringify({ i });
    writeFiles(folders.data, state);
    const url = await migratedDatabase(server);
    const flags = ['--articles', folders.articles, '--data', folders.data];
    await runCli(['index', ...flags]);
    const next = numbersFrom(13);
    /** Runs it, and kills it at a moment. */
    async function killed(args: readonly string[], within: number): Promise<void> {
      const script = join(projectRoot(), 'dist', 'src', 'cli.js');
      const child = spawn(process.execPath, [script, ...args], {
        ...{ cwd: projectRoot(), env: { ...process.env, DATABASE_URL: url }, stdio: 'ignore' },
      });
      const ended = once(child, 'exit');
      await pause(next() * within);
      child.kill('SIGKILL');
      await ended;
    }
    const there = ['move', '--to', 'postgres', '--with-articles', '--json', ...flags];
    for (let i = 0; i < 4; i += 1) await killed(there, 6_000);
    const moved = await runCli(there, { env: { DATABASE_URL: url } });
    // The last one may have been quick enough.
    const used = moved.stderr.includes('already');
    expect([moved.code, used]).toEqual(used ? [1, true] : [0, false]);
    const parts = await partsOf(folders, url);
    const { primary } = parts.database;
    const rows = await primary.query<{ id: string; files: number; kept: number }>(
      `select c.id, (select count(*)::int from files f where f.collection = c.no) as files,
         (select count(*)::int from state_files s where s.collection = c.no
            and s.path like 'kept/%') as kept
       from collections c order by c.id`,
    );
    const articles = readdirSync(join(projectRoot(), 'articles')).length + 2;
    expect(rows).toEqual([
      { id: '', files: articles, kept: 300 },
      { id: SERVER, files: 2, kept: 0 },
      { id: CLUB, files: 1, kept: 0 },
    ]);
    await parts.database.close();
    const home = temporaryFolder();
    const back = ['move', '--to', 'folder', '--json'];
    back.push('--articles', join(home, 'articles'), '--data', join(home, 'data'));
    for (let i = 0; i < 4; i += 1) await killed(back, 5_000);
    const returned = await runCli(back, { env: { DATABASE_URL: url } });
    const isUsed = returned.stderr.includes('already');
    expect([returned.code, isUsed]).toEqual(isUsed ? [1, true] : [0, false]);
    expect(readFileSync(join(home, 'articles', SERVER, 'dye.md'), 'utf8')).toBe(DYE);
    expect(readdirSync(join(home, 'data/state/kept'))).toHaveLength(300);
    const answers = async (at: readonly string[], env: Record<string, string>) =>
      untimed((await runCli(['ask', QUESTION, '--json', ...at], { env })).stdout);
    const answer = await answers(flags, {});
    expect(await answers(back.slice(-4), {})).toEqual(answer);
    expect(await answers(flags, { DATABASE_URL: url })).toEqual(answer);
  });

  it('is the same where a dump of it is restored', LONG, async () => {
    const folders = communityFolders(ARTICLES);
    cpSync(join(projectRoot(), 'articles'), folders.articles, { recursive: true });
    const url = await migratedDatabase(server);
    const flags = ['--articles', folders.articles, '--data', folders.data];
    const moved = await runCli(['move', '--to', 'postgres', '--with-articles', ...flags], {
      env: { DATABASE_URL: url },
    });
    expect([moved.code, moved.stderr]).toEqual([0, expect.not.stringContaining('rror')]);
    const elsewhere = await startPostgres();
    onTestFinished(() => elsewhere.close());
    const restored = await elsewhere.database();
    const options = { env: serverEnvironment(), maxBuffer: 2 ** 28 };
    const dump = execFileSync(serverProgram('pg_dump'), ['--format=custom', url], options);
    execFileSync(serverProgram('pg_restore'), ['--no-owner', '--dbname', restored], {
      ...options,
      input: dump,
    });
    const questions = [
      'How long is the Pamir Highway?',
      'Who signed the treaty in Tashkent?',
      'What happened to the Aral Sea?',
      'Who built the mill?',
    ];
    const file = join(temporaryFolder(), 'questions.txt');
    writeFiles(join(file, '..'), { 'questions.txt': `${questions.join('\n')}\n` });
    const ask = async (at: string) =>
      untimed(
        (await runCli(['ask', '--json', '--questions', file], { env: { DATABASE_URL: at } }))
          .stdout,
      );
    const wanted = await ask(url);
    expect(wanted.split('\n').filter((line) => line !== '')).toHaveLength(questions.length);
    expect(wanted).toContain('1884');
    expect(await ask(restored)).toBe(wanted);
  });
});
