/**
 * A real PostgreSQL with pgvector for a file of tests: a server of its own on a free port, with a
 * cluster of its own, that ends with the process. `build-postgres.sh` makes what it is run from.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe } from 'vitest';
import { checksumOf } from '../../src/database/migrate.ts';
import { MIGRATIONS } from '../../src/database/migrations.ts';

/** Where `build-postgres.sh` puts it. */
const BUILT =
  process.env.FOOTNOTE_POSTGRES_DIR ?? `/var/tmp/footnote-postgres-${process.getuid?.() ?? ''}`;
/** A server that is asked to end at once has a second or two of work. */
const START_MS = 30_000;
const LOOK_MS = 20;
/** Debian's user for what may not run as root. */
const NOBODY = 65_534;
/** For tests: nothing of it outlives them, so nothing is flushed, and all is logged. */
const SETTINGS: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '64MB',
  max_wal_size: '256MB',
  wal_level: 'replica',
  listen_addresses: '127.0.0.1',
  logging_collector: 'off',
  log_destination: 'stderr',
  log_statement: 'all',
  // Which database said it.
  log_line_prefix: '%d|',
};

interface Programs {
  readonly bin: string;
  readonly libraries: string;
  readonly root: string;
}

/** A server that runs. */
export interface TestServer {
  readonly port: number;
  readonly folder: string;
  /** `postgres://…` of the database `postgres`, or of another one. */
  url(database?: string): string;
  /** Makes an empty database. @returns its URL */
  database(): Promise<string>;
  /** Stops the server as a machine does that loses power, or in order. */
  stop(how?: 'immediate' | 'fast'): Promise<void>;
  /** Starts it again. */
  start(): Promise<void>;
  /** SIGSTOP for all of its processes: it takes connections, and says nothing. */
  freeze(): void;
  thaw(): void;
  /** All statements that a database was asked, as they were written, in their order. */
  statements(database: string): string[];
  /** Ends it, and removes all it had. */
  close(): Promise<void>;
}

/** Settings of the server, beside those of all tests. */
export interface TestServerOptions {
  readonly settings?: Readonly<Record<string, string>>;
  /** A folder to copy the cluster from; otherwise one with a database `footnote_template`. */
  readonly cluster?: string;
}

/** What was built, or null. */
function programs(): Programs | null {
  const file = join(BUILT, 'built');
  if (!existsSync(file)) return null;
  const [bin = '', libraries = ''] = readFileSync(file, 'utf8').split('\n');
  return { bin, libraries, root: BUILT };
}

/**
 * `describe` for tests that need PostgreSQL: left out with a line where it is not built, unless
 * `FOOTNOTE_POSTGRES=required`.
 */
export const describePostgres = (name: string, tests: () => void): void => {
  if (programs() === null) {
    const line = `${name}: left out, run tests/support/build-postgres.sh first`;
    if (process.env.FOOTNOTE_POSTGRES === 'required') throw new Error(line);
    process.stderr.write(`${line}\n`);
  }
  describe.skipIf(programs() === null)(name, tests);
};

/** The database that `migratedDatabase` copies. */
export const TEMPLATE = 'footnote_template';

/** Where a cluster with the tables of this release is kept: making them takes seconds. */
export function clusterFolder(): string {
  const digest = createHash('sha256').update(MIGRATIONS.map(checksumOf).join()).digest('hex');
  return join(built().root, 'clusters', digest.slice(0, 16));
}

/** That, or an empty one where it was not made before the tests. */
function clusterWithTables(): string {
  const made = clusterFolder();
  return existsSync(made) ? made : emptyCluster();
}

/** The cluster as it was built. */
export function emptyCluster(): string {
  return join(built().root, 'template');
}

/** Whether there is a PostgreSQL for tests. */
export function isPostgresBuilt(): boolean {
  return programs() !== null;
}

/** PostgreSQL does not run as root. */
export function asServer(): { uid?: number; gid?: number } {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
}

/** What its programs need to run. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: tmpdir(), LD_LIBRARY_PATH: built().libraries };
}

/** The path of a program of what was built: `psql`, `pg_basebackup`, `pgbouncer`. */
export function serverProgram(name: string): string {
  const { bin, root } = built();
  return name === 'pgbouncer' ? join(root, 'root/usr/sbin/pgbouncer') : join(bin, name);
}

function built(): Programs {
  const found = programs();
  if (found === null) throw new Error('PostgreSQL is not built: tests/support/build-postgres.sh');
  return found;
}

/** What is to end before a server of this file of tests does. */
const endings: (() => Promise<void>)[] = [];

