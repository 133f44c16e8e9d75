/** Writers that are killed or frozen at any moment: another takes over, no article is lost, none is twice. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Pool } from '../../src/database/pool.ts';
import { projectRoot } from '../../src/project-root.ts';
import { migratedDatabase, testPool } from '../support/database.ts';
import { temporaryFolder, writeFiles } from '../support/library.ts';
import { describePostgres, startPostgres, type TestServer } from '../support/postgres.ts';
import { newCollection, type TestCollection } from '../support/postgres-library.ts';
import { numbersFrom } from '../support/random.ts';

/** `npm run test:crash` does it more often. */
const MOMENTS = Number(process.env.FOOTNOTE_TEST_MOMENTS ?? 4);
/** A kill falls into any part of what follows a change: a poll, a look, a publication. */
const WITHIN_MS = 2_500;
/** What is promised, and what a loaded machine may need to read and embed after that. */
const TAKEN_OVER_MS = 15_000;
const WORK_MS = 15_000;

/** `footnote index --watch`. */
function startWriter(url: string, articles: string, data: string): ChildProcess {
  return spawn(
    process.execPath,
    [join(projectRoot(), 'dist', 'src', 'cli.js'), 'index', '--watch'],
    {
      cwd: projectRoot(),
      env: {
        PATH: process.env.PATH ?? '',
        ...{ DATABASE_URL: url, ARTICLES_DIR: articles, DATA_DIR: data },
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
}

async function end(writer: ChildProcess): Promise<void> {
  const ended = once(writer, 'exit');
  writer.kill('SIGKILL');
  await ended;
}

describePostgres('writers', () => {
  let server: TestServer;
  let url: string;
  let pool: Pool;
  beforeAll(async () => {
    server = await startPostgres();
    url = await migratedDatabase(server);
    pool = testPool(url);
  });
  afterAll(() => server.close());

  /** The articles that there should be: path to what only this one says. */
  const wanted = new Map<string, string>();
  let collection: TestCollection;

  async function keep(path: string, said: string): Promise<void> {
    const bytes = Buffer.from(`# Note ${path}\n\nThis note says ${said}. It is of ${path}.\n`);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await pool.query(
      `insert into files (collection, path, origin, sha256, size, modified, bytes)
       values ($1, $2, 'discord', $3, $4, 1000, $5) on conflict (collection, path) do update
       set sha256 = excluded.sha256, size = excluded.size, bytes = excluded.bytes`,
      [collection.no, path, sha256, bytes.length, bytes],
    );
    wanted.set(path, said);
  }

  async function remove(path: string): Promise<void> {
    await pool.query(
      `with gone as (delete from files where collection = $1 and path = $2 returning path),
         raised as (update collections set revision = revision + 1,
           removed_at_revision = revision + 1 where no = $1 returning no)
       insert into withdrawn (collection, path) select $1, path from gone, raised`,
      [collection.no, path],
    );
    wanted.delete(path);
  }

  async function isDone(): Promise<boolean> {
    const rows = await pool.query(
      `select 1 from files where collection = $1 and read_sha256 is distinct from sha256
       union all select 1 from withdrawn where collection = $1`,
      [collection.no],
    );
    return rows.length === 0;
  }

  /** Every article is there once, as it was kept last, in each of the tables. */
  async function expectWhole(): Promise<void> {
    const { no } = collection;
    const articles = await pool.query<{ file: string }>(
      'select file from articles where collection = $1 order by file collate "C"',
      [no],
    );
    expect(articles.map(({ file }) => file)).toEqual([...wanted.keys()].sort());
    const [counts] = await pool.query(
      `select
         (select count(*) from records r where r.collection = $1) as records,
         (select count(distinct r.citation_id) from records r where r.collection = $1) as ids,
         (select count(*) from passages p where p.collection = $1 and p.died is null) as passages,
         (select count(*) from vectors v where v.collection = $1) as vectors,
         (select g.passages from generations g where g.collection = $1) as counted,
         (select count(*) from quote_articles q where q.collection = $1) as quotable,
         (select count(*) from quote_streams q where q.collection = $1 and q.form = 0) as streams`,
      [no],
    );
    const n = wanted.size;
    expect(counts).toEqual({
      ...{ records: n, ids: n, passages: n, vectors: n, counted: n },
      ...{ quotable: n, streams: n },
    });
    const words = await pool.query<{ word: Buffer }>(
      `select word from quote_words where collection = $1 and form = 0 and is_word`,
      [no],
    );
    const held = new Set(words.map(({ word }) => word.toString('utf16le')));
    for (const said of wanted.values()) expect(held.has(said), said).toBe(true);
    expect([...held].filter((word) => /^said\d+$/.test(word)).length).toBe(n);
    const [totals] = await pool.query(
      `select t.tokens = (select sum(count) from quote_words w
         where w.collection = $1 and w.form = 0) as same
       from quote_totals t where t.collection = $1 and t.form = 0`,
      [no],
    );
    expect(totals).toEqual({ same: true });
  }

  it(
    `are taken over from, killed or frozen at ${MOMENTS} moments`,
    async () => {
      const random = numbersFrom(20_261_126);
      collection = await newCollection(pool, 'written');
      const articles = temporaryFolder();
      writeFiles(articles, { 'other.md': '# Another\n\nIt is of the default collection.\n' });
      const writers = [0, 1].map(() => startWriter(url, articles, temporaryFolder()));
      const said: number[] = [];
      try {
        for (let n = 0; n < 6; n += 1) await keep(`n${n}.md`, `said${n}`);
        for (let moment = 0; moment < MOMENTS; moment += 1) {
          const n = 100 * (moment + 1);
          await keep(`n${n}.md`, `said${n}`);
          await keep(`n${moment % 6}.md`, `said${n + 1}`);
          const oldest = `n${100 * moment}.md`;
          if (moment > 0 && wanted.has(oldest)) await remove(oldest);
          await pause(random() * WITHIN_MS);
          const victim = moment % 2;
          const began = performance.now();
          const isFrozen = moment % 4 >= 2;
          if (isFrozen) writers[victim]?.kill('SIGSTOP');
          else await end(writers[victim] as ChildProcess);
          while (!(await isDone())) {
            expect(performance.now() - began).toBeLessThan(TAKEN_OVER_MS + WORK_MS);
            await pause(50);
          }
          said.push(Math.round(performance.now() - began));
          await expectWhole();
          if (isFrozen) {
            // Woken, it writes nothing of what it held.
            writers[victim]?.kill('SIGCONT');
            await pause(500);
            await expectWhole();
          } else writers[victim] = startWriter(url, articles, temporaryFolder());
        }
      } finally {
        for (const writer of writers) await end(writer);
      }
      console.info(`done after ms: ${said.join(' ')}`);
    },
    60_000 + MOMENTS * 60_000,
  );
});
