/** A library in PostgreSQL says what the embedded one says, and is changed by one writer's transactions. */
import { createHash } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Pool } from '../../src/database/pool.ts';
import { raiseRevision } from '../../src/database/revision.ts';
import { joinLibraries } from '../../src/library/joined-library.ts';
import { searchTogether } from '../../src/library/postgres/postgres-library.ts';
import { wordBytes } from '../../src/library/postgres/stored-words.ts';
import type { Answer } from '../../src/model.ts';
import { type Notice, Refusal } from '../../src/refusals.ts';
import { migratedDatabase, testPool } from '../support/database.ts';
import {
  openTestLibrary,
  sampleArticles,
  temporaryFolder,
  writeFiles,
} from '../support/library.ts';
import { describePostgres, startPostgres, type TestServer } from '../support/postgres.ts';
import {
  closeModel,
  deskOver,
  libraryOf,
  lookWith,
  newCollection,
  type TestCollection,
  writerOf,
} from '../support/postgres-library.ts';
import { statementsWithoutCollection } from '../support/tenant-statements.ts';

const QUESTIONS = [
  'How long did the interview with the Kyrgyz last?',
  'Who rules the Wakhan?',
  'Which groups are named?',
  'When did the war begin and who started it?',
  'What does the Taliban say about girls at school?',
  'asdf qwer',
];

/** What people see of an answer; scores as far as they are promised to be the same. */
function shownOf({ tookMs: _tookMs, evidence: { reading }, ...answer }: Answer) {
  const excerpts = answer.excerpts.map(({ score, ...rest }) => ({
    ...rest,
    score: score.toFixed(5),
  }));
  return { ...answer, reading, excerpts };
}

