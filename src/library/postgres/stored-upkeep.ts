/** What looking after one collection needs of it, where a writer in some process reads its files. */
import { raiseRevision } from '../../database/revision.ts';
import type { FileReading } from '../../model.ts';
import type { Notice, Statement } from '../../refusals.ts';
import { pause } from '../../supervision/deadline.ts';
import type { FileRecord, FileRecords } from '../files.ts';
import type { Upkeep } from '../library.ts';
import { restoreRecord, type StoredRecord } from '../snapshot-files.ts';
import { unpack } from './packed.ts';
import type { Queries } from './queries.ts';
import { isNotWithdrawn } from './withdrawn-files.ts';

/** A writer is waited for so long, and asked for so often, in milliseconds. */
const WAIT_MS = 30_000;
const LOOK_MS = 250;
/** Records of one statement. */
const ROWS = 200;

/** What upkeep is made of. */
export interface StoredUpkeepOptions {
  /** The collection's number. */
  readonly no: number;
  readonly primary: Queries;
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  readonly signal: AbortSignal;
}

/** A file with the mark of its last reading. */
interface Known {
  readonly mark: string;
  readonly record: FileRecord;
}

/** See `Upkeep`; how far the collection is, others tell. */
export function storedUpkeep({
  no,
  primary,
  transaction,
  signal,
}: StoredUpkeepOptions): Pick<
  Upkeep,
  'reading' | 'unread' | 'refresh' | 'withdraw' | 'currentFiles'
> {
  const known = new Map<string, Known>();

  /** Whether a writer has something to do in it. */
  async function isDue(): Promise<boolean> {
    const [row] = await primary.query<{ is_due: boolean }>(
      `select exists (select from files where collection = $1 and origin = 'discord'
           and read_sha256 is distinct from sha256 and read_sha256 is distinct from '')
         or exists (select from withdrawn where collection = $1) as is_due`,
      [no],
    );
    return row?.is_due ?? false;
  }

  /** Until a writer has done all that was to do, or has had its time for it. */
  async function refresh(): Promise<void> {
    const until = performance.now() + WAIT_MS;
    while (!signal.aborted && performance.now() < until && (await isDue())) {
      await pause(LOOK_MS, signal);
    }
  }

  return {
    async reading(file): Promise<FileReading | null> {
      const [row] = await primary.query<{ record: Buffer }>(
        `select record from files f where collection = $1 and path = $2 and record is not null
           and ${isNotWithdrawn('f.path')}`,
        [no, file],
      );
      return row === undefined ? null : (await recordOf(row.record)).reading;
    },
    async unread(): Promise<readonly Notice[]> {
      const rows = await primary.query<{ problems: readonly Statement<'notIndexed'>[] }>(
        `select problems from files where collection = $1 and problems is not null order by path`,
        [no],
      );
      return rows.flatMap(({ problems }) => problems);
    },
    refresh,
    async withdraw(file): Promise<void> {
      await transaction(async (queries) => {
        await queries.query(
          'insert into withdrawn (collection, path) values ($1, $2) on conflict do nothing',
          [no, file],
        );
        await raiseRevision(queries, no, { removes: true });
      });
    },
    async currentFiles(): Promise<FileRecords> {
      await refresh();
      const rows = await primary.query<{ path: string; mark: string }>(
        `select path, concat_ws(' ', read_as, read_sha256, size, modified) as mark from files f
         where collection = $1 and record is not null
           and ${isNotWithdrawn('f.path')}
         order by path collate "C"`,
        [no],
      );
      const marks = new Map(rows.map(({ path, mark }) => [path, mark]));
      for (const [path, { mark }] of known) if (marks.get(path) !== mark) known.delete(path);
      const absent = rows.filter(({ path }) => !known.has(path));
      for (let from = 0; from < absent.length; from += ROWS) {
        const paths = absent.slice(from, from + ROWS).map(({ path }) => path);
        const found = await primary.query<{ path: string; record: Buffer }>(
          `select path, record from files
           where collection = $1 and path = any($2) and record is not null`,
          [no, paths],
        );
        for (const { path, record } of found) {
          known.set(path, { mark: marks.get(path) ?? '', record: await recordOf(record) });
        }
      }
      return new Map(
        rows.flatMap(({ path }) => {
          const record = known.get(path)?.record;
          return record === undefined ? [] : [[path, record] as const];
        }),
      );
    },
  };
}

async function recordOf(packed: Buffer): Promise<FileRecord> {
  return restoreRecord(await unpack<StoredRecord>(packed));
}
