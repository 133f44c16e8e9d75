/**
 * Files that were moved into the database and still stand in the folder that they came from: as long as they
 * are what they were, they are none of the folder's. What somebody takes out through Discord would come back
 * from there otherwise.
 */
import { z } from 'zod';
import { postgresState } from '../../state/postgres-state.ts';
import type { FileRecords } from '../files.ts';
import type { Queries } from './queries.ts';

/** In the state of a collection: by path inside its folder, what such a file was read as. */
export const LEFT_BEHIND = 'left-behind.json';

const Stored = z.record(z.string(), z.string());

/** By path, the hash of a file with what stands beside it, as `FileReading.sha256`. */
export type LeftBehind = ReadonlyMap<string, string>;

/** What was left behind; nothing where nothing was moved. */
export async function readLeftBehind(queries: Queries, collection: number): Promise<LeftBehind> {
  const bytes = await postgresState(queries, collection).read(LEFT_BEHIND);
  return bytes === null ? new Map() : parseLeftBehind(bytes);
}

/** @throws Error where it is damaged: what was taken out may not come back for that. */
export function parseLeftBehind(bytes: Uint8Array): LeftBehind {
  return new Map(Object.entries(Stored.parse(JSON.parse(Buffer.from(bytes).toString()))));
}

/** What of a folder is the folder's. */
export function withoutLeftBehind(files: FileRecords, left: LeftBehind): FileRecords {
  if (left.size === 0) return files;
  return new Map([...files].filter(([path, { reading }]) => left.get(path) !== reading.sha256));
}
