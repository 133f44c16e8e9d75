/** A look at the files of a collection that came through Discord: those that changed are read. */
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { COMPANION_ENDING } from '../../articles/companion.ts';
import type { FileRecord, FileRecords } from '../files.ts';
import { type LookParts, type LookReport, lookAtFolder } from '../look.ts';
import type { Queries } from './queries.ts';
import type { StoredFile } from './stored-files.ts';

const MS = 1_000;

/** Where they are. */
export interface DiscordFiles {
  readonly queries: Queries;
  readonly collection: number;
  /** All of them. */
  readonly stored: readonly StoredFile[];
}

/**
 * How they were read: those that are as they were, as they are known.
 * @param known how they were read before, by the same code; the rest is read now.
 */
export async function lookAtDiscord(
  { queries, collection, stored }: DiscordFiles,
  known: FileRecords,
  parts: LookParts,
  report: LookReport,
): Promise<FileRecords> {
  const byPath = new Map(stored.map((file) => [file.path, file]));
  const isChanged = ({ path, sha256, readSha256 }: StoredFile): boolean =>
    sha256 !== readSha256 || !known.has(path);
  const wanted = new Set<string>();
  for (const file of stored.filter(isChanged)) {
    wanted.add(file.path);
    // What stands in a companion is read with its file.
    const of = byPath.get(file.path.slice(0, -COMPANION_ENDING.length));
    if (file.path.endsWith(COMPANION_ENDING) && of) wanted.add(of.path);
    if (byPath.has(file.path + COMPANION_ENDING)) wanted.add(file.path + COMPANION_ENDING);
  }
  const read = wanted.size === 0 ? new Map() : await readFrom(queries, collection, wanted);
  return new Map(
    stored.map((file) => [file.path, read.get(file.path) ?? known.get(file.path) ?? unread(file)]),
  );

  async function readFrom(
    from: Queries,
    no: number,
    paths: ReadonlySet<string>,
  ): Promise<Map<string, FileRecord>> {
    const folder = await mkdtemp(join(tmpdir(), 'footnote-'));
    try {
      for (const path of paths) await mirror(from, no, path, folder);
      const { files } = await lookAtFolder(folder, new Map(), own(parts), report);
      return new Map(
        [...paths].flatMap((path) => {
          const file = byPath.get(path);
          const record = files.get(path);
          if (file === undefined) return [];
          if (record === undefined) return [[path, unread(file)] as const];
          const { size, modified } = file;
          return [
            [path, { ...record, size, mtimeMs: record.mtimeMs < 0 ? -1 : modified }] as const,
          ];
        }),
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** Without what is beside a folder: there is none. */
function own({ reader, embedder }: LookParts): LookParts {
  return { reader, embedder };
}

async function mirror(
  queries: Queries,
  collection: number,
  path: string,
  folder: string,
): Promise<void> {
  const [row] = await queries.query<{ bytes: Buffer | null; modified: number }>(
    'select bytes, modified from files where collection = $1 and path = $2',
    [collection, path],
  );
  // Removed meanwhile: the commit finds that out.
  if (!row?.bytes) return;
  const place = join(folder, ...path.split('/'));
  await mkdir(dirname(place), { recursive: true });
  await writeFile(place, row.bytes);
  await utimes(place, row.modified / MS, row.modified / MS);
}

/** What is no article: a companion, or a name that no format has. */
function unread({ path, size, modified }: StoredFile): FileRecord {
  const reading = { file: path, sha256: '', articles: [], dropped: [], warnings: [] };
  return { file: path, size, mtimeMs: modified, reading, places: [] };
}
