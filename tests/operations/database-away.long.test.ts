/** What people and operators see of the built program while its database is away. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { runCli } from '../support/cli.ts';
import { describePostgres, startPostgres, type TestServer, until } from '../support/postgres.ts';
import { type Program, startProgram } from '../support/program.ts';

vi.setConfig({ testTimeout: 120_000 });
const TOLD_WITHIN_MS = 10_000;
const PASSWORD = 'a-password-of-the-database';

describePostgres('a bot with a database', () => {
  const root = mkdtempSync(join(tmpdir(), 'footnote-away-'));
  const data = join(root, 'data');
  let server: TestServer;
  let program: Program;
  let origin: string;
  const programWith = (url: string): Program =>
    startProgram({
      data,
      env: {
        ...{ DATABASE_URL: url, WRITER: 'true', HEALTH_PORT: '0' },
        ...{ LOG_LEVEL: 'trace', READER_MODEL: 'none' },
      },
    });
  const withPassword = (url: string): string => url.replace('postgres@', `postgres:${PASSWORD}@`);
  const get = async (path: string): Promise<{ status: number; text: string }> => {
    const response = await fetch(`${origin}${path}`);
    return { status: response.status, text: await response.text() };
  };
  const comes = (wanted: number, ms: number) =>
    until(async () => (await get('/readyz')).status === wanted, ms);

  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    program.kill('SIGKILL');
    await program.ended;
    await server.close();
    rmSync(root, { recursive: true });
  });

  it('waits for its database, and is ready when that has come', async () => {
    const url = withPassword(await server.database());
    await server.stop('fast');
    program = programWith(url);
    await program.says(/The database at 127\.0\.0\.1 is not to be had yet/);
    await server.start();
    origin = (await program.says(/(http:\S+)\/metrics/))[1] ?? '';
    await program.says(/is ready/);
    await comes(200, 30_000);
  });

  it.each(['frozen', 'stopped'] as const)(
    'says so while it is %s, and goes on by itself',
    async (how) => {
      if (how === 'frozen') server.freeze();
      else await server.stop('immediate');
      await comes(503, TOLD_WITHIN_MS);
      expect((await get('/healthz')).status).toBe(200);
      expect(JSON.parse((await get('/readyz')).text).hindered).toMatchObject([
        { part: 'database', state: 'ill' },
      ]);
      const metrics = (await get('/metrics')).text;
      expect(metrics).toContain('footnote_part_well{part="database"} 0');
      const status = await runCli(['status', '--data', data]);
      expect(status.stdout + status.stderr).toMatch(/Database: ill for/);
      expect(status.code).toBe(1);
      if (how === 'frozen') server.thaw();
      else await server.start();
      await comes(200, TOLD_WITHIN_MS);
    },
  );

  it('counts connections and leases, and tells no address and no password', async () => {
    const { text } = await get('/metrics');
    expect(text).toMatch(/footnote_database_connections\{pool="primary",state="in_use"\} \d/);
    const status = await runCli(['status', '--data', data]);
    expect(status.stdout + status.stderr).toMatch(/Database: primary \d+ in use, 0 waiting\./);
    const all = [text, status.stdout, program.stdout(), program.stderr()].join('\n');
    expect(all).not.toContain(PASSWORD);
    expect(text).not.toContain(String(server.port));
  });

  it('ends in order', async () => {
    const { code, afterMs } = await program.end('SIGTERM');
    expect([code, afterMs < 5_000]).toEqual([0, true]);
  });
});
