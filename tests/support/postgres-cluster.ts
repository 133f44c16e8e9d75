/** Before any test: a cluster with the tables of this release, which every server of a test copies. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { migrate } from '../../src/database/migrate.ts';
import { Pool } from '../../src/database/pool.ts';
import {
  clusterFolder,
  emptyCluster,
  isPostgresBuilt,
  startPostgres,
  TEMPLATE,
} from './postgres.ts';

/** Of other releases, such as of another branch. */
const KEPT_MS = 2 * 86_400_000;

/** Makes it where there is none of these migrations yet. */
export async function setup(): Promise<void> {
  if (!isPostgresBuilt() || existsSync(clusterFolder())) return;
  const clusters = dirname(clusterFolder());
  mkdirSync(clusters, { recursive: true });
  for (const name of readdirSync(clusters)) {
    const path = join(clusters, name);
    if (Date.now() - statSync(path).mtimeMs > KEPT_MS) rmSync(path, { recursive: true });
  }
  const server = await startPostgres({ cluster: emptyCluster() });
  try {
    const admin = new Pool({ url: server.url(), applicationName: 'footnote test' });
    await admin.query(`create database ${TEMPLATE}`);
    await admin.close();
    const pool = new Pool({ url: server.url(TEMPLATE), applicationName: 'footnote test' });
    await migrate(pool);
    await pool.close();
    await server.stop('fast');
    const made = join(clusters, `making-${process.pid}`);
    execFileSync('cp', ['-r', '--preserve=mode,ownership', join(server.folder, 'data'), made]);
    try {
      renameSync(made, clusterFolder());
    } catch {
      // Another run of tests was quicker.
      rmSync(made, { recursive: true });
    }
  } finally {
    await server.close();
  }
}
