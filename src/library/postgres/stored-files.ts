/** What a writer remembers of each file of a collection between two looks: rows of the table `files`. */

import { chunksOf } from '../../index/postgres/chunks.ts';
import { timeSlice } from '../../time-slices.ts';
import type { FileRecord, FileRecords } from '../files.ts';
import { restoreRecord, type StoredRecord, storeRecord } from '../snapshot-files.ts';
import { pack, unpack } from './packed.ts';
import { plainJson } from './plain-text.ts';
import type { Queries } from './queries.ts';

/** Rows of one statement, and bytes of records that are read at once, about. */
const ROWS = 500;
const BYTES = 8_000_000;

/** A file that is in the articles folder, or one that came through Discord or a source. */
export type Origin = 'folder' | 'discord';

/** A row of `files`, but for its bytes. */
export interface StoredFile {
  readonly path: string;
  readonly origin: Origin;
  /** Of the bytes, hex. */
  readonly sha256: string;
  readonly size: number;
  readonly modified: number;
  /** Of the bytes that were read; null before the first time. */
  readonly readSha256: string | null;
  /** By what it was read; see `readAs` of the writer. */
  readonly readAs: string | null;
  /** Bytes of the packed record; null where it was not read yet. */
  readonly packed: number | null;
}

/** Every file of a collection, by path, as the database has it. */
export async function listStoredFiles(
  queries: Queries,
  collection: number,
): Promise<ReadonlyMap<string, StoredFile>> {
  const rows = await queries.query<StoredFile>(
    `select path, origin, sha256, size, modified, read_sha256 as "readSha256",
       read_as as "readAs", length(record) as packed
     from files where collection = $1 order by path collate "C"`,
    [collection],
  );
  return new Map(rows.map((row) => [row.path, row]));
}

/** How files were read, those that were, in the order of their names. */
export async function restoreFiles(
  queries: Queries,
  collection: number,
  stored: ReadonlyMap<string, StoredFile>,
): Promise<FileRecords> {
  const records: FileRecord[] = [];
  const slice = timeSlice();
  for (const paths of batches(stored)) {
    const rows = await queries.query<{ record: Buffer }>(
      'select record from files where collection = $1 and path = any($2) and record is not null',
      [collection, paths],
    );
    for (const { record } of rows) {
      records.push(restoreRecord(await unpack<StoredRecord>(record)));
      if (slice.isOver()) await slice.next();
    }
  }
  records.sort((a, b) => (a.file < b.file ? -1 : 1));
  return new Map(records.map((record) => [record.file, record]));
}

/** Paths of files with a record, so many at a time as are read at once. */
function* batches(stored: ReadonlyMap<string, StoredFile>): Generator<string[]> {
  let paths: string[] = [];
  let bytes = 0;
  for (const { path, packed } of stored.values()) {
    if (packed === null) continue;
    paths.push(path);
    bytes += packed;
    if (paths.length < ROWS && bytes < BYTES) continue;
    yield paths;
    paths = [];
    bytes = 0;
  }
  if (paths.length > 0) yield paths;
}

/** A file as it was read just now. */
export interface ReadRow {
  readonly record: FileRecord;
  readonly origin: Origin;
  /** Of the bytes of a file that came through Discord: those that were read. */
  readonly sha256: string;
}

/** Writes how files were read. What a file that came through Discord holds by now is not touched. */
export async function writeFiles(
  queries: Queries,
  collection: number,
  rows: readonly ReadRow[],
  readAs: string,
): Promise<void> {
  for (const some of chunksOf(rows, ROWS)) {
    const packed: Buffer[] = [];
    for (const { record } of some) packed.push(await pack(storeRecord(record)));
    await queries.query(
      `insert into files
         (collection, path, origin, sha256, size, modified, record, problems, read_sha256, read_as)
       select $1, r.path, r.origin, r.sha256, r.size, r.modified, r.record, r.problems, r.sha256, $9
       from unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::float8[], $7::bytea[],
         $8::jsonb[]) r (path, origin, sha256, size, modified, record, problems)
       where r.origin = 'folder' or exists (
         select from files f where f.collection = $1 and f.path = r.path)
       on conflict (collection, path) do update set
         origin = excluded.origin,
         record = excluded.record, problems = excluded.problems,
         read_sha256 = excluded.read_sha256, read_as = excluded.read_as,
         bytes = case when excluded.origin = 'folder' then null else files.bytes end,
         sha256 = case when excluded.origin = 'folder' then excluded.sha256 else files.sha256 end,
         size = case when excluded.origin = 'folder' then excluded.size else files.size end,
         modified =
           case when excluded.origin = 'folder' then excluded.modified else files.modified end`,
      [
        collection,
        some.map(({ record }) => record.file),
        some.map(({ origin }) => origin),
        some.map(({ sha256 }) => sha256),
        some.map(({ record }) => record.size),
        some.map(({ record }) => record.mtimeMs),
        packed,
        some.map(({ record }) => problemsOf(record)),
        readAs,
      ],
    );
  }
}

function problemsOf({ reading }: FileRecord): string | null {
  if (reading.articles.length > 0 || reading.warnings.length === 0) return null;
  return plainJson(reading.warnings);
}

/** Forgets files of the folder that are gone. */
export async function forgetFiles(
  queries: Queries,
  collection: number,
  paths: readonly string[],
): Promise<void> {
  await queries.query(
    `delete from files where collection = $1 and path = any($2) and origin = 'folder'`,
    [collection, paths],
  );
}
