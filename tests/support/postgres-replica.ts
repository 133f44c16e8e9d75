/** What real installations have around a PostgreSQL: a replica that lags when it is told to, a pooler. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, chownSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import {
  asServer,
  freePort,
  serverEnvironment,
  serverFolder,
  serverProgram,
  startPostgres,
  type TestServer,
  until,
} from './postgres.ts';

/** A streaming replica. */
export interface TestReplica extends TestServer {
  /** Stops replaying, however much arrives; nothing more of it is seen. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Waits until all that the primary had at this moment is replayed. */
  caughtUp(): Promise<void>;
}

/** Copies a running server, and follows it. */
export async function startReplica(
  primary: TestServer,
  settings: Readonly<Record<string, string>> = {},
): Promise<TestReplica> {
  const cluster = join(primary.folder, `copy-${await freePort()}`);
  execFileSync(
    serverProgram('pg_basebackup'),
    [
      '-h',
      '127.0.0.1',
      '-p',
      String(primary.port),
      '-U',
      'postgres',
      '-D',
      cluster,
      '-R',
      '-c',
      'fast',
      '--no-sync',
    ],
    { ...asServer(), env: serverEnvironment(), stdio: 'inherit' },
  );
  const server = await startPostgres({ cluster, settings });
  rmSync(cluster, { recursive: true });
  return {
    ...server,
    pause: async () => void (await ask(server, 'select pg_wal_replay_pause()')),
    resume: async () => void (await ask(server, 'select pg_wal_replay_resume()')),
    async caughtUp() {
      const [row] = await ask(primary, 'select pg_current_wal_insert_lsn()::text as lsn');
      await until(async () => {
        const [there] = await ask(
          server,
          `select pg_last_wal_replay_lsn() >= '${row?.lsn}'::pg_lsn as level`,
        );
        return there?.level === true;
      });
    },
  };
}

async function ask(server: TestServer, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: server.url() });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** A pooler before servers. */
export interface TestPooler {
  url(database: string): string;
  close(): Promise<void>;
}

/** pgbouncer in front of a server, one of whose few connections each transaction gets. */
export async function startPooler(server: TestServer, connections = 3): Promise<TestPooler> {
  const port = await freePort();
  const folder = serverFolder(join(server.folder, `pooler-${port}`));
  const log = join(folder, 'log');
  appendFileSync(log, '');
  const ini = join(folder, 'pgbouncer.ini');
  writeFileSync(
    ini,
    [
      '[databases]',
      `* = host=127.0.0.1 port=${server.port} user=postgres`,
      '[pgbouncer]',
      'listen_addr = 127.0.0.1',
      `listen_port = ${port}`,
      'unix_socket_dir =',
      'auth_type = any',
      'pool_mode = transaction',
      `default_pool_size = ${connections}`,
      'max_client_conn = 200',
      'server_login_retry = 1',
      '',
    ].join('\n'),
  );
  const owner = asServer();
  for (const file of [ini, log]) {
    if (owner.uid !== undefined) chownSync(file, owner.uid, owner.gid ?? owner.uid);
  }
  // As with the servers: it ends with this process.
  const script =
    '"$@" >>"$LOG" 2>&1 </dev/null & pid=$!; cat >/dev/null; kill -QUIT $pid 2>/dev/null';
  const shell: ChildProcess = spawn('sh', ['-c', script, 'sh', serverProgram('pgbouncer'), ini], {
    ...owner,
    env: { ...serverEnvironment(), LOG: log },
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const url = (database: string): string =>
    `postgres://postgres@127.0.0.1:${port}/${database.replace(/^.*\//, '')}`;
  await until(async () => {
    const client = new pg.Client({ connectionString: url('postgres') });
    await client.connect();
    await client.end();
    return true;
  });
  return {
    url,
    async close() {
      const ended = once(shell, 'exit');
      shell.stdin?.end();
      await ended;
    },
  };
}