describePostgres('a library in PostgreSQL', () => {
  let server: TestServer;
  let url: string;
  let pool: Pool;
  beforeAll(async () => {
    server = await startPostgres();
    url = await migratedDatabase(server);
    pool = testPool(url);
  }, 60_000);
  afterAll(async () => {
    expect(await statementsWithoutCollection(server, url)).toEqual([]);
    await closeModel();
    await server.close();
  });

  it('gives the answers of the embedded one', async () => {
    const articles = sampleArticles();
    const { library: embedded } = openTestLibrary({ articles, data: temporaryFolder() });
    await embedded.whenReady();
    const collection = await newCollection(pool, 'same');
    const { isPublished } = await lookWith(pool, await writerOf(pool, collection, articles));
    expect(isPublished).toBe(true);
    const stored = await libraryOf(pool, collection);
    for (const question of QUESTIONS) {
      const [a, b] = [
        await embedded.ask(question, { count: 3 }),
        await stored.ask(question, { count: 3 }),
      ];
      expect(shownOf(b), question).toEqual(shownOf(a));
      expect(b.evidence.confidence).toBeCloseTo(a.evidence.confidence, 6);
    }
    expect(await stored.articles()).toEqual(await embedded.articles());
    for (const { id } of await embedded.articles()) {
      expect(await stored.article({ id })).toEqual(await embedded.article({ id }));
      const passages = await embedded.passages({ id });
      expect(await stored.passages({ id })).toEqual(passages);
      for (const passage of passages.slice(0, 1)) {
        const ref = { id: passage, sentence: 1 };
        expect(await stored.excerpt(ref)).toEqual(await embedded.excerpt(ref));
        const [article, words] = passage.split('-');
        for (const traced of [passage, `000000-${words}`, `${article}-000000`, '000000-000000']) {
          expect(await stored.trace({ id: traced })).toEqual(await embedded.trace({ id: traced }));
        }
      }
    }
    await embedded.quotes.ready();
    for (const typed of ['', 'wakh', 'the kyrgyz', 'nan']) {
      expect(await stored.quotes.find(typed, { limit: 10 })).toEqual(
        await embedded.quotes.find(typed, { limit: 10 }),
      );
    }
  }, 60_000);

  /** A file that came through Discord, as an article store keeps it. */
  async function keep({ no }: TestCollection, path: string, text: string): Promise<void> {
    const bytes = Buffer.from(text);
    await pool.query(
      `insert into files (collection, path, origin, sha256, size, modified, bytes)
       values ($1, $2, 'discord', $3, $4, $5, $6)
       on conflict (collection, path) do update
       set sha256 = excluded.sha256, size = excluded.size, bytes = excluded.bytes`,
      [no, path, createHash('sha256').update(bytes).digest('hex'), bytes.length, 1_000, bytes],
    );
  }

  it('follows its folder and what came through Discord, and gives back what it gave before', async () => {
    const folder = temporaryFolder();
    const kiln = '# The kiln\n\nThe kiln is fired on Mondays. Bring your own clay.\n';
    writeFiles(folder, { 'kiln.md': kiln, 'glaze.md': '# Glazes\n\nGlazes are mixed by Ada.\n' });
    const collection = await newCollection(pool, 'followed');
    await keep(collection, 'boat.md', '# The boat\n\nThe boat leaves at nine. It is blue.\n');
    const library = await libraryOf(pool, collection);
    const titles = async () => (await library.articles()).map(({ title }) => title);
    let writer = await writerOf(pool, collection, folder);
    await lookWith(pool, writer);
    expect(await titles()).toEqual(['Glazes', 'The boat', 'The kiln']);
    const [boat] = (await library.ask('When does the boat leave?', { count: 1 })).excerpts;
    expect(boat?.text).toContain('leaves at nine');
    expect((await lookWith(pool, writer)).isPublished).toBe(false);

    // Another writer goes on from what is stored.
    writer = await writerOf(pool, collection, folder);
    expect((await lookWith(pool, writer)).isPublished).toBe(false);
    await keep(collection, 'boat.md', '# The boat\n\nThe boat leaves at ten. It is blue.\n');
    rmSync(join(folder, 'glaze.md'));
    renameSync(join(folder, 'kiln.md'), join(folder, 'oven.md'));
    expect((await lookWith(pool, writer)).isPublished).toBe(true);
    expect(await titles()).toEqual(['The boat', 'The kiln']);
    const id = boat?.citation.id ?? '';
    expect(await library.excerpt({ id })).toBeNull();
    expect(await library.trace({ id })).toMatchObject({
      state: 'changed',
      former: { text: 'The boat leaves at nine. It is blue.' },
    });
    expect(await library.quotes.verify('The boat leaves at nine.')).toMatchObject({
      kind: 'altered',
    });
    expect(await library.quotes.verify('The boat leaves at ten.')).toMatchObject({
      kind: 'verbatim',
    });
    const rows = await pool.query(
      `select word from quote_words where collection = $1 and word = $2`,
      [collection.no, wordBytes('ada')],
    );
    expect(rows).toEqual([]);
    const again = await libraryOf(pool, collection);
    expect(await again.articles()).toEqual(await library.articles());
  });

  it('answers of several collections in one view as it does of one inside the other', async () => {
    const [own, other] = [await newCollection(pool, 'own'), await newCollection(pool, 'other')];
    await keep(own, 'boat.md', '# The boat\n\nThe boat leaves at nine, says Ada.\n');
    await keep(other, 'boat.md', '# The boat\n\nThe boat leaves at ten. Its keel is oak.\n');
    for (const each of [own, other]) await lookWith(pool, await writerOf(pool, each, null));
    const desk = await deskOver(pool);
    const parts = [
      { key: 'abcde', library: await libraryOf(pool, own, desk) },
      { key: '', library: await libraryOf(pool, other, desk) },
    ] as const;
    const together = joinLibraries([...parts], searchTogether(desk));
    const nested = joinLibraries([...parts]);
    for (const question of ['When does the boat leave?', 'What is the keel of?', 'asdf']) {
      const answer = await together.ask(question, { count: 3 });
      expect(shownOf(answer)).toEqual(shownOf(await nested.ask(question, { count: 3 })));
    }
    const { excerpts } = await together.ask('When does the boat leave?', { count: 3 });
    expect(new Set(excerpts.map(({ collection }) => collection))).toEqual(
      new Set(['abcde', undefined]),
    );
    expect((await together.articles()).map(({ collection }) => collection).sort()).toEqual([
      'abcde',
      undefined,
    ]);
  });

  it('shows nothing of a file that was removed, before a writer has seen it', async () => {
    const collection = await newCollection(pool, 'removed');
    await keep(collection, 'boat.md', '# The boat\n\nThe boat leaves at nine.\n');
    await keep(collection, 'kiln.md', '# The kiln\n\nThe kiln is fired on Mondays.\n');
    const library = await libraryOf(pool, collection);
    const writer = await writerOf(pool, collection, null);
    await lookWith(pool, writer);
    const [boat] = (await library.ask('When does the boat leave?', { count: 1 })).excerpts;
    const id = boat?.citation.id ?? '';
    const { articleId = '' } = boat ?? {};
    await pool.query(`delete from files where collection = $1 and path = 'boat.md'`, [
      collection.no,
    ]);
    await pool.query(`insert into withdrawn (collection, path) values ($1, 'boat.md')`, [
      collection.no,
    ]);
    await pool.transaction((queries) => raiseRevision(queries, collection.no, { removes: true }));
    async function expectGone(): Promise<void> {
      const { excerpts, further } = await library.ask('When does the boat leave?', { count: 3 });
      expect([
        ...excerpts.map((each) => each.citation.id),
        ...further.map((each) => each.id),
      ]).not.toContain(id);
      expect(await library.excerpt({ id })).toBeNull();
      expect(await library.article({ id: articleId })).toBeNull();
      expect(await library.passages({ id: articleId })).toEqual([]);
      expect((await library.articles()).map(({ title }) => title)).toEqual(['The kiln']);
      expect(await library.quotes.verify('The boat leaves at nine.')).not.toMatchObject({
        kind: 'verbatim',
      });
      expect(await library.quotes.find('boat', { limit: 5 })).toEqual([]);
    }
    await expectGone();
    await lookWith(pool, writer);
    await expectGone();
    expect(await library.trace({ id })).toEqual({ state: 'gone' });
    expect(
      await pool.query('select from withdrawn where collection = $1', [collection.no]),
    ).toEqual([]);
  });

  it('removes nothing where a folder is empty, half gone or missing, until that is accepted', async () => {
    const folder = temporaryFolder();
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const textOf = (name: string) => `# Note ${name}\n\nThe note ${name} is about ${name}s.\n`;
    writeFiles(folder, Object.fromEntries(names.map((name) => [`${name}.md`, textOf(name)])));
    const collection = await newCollection(pool, 'held');
    const writer = await writerOf(pool, collection, folder);
    expect(await lookWith(pool, writer)).toMatchObject({ articles: 6, held: 0 });
    rmSync(join(folder, 'a.md'));
    expect(await lookWith(pool, writer)).toMatchObject({ articles: 5, held: 0 });
    for (const name of ['b', 'c', 'd']) rmSync(join(folder, `${name}.md`));
    const notices: Notice[] = [];
    expect(await lookWith(pool, writer, notices)).toMatchObject({ articles: 5, held: 3 });
    expect(notices.map(({ key }) => key)).toEqual(['removalsHeld']);
    rmSync(folder, { recursive: true });
    expect(await lookWith(pool, writer)).toMatchObject({ articles: 5, held: 5 });
    expect(await lookWith(pool, await writerOf(pool, collection, null))).toMatchObject({
      articles: 5,
    });
    writeFiles(folder, { 'z.md': textOf('z') });
    expect(await lookWith(pool, writer)).toMatchObject({ articles: 6, held: 5 });
    expect(await lookWith(pool, writer, [], true)).toMatchObject({ articles: 1, held: 0 });
  });

  it('publishes nothing under a lease that is lost, and begins anew where files change', async () => {
    const collection = await newCollection(pool, 'leased');
    await keep(collection, 'boat.md', '# The boat\n\nThe boat leaves at nine.\n');
    const writer = await writerOf(pool, collection, null);
    const frozen = writer.look({
      acceptsRemovals: false,
      writing: () => Promise.reject(new Refusal('leaseLost', { lease: 'writer' })),
      signal: new AbortController().signal,
      ...{ notice: () => {}, progress: () => {}, prepared: () => {} },
    });
    await expect(frozen).rejects.toMatchObject({ key: 'leaseLost' });
    const library = await libraryOf(pool, collection);
    expect(await library.articles()).toEqual([]);
    let times = 0;
    const next = await writerOf(pool, collection, null);
    const written = await next.look({
      acceptsRemovals: false,
      async writing(work) {
        if (times++ === 0) await keep(collection, 'boat.md', '# The boat\n\nIt leaves at ten.\n');
        return pool.transaction(work);
      },
      signal: new AbortController().signal,
      ...{ notice: () => {}, progress: () => {}, prepared: () => {} },
    });
    expect(times).toBe(2);
    expect(written).toMatchObject({ articles: 1, passages: 1 });
    expect(await library.quotes.verify('It leaves at ten.')).toMatchObject({ kind: 'verbatim' });
  });
});
