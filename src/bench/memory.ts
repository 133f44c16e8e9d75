/** Resident memory, in MB: of this process and its children, and of a database server beside it. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Pool } from '../database/pool.ts';

const BYTES_PER_MB = 1e6;
const BYTES_PER_KB = 1024;

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly kilobytes: number;
}

/** Every process of the machine. POSIX has `ps` with these columns; its sizes are in KiB. */
async function processes(): Promise<{ readonly all: Process[]; readonly ps: number | undefined }> {
  const asking = promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,rss=']);
  const lines = (await asking).stdout.trim().split('\n');
  const all = lines.map((line): Process => {
    const [pid = 0, parent = 0, kilobytes = 0] = line.trim().split(/\s+/).map(Number);
    return { pid, parent, kilobytes };
  });
  return { all, ps: asking.child.pid };
}

/**
 * Resident memory of this process and of those that it started. What they share, such as Node's own code,
 * counts for each: there is less than that on the machine.
 */
export async function processMemory(): Promise<{ own: number; children: number }> {
  const own = process.memoryUsage().rss / BYTES_PER_MB;
  const { all, ps } = await processes();
  const children = all
    .filter(({ pid, parent }) => parent === process.pid && pid !== ps)
    .reduce((sum, { kilobytes }) => sum + (kilobytes * BYTES_PER_KB) / BYTES_PER_MB, 0);
  return { own, children };
}

/**
 * What a server on this machine takes, its shared buffers counted once (Linux's `Pss`); NaN where that
 * cannot be seen from here.
 */
export async function serverMemory(pool: Pool): Promise<number> {
  const [row] = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
  const { all } = await processes();
  const parent = all.find(({ pid }) => pid === row?.pid)?.parent;
  const pids = all.filter(({ pid, parent: of }) => pid === parent || of === parent);
  if (parent === undefined || parent <= 1) return Number.NaN;
  try {
    const shares = await Promise.all(
      pids.map(async ({ pid }) => {
        const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
        return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? Number.NaN);
      }),
    );
    return (shares.reduce((sum, each) => sum + each, 0) * BYTES_PER_KB) / BYTES_PER_MB;
  } catch {
    return Number.NaN;
  }
}
