/**
 * `npm run bench -- --scaling`: bytes of a passage in each table, of its indexes and of the log, and CPU of a
 * question while 1, 2 and 4 bots ask at once; see docs/SCALING.md. Nothing else may use the server meanwhile.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from '../database/pool.ts';
import { projectRoot } from '../project-root.ts';
import { pause } from '../supervision/deadline.ts';
import { inChild } from './child.ts';
import { writeCorpus } from './corpus.ts';
import type { Figures } from './measure.ts';
import type { EngineTask } from './measure-engine.ts';
import { withOwnDatabase } from './own-database.ts';

/** Passages that a writer reads and embeds, and those that are made for questions. */
const WRITTEN = 2_000;
const MADE = 20_000;
const BOTS = [1, 2, 4];
/** Questions that a process of `measure-engine.ts` asks. */
const QUESTIONS = 1_100;
const SAMPLE_MS = 50;
/** Of Linux, as good as everywhere: ticks of a second in `/proc`. */
const TICKS = 100;
const MS = 1_000;
const WIDTH = 22;

const say = (text: string) => void process.stdout.write(`${text}\n`);
const line = (cells: readonly (string | number)[]) =>
  say(
    cells
      .map((cell, i) => (i === 0 ? String(cell).padEnd(WIDTH) : String(cell).padStart(12)))
      .join(''),
  );

/** Measures in a database of its own on the server, and prints what it finds. */
export async function benchScaling(url: string): Promise<void> {
  await withOwnDatabase(url, async (own) => {
    const pool = new Pool({ url: own, applicationName: 'footnote bench' });
    try {
      await measureBytes(pool, own);
      await measureBots(pool, own);
    } finally {
      await pool.close();
    }
  });
}

/** What a writer leaves of a corpus of sample sentences: 25 passages an article, some 80 words each. */
async function measureBytes(pool: Pool, url: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-bench-'));
  try {
    await writeCorpus(join(projectRoot(), 'articles'), join(folder, 'articles'), WRITTEN);
    const before = await logged(pool);
    const cli = join(projectRoot(), 'dist/src/cli.js');
    const flags = ['--articles', join(folder, 'articles'), '--data', join(folder, 'data')];
    const writer = spawn(process.execPath, [cli, 'index', ...flags], {
      env: { ...process.env, DATABASE_URL: url },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const [code] = await once(writer, 'exit');
    if (code !== 0) throw new Error(`The writer ended with exit code ${code}.`);
    const log = ((await logged(pool)) - before) / WRITTEN;
    const rows = await pool.query<{ name: string; heap: number; toast: number; index: number }>(
      `select coalesce(p.relname, c.relname) as name, sum(pg_relation_size(c.oid))::int8 as heap,
         sum(coalesce(pg_total_relation_size(c.reltoastrelid), 0))::int8 as toast,
         sum(pg_indexes_size(c.oid))::int8 as index
       from pg_class c left join pg_inherits i on i.inhrelid = c.oid
         left join pg_class p on p.oid = i.inhparent
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
       group by 1 order by 2 desc`,
    );
    line(['bytes a passage', 'rows', 'long values', 'indexes']);
    const each = (bytes: number) => Math.round(bytes / WRITTEN);
    for (const row of rows.filter(({ heap, toast, index }) => heap + toast + index > WRITTEN)) {
      line([row.name, each(row.heap), each(row.toast), each(row.index)]);
    }
    const sum = rows.reduce((all, { heap, toast, index }) => all + heap + toast + index, 0);
    line(['all', each(sum)]);
    line(['write-ahead log', Math.round(log)]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function logged(pool: Pool): Promise<number> {
  const [row] = await pool.query<{ bytes: number }>(
    `select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::int8 as bytes`,
  );
  return row?.bytes ?? 0;
}

async function measureBots(pool: Pool, url: string): Promise<void> {
  const task = (work: EngineTask['work']): Promise<Figures> =>
    inChild<EngineTask>('./measure-engine.js', { engine: 'postgres', work, passages: MADE, url });
  await task('fill');
  await pool.query('analyze');
  line([
    'bots',
    'bot CPU ms',
    'server ms',
    'p50 ms',
    'p99 ms',
    '16: p50 ms',
    'lock waits',
    'bot MB',
  ]);
  for (const bots of BOTS) {
    const before = await serverCpu(pool);
    const watch = watchLocks(pool);
    const all = await Promise.all(Array.from({ length: bots }, () => task('ask')));
    const waits = await watch.end();
    const server = ((await serverCpu(pool)) - before) / (bots * QUESTIONS);
    const mean = (figure: string) =>
      (all.reduce((sum, each) => sum + (each[figure] ?? 0), 0) / bots).toFixed(1);
    const times = ['aloneP50', 'aloneP99', 'atOnceP50'].map(mean);
    line([bots, mean('cpu'), server.toFixed(1), ...times, waits, mean('bot')]);
  }
}

/** Milliseconds of CPU of all processes of the server, those that have ended too. */
async function serverCpu(pool: Pool): Promise<number> {
  const [row] = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
  const own = await statOf(row?.pid ?? 0);
  const parent = own?.parent ?? 0;
  let ticks = 0;
  for (const name of await readdir('/proc')) {
    const stat = /^\d+$/.test(name) ? await statOf(Number(name)) : null;
    if (stat?.parent === parent) ticks += stat.own;
    if (Number(name) === parent) ticks += (stat?.own ?? 0) + (stat?.children ?? 0);
  }
  return (ticks / TICKS) * MS;
}

/** What Linux says of a process: `proc(5)`, fields 4 and 14 to 17; null for one that is gone. */
async function statOf(pid: number) {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (text === null) return null;
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [, parent = 0] = fields;
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15);
  return { parent, own: user + system, children: childUser + childSystem };
}

/** Counts how often a session was seen to wait for a lock of another. */
function watchLocks(pool: Pool): { end(): Promise<number> } {
  let waits = 0;
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const [row] = await pool.query<{ waits: number }>(
        `select count(*)::int as waits from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`,
      );
      waits += row?.waits ?? 0;
      await pause(SAMPLE_MS);
    }
  })();
  return {
    async end() {
      isOver = true;
      await watching;
      return waits;
    },
  };
}
