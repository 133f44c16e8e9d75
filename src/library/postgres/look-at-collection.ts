/** A look at all files of a collection: those of its folder, where it has one, and those from Discord. */
import { statement } from '../../refusals.ts';
import type { FileRecord, FileRecords } from '../files.ts';
import { type Look, type LookParts, type LookReport, lookAtFolder } from '../look.ts';
import { isNoFolder } from '../look-health.ts';
import { type LeftBehind, readLeftBehind, withoutLeftBehind } from './left-behind.ts';
import { lookAtDiscord } from './look-at-discord.ts';
import type { Queries } from './queries.ts';
import { removalsToHold } from './removals.ts';
import type { Origin, StoredFile } from './stored-files.ts';

/** What is looked at. */
export interface CollectionFiles {
  readonly queries: Queries;
  readonly collection: number;
  /** What people call it on the command line. */
  readonly id: string;
  /** Absolute; null where it has none, and what it once had is gone. */
  readonly folder: string | null;
  /** The rows of its files. */
  readonly stored: ReadonlyMap<string, StoredFile>;
  /** Takes out whatever the folder lacks, however much that is. */
  readonly acceptsRemovals: boolean;
}

/** What was found. */
export interface CollectionLook extends Look {
  readonly originOf: ReadonlyMap<string, Origin>;
  /** How many files are gone from the folder and are kept all the same; 0 where none are. */
  readonly held: number;
}

/**
 * Looks at a collection.
 * @param known how files were read before, by the same code and model.
 * @param before how they were read, by whichever.
 * @throws what the model or the reading process fails with, and the signal's reason.
 */
export async function lookAtCollection(
  files: CollectionFiles,
  known: FileRecords,
  before: FileRecords,
  parts: LookParts,
  report: LookReport,
): Promise<CollectionLook> {
  const of = (origin: Origin) => (path: string) => files.stored.get(path)?.origin === origin;
  const left = await readLeftBehind(files.queries, files.collection);
  const folder = await lookAtFolderOf(files, {
    // What was left behind is as it was moved, and need not be read to be left alone.
    known: only(known, (path) => of('folder')(path) || left.has(path)),
    before: only(before, of('folder')),
    left,
    parts,
    report,
  });
  const stored = [...files.stored.values()].filter(({ origin }) => origin === 'discord');
  const { queries, collection } = files;
  const discord = await lookAtDiscord(
    { queries, collection, stored },
    only(known, of('discord')),
    parts,
    report,
  );
  // What is in the folder by now is the folder's.
  const all = new Map([...discord, ...folder.files]);
  const found = [...all.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
  const isNew = (record: FileRecord) => before.get(record.file)?.reading !== record.reading;
  return {
    files: new Map(found.map((record) => [record.file, record])),
    changed: found.length !== before.size || found.some(isNew),
    failure: folder.failure,
    held: folder.held,
    originOf: new Map(
      found.map(({ file }) => [file, folder.files.has(file) ? 'folder' : 'discord']),
    ),
  };
}

/** A look at a folder. */
interface FolderLook {
  readonly known: FileRecords;
  readonly before: FileRecords;
  readonly left: LeftBehind;
  readonly parts: LookParts;
  readonly report: LookReport;
}

async function lookAtFolderOf(
  { folder, id, acceptsRemovals }: CollectionFiles,
  { known, before, left, parts, report }: FolderLook,
): Promise<Pick<CollectionLook, 'files' | 'failure' | 'held'>> {
  let found: Look = { files: new Map(), changed: false, failure: null };
  try {
    if (folder !== null) found = await lookAtFolder(folder, known, parts, report);
  } catch (error) {
    // Whatever the reason: what is not there is looked at as if nothing was in it.
    if (!isNoFolder(error)) throw error;
  }
  const { failure } = found;
  const files = withoutLeftBehind(found.files, left);
  const gone = acceptsRemovals ? [] : removalsToHold(before, files);
  if (gone.length > 0) {
    const command = `footnote index ${id === '' ? '' : `--collection ${id} `}--accept-removals`;
    report.notice(statement('removalsHeld', { n: gone.length, total: before.size, command }));
  }
  return {
    files: new Map([...files, ...gone.map((record) => [record.file, record] as const)]),
    failure,
    held: gone.length,
  };
}

function only(files: FileRecords, isWanted: (path: string) => boolean): FileRecords {
  return new Map([...files].filter(([path]) => isWanted(path)));
}