/** Has something ended before the next server closes: whatever is open over it. */
export function beforeServersClose(end: () => Promise<void>): void {
  endings.push(end);
}

/** Starts a server. */
export async function startPostgres(options: TestServerOptions = {}): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'footnote-pg-'));
  const owner = asServer();
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid ?? owner.uid);
  const data = join(folder, 'data');
  const from = options.cluster ?? clusterWithTables();
  execFileSync('cp', ['-r', '--preserve=mode', from, data], { ...owner, stdio: 'inherit' });
  const port = await freePort();
  const settings = { ...SETTINGS, ...options.settings };
  const log = join(folder, 'log');
  appendFileSync(log, '');
  if (owner.uid !== undefined) chownSync(log, owner.uid, owner.gid ?? owner.uid);
  let running: { readonly pid: number; readonly ended: Promise<unknown> } | null = null;

  const url = (database = 'postgres') => `postgres://postgres@127.0.0.1:${port}/${database}`;
  async function asked(text: string): Promise<unknown[]> {
    const client = new pg.Client({ connectionString: url() });
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  }

  async function start(): Promise<void> {
    if (running !== null) return;
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const postgres = serverProgram('postgres');
    const command = [postgres, '-D', data, '-p', String(port), '-k', folder, ...flags];
    // The shell ends it when this process is gone, however that came: then its standard input ends.
    const script =
      '"$@" 2>>"$LOG" </dev/null & pid=$!; echo $pid; cat >/dev/null; kill -QUIT $pid 2>/dev/null';
    const shell = spawn('sh', ['-c', script, 'sh', ...command], {
      ...owner,
      env: { ...serverEnvironment(), LOG: log },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const [first] = (await once(shell.stdout, 'data')) as [Buffer];
    const pid = Number(first.toString());
    running = { pid, ended: once(shell, 'exit').then(() => {}) };
    current = shell;
    await until(async () => {
      await asked('select 1');
      return true;
    });
  }

  let current: ReturnType<typeof spawn> | null = null;
  async function stop(how: 'immediate' | 'fast' = 'fast'): Promise<void> {
    if (running === null) return;
    const { pid } = running;
    thaw();
    process.kill(pid, how === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await until(async () => !isAlive(pid));
    current?.stdin?.end();
    await running.ended;
    running = null;
  }

  const processes = (): number[] =>
    running === null ? [] : [running.pid, ...childrenOf(running.pid)];
  const signal = (name: NodeJS.Signals): void => {
    for (const pid of processes()) {
      try {
        process.kill(pid, name);
      } catch {
        // It has ended meanwhile.
      }
    }
  };
  const thaw = (): void => signal('SIGCONT');

  await start();
  return {
    port,
    folder,
    url,
    async database() {
      const name = `test_${randomBytes(6).toString('hex')}`;
      await asked(`create database ${name}`);
      return url(name);
    },
    start,
    stop,
    // The one that starts others first.
    freeze: () => signal('SIGSTOP'),
    thaw,
    statements: (database) => statementsIn(readFileSync(log, 'utf8'), database),
    async close() {
      await Promise.all(endings.splice(0).map((end) => end()));
      await stop('immediate');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Asks again and again. @throws what the last try threw, after half a minute. */
export async function until(holds: () => Promise<boolean>, ms = START_MS): Promise<void> {
  const end = performance.now() + ms;
  let last: unknown = new Error('it never came to that');
  while (performance.now() < end) {
    try {
      if (await holds()) return;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  throw last;
}

/** A folder for a server's data, of its owner. */
export function serverFolder(path: string): string {
  mkdirSync(path, { mode: 0o700, recursive: true });
  const { uid, gid } = asServer();
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
  return path;
}

function isAlive(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0] !== 'Z';
  } catch {
    return false;
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
        return Number(rest.split(' ')[1]) === parent;
      } catch {
        return false;
      }
    });
}

/** Lines of the log begin with the database; what a statement has of further lines is indented. */
function statementsIn(log: string, database: string): string[] {
  const statements: string[] = [];
  let isOpen = false;
  for (const line of log.split('\n')) {
    if (line.startsWith('\t') && isOpen) {
      statements.push(`${statements.pop() ?? ''}\n${line.slice(1)}`);
      continue;
    }
    const found = /^([^|]*)\|LOG: {2}(?:statement|execute [^:]+): (.*)$/.exec(line);
    isOpen = found?.[1] === database;
    if (isOpen) statements.push(found?.[2] ?? '');
  }
  return statements;
}
