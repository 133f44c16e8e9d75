/** What each process of the bot tells of itself, in the database, and what that comes to together. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { isAway } from '../database/errors.ts';
import type { Pool } from '../database/pool.ts';
import { pause } from '../supervision/deadline.ts';
import type { Together } from './together.ts';

/** Milliseconds between two words of a process; after so many without one nobody counts it. */
const BEAT_MS = 5_000;
const STALE_MS = 20_000;
/** What nobody took back is deleted. */
const GONE_MS = 3_600_000;

const COUNTS = z.record(z.string(), z.record(z.string(), z.number()));

/** What a process tells; no server's id is in it. */
const ReportSchema = z.object({
  version: z.string(),
  condition: z.enum(['well', 'starting', 'ill']),
  /** Names of the parts that are ill. */
  ill: z.array(z.string()),
  shards: z.object({ count: z.number().nullable(), ids: z.array(z.number()).readonly() }),
  /** What it was asked that is not over. */
  inProgress: z.number(),
  /** Of the last hour, by command and result. */
  lastHour: COUNTS,
  /** Bytes that its main process has in memory. */
  memoryBytes: z.number(),
});
export type ProcessReport = z.infer<typeof ReportSchema>;

/** The word of one process, kept up. */
export interface Presence {
  /** What all come to, this one among them. @throws Refusal `databaseAway`. */
  together(): Promise<Together>;
  /** Takes the word back. Safe to call twice. */
  close(): Promise<void>;
}

/** Tells how this process is, again and again. @param report how it is now. */
export function keepPresence(pool: Pick<Pool, 'query'>, report: () => ProcessReport): Presence {
  const id = randomUUID();
  const stop = new AbortController();
  const { signal } = stop;
  const beat = async (): Promise<void> => {
    await pool.query(
      `with old as (
         delete from processes where id <> $1
           and beat_at < now() - $3 * interval '1 millisecond')
       insert into processes (id, beat_at, report) values ($1, now(), $2)
       on conflict (id) do update set beat_at = excluded.beat_at, report = excluded.report`,
      [id, JSON.stringify(report()), GONE_MS],
    );
  };
  const running = (async () => {
    do {
      await beat().catch((error: unknown) => {
        if (!isAway(error)) throw error;
      });
    } while (await pause(BEAT_MS, signal));
  })();
  running.catch(() => {});
  return {
    async together() {
      await beat();
      return readTogether(pool);
    },
    async close() {
      stop.abort();
      await running.catch(() => {});
      await pool.query('delete from processes where id = $1', [id]).catch(() => {});
    },
  };
}

/** What all processes come to that have told something lately. @throws Refusal `databaseAway`. */
export async function readTogether(pool: Pick<Pool, 'query'>): Promise<Together> {
  const rows = await pool.query<{ report: unknown }>(
    "select report from processes where beat_at > now() - $1 * interval '1 millisecond'",
    [STALE_MS],
  );
  // Those of another release may tell something else.
  return addUp(rows.flatMap(({ report }) => ReportSchema.safeParse(report).data ?? []));
}

function addUp(reports: readonly ProcessReport[]): Together {
  const lastHour: Record<string, Record<string, number>> = {};
  for (const report of reports) {
    for (const [command, results] of Object.entries(report.lastHour)) {
      lastHour[command] ??= {};
      const sum = lastHour[command];
      for (const [result, n] of Object.entries(results)) sum[result] = (sum[result] ?? 0) + n;
    }
  }
  const counts = reports.flatMap(({ shards }) => shards.count ?? []);
  const count = counts.length === 0 ? null : Math.max(...counts);
  const ids = reports.filter(({ shards }) => shards.count === count).flatMap((r) => r.shards.ids);
  const sum = (of: (report: ProcessReport) => number): number =>
    reports.reduce((total, report) => total + of(report), 0);
  return {
    processes: reports.length,
    unwell: reports.filter(({ condition }) => condition !== 'well').length,
    shards: { count, held: new Set(ids).size },
    inProgress: sum((report) => report.inProgress),
    lastHour,
    memoryBytes: sum((report) => report.memoryBytes),
  };
}
